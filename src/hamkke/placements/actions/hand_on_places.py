"""Hand on returned places: what the job does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.audit.actions.record_action import record_action
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.post_notice import post_notice
from hamkke.organizations.queries.class_groups import class_groups
from hamkke.placements.asking import ask_to_answer
from hamkke.placements.models import OfferState, PlaceOffer, ReturnedPlace, RoundState
from hamkke.placements.queries.locked import round_to_change
from hamkke.placements.queries.offers import offers_of_round
from hamkke.placements.queries.succession import Line
from hamkke.placements.rules.succession import answer_by

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.database.identity import Identity
    from hamkke.organizations.queries.class_groups import ClassGroupFacts
    from hamkke.placements.models import Application, Round
    from hamkke.placements.rules.wishes import Offer


def hand_on_places(*, viewer: Identity, round_id: int, now: datetime) -> int:
    """This function will offer each returned place to whoever is next, and return how many it did.

    Call it under the jobs role; `viewer` is who asked. One worker at a time does a round; done
    twice, nothing is offered twice. A place that was taken, or that nobody is left for, is settled;
    an offer lapses at its deadline, or when its class group can use it no more. Raises NotVisible.
    """
    with transaction.atomic():
        found = round_to_change(round_id)
        if found.state != RoundState.PUBLISHED:
            return 0
        _lapse(found, Line(found), now)
        line, offers = Line(found), {one.number: one for one in offers_of_round(found.pk)}
        places = ReturnedPlace.objects.filter(application__round=found, settled_at=None)
        made = 0
        for place in places.order_by("returned_at", "pk"):
            states = set(place.offers.values_list("state", flat=True))
            if OfferState.OPEN in states:
                continue
            offered = offers[place.round_session_id]
            taken = OfferState.ACCEPTED in states
            following = None if taken or offered.starts_at <= now else line.next_for(place)
            if following is None:
                _settle(found, place, offered, taken=taken, now=now)
            else:
                line.ask(_offer(found, place, offered, following, now))
                made += 1
        if made:
            record_action(
                viewer=viewer,
                action="hand_on_places",
                subject=found,
                now=now,
                data={"offered": made},
            )
    return made


def _lapse(found: Round, line: Line, now: datetime) -> None:
    """End the offers that were not answered in time, or that fit no more. Answers wait."""
    waiting = PlaceOffer.objects.select_for_update(of=("self",)).filter(
        application__round=found, state=OfferState.OPEN
    )
    for offer in waiting.select_related("application"):
        if now < offer.answer_by and line.fits(offer):
            continue
        offer.state, offer.answered_at = OfferState.LAPSED, now
        offer.save(update_fields=["state", "answered_at"])
        close_tasks(viewer=ANONYMOUS, subject=offer, now=now)
        group = _class_group(offer.application)
        post_notice(
            viewer=ANONYMOUS,
            organization_id=group.school_id,
            role="homeroom_teacher",
            class_group_id=group.class_group_id,
            kind="place_offer_lapsed",
            title=_("%(class_group)s에 권한 자리를 다음 학급에 넘겼습니다")
            % {"class_group": group.label},
            detail=_("답할 기한이 지났거나, 이미 받은 자리와 함께 받을 수 없는 자리입니다."),
            url=reverse("placements_desk:offer", args=[offer.pk]),
            now=now,
        )


def _offer(
    found: Round, place: ReturnedPlace, offered: Offer, application_id: int, now: datetime
) -> PlaceOffer:
    offer = PlaceOffer.objects.create(
        returned=place,
        application_id=application_id,
        round_session_id=place.round_session_id,
        offered_at=now,
        answer_by=answer_by(starts_at=offered.starts_at, now=now),
    )
    ask_to_answer(
        found, offer=offer, title=offered.title, group=_class_group(offer.application), now=now
    )
    return offer


def _settle(
    found: Round, place: ReturnedPlace, offered: Offer, *, taken: bool, now: datetime
) -> None:
    place.settled_at = now
    place.save(update_fields=["settled_at"])
    title = _("반납된 자리를 다음 학급이 받았습니다") if taken else _("반납된 자리가 비었습니다")
    post_notice(
        viewer=ANONYMOUS,
        organization_id=found.education_office_id,
        role="officer",
        kind="returned_place_settled",
        title=title,
        detail=f"{found.title} · {offered.title}",
        url=reverse("placements_desk:round", args=[found.pk]),
        now=now,
    )


def _class_group(application: Application) -> ClassGroupFacts:
    (group,) = class_groups([application.class_group_id]).values()
    return group
