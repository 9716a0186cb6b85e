"""Every kind of task that an app posts ends when its cause is gone."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hamkke.agreements.actions.accept_proposal import accept_proposal
from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.agreements.actions.consent_to_deviation import consent_to_deviation
from hamkke.agreements.actions.return_agreement import return_agreement
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.inbox.models import Task
from hamkke.placements.actions.announce_round import announce_round
from hamkke.placements.actions.repeat_allocation import repeat_allocation
from hamkke.placements.actions.withdraw_wishes import withdraw_wishes
from hamkke.placements.models import Round
from hamkke.placements.rules.succession import ANSWER_WITHIN
from hamkke.programs.actions.submit_program import submit_program
from tests.hamkke.agreements.conftest import start as start_agreements
from tests.hamkke.placements.ground import lay_ground
from tests.hamkke.placements.succession import published
from tests.hamkke.programs.conftest import start as start_programs
from tests.world import World

# Their ends are walked where the pages are: tests/hamkke/directory/test_applying.py and
# tests/hamkke/news/actions/test_releases.py.
PROVED_BESIDE = {
    *("directory.application", "directory.check", "directory.renew"),
    *("finish_release", "review_release", "mend_release"),
}
SOURCE = Path(__file__).resolve().parents[3] / "src" / "hamkke"


def kinds_posted() -> set[str]:
    """This function will find in the source every kind that is given to post_task."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "post_task":
                kind = next(word.value for word in call.keywords if word.arg == "kind")
                constants = [n.value for n in ast.walk(kind) if isinstance(n, ast.Constant)]
                assert constants, f"{path}: the kind of a task is written where it is posted"
                found.update(str(value) for value in constants)
    return found


def open_kinds() -> dict[str, int]:
    """This function will count the open tasks by kind, as the owner sees them."""
    with acting_as(roles.OWNER):
        kinds = list(Task.objects.filter(closed_at=None).values_list("kind", flat=True))
    return {kind: kinds.count(kind) for kind in kinds}


def agreements(world: World, now: datetime) -> list[dict[str, int]]:
    """Walk an agreement, back once, into force."""
    way, seen = start_agreements(world, now), []
    number = way.to("draft")
    seen.append(open_kinds())
    way.act("district_officer", submit_agreement, agreement_id=number, version=1)
    seen.append(open_kinds())
    way.lay("district_officer", number)
    seen.append(open_kinds())
    way.act("district_chief", approve_agreement, agreement_id=number, version=2)
    seen.append(open_kinds())
    way.act(
        "office_officer",
        return_agreement,
        agreement_id=number,
        version=2,
        reason="문안을 다듬어 주세요.",
    )
    seen.append(open_kinds())
    version = way.row(number).version
    way.act("district_officer", submit_agreement, agreement_id=number, version=version)
    way.decide(number)
    seen.append(open_kinds())
    for signer in ("superintendent", "head"):
        way.sign(signer, number)
        seen.append(open_kinds())
    return seen


def negotiation(world: World, now: datetime) -> list[dict[str, int]]:
    """Walk a draft through a proposal and a reserved change that needs a consent."""
    way, seen = start_agreements(world, now), []
    way.standard()
    number = way.to("draft")
    way.fill(number)
    seen.append(open_kinds())
    clause = way.clause(number, heading="기간")
    proposal = way.propose("district_officer", clause, text="3년으로 한다.")
    seen.append(open_kinds())
    way.answer("office_officer", accept_proposal, clause, proposal)
    seen.append(open_kinds())
    way.act(
        "city_officer",
        consent_to_deviation,
        agreement_id=number,
        clause_id=clause.pk,
        version=2,
    )
    seen.append(open_kinds())
    way.walk_on(number)
    return [*seen, open_kinds()]


def programs(world: World, now: datetime) -> list[dict[str, int]]:
    """Walk a program, back once, to its publication."""
    way, seen = start_programs(world, now), []
    assert open_kinds() == {}
    number = way.to("draft")
    seen.append(open_kinds())
    way.act("manager", submit_program, program_id=number, version=1)
    seen.append(open_kinds())
    way.send_back(number)
    seen.append(open_kinds())
    way.act("manager", submit_program, program_id=number, version=way.row(number).version)
    seen.append(open_kinds())
    from hamkke.programs.actions.approve_program import approve_program

    for who in ("district_officer", "office_officer"):
        way.act(who, approve_program, program_id=number, version=way.row(number).version)
        seen.append(open_kinds())
    return seen


def rounds(world: World, now: datetime) -> list[dict[str, int]]:
    """Walk a round: wishes taken, withdrawn and taken again, drawn, mismatched once, published."""
    ground, seen = lay_ground(world, now), []
    number, teacher = ground.opened(), world.viewer("teacher")
    with acting_as(roles.JOBS):
        announce_round(round_id=number, now=now)
    seen.append(open_kinds())
    version = ground.wish(teacher, number, ["woodwork"])
    seen.append(open_kinds())
    with acting_as(roles.WORK, teacher.identity):
        version = withdraw_wishes(viewer=teacher, round_id=number, version=version, now=now)
    seen.append(open_kinds())
    ground.wish(teacher, number, ["woodwork"], version=version)
    ground.close(number)
    seen.append(open_kinds())
    with acting_as(roles.OWNER):
        Round.objects.filter(pk=number).update(input_digest="0" * 64)
    ground.allocate(number)
    seen.append(open_kinds())
    with acting_as(roles.WORK, ground.officer.identity):
        repeat_allocation(viewer=ground.officer, round_id=number, now=now + timedelta(days=9))
    seen.append(open_kinds())
    return seen


def round_to_the_end(world: World, now: datetime) -> list[dict[str, int]]:
    """Walk a round to its publication."""
    ground, seen = lay_ground(world, now), []
    number = ground.opened()
    ground.wish(world.viewer("teacher"), number, ["woodwork"])
    ground.close(number)
    ground.allocate(number)
    seen.append(open_kinds())
    ground.publish(number)
    seen.append(open_kinds())
    return seen


def a_returned_place(world: World, now: datetime) -> list[dict[str, int]]:
    """Walk a place given back: offered, let pass, offered to the next, and lapsed."""
    after, seen = published(lay_ground(world, now), waiting=2), []
    after.returns(after.line[0])
    after.hand_on()
    seen.append(open_kinds())
    after.answers(after.line[1], accepts=False)
    seen.append(open_kinds())
    after.hand_on()
    seen.append(open_kinds())
    after.hand_on(after.at + ANSWER_WITHIN)
    return [*seen, open_kinds()]


type Walk = Callable[[World, datetime], list[dict[str, int]]]
WALKS: list[tuple[Walk, list[dict[str, int]]]] = [
    (
        agreements,
        [
            {"finish_draft": 2},
            {"lay_line": 2},
            {"lay_line": 1, "approve_agreement": 1},
            {"lay_line": 1},
            {"finish_draft": 2},
            {"sign_agreement": 2},
            {"sign_agreement": 1},
            {},
        ],
    ),
    (
        negotiation,
        [
            {"finish_draft": 2},
            {"finish_draft": 2, "answer_proposals": 1},
            {"finish_draft": 2, "consent_to_deviation": 1},
            {"finish_draft": 2},
            {},
        ],
    ),
    (
        programs,
        [
            {"finish_program": 1},
            {"approve_program": 2},
            {"mend_program": 1},
            {"approve_program": 2},
            {"approve_program": 1},
            {},
        ],
    ),
    (
        rounds,
        [
            {"submit_wishes": 2},
            {"submit_wishes": 1},
            {"submit_wishes": 2},
            {"enter_seed": 1},
            {"look_at_mismatch": 1},
            {},
        ],
    ),
    (round_to_the_end, [{"publish_round": 1}, {}]),
    (a_returned_place, [{"answer_place_offer": 1}, {}, {"answer_place_offer": 1}, {}]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("walk", "seen"), WALKS, ids=[walk.__name__ for walk, _ in WALKS])
def test_a_task_ends_with_its_cause(
    world: World, now: datetime, walk: Walk, seen: list[dict[str, int]]
) -> None:
    assert walk(world, now) == seen
    assert seen[-1] == {}


def test_every_kind_is_walked() -> None:
    walked: set[Any] = {kind for _, seen in WALKS for kinds in seen for kind in kinds}
    assert walked | PROVED_BESIDE == kinds_posted()
