"""End sessions of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from hamkke.accounts.queries.security import own_account
from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def end_sessions(*, viewer: Viewer, key: str | None, number: int | None, now: datetime) -> int:
    """This function will end the viewer's session of that number, or all but the one with `key`.

    Returns how many. Raises NotVisible for a session that is another person's or has ended.
    """
    account = own_account(viewer)
    chosen = UserSession.objects.filter(user=account)
    chosen = chosen.exclude(session_key=key) if number is None else chosen.filter(pk=number)
    keys = list(chosen.values_list("session_key", flat=True))
    if number is not None and not keys:
        raise NotVisible
    Session.objects.filter(session_key__in=keys).delete()
    chosen.delete()
    record_action(
        viewer=viewer.identity,
        action="end_sessions",
        subject=account,
        now=now,
        data={"count": len(keys)},
    )
    return len(keys)
