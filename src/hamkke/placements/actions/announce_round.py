"""Tell teachers that wishes are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database.errors import NotVisible
from hamkke.database.identity import civil_day
from hamkke.organizations.queries.class_groups import class_groups_of_districts
from hamkke.organizations.queries.coverage import districts_of_office
from hamkke.placements.asking import ask_for_wishes
from hamkke.placements.models import Application, Round, RoundState
from hamkke.placements.queries.offers import offers_of_round

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.organizations.queries.class_groups import ClassGroupFacts


def announce_round(*, round_id: int, now: datetime) -> int:
    """This function will post a task to the teacher of each class group that a session is for.

    Call it under the jobs role; it returns how many class groups were told. Running it again posts
    nothing twice. Raises NotVisible if there is no such round.
    """
    found = Round.objects.filter(pk=round_id).first()
    if found is None:
        raise NotVisible
    if found.state != RoundState.OPEN or now >= found.closes_at:
        return 0
    told = _waiting(found, now)
    for group in told:
        ask_for_wishes(found, group=group, viewer=ANONYMOUS, now=now)
    return len(told)


def _waiting(found: Round, now: datetime) -> list[ClassGroupFacts]:
    """Return the class groups that a session of the round is for and that have not submitted."""
    offers = offers_of_round(found.pk)
    groups = class_groups_of_districts(
        district_ids=districts_of_office(
            education_office_id=found.education_office_id, day=civil_day(now)
        ),
        school_year=found.school_year,
    )
    done = set(
        Application.objects.filter(round=found, submitted_at__isnull=False).values_list(
            "class_group_id", flat=True
        )
    )
    return [
        group
        for group in groups
        if group.class_group_id not in done
        and any(
            offer.level == group.level and offer.grade_from <= group.grade <= offer.grade_to
            for offer in offers
        )
    ]
