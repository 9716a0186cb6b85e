"""Give a place back after publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.database.jobs import defer
from hamkke.placements.errors import SessionBegun
from hamkke.placements.models import Application, ReturnedPlace, RoundState
from hamkke.placements.queries.offers import offers_of_round
from hamkke.placements.queries.rounds import visible_round
from hamkke.placements.queries.succession import held_by
from hamkke.placements.rules.permissions import may_apply

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def return_place(*, viewer: Viewer, round_id: int, number: int, now: datetime) -> int:
    """This function will give back the place in a RoundSession that the class group holds.

    All others keep theirs; a job offers this one to the first on the waitlist. Given back twice it
    is given back once. Returns the number of what was given back. Raises NotVisible, SessionBegun.
    """
    if not may_apply(viewer):
        raise NotVisible
    with transaction.atomic():
        found = visible_round(round_id)
        mine = (
            Application.objects.select_for_update()
            .filter(round=found, class_group_id=viewer.class_group_id)
            .first()
        )
        offer = next((one for one in offers_of_round(found.pk) if one.number == number), None)
        if mine is None or offer is None or found.state != RoundState.PUBLISHED:
            raise NotVisible
        before = ReturnedPlace.objects.filter(application=mine, round_session_id=number).first()
        if before is not None:
            return before.pk
        if number not in held_by(mine):
            raise NotVisible
        if offer.starts_at <= now:
            raise SessionBegun(title=offer.title)
        place = ReturnedPlace.objects.create(
            application=mine,
            round_session_id=number,
            returned_at=now,
            returned_by_id=viewer.person_id or 0,
        )
        record_action(viewer=viewer.identity, action="return_place", subject=place, now=now)
        defer("placements.hand_on_places", identity=viewer.identity, round_id=found.pk)
    return place.pk
