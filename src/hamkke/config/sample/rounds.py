"""The sample's rounds: one published with its results, one open for wishes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.config.sample.hours import SEOUL_TIME, at_work
from hamkke.config.sample.programs import OPEN, PAST
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.organizations.models import ClassGroup
from hamkke.organizations.school_year import school_year_of
from hamkke.placements.actions.allocate_round import allocate_round
from hamkke.placements.actions.choose_sessions import choose_sessions
from hamkke.placements.actions.close_round import close_round
from hamkke.placements.actions.enter_seed import enter_seed
from hamkke.placements.actions.make_round import make_round
from hamkke.placements.actions.open_round import open_round
from hamkke.placements.actions.publish_round import publish_round
from hamkke.placements.actions.save_wishes import save_wishes
from hamkke.placements.actions.submit_wishes import submit_wishes
from hamkke.placements.models import Round, RoundSession
from hamkke.placements.rules.terms import RoundTerms
from hamkke.programs.models import ProgramSession

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamkke.accounts.viewer import Viewer
    from hamkke.config.sample.people import People
    from hamkke.config.sample.programs import Offer

OFFICE: Final = "office:남부"
SEED: Final = "sample-2-9-16-22-31-45"


def add_rounds(people: People, programs: dict[str, int], now: datetime) -> None:
    """This function will add the two rounds of the sample if they are missing."""
    year = school_year_of(people.today)
    past, open_now = f"{year}학년도 가을 회차", f"{year}학년도 겨울 회차"
    with acting_as(roles.OWNER):
        known = set(Round.objects.values_list("title", flat=True))
    if past not in known:
        _publish(people, past, _ids(PAST, programs), year, now)
    if open_now not in known:
        _open(people, open_now, _ids(OPEN, programs), year, now)


def _ids(offers: Sequence[Offer], programs: dict[str, int]) -> list[int]:
    return [programs[offer.title] for offer in offers]


def _make(
    people: People, title: str, programs: list[int], year: int, dates: tuple[datetime, datetime]
) -> int:
    officer = people.viewers[OFFICE]
    opens_at, closes_at = dates
    before = at_work(opens_at - timedelta(days=2))
    with acting_as(roles.WORK, officer.identity):
        round_id = make_round(
            viewer=officer,
            terms=RoundTerms(
                title=title,
                school_year=year,
                opens_at=opens_at,
                closes_at=closes_at,
                wish_limit=5,
                quota=1,
                seed_source="마감 다음 토요일에 추첨하는 복권의 당첨 번호(예시)",
            ),
            now=before,
        )
        sessions = ProgramSession.objects.filter(program_id__in=programs)
        choose_sessions(
            viewer=officer,
            round_id=round_id,
            session_ids=list(sessions.order_by("pk").values_list("pk", flat=True)),
            now=before,
        )
        open_round(viewer=officer, round_id=round_id, now=opens_at)
    return round_id


def _publish(people: People, title: str, programs: list[int], year: int, now: datetime) -> None:
    closes_at = _at(now - timedelta(days=45))
    round_id = _make(people, title, programs, year, (_at(now - timedelta(days=58), 9), closes_at))
    _wish(round_id, people.teachers, _at(closes_at - timedelta(days=4), 10))
    officer = people.viewers[OFFICE]
    with acting_as(roles.JOBS):
        close_round(viewer=ANONYMOUS, round_id=round_id, now=closes_at)
    drawn = _at(closes_at + timedelta(days=8), 10)
    with acting_as(roles.WORK, officer.identity):
        enter_seed(viewer=officer, round_id=round_id, seed=SEED, now=drawn)
    with acting_as(roles.JOBS, officer.identity):
        allocate_round(viewer=officer.identity, round_id=round_id, now=drawn)
    with acting_as(roles.WORK, officer.identity):
        publish_round(viewer=officer, round_id=round_id, now=drawn + timedelta(hours=2))


def _open(people: People, title: str, programs: list[int], year: int, now: datetime) -> None:
    opens_at = _at(now - timedelta(days=5), 9)
    round_id = _make(people, title, programs, year, (opens_at, _at(now + timedelta(days=10))))
    ours = next(
        teacher
        for teacher in people.teachers
        if teacher.organization_name == "가온초등학교" and _label(teacher) == (5, "2")
    )
    others = [teacher for teacher in people.teachers if teacher is not ours]
    _wish(round_id, others[: len(others) * 2 // 3], _at(opens_at + timedelta(days=1), 10))
    with acting_as(roles.WORK, ours.identity):
        save_wishes(
            viewer=ours,
            round_id=round_id,
            order=_order(round_id, 0, 3),
            version=0,
            now=at_work(now - timedelta(hours=1)),
        )


def _wish(round_id: int, teachers: Sequence[Viewer], at: datetime) -> None:
    for number, teacher in enumerate(teachers):
        with acting_as(roles.WORK, teacher.identity):
            order = _fitting(round_id, teacher, number)
            if order:
                submit_wishes(
                    viewer=teacher,
                    round_id=round_id,
                    order=order,
                    version=0,
                    now=at + timedelta(minutes=7 * number),
                )


def _fitting(round_id: int, teacher: Viewer, number: int) -> list[int]:
    """Wishes of one class: what its grade fits, the popular first, a little different for each."""
    group = ClassGroup.objects.select_related("school").get(pk=teacher.class_group_id or 0)
    sessions = RoundSession.objects.filter(
        round_id=round_id,
        session__program__level=group.school.level,
        session__program__grade_from__lte=group.grade,
        session__program__grade_to__gte=group.grade,
    ).order_by("pk")
    # One date of each program, so that a list shows different things.
    by_program = dict(sessions.values_list("session__program_id", "pk"))
    if not by_program:
        return []
    wished = list(by_program.values())
    turn = number % len(wished) if number % 2 else 0
    return (wished[turn:] + wished[:turn])[: 2 + number % 3]


def _order(round_id: int, start: int, count: int) -> list[int]:
    sessions = RoundSession.objects.filter(
        round_id=round_id, session__program__level="elementary"
    ).order_by("pk")
    return list(sessions.values_list("pk", flat=True))[start : start + count]


def _label(teacher: Viewer) -> tuple[int, str]:
    with acting_as(roles.WORK, teacher.identity):
        return ClassGroup.objects.values_list("grade", "name").get(pk=teacher.class_group_id or 0)


def _at(moment: datetime, hour: int = 17) -> datetime:
    """This function will return an hour of the last working day up to then."""
    return datetime.combine(at_work(moment).date(), time(hour), SEOUL_TIME)
