"""Approval lines as the work area shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hamkke.agreements.errors import NotApproving
from hamkke.agreements.line_errors import (
    LineLaid,
    MayNotLay,
    MayNotNumber,
    MayNotStandIn,
    NumberEntered,
)
from hamkke.agreements.lines import REVIEWERS, due_after, line_people, may_decide_own
from hamkke.agreements.models import AgreementState, LinePart, LineStep, Manner, StandIn
from hamkke.agreements.queries.desk import LAY, agreement_page
from hamkke.agreements.rules import OFFICER, may_enter_stand_in

if TYPE_CHECKING:
    from datetime import date

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.queries.desk import AgreementPage

type People = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class LineOffer:
    """What a line can be made of, and what it usually is."""

    page: AgreementPage
    version: int
    drafter_name: str
    reviewers: People
    deciders: People
    usual_reviewers: tuple[int, ...]
    usual_decider: int | None
    due_date: date


@dataclass(frozen=True, slots=True)
class StandInLine:
    """Who decides in whose place; `may_end`: the viewer may end it."""

    id: int
    manner: str
    person_name: str
    deputy_name: str
    valid_from: date
    valid_until: date
    is_today: bool
    may_end: bool

    @property
    def word(self) -> str:
        """The official word for it."""
        return str(Manner(self.manner).label)


@dataclass(frozen=True, slots=True)
class StandInPage:
    """Who stands in for whom in the viewer's body, now and later, and its people."""

    own_id: int
    today: date
    lines: tuple[StandInLine, ...]
    people: People


def line_to_lay(*, viewer: Viewer, agreement_id: int) -> LineOffer:
    """This function will return what the viewer may lay the own side's line of.

    Raises NotVisible, MayNotLay, NotApproving, LineLaid.
    """
    page = agreement_page(viewer=viewer, agreement_id=agreement_id)
    if viewer.role != OFFICER or not any(side.is_own for side in page.approvals):
        raise MayNotLay
    if page.line.state != AgreementState.APPROVING:
        raise NotApproving(state=AgreementState(page.line.state).label)
    if page.line.next_deed != LAY:
        raise LineLaid
    assert viewer.today is not None
    people = line_people(viewer)
    others = {number: name for number, name, _ in people if number != viewer.person_id}
    officers = [number for number, _, role in people if role == OFFICER and number in others]
    heads_last = [*officers, *(number for number in others if number not in officers)]
    own = [(viewer.person_id or 0, viewer.name)] if may_decide_own(viewer) else []
    offer = LineOffer(
        page=page,
        version=page.version,
        drafter_name=viewer.name,
        reviewers=tuple((number, others[number]) for number in officers),
        deciders=(*own, *((number, others[number]) for number in heads_last)),
        usual_reviewers=(),
        usual_decider=own[0][0] if own else next(iter(heads_last), None),
        due_date=due_after(viewer.today),
    )
    return _as_last_time(offer, viewer)


def page_to_number(*, viewer: Viewer, agreement_id: int) -> AgreementPage:
    """This function will return an agreement whose number the viewer may type.

    Raises NotVisible, MayNotNumber, NumberEntered.
    """
    page = agreement_page(viewer=viewer, agreement_id=agreement_id)
    if page.may_number:
        return page
    if any(side.is_own and side.number for side in page.approvals):
        raise NumberEntered
    raise MayNotNumber


def stand_in_page(*, viewer: Viewer) -> StandInPage:
    """This function will return who stands in for whom from today on. Raises MayNotStandIn."""
    if not may_enter_stand_in(viewer) or viewer.today is None or viewer.person_id is None:
        raise MayNotStandIn
    assert viewer.organization_id is not None
    rows = StandIn.objects.filter(
        organization_id=viewer.organization_id, ended_at=None, valid_until__gte=viewer.today
    ).order_by("valid_from", "id")
    people = line_people(viewer)
    return StandInPage(
        own_id=viewer.person_id,
        today=viewer.today,
        people=tuple({number: name for number, name, _ in people}.items()),
        lines=tuple(
            StandInLine(
                id=row.pk,
                manner=row.manner,
                person_name=row.person_name,
                deputy_name=row.deputy_name,
                valid_from=row.valid_from,
                valid_until=row.valid_until,
                is_today=row.valid_from <= viewer.today,
                may_end=row.person_id == viewer.person_id
                or (row.manner == Manner.ACTING and viewer.role == OFFICER),
            )
            for row in rows
        ),
    )


def _as_last_time(offer: LineOffer, viewer: Viewer) -> LineOffer:
    """This function will offer the line that the viewer last laid, while its people are there."""
    mine = LineStep.objects.filter(
        organization_id=viewer.organization_id or 0,
        person_id=viewer.person_id or 0,
        part=LinePart.DRAFT,
    )
    last = mine.order_by("-id").first()
    if last is None:
        return offer
    steps = LineStep.objects.filter(
        agreement_id=last.agreement_id,
        submission=last.submission,
        organization_id=last.organization_id,
    ).order_by("place")
    parts = list(steps.values_list("part", "person_id"))
    reviewers = tuple(number for part, number in parts if part == LinePart.REVIEW)
    decider = next((number for part, number in parts if part == LinePart.DECIDE), None)
    if not set(reviewers) <= dict(offer.reviewers).keys() or decider not in dict(offer.deciders):
        return offer
    return replace(offer, usual_reviewers=reviewers[:REVIEWERS], usual_decider=decider)
