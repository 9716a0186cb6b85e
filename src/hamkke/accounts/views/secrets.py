"""Looking behind a secret that somebody typed or followed: whoever guesses has to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.accounts.actions.note_failed_code import note_failed_code
from hamkke.accounts.client import address_of_client
from hamkke.accounts.errors import GuardianLinkUnknown, InvitationUnknown
from hamkke.accounts.queries.invitation import check_tries

if TYPE_CHECKING:
    from collections.abc import Callable

    from hamkke.accounts.http import Request


def found_behind[Found](request: Request, secret: str, find: Callable[..., Found]) -> Found:
    """This function will return what `find` knows of the secret, and note that it knew nothing.

    Raises TooManyTries and what `find` raises.
    """
    address = address_of_client(request)
    check_tries(address=address, now=request.now)
    try:
        return find(secret=secret, now=request.now)
    except (InvitationUnknown, GuardianLinkUnknown):
        note_failed_code(address=address, now=request.now)
        raise
