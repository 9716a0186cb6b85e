"""Looking behind a secret that somebody typed or followed: whoever guesses has to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.accounts.actions.try_secret import try_secret
from hamkke.accounts.client import client_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hamkke.accounts.http import Request


def found_behind[Found](request: Request, secret: str, find: Callable[..., Found]) -> Found:
    """This function will return what `find` knows of the secret. Raises what try_secret does."""
    client = client_of(request, None).key
    return try_secret(secret=secret, find=find, client=client, now=request.now)
