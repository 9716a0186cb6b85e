"""Two people, or two clicks, at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.actions.approve_release import approve_release
from hamkke.news.actions.revise_release import revise_release
from hamkke.news.actions.submit_release import submit_release
from tests.conftest import Committed
from tests.hamkke.news.releases import CONTENT, REVIEWER, WRITER, Press


def test_two_save_at_once_and_one_is_told_then_one_of_two_approvals_counts(
    committed: Committed, now: datetime
) -> None:
    press = Press(committed.world, now)
    number = press.write()

    def by(who: str, action: Callable[..., int], **arguments: object) -> Callable[[], int]:
        viewer = press.world.viewer(who)

        def run() -> int:
            with acting_as(roles.WORK, viewer.identity):
                return action(viewer=viewer, release_id=number, now=press.now, **arguments)

        return run

    saves = [
        by(WRITER, revise_release, version=1, content=replace(CONTENT, title=title))
        for title in ("하나", "둘")
    ]
    results = committed.in_threads(saves)
    assert sorted(type(each).__name__ for each in results) == ["StaleRelease", "int"]
    press.act(WRITER, submit_release, release_id=number, version=2)
    results = committed.in_threads([by(REVIEWER, approve_release, version=3)] * 2)
    assert sorted(type(each).__name__ for each in results) == ["NothingToReview", "int"]
    assert press.row(number).edition == 1
