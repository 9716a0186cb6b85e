"""Sign a person out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import logout

from hamkke.accounts.models import Account
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.http import Request


def sign_out(*, request: Request, now: datetime) -> None:
    """This function will end the session; signing out twice is no error."""
    if isinstance(request.user, Account):
        record_action(
            viewer=request.viewer.identity, action="sign_out", subject=request.user, now=now
        )
    logout(request)
