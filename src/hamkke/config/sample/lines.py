"""The lines of approval through which the sample's agreements go."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.agreements.actions.enter_stand_in import enter_stand_in
from hamkke.agreements.actions.lay_line import lay_line
from hamkke.agreements.actions.number_document import number_document
from hamkke.agreements.lines import due_after
from hamkke.agreements.models import Agreement, Manner
from hamkke.config.sample.hours import at_work
from hamkke.database import roles
from hamkke.database.identity import acting_as

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.config.sample.people import People

GEUMCHEON: Final = "11545"


def decide(people: People, agreement_id: int, office: str, code: str, begun: datetime) -> None:
    """This function will take both sides' lines to their end."""
    theirs, ours = people.viewers[f"office:{office}"], people.viewers[f"district:{code}"]
    chief, head = people.viewers[f"chief:{office}"], people.viewers[f"head:{code}"]
    reviewers = [people.viewers["press:11545"]] if code == GEUMCHEON else []
    _lay(theirs, agreement_id, [], chief, begun + timedelta(days=2, hours=5))
    _lay(ours, agreement_id, reviewers, head, begun + timedelta(days=2, hours=7))
    if code == GEUMCHEON:
        _number(theirs, agreement_id, "초등교육지원과-4102", begun + timedelta(days=2, hours=6))
        _number(ours, agreement_id, "교육지원과-8817", begun + timedelta(days=2, hours=8))
    _take(chief, agreement_id, begun + timedelta(days=4, hours=1))
    for reviewer in reviewers:
        _take(reviewer, agreement_id, begun + timedelta(days=4, hours=2))
    _take(head, agreement_id, begun + timedelta(days=5, hours=6))


def wait_for_review(
    people: People, agreement_id: int, office: str, code: str, begun: datetime
) -> None:
    """This function will decide for the district by delegation, and let the office wait."""
    theirs, ours = people.viewers[f"office:{office}"], people.viewers[f"district:{code}"]
    head = people.viewers[f"head:{code}"]
    with acting_as(roles.WORK, head.identity):
        enter_stand_in(
            viewer=head,
            manner=Manner.DELEGATED,
            person=head.person_id or 0,
            deputy=ours.person_id or 0,
            valid_from=people.today - timedelta(days=60),
            valid_until=people.today + timedelta(days=180),
            now=at_work(begun),
        )
    _lay(ours, agreement_id, [], ours, begun + timedelta(days=2, hours=5))
    _number(ours, agreement_id, "미래교육과-2093", begun + timedelta(days=2, hours=6))
    _take(ours, agreement_id, begun + timedelta(days=4, hours=1))
    chief, director = people.viewers[f"chief:{office}"], people.viewers[f"director:{office}"]
    _lay(theirs, agreement_id, [chief], director, begun + timedelta(days=8), is_due=True)


def _lay(
    viewer: Viewer,
    agreement_id: int,
    reviewers: Sequence[Viewer],
    decider: Viewer,
    now: datetime,
    *,
    is_due: bool = False,
) -> None:
    with acting_as(roles.WORK, viewer.identity):
        lay_line(
            viewer=viewer,
            agreement_id=agreement_id,
            version=_version(agreement_id),
            reviewers=[one.person_id or 0 for one in reviewers],
            decider=decider.person_id or 0,
            due_date=due_after(viewer.today) if is_due and viewer.today else None,
            now=at_work(now),
        )


def _take(viewer: Viewer, agreement_id: int, now: datetime) -> None:
    with acting_as(roles.WORK, viewer.identity):
        approve_agreement(
            viewer=viewer,
            agreement_id=agreement_id,
            version=_version(agreement_id),
            now=at_work(now),
        )


def _number(viewer: Viewer, agreement_id: int, number: str, now: datetime) -> None:
    with acting_as(roles.WORK, viewer.identity):
        number_document(
            viewer=viewer,
            agreement_id=agreement_id,
            number=number,
            document_date=at_work(now).date(),
            now=at_work(now),
        )


def _version(agreement_id: int) -> int:
    return Agreement.objects.values_list("version", flat=True).get(pk=agreement_id)
