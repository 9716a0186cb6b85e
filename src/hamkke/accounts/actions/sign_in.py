"""Sign a person in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import login

from hamkke.audit.actions.record_action import record_action
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as, civil_day

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.http import Request
    from hamkke.accounts.models import Account

BACKEND = "django.contrib.auth.backends.ModelBackend"


def sign_in(*, request: Request, account: Account, as_persona: bool = False, now: datetime) -> None:
    """This function will start a fresh session for `account`, whose right to it is proven.

    An earlier session of this browser ends: nothing of the person before is carried over.
    """
    request.session.flush()
    login(request, account, backend=BACKEND)
    who = Identity(account.person_id, None, civil_day(now))
    with acting_as(roles.IDENTITY, who):
        record_action(
            viewer=who,
            action="sign_in",
            subject=account,
            now=now,
            data={"as_persona": as_persona},
        )
