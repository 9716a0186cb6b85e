"""Sign a person in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from allauth.usersessions.models import UserSession
from django.contrib.auth import login

from hamkke.accounts.backends import PATH
from hamkke.audit.actions.record_action import record_action
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as, civil_day

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.http import Request
    from hamkke.accounts.models import Account

PERSONA_KEY: Final = "is_persona"
# How allauth remembers what was proven in this sign-in, and when.
PROVEN: Final = ("account_authentication_methods", "account_authentication_methods_user")


def sign_in(*, request: Request, account: Account, as_persona: bool = False, now: datetime) -> None:
    """This function will start a fresh session for `account`, whose right to it is proven.

    An earlier session of this browser ends: nothing of the person before is carried over, only
    how the person now has proven who it is.
    """
    proven = {key: request.session[key] for key in PROVEN if key in request.session}
    request.session.flush()
    login(request, account, backend=PATH)
    request.session.update(proven)
    if as_persona:
        request.session[PERSONA_KEY] = True
    UserSession.objects.create_from_request(request)
    who = Identity(account.person_id, None, civil_day(now))
    with acting_as(roles.IDENTITY, who):
        record_action(
            viewer=who,
            action="sign_in",
            subject=account,
            now=now,
            data={"as_persona": as_persona, "proven_by": _methods(proven)},
        )


def _methods(proven: dict[str, Any]) -> list[str]:
    steps = proven.get(PROVEN[0], [])
    return [str(step.get("type") or step["method"]) for step in steps]
