"""Rules that need no database: lists, hints, slots, freezing, sentences."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamkke.organizations.school_year import school_year_of
from hamkke.placements.errors import QuotaAboveLimit, TimesDisordered
from hamkke.placements.rules.freezing import Applied, freeze
from hamkke.placements.rules.lists import Press
from hamkke.placements.rules.reasons import Outcome, is_loss, sentences
from hamkke.placements.rules.terms import check_terms
from hamkke.placements.rules.wishes import Offer, Pupils, hint_for, obstacle, slots
from tests.hamkke.placements.ground import terms

DAY = datetime(2026, 1, 14, 9, 30, tzinfo=ZoneInfo("Asia/Seoul"))
CLASS = Pupils("5학년 2반", 24, 5, "elementary")


def offer(number: int, *, hours: tuple[float, float] = (0, 2), **changes: Any) -> Offer:
    values: dict[str, Any] = {
        "number": number,
        "session_id": number + 100,
        "program_id": number + 1000,
        "district_id": 1,
        "title": f"프로그램 {number}",
        "place": "마을",
        "starts_at": DAY + timedelta(hours=hours[0]),
        "ends_at": DAY + timedelta(hours=hours[1]),
        "capacity": 2,
        "minimum": 1,
        "max_pupils": None,
        "level": "elementary",
        "grade_from": 4,
        "grade_to": 6,
    }
    return Offer(**(values | changes))


@pytest.mark.parametrize(
    ("verb", "number", "order", "after"),
    [
        ("up", 2, [1, 2, 3], [2, 1, 3]),
        ("up", 1, [1, 2, 3], [1, 2, 3]),
        ("down", 2, [1, 2, 3], [1, 3, 2]),
        ("down", 3, [1, 2, 3], [1, 2, 3]),
        ("drop", 2, [1, 2, 3], [1, 3]),
        ("drop", 9, [1, 2, 3], [1, 2, 3]),
        ("add", 4, [1, 2, 3], [1, 2, 3, 4]),
        ("add", 2, [1, 2, 3], [1, 2, 3]),
        ("submit", 0, [1, 2, 2, 3], [1, 2, 3]),
    ],
)
def test_a_press_changes_the_list(
    verb: str, number: int, order: list[int], after: list[int]
) -> None:
    assert Press(verb, number).applied_to(order) == after


@given(
    st.lists(st.integers(1, 9), max_size=9, unique=True),
    st.sampled_from(["up", "down"]),
    st.integers(1, 9),
)
def test_a_move_keeps_every_wish(order: list[int], verb: str, number: int) -> None:
    assert sorted(Press(verb, number).applied_to(order)) == sorted(order)


def test_up_undoes_down() -> None:
    assert Press("up", 1).applied_to(Press("down", 1).applied_to([1, 2, 3])) == [1, 2, 3]


def test_too_many_pupils_and_other_grades_cannot_work() -> None:
    small = obstacle(offer(1, max_pupils=20), CLASS)
    assert small is not None
    assert (small.code, small.data, small.blocks) == (
        "too_many_pupils",
        {"pupils": 24, "max_pupils": 20},
        True,
    )
    assert obstacle(offer(1, max_pupils=24), CLASS) is None
    younger = obstacle(offer(1, grade_from=1, grade_to=4), CLASS)
    assert younger is not None
    assert younger.code == "other_grade"
    middle = obstacle(offer(1, level="middle", grade_from=1, grade_to=6), CLASS)
    assert middle is not None


def test_clashes_are_said_only_where_two_places_are_possible() -> None:
    wished = [offer(1), offer(2, hours=(1, 3)), offer(3, hours=(5, 6), program_id=1001)]
    assert [hint_for(rank, wished, CLASS, quota=1) for rank in (1, 2, 3)] == [None] * 3
    said = [hint_for(rank, wished, CLASS, quota=2) for rank in (1, 2, 3)]
    assert said[0] is None
    assert [hint and (hint.code, hint.data) for hint in said[1:]] == [
        ("same_time", {"rank": 1}),
        ("same_program", {"rank": 1}),
    ]
    assert not any(hint and hint.blocks for hint in said)


def test_overlapping_sessions_share_a_slot() -> None:
    found = slots(
        [
            offer(1, hours=(0, 2)),
            offer(2, hours=(1, 3)),
            offer(3, hours=(2.5, 4)),
            offer(4, hours=(4, 5)),
        ]
    )
    assert found[1] == found[2] == found[3]
    assert found[4] != found[1]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), min_size=1, max_size=12))
def test_sessions_that_overlap_never_differ_in_slot(spans: list[tuple[int, int]]) -> None:
    offers = [
        offer(number, hours=(start, start + length))
        for number, (start, length) in enumerate(spans, start=1)
    ]
    found = slots(offers)
    for one in offers:
        for other in offers:
            if one.overlaps(other):
                assert found[one.number] == found[other.number]


def test_freezing_leaves_out_what_cannot_work() -> None:
    offers = [offer(1), offer(2, max_pupils=20)]
    frozen = freeze(
        offers=offers,
        applied=[Applied(7, "p-7", need_tier=1, past_losses=2, pupils=CLASS, wishes=(2, 1))],
        quota=1,
    )
    applicant = frozen.instance.applicant("p-7")
    assert applicant.wishes == ("session-101",)
    assert (applicant.need_tier, applicant.past_losses, applicant.quota) == (1, 2, 1)
    assert frozen.excluded == [
        {
            "application": 7,
            "round_session": 2,
            "rank": 1,
            "reason": "too_many_pupils",
            "data": {"pupils": 24, "max_pupils": 20},
        }
    ]


def test_freezing_nothing_gives_an_empty_instance() -> None:
    frozen = freeze(offers=[], applied=[], quota=1)
    assert frozen.instance.applicants == ()
    assert len(frozen.instance.digest) == 64


def test_the_order_of_coming_does_not_change_the_digest() -> None:
    offers = [offer(1), offer(2, hours=(3, 4))]
    applied = [Applied(number, f"p-{number}", 0, 0, CLASS, (1, 2)) for number in range(1, 6)]
    one = freeze(offers=offers, applied=applied, quota=1)
    other = freeze(offers=offers[::-1], applied=applied[::-1], quota=1)
    assert one.instance.digest == other.instance.digest


def test_terms_that_contradict_themselves_are_refused() -> None:
    check_terms(terms(DAY))
    with pytest.raises(TimesDisordered):
        check_terms(terms(DAY, opens_at=DAY, closes_at=DAY))
    with pytest.raises(QuotaAboveLimit, match="2"):
        check_terms(terms(DAY, wish_limit=2, quota=3))


def test_the_school_year_begins_in_march() -> None:
    assert school_year_of(date(2026, 2, 28)) == 2025
    assert school_year_of(date(2026, 3, 1)) == 2026


def outcome(rank: int, kind: str, **data: Any) -> Outcome:
    return Outcome(rank, f"session-{rank}", rank, "제목", "곳", DAY, kind, data, 12, 31)


FULL = {
    "turn": 1,
    "position": 19,
    "cutoff_position": 12,
    "waitlist_position": 7,
    "wished": 31,
    "contenders": 31,
    "capacity": 12,
    "given": 12,
    "ahead_by_turn": 0,
    "ahead_by_need": 0,
    "ahead_by_past_losses": 4,
    "ahead_by_lottery": 8,
    "reserved_behind": 0,
}


DRAWN = (
    "남은 8자리는 추첨 순서로 나누었습니다. 우리 반은 19번이어서 12번까지인 자리에 들지 못했습니다."
)


def test_the_reason_is_said_in_three_sentences() -> None:
    said = sentences(
        [
            outcome(1, "session_full", **FULL),
            outcome(2, "given", capacity=10, contenders=9, position=4),
            outcome(3, "not_considered"),
        ]
    )
    assert said == (
        "지난 회차에 배정받지 못한 4학급을 먼저 배정했습니다. 우리 반은 여기에 들지 않았습니다.",
        DRAWN,
        "그래서 2지망을 살폈습니다. 10학급 자리를 9학급이 기다려 모두 배정되었습니다.",
    )


def test_a_full_session_without_lots() -> None:
    data = FULL | {"ahead_by_lottery": 0, "ahead_by_past_losses": 12}
    said = sentences([outcome(1, "session_full", **data)])
    assert said[1] == "그렇게 자리가 모두 찼습니다. 우리 반은 19번이었습니다."
    assert said[2] == "다음 희망이 없어 이번 회차에는 배정되지 않았습니다."


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("session_cancelled", {"minimum": 3, "wished": 2}, "3학급이 모여야"),
        ("too_many_pupils", {"pupils": 24, "max_pupils": 20}, "20명까지"),
        ("other_grade", {"grade_from": 1, "grade_to": 2}, "1~2학년"),
    ],
)
def test_other_reasons_name_their_numbers(kind: str, data: dict[str, int], words: str) -> None:
    assert words in sentences([outcome(1, kind, **data)])[0]


def test_a_first_wish_that_came_true_needs_no_reason() -> None:
    given = outcome(1, "given", capacity=10, contenders=9, position=4)
    assert sentences([given, outcome(2, "not_considered")]) == ()


def test_what_could_not_work_behind_a_wish_that_came_true_needs_no_reason() -> None:
    given = outcome(1, "given", capacity=10, contenders=9, position=4)
    assert sentences([given, outcome(2, "too_many_pupils", pupils=24, max_pupils=20)]) == ()


def test_a_loss_is_a_list_that_could_work_and_got_nothing() -> None:
    full = outcome(1, "session_full", **FULL)
    impossible = outcome(2, "too_many_pupils", pupils=24, max_pupils=20)
    given = outcome(2, "given", capacity=10, contenders=9, position=4)
    assert is_loss([full, impossible])
    assert not is_loss([impossible])
    assert not is_loss([full, given])
    assert not is_loss([])
