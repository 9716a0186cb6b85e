"""The list of wishes of a class group, as its teacher works on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE, Prefetch

from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.class_groups import ClassGroupFacts, class_group
from hamkke.placements.models import Application, Round, RoundState, Wish
from hamkke.placements.queries.offers import offers_of_round
from hamkke.placements.queries.rounds import takes_wishes, visible_round
from hamkke.placements.rules.permissions import may_apply
from hamkke.placements.rules.wishes import Hint, Offer, Pupils, hint_for, obstacle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@dataclass(frozen=True, slots=True)
class WishLine:
    """A wish in the list, with what to look at."""

    rank: int
    offer: Offer
    hint: Hint | None
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class WishesPage:
    """The list that is shown: the stored draft, or the order that a refused form brought."""

    round: Round
    class_group: ClassGroupFacts
    taking: bool
    lines: tuple[WishLine, ...]
    others: tuple[Offer, ...]
    submitted: tuple[Offer, ...]
    stored: tuple[Offer, ...]
    version: int
    saved_at: datetime | None
    submitted_at: datetime | None

    @property
    def order(self) -> tuple[int, ...]:
        """The RoundSession numbers of the list, best first."""
        return tuple(line.offer.number for line in self.lines)

    @property
    def hints(self) -> int:
        """How many wishes there are to look at."""
        return sum(1 for line in self.lines if line.hint)

    @property
    def first_hint(self) -> int | None:
        """The number of the first wish to look at."""
        return next((line.offer.number for line in self.lines if line.hint), None)

    @property
    def is_submitted(self) -> bool:
        """Whether exactly this list was submitted."""
        return bool(self.submitted) and self.lines_are(self.submitted)

    @property
    def full(self) -> bool:
        """Whether the list holds as many wishes as the round allows."""
        return len(self.lines) >= self.round.wish_limit

    @property
    def step(self) -> int:
        """Where the teacher stands: 1 to choose, 2 to put in order, 3 submitted."""
        if self.is_submitted:
            return 3
        return 2 if self.lines else 1

    def lines_are(self, offers: Sequence[Offer]) -> bool:
        """This function will tell whether the list is exactly these sessions in this order."""
        return self.order == tuple(offer.number for offer in offers)


def wishes_page(
    *, viewer: Viewer, round_id: int, now: datetime, order: Sequence[int] | None = None
) -> WishesPage:
    """This function will return the class group's list in a round. Five queries.

    `order` is shown instead of the stored draft after a refusal, so that nothing typed is lost.
    Raises NotVisible.
    """
    found = visible_round(round_id)
    facts = class_group(viewer.class_group_id or 0) if may_apply(viewer) else None
    if facts is None or found.state == RoundState.DRAFT or facts.school_year != found.school_year:
        raise NotVisible
    offers = {offer.number: offer for offer in offers_of_round(found.pk)}
    pupils = Pupils(facts.label, facts.pupil_count, facts.grade, facts.level)
    mine = (
        Application.objects.filter(round=found, class_group_id=viewer.class_group_id)
        .prefetch_related(Prefetch("wishes", Wish.objects.order_by("rank")))
        .fetch_mode(FETCH_RAISE)
        .first()
    )
    stored = tuple(offers[number] for number in mine.draft) if mine else ()
    shown = stored
    if order is not None:
        shown = tuple(offers[number] for number in dict.fromkeys(order) if number in offers)
    return WishesPage(
        round=found,
        class_group=facts,
        taking=takes_wishes(found, now),
        lines=_lines(shown, pupils, found.quota),
        others=tuple(
            offer
            for offer in offers.values()
            if offer not in shown and obstacle(offer, pupils) is None
        ),
        submitted=tuple(offers[wish.round_session_id] for wish in mine.wishes.all())
        if mine
        else (),
        stored=stored,
        version=mine.version if mine else 0,
        saved_at=mine.saved_at if mine else None,
        submitted_at=mine.submitted_at if mine else None,
    )


def _lines(shown: Sequence[Offer], pupils: Pupils, quota: int) -> tuple[WishLine, ...]:
    return tuple(
        WishLine(
            rank=rank,
            offer=offer,
            hint=hint_for(rank, shown, pupils, quota),
            is_first=rank == 1,
            is_last=rank == len(shown),
        )
        for rank, offer in enumerate(shown, start=1)
    )
