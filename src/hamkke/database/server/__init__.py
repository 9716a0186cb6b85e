"""The embedded PostgreSQL: started, shared and stopped without anybody's help.

`open_server(folder)` is all that other modules need. It works before Django is
configured, because the settings themselves ask it for an address.
"""

from hamkke.database.server.lease import ServerLease, open_server

__all__ = ["ServerLease", "open_server"]
