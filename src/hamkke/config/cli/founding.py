"""Make an administrator's code: a process of its own, because it connects as the owner.

`python -m hamkke.config.cli.founding NAME [again]` prints the code, or nothing.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

if __name__ == "__main__":
    import django

    django.setup()

    from hamkke.accounts.actions.found_office import found_office
    from hamkke.config.pillars import define_pillars

    now = datetime.now(UTC)
    code = found_office(name=sys.argv[1], again="again" in sys.argv[2:], now=now)
    define_pillars(now)
    print(code or "")
