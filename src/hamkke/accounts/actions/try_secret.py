"""Try a secret that somebody typed or followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from hamkke.accounts.actions.take_attempt import take_attempt
from hamkke.accounts.client import keyed
from hamkke.accounts.errors import GuardianLinkUnknown, InvitationUnknown

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

# From one address: a whole school may stand behind it, and codes are long (see keys.py).
FREE_CODES: Final = 30
LONGEST_FOR_CODES: Final = 20


def try_secret[Found](
    *, secret: str, find: Callable[..., Found], client: str, now: datetime
) -> Found:
    """This function will return what `find` knows of the secret; a wrong one is an attempt.

    A right one leaves no trace, nor does it forgive the wrong ones. Only the client waits, never
    the invitation: nobody can lock it for others. Raises TooManyAttempts and what `find` raises.
    """
    refusal: InvitationUnknown | GuardianLinkUnknown
    with transaction.atomic():
        take_attempt(
            subject=keyed("subject", "every code"),
            client=client,
            now=now,
            free=FREE_CODES,
            longest=LONGEST_FOR_CODES,
        )
        try:
            found = find(secret=secret, now=now)
        except (InvitationUnknown, GuardianLinkUnknown) as unknown:
            refusal = unknown
        else:
            transaction.set_rollback(True)
            return found
    raise refusal
