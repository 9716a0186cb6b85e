"""Withdraw a submitted list of wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.class_groups import class_groups
from hamkke.placements.asking import ask_for_wishes
from hamkke.placements.errors import ChangedElsewhere, NothingSubmitted
from hamkke.placements.models import Application
from hamkke.placements.queries.locked import round_taking_wishes
from hamkke.placements.rules.permissions import may_apply

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def withdraw_wishes(*, viewer: Viewer, round_id: int, version: int, now: datetime) -> int:
    """This function will take the submission back, keep the draft, and return its version.

    The class is asked for its wishes again, as long as the round takes any.

    Raises NotVisible, NotYetOpen, RoundClosed, NothingSubmitted, ChangedElsewhere.
    """
    if not may_apply(viewer):
        raise NotVisible
    with transaction.atomic():
        found = round_taking_wishes(round_id, now=now)
        mine = (
            Application.objects.select_for_update()
            .filter(round=found, class_group_id=viewer.class_group_id)
            .first()
        )
        if mine is None or mine.submitted_at is None:
            raise NothingSubmitted
        if mine.version != version:
            raise ChangedElsewhere(version=mine.version)
        mine.wishes.all().delete()
        mine.submitted_at, mine.version = None, mine.version + 1
        mine.changed_by_id = viewer.person_id or 0
        mine.save(update_fields=["submitted_at", "version", "changed_by"])
        (group,) = class_groups([mine.class_group_id]).values()
        ask_for_wishes(found, group=group, viewer=viewer, now=now)
        record_action(viewer=viewer.identity, action="withdraw_wishes", subject=mine, now=now)
    return mine.version
