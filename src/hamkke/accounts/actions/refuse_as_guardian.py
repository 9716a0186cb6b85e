"""Refuse a child's account as its guardian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.accounts.answers import nobody, record, settle, tell, typed_by_child
from hamkke.accounts.guardian_letters import guardian_refused
from hamkke.accounts.keys import hash_of_guardian
from hamkke.accounts.queries.guardian import asked_behind
from hamkke.database import roles
from hamkke.database.identity import acting_as

if TYPE_CHECKING:
    from datetime import datetime


def refuse_as_guardian(*, secret: str, now: datetime) -> None:
    """This function will delete all that the child typed at once, and tell the child.

    Works under the identity role alone. Raises GuardianLinkUnknown.
    """
    asked = asked_behind(secret=secret, now=now)
    typed = typed_by_child(asked.change_id)
    with acting_as(roles.IDENTITY, nobody(now)):
        settle("select accounts_guardian_refuses(%s, %s)", hash_of_guardian(secret), now)
        tell(typed.email, guardian_refused(), purpose="child_told", now=now)
        record("refuse_as_guardian", asked.change_id, now)
