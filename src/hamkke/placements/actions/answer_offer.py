"""Answer the offer of a returned place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.database.jobs import defer
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.placements.errors import OfferEnded, OfferFitsNoMore
from hamkke.placements.models import Application, OfferState, PlaceOffer
from hamkke.placements.queries.offers import offers_of_round
from hamkke.placements.queries.succession import held_by
from hamkke.placements.rules.permissions import may_apply
from hamkke.placements.rules.wishes import slots

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def answer_offer(*, viewer: Viewer, offer_id: int, accepts: bool, now: datetime) -> int:
    """This function will take an offered place or let it pass, and return the round's number.

    The same answer twice changes nothing. Raises NotVisible, OfferEnded, OfferFitsNoMore.
    """
    state = OfferState.ACCEPTED if accepts else OfferState.PASSED
    with transaction.atomic():
        mine = _own_application(viewer, offer_id)
        # Whoever waits here for the job that lets it lapse reads what became of it.
        open_now = PlaceOffer.objects.select_for_update().filter(pk=offer_id, state=OfferState.OPEN)
        offer = open_now.first()
        if offer is None:
            if PlaceOffer.objects.get(pk=offer_id).state == state:
                return mine.round_id
            raise OfferEnded
        if now >= offer.answer_by:
            raise OfferEnded
        if accepts:
            _check_fits(mine, offer)
        PlaceOffer.objects.filter(pk=offer.pk).update(
            state=state, answered_at=now, answered_by_id=viewer.person_id
        )
        close_tasks(viewer=viewer, subject=offer, class_group_id=viewer.class_group_id, now=now)
        record_action(
            viewer=viewer.identity,
            action="answer_offer",
            subject=offer,
            now=now,
            data={"state": state},
        )
        defer("placements.hand_on_places", identity=viewer.identity, round_id=mine.round_id)
    return mine.round_id


def _own_application(viewer: Viewer, offer_id: int) -> Application:
    """Lock the application, so that two offers are answered one after the other."""
    mine = Application.objects.select_for_update(of=("self",)).filter(
        place_offers=offer_id, class_group_id=viewer.class_group_id
    )
    found = mine.first() if may_apply(viewer) else None
    if found is None:
        raise NotVisible
    return found


def _check_fits(mine: Application, offer: PlaceOffer) -> None:
    held, offers = held_by(mine), offers_of_round(mine.round_id)
    slot_of = slots(offers)
    program_of = {one.number: one.program_id for one in offers}
    wanted = offer.round_session_id
    if len(held) >= mine.round.quota or any(
        slot_of[wanted] == slot_of[other] or program_of[wanted] == program_of[other]
        for other in held
    ):
        raise OfferFitsNoMore
