"""Who holds the places of a published round now, and who is next in line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE

import fair_allocation
from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.class_groups import ClassGroupFacts, class_group
from hamkke.placements.models import (
    AllocationRun,
    Application,
    OfferState,
    Placement,
    PlaceOffer,
    ReturnedPlace,
    RoundSession,
)
from hamkke.placements.queries.locked import LARGEST_NUMBER
from hamkke.placements.queries.offers import offers_of_round
from hamkke.placements.queries.rounds import visible_round
from hamkke.placements.rules.permissions import may_apply

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from fair_allocation import Bundle, Waitlist
    from hamkke.accounts.viewer import Viewer
    from hamkke.placements.models import Round
    from hamkke.placements.rules.wishes import Offer


@dataclass(frozen=True, slots=True)
class OfferPage:
    """An offered place as its teacher answers it."""

    number: int
    round: Round
    class_group: ClassGroupFacts
    offer: Offer
    rank: int
    state: str
    answer_by: datetime
    may_answer: bool


def offer_page(*, viewer: Viewer, offer_id: int, now: datetime) -> OfferPage:
    """This function will return a place offered to the viewer's class group, or raise NotVisible.

    Five queries.
    """
    rows = PlaceOffer.objects.select_related("application").fetch_mode(FETCH_RAISE)
    found = rows.filter(pk=offer_id, application__class_group_id=viewer.class_group_id).first()
    facts = class_group(viewer.class_group_id or 0) if may_apply(viewer) and found else None
    if found is None or facts is None or offer_id > LARGEST_NUMBER:
        raise NotVisible
    offers = {offer.number: offer for offer in offers_of_round(found.application.round_id)}
    wish = found.application.wishes.get(round_session_id=found.round_session_id)
    return OfferPage(
        number=found.pk,
        round=visible_round(found.application.round_id),
        class_group=facts,
        offer=offers[found.round_session_id],
        rank=wish.rank,
        state=found.state,
        answer_by=found.answer_by,
        may_answer=found.state == OfferState.OPEN and now < found.answer_by,
    )


def held_by(application: Application) -> set[int]:
    """This function will return the RoundSession numbers that a class group holds now. 3 queries.

    Given by the published run or taken from the waitlist, and not given back.
    """
    given = Placement.objects.filter(application=application, run__published_at__isnull=False)
    taken = PlaceOffer.objects.filter(application=application, state=OfferState.ACCEPTED)
    returned = ReturnedPlace.objects.filter(application=application)
    found = {
        *given.values_list("round_session_id", flat=True),
        *taken.values_list("round_session_id", flat=True),
    }
    return found - set(returned.values_list("round_session_id", flat=True))


class Line:
    """The waitlists of a published round with all that happened since; for the jobs role."""

    def __init__(self, found: Round) -> None:
        """This function will read the published run and what was returned and taken. 5 queries."""
        run = AllocationRun.objects.get(round=found, published_at__isnull=False)
        self._bundle: Bundle = fair_allocation.Bundle.from_json(run.bundle)
        self._waitlist: Waitlist = fair_allocation.Waitlist(
            self._bundle.instance, self._bundle.allocation
        )
        self._held = {name: set(keys) for name, keys in self._bundle.allocation.places.items()}
        self._asked: dict[str, set[str]] = {}
        applications = Application.objects.filter(round=found)
        pseudonyms: dict[int, UUID] = dict(applications.values_list("pk", "pseudonym"))
        sessions = RoundSession.objects.filter(round=found).values_list("pk", "session_id")
        self._name_of = {number: str(name) for number, name in pseudonyms.items()}
        self._number_of = {name: number for number, name in self._name_of.items()}
        self._key_of = {number: f"session-{session}" for number, session in sessions}
        for offer in PlaceOffer.objects.filter(application__round=found):
            self.ask(offer)
            if offer.state == OfferState.ACCEPTED:
                name, key = self._names(offer)
                self._waitlist.take(name, key)
                self._held[name].add(key)
        for place in ReturnedPlace.objects.filter(application__round=found):
            name, key = self._names(place)
            self._waitlist.give_back(name, key)
            self._held[name].remove(key)

    def next_for(self, place: ReturnedPlace) -> int | None:
        """This function will return whose turn it is (an Application's number), None: nobody's.

        The checker, which shares no code with the waitlist, must agree: else nothing is offered.
        """
        from fair_allocation.properties import succession  # noqa: PLC0415 - loads numpy

        key = self._key_of[place.round_session_id]
        asked = self._asked.get(key, set())
        found = self._waitlist.first(key, passed=asked)
        violations = succession.find(
            self._bundle.instance,
            self._bundle.allocation,
            held=self._held,
            session=key,
            passed=asked,
            offered=found,
        )
        assert not violations, violations
        return None if found is None else self._number_of[found]

    def ask(self, offer: PlaceOffer) -> None:
        """This function will put down that a class group was asked: it is so once a session."""
        name, key = self._names(offer)
        self._asked.setdefault(key, set()).add(name)

    def fits(self, offer: PlaceOffer) -> bool:
        """This function will tell whether a class group could still use what it was offered."""
        return self._waitlist.can_use(*self._names(offer))

    def _names(self, row: PlaceOffer | ReturnedPlace) -> tuple[str, str]:
        return self._name_of[row.application_id], self._key_of[row.round_session_id]
