from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from fair_allocation import (
    DEFERRED_ACCEPTANCE,
    Allocation,
    Applicant,
    Explainer,
    Given,
    Instance,
    NotConsidered,
    QuotaReached,
    Reason,
    ReservedPlaces,
    SameProgram,
    Session,
    SessionCancelled,
    SessionFull,
    SlotClash,
    Standing,
    allocate,
    errors,
    explain,
    lottery_key,
    published_order,
)
from fair_allocation.reasons import OutOfPlaces
from tests.fair_allocation.strategies import SEEDS, instances

SEED = "1"


def reasons(instance: Instance, applicant: str) -> tuple[Reason, ...]:
    allocation = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=SEED)
    return explain(instance, allocation, applicant).reasons


def standing(applicant: Applicant, turn: int = 1) -> Standing:
    key = lottery_key(SEED, applicant.id)
    return Standing(turn, applicant.need_tier, applicant.past_losses, key)


def test_a_full_session_tells_position_cutoff_and_what_put_others_ahead() -> None:
    lost = [Applicant(f"lost{n}", ("birds",), past_losses=1) for n in range(4)]
    rest = [Applicant(f"class{n}", ("birds", "wood")) for n in range(27)]
    instance = Instance([*lost, *rest], [Session("birds", 12), Session("wood", 30)])
    order = published_order(instance, seed=SEED)
    unlucky, last_in = order[18], order[11]
    assert reasons(instance, unlucky.id) == (
        SessionFull(
            rank=1,
            session="birds",
            turn=1,
            position=19,
            cutoff_position=12,
            waitlist_position=7,
            wished=31,
            contenders=31,
            capacity=12,
            given=12,
            ahead_by_turn=0,
            ahead_by_need=0,
            ahead_by_past_losses=4,
            ahead_by_lottery=8,
            reserved_behind=0,
            own=standing(unlucky),
            cutoff=standing(last_in),
        ),
        Given(
            rank=2,
            session="wood",
            turn=1,
            position=reasons(instance, unlucky.id)[1].position,  # type: ignore[attr-defined]
            wished=27,
            contenders=19,
            capacity=30,
            by_reserve=False,
        ),
    )


def test_need_and_turn_put_others_ahead() -> None:
    needy = Applicant("needy", ("S",), need_tier=1)
    early = Applicant("early", ("S",))
    late = Applicant("late", ("T", "S"), quota=2, need_tier=2)
    instance = Instance([needy, early, late], [Session("S", 2), Session("T", 1)])
    full = reasons(instance, "late")[1]
    assert isinstance(full, SessionFull)
    assert (full.turn, full.ahead_by_turn, full.ahead_by_need, full.position) == (2, 2, 0, 3)
    more = Instance([needy, early], [Session("S", 1)])
    full = reasons(more, "early")[0]
    assert isinstance(full, SessionFull)
    assert (full.ahead_by_need, full.cutoff) == (1, standing(needy))


def test_reserved_places_are_named_only_to_who_would_have_been_within_the_capacity() -> None:
    own = Applicant("own", ("S",), district="11545")
    out = [Applicant(f"out{n}", ("S",), need_tier=3 - n) for n in range(3)]
    instance = Instance([own, *out], [Session("S", 2, district="11545", reserve=1)])
    first, second, third = (reasons(instance, a.id)[0] for a in out)
    assert isinstance(first, Given)
    assert not first.by_reserve
    assert isinstance(second, ReservedPlaces)
    assert (second.position, second.cutoff_position, second.reserved_behind) == (2, 1, 1)
    assert (second.district, second.reserve, second.waitlist_position) == ("11545", 1, 1)
    assert isinstance(third, SessionFull)
    assert (third.position, third.waitlist_position) == (3, 2)
    reserved = reasons(instance, "own")[0]
    assert isinstance(reserved, Given)
    assert (reserved.by_reserve, reserved.position, reserved.contenders) == (True, 4, 4)


def test_a_session_without_places_has_no_cutoff() -> None:
    full = reasons(Instance([Applicant("a", ("S",))], [Session("S", 0)]), "a")[0]
    assert isinstance(full, SessionFull)
    assert (full.position, full.cutoff_position, full.cutoff, full.given) == (1, None, None, 0)


def test_clashes_quota_and_what_is_not_considered_name_the_better_wish() -> None:
    sessions = [
        Session("best", 1, slot="09:30", program="P"),
        Session("same time", 1, slot="09:30", program="Q"),
        Session("same program", 1, slot="13:00", program="P"),
        Session("other", 1),
        Session("one more", 1),
    ]
    wishes = tuple(session.id for session in sessions)
    two = reasons(Instance([Applicant("a", wishes, quota=2)], sessions), "a")
    assert two[1:3] == (
        SlotClash(2, "same time", "best", "09:30"),
        SameProgram(3, "same program", "best", "P"),
    )
    assert isinstance(two[3], Given)
    assert two[3].turn == 2
    assert two[4] == QuotaReached(5, "one more", 2, ("best", "other"))
    one = reasons(Instance([Applicant("a", wishes)], sessions), "a")
    assert one[1] == NotConsidered(2, "same time", "best")
    none = reasons(Instance([Applicant("a", wishes, quota=0)], sessions), "a")
    assert none[0] == QuotaReached(1, "best", 0, ())


def test_a_cancelled_session_says_so_even_to_who_got_a_better_wish() -> None:
    instance = Instance(
        [Applicant("a", ("T", "S")), Applicant("b", ("S",))],
        [Session("S", 5, minimum=3), Session("T", 1)],
    )
    expected = SessionCancelled(2, "S", minimum=3, wished=2)
    assert reasons(instance, "a")[1] == expected
    assert reasons(instance, "b") == (SessionCancelled(1, "S", minimum=3, wished=2),)


def test_refuses_who_is_not_in_the_instance() -> None:
    with pytest.raises(errors.UnknownApplicant) as refused:
        explain(Instance([], []), Allocation(DEFERRED_ACCEPTANCE, SEED, {}), "ghost")
    assert refused.value.applicant == "ghost"


@settings(max_examples=120, deadline=None)
@given(instances(most_applicants=10), SEEDS)
def test_every_wish_has_one_true_reason(instance: Instance, seed: str) -> None:
    allocation = allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=seed)
    explainer = Explainer(instance, allocation)
    for applicant in instance.applicants:
        explanation = explainer.explain(applicant.id)
        assert tuple(r.session for r in explanation.reasons) == applicant.wishes
        assert [r.rank for r in explanation.reasons] == list(range(1, len(applicant.wishes) + 1))
        given = tuple(r.session for r in explanation.reasons if isinstance(r, Given))
        assert given == explanation.given == allocation.of(applicant.id)
        json.dumps(explanation.as_dict())
        for reason in explanation.reasons:
            if isinstance(reason, OutOfPlaces):
                _check_out_of_places(instance, allocation, applicant, reason)


def _check_out_of_places(
    instance: Instance, allocation: Allocation, applicant: Applicant, reason: OutOfPlaces
) -> None:
    holders = allocation.holders().get(reason.session, ())
    assert reason.given == len(holders) == reason.capacity
    counts = (
        reason.ahead_by_turn,
        reason.ahead_by_need,
        reason.ahead_by_past_losses,
        reason.ahead_by_lottery,
    )
    assert min(counts) >= 0
    assert sum(counts) + reason.reserved_behind == reason.given
    assert reason.position == sum(counts) + reason.waitlist_position <= reason.contenders
    assert reason.contenders <= reason.wished
    assert (reason.cutoff_position or 0) < reason.position
    session = instance.session(reason.session)
    order = [a.id for a in published_order(instance, seed=allocation.seed)]

    def place(a: Applicant) -> tuple[int, int]:
        better = a.wishes[: a.wishes.index(reason.session)]
        turn = 1 + sum(other in better for other in allocation.of(a.id))
        return (turn, order.index(a.id))

    behind = [
        holder for holder in map(instance.applicant, holders) if place(holder) > place(applicant)
    ]
    assert reason.reserved_behind == len(behind)
    assert all(holder.district == session.district is not None for holder in behind)
    assert len(behind) <= session.reserve
    if isinstance(reason, ReservedPlaces):
        assert behind
        assert reason.position <= reason.capacity
