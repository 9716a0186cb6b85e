"""Two people, or two clicks, at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.programs.actions.approve_program import approve_program
from hamkke.programs.actions.submit_program import submit_program
from tests.conftest import Committed
from tests.hamkke.programs.conftest import start

OFFICERS = ("district_officer", "office_officer")


def test_two_officers_of_two_sides_at_once_publish_once(
    committed: Committed, now: datetime
) -> None:
    way = start(committed.world, now)
    number = way.to("submitted")
    way.now += timedelta(minutes=1)

    def approve(who: str) -> Callable[[], int]:
        viewer = way.viewer(who)

        def run() -> int:
            with acting_as(roles.WORK, viewer.identity):
                return approve_program(viewer=viewer, program_id=number, version=2, now=way.now)

        return run

    results = committed.in_threads([approve(who) for who in (*OFFICERS, *OFFICERS)])
    assert sorted(str(type(each).__name__) for each in results) == [
        "AlreadyApproved",
        "AlreadyApproved",
        "int",
        "int",
    ]
    assert way.row(number).state == "published"


def test_submitting_twice_at_once_submits_once(committed: Committed, now: datetime) -> None:
    way = start(committed.world, now)
    number = way.offer()
    manager = way.viewer("manager")

    def submit() -> int:
        with acting_as(roles.WORK, manager.identity):
            return submit_program(viewer=manager, program_id=number, version=1, now=way.now)

    results = committed.in_threads([submit, submit])
    assert sorted(type(each).__name__ for each in results) == ["AlreadySubmitted", "int"]
    assert way.row(number).submission == 1
