"""Take an invitation back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.accounts.changes import decide, place_to_give_in
from hamkke.accounts.errors import ChangedMeanwhile
from hamkke.accounts.models import ChangeState
from hamkke.accounts.queries.changes import change_to_decide
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def revoke_invitation(*, viewer: Viewer, change_id: int, now: datetime) -> int:
    """This function will close an invitation or a proposal: its link and its code open nothing.

    Returns the organization. Raises NotVisible, MayNotGive, ChangedMeanwhile.
    """
    change = change_to_decide(change_id=change_id)
    place_to_give_in(viewer, change.organization_id, change.role)
    if change.state not in {ChangeState.PROPOSED, ChangeState.OPEN}:
        raise ChangedMeanwhile
    with transaction.atomic():
        decide(change_id, "revoke", now=now)
        record_action(viewer=viewer.identity, action="revoke_invitation", subject=change, now=now)
    return change.organization_id
