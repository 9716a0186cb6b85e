"""The published result of a class group, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE

from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.class_groups import ClassGroupFacts, class_group
from hamkke.placements.models import (
    Application,
    Placement,
    PlaceOffer,
    ReturnedPlace,
    Round,
    RoundState,
    SessionFigure,
    UnmetWish,
)
from hamkke.placements.queries.offers import offers_of_round
from hamkke.placements.queries.rounds import visible_round
from hamkke.placements.rules.permissions import may_apply, may_see_result
from hamkke.placements.rules.reasons import (
    FULL,
    GIVEN,
    Outcome,
    before_the_draw,
    first_unmet,
    is_loss,
    sentences,
)
from hamkke.placements.rules.succession import OFFERED, RETURNED, TAKEN

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer
    from hamkke.placements.rules.wishes import Offer


@dataclass(frozen=True, slots=True)
class Queue:
    """The numbers of the picture: who was in line for the wish that was lost."""

    total: int
    places: int
    ours: int
    reserved: int


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What became of a class group's wishes in a published round; no outcomes: it did not apply."""

    round: Round
    class_group: ClassGroupFacts
    pseudonym: str
    outcomes: tuple[Outcome, ...]
    may_return: bool = False

    @property
    def given(self) -> tuple[Outcome, ...]:
        """The wishes that came true, the dearest first."""
        return tuple(item for item in self.outcomes if item.is_held)

    @property
    def has_returned(self) -> bool:
        """Whether a place was given back."""
        return any(item.after == RETURNED for item in self.outcomes)

    @property
    def unmet(self) -> Outcome | None:
        """The dearest wish that was lost, and not had from the waitlist since."""
        found = first_unmet(self.outcomes)
        return None if found is None or found.is_held else found

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it was lost, in at most three sentences.

        What was looked at next is left out where a place came from the waitlist since.
        """
        if self.unmet is None:
            return ()
        said = sentences(self.outcomes)
        return said[:-1] if any(item.after == TAKEN for item in self.outcomes) else said

    @property
    def goes_first_next_time(self) -> bool:
        """Whether the next round of the school year looks at this class group earlier."""
        return is_loss(self.outcomes) and not self.given

    @property
    def queue(self) -> Queue | None:
        """The line for the lost wish, if there was one."""
        unmet = self.unmet
        if unmet is None or unmet.kind not in FULL:
            return None
        places = unmet.data["cutoff_position"] or 0
        return Queue(
            total=unmet.data["contenders"],
            places=places,
            ours=unmet.data["position"],
            reserved=min(before_the_draw(unmet.data), places),
        )


def result_page(*, viewer: Viewer, round_id: int) -> ResultPage:
    """This function will return the published result of the viewer's class group. Nine queries.

    Raises NotVisible, also while the round is not published.
    """
    found = visible_round(round_id)
    facts = class_group(viewer.class_group_id or 0) if may_see_result(viewer) else None
    if facts is None or found.state != RoundState.PUBLISHED:
        raise NotVisible
    mine = (
        Application.objects.filter(
            round=found, class_group_id=facts.class_group_id, submitted_at__isnull=False
        )
        .fetch_mode(FETCH_RAISE)
        .first()
    )
    outcomes = _outcomes(found, mine) if mine else ()
    name = str(mine.pseudonym) if mine else ""
    return ResultPage(found, facts, name, outcomes, may_return=may_apply(viewer))


def _outcomes(found: Round, mine: Application) -> tuple[Outcome, ...]:
    offers = {offer.number: offer for offer in offers_of_round(found.pk)}
    wished = dict(
        SessionFigure.objects.filter(round_figure_id=found.pk).values_list("session_id", "wished")
    )
    of_published_run = {"application": mine, "run__published_at__isnull": False}
    rows = [
        (row.rank, offers[row.round_session_id], GIVEN, row.data)
        for row in Placement.objects.filter(**of_published_run).fetch_mode(FETCH_RAISE)
    ] + [
        (row.rank, offers[row.round_session_id], row.reason, row.data)
        for row in UnmetWish.objects.filter(**of_published_run).fetch_mode(FETCH_RAISE)
    ]
    rows.sort(key=lambda row: row[0])
    after = _after(mine)
    return tuple(
        _outcome(
            rank,
            offer,
            kind,
            data,
            wished=wished.get(offer.session_id) or 0,
            after=after.get(offer.number, ""),
        )
        for rank, offer, kind, data in rows
    )


def _after(mine: Application) -> dict[int, str]:
    """Say what became of places after publication, by RoundSession number."""
    offered = PlaceOffer.objects.filter(application=mine, state__in=(TAKEN, OFFERED))
    returned = ReturnedPlace.objects.filter(application=mine)
    found = dict(offered.values_list("round_session_id", "state"))
    return found | dict.fromkeys(returned.values_list("round_session_id", flat=True), RETURNED)


def _outcome(
    rank: int, offer: Offer, kind: str, data: dict[str, object], *, wished: int, after: str
) -> Outcome:
    return Outcome(
        rank=rank,
        session_key=offer.key,
        program_id=offer.program_id,
        title=offer.title,
        place=offer.place,
        starts_at=offer.starts_at,
        kind=kind,
        data=data,
        offered=offer.capacity,
        wished=wished,
        number=offer.number,
        after=after,
    )
