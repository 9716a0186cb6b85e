"""Put forgotten e-mails on the queue again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hamkke.database.identity import Identity
from hamkke.database.jobs import defer
from hamkke.mail.queries.claimed import forgotten_messages

if TYPE_CHECKING:
    from datetime import datetime

PATIENCE: Final = timedelta(minutes=30)
AT_ONCE: Final = 500


def resume_mail(*, now: datetime) -> int:
    """This function will queue again what no job took in time; return how many e-mails.

    Call it under the jobs role. A worker that is only late finds the e-mail taken.
    """
    forgotten = forgotten_messages(due_before=now - PATIENCE, limit=AT_ONCE)
    for message in forgotten:
        message.due_at = now
        message.save(update_fields=["due_at"])
        defer("mail.deliver", identity=Identity(), reference=str(message.reference))
    return len(forgotten)
