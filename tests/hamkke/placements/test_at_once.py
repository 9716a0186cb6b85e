"""Several people and workers at once, on committed data; and a worker that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from hamkke.accounts.viewer import ANONYMOUS, Viewer
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.placements.actions.allocate_round import allocate_round
from hamkke.placements.actions.close_round import close_round
from hamkke.placements.actions.enter_seed import enter_seed
from hamkke.placements.actions.publish_round import publish_round
from hamkke.placements.actions.submit_wishes import submit_wishes
from hamkke.placements.errors import ChangedElsewhere, OfferEnded, RoundClosed
from hamkke.placements.models import (
    AllocationRun,
    Application,
    Placement,
    ReturnedPlace,
    Round,
    RoundBundle,
    RoundInput,
    UnmetWish,
)
from hamkke.placements.rules.succession import ANSWER_WITHIN
from hamkke.placements.tasks import tend_rounds
from tests.hamkke.placements.ground import SEED, Ground, lay_ground
from tests.hamkke.placements.succession import published

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Committed

PAUSE = threading.Event()


@pytest.fixture
def laid(committed: Committed, now: datetime) -> Ground:
    """The ground on committed data."""
    return lay_ground(committed.world, now)


def _submits(
    ground: Ground, viewer: Viewer, number: int, keys: list[str], at: datetime
) -> Callable[[], int]:
    order = ground.numbers(number, keys)

    def submit() -> int:
        with acting_as(roles.WORK, viewer.identity):
            return submit_wishes(viewer=viewer, round_id=number, order=order, version=0, now=at)

    return submit


def test_two_tabs_at_once_make_one_application(committed: Committed, laid: Ground) -> None:
    number = laid.opened()
    teacher = laid.world.viewer("teacher")
    same = [_submits(laid, teacher, number, ["woodwork", "radio"], laid.now)] * 4
    assert committed.in_threads(list(same)) == [1, 1, 1, 1]
    with acting_as(roles.OWNER):
        assert Application.objects.get().wishes.count() == 2


def test_two_teachers_tabs_at_once_keep_one_list_whole(committed: Committed, laid: Ground) -> None:
    number = laid.opened()
    teacher = laid.world.viewer("teacher")
    lists = (["woodwork", "radio"], ["stars"])
    found = committed.in_threads(
        [_submits(laid, teacher, number, keys, laid.now) for keys in lists]
    )
    assert sorted(type(item).__name__ for item in found) == ["ChangedElsewhere", "int"]
    assert any(isinstance(item, ChangedElsewhere) for item in found)
    with acting_as(roles.OWNER):
        mine = Application.objects.get()
        wished = list(mine.wishes.order_by("rank").values_list("round_session_id", flat=True))
    assert wished == mine.draft
    assert wished in [laid.numbers(number, keys) for keys in lists]


def test_a_submission_at_the_close_counts_or_is_refused(committed: Committed, laid: Ground) -> None:
    """Whoever was told "submitted" is in the frozen input; whoever is not was refused."""
    number = laid.opened()
    closes_at = laid.now + timedelta(days=8)
    before = closes_at - timedelta(milliseconds=1)
    teachers = [laid.teacher_of_new_class(str(index)) for index in range(10, 16)]

    def close() -> int:
        with acting_as(roles.JOBS):
            return close_round(viewer=ANONYMOUS, round_id=number, now=closes_at)

    calls: list[Callable[[], int]] = [
        _submits(laid, teacher, number, ["radio"], before) for teacher in teachers
    ]
    found = committed.in_threads([*calls[:3], close, *calls[3:]])
    results = [*found[:3], *found[4:]]
    assert found[3] == number
    assert all(item == 1 or isinstance(item, RoundClosed) for item in results), results
    with acting_as(roles.JOBS):
        frozen = len(RoundInput.objects.get().instance["applicants"])
    assert frozen == sum(item == 1 for item in results)


def test_a_close_waits_for_a_submission_under_way(committed: Committed, laid: Ground) -> None:
    number = laid.opened()
    teacher = laid.world.viewer("teacher")
    order = laid.numbers(number, ["radio"])
    closed: list[object] = []

    def close() -> None:
        with acting_as(roles.JOBS):
            closed.append(
                close_round(viewer=ANONYMOUS, round_id=number, now=laid.now + timedelta(days=8))
            )

    def submit_slowly() -> int:
        with acting_as(roles.WORK, teacher.identity):
            made = submit_wishes(
                viewer=teacher, round_id=number, order=order, version=0, now=laid.now
            )
            _wait_until(_somebody_waits_for_a_lock)
            assert closed == []
        return made

    found = committed.in_threads([submit_slowly, lambda: _after_the_lock(number, close)])
    assert found == [1, None]
    with acting_as(roles.JOBS):
        assert len(RoundInput.objects.get().instance["applicants"]) == 1


def _after_the_lock(number: int, act: Callable[[], None]) -> None:
    """Act once somebody holds the round's row."""

    def is_held() -> bool:
        with acting_as(roles.JOBS):
            return not Round.objects.select_for_update(skip_locked=True).filter(pk=number)

    _wait_until(is_held)
    act()


def _somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_locks where not granted)")
        return bool(cursor.fetchone()[0])


def _wait_until(happens: Callable[[], bool]) -> None:
    """Look until it happens; the pause only spares the processor."""
    until = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < until, "it did not happen"
        PAUSE.wait(0.01)


def _ready(ground: Ground) -> int:
    """A closed round with its seed, waiting for the job."""
    number = ground.opened()
    for key in ("teacher", "colleague"):
        ground.wish(ground.world.viewer(key), number, ["woodwork", "radio"])
    at = ground.close(number)
    with acting_as(roles.WORK, ground.officer.identity):
        enter_seed(viewer=ground.officer, round_id=number, seed=SEED, now=at)
    return number


def test_workers_at_once_make_one_run(committed: Committed, laid: Ground) -> None:
    number = _ready(laid)

    def allocate() -> int | None:
        with acting_as(roles.JOBS, laid.officer.identity):
            return allocate_round(viewer=laid.officer.identity, round_id=number, now=laid.now)

    found = committed.in_threads([allocate] * 4)
    assert sum(item is not None for item in found) == 1
    assert not any(isinstance(item, Exception) for item in found)


def test_a_double_click_publishes_once(committed: Committed, laid: Ground) -> None:
    number = _ready(laid)
    with acting_as(roles.JOBS, laid.officer.identity):
        allocate_round(viewer=laid.officer.identity, round_id=number, now=laid.now)

    def publish() -> int:
        with acting_as(roles.WORK, laid.officer.identity):
            return publish_round(viewer=laid.officer, round_id=number, now=laid.now)

    assert committed.in_threads([publish] * 3) == [number] * 3
    with acting_as(roles.OWNER):
        assert RoundBundle.objects.count() == 1
        assert AllocationRun.objects.filter(published_at__isnull=False).count() == 1


WORKER = """
import sys, django
django.setup()
from django.db import connection
from django.utils import timezone
import hamkke.placements.actions.allocate_round as module
from hamkke.database import roles
from hamkke.database.identity import acting_as
connection.settings_dict.update(NAME=sys.argv[1], USER=sys.argv[2], PASSWORD=sys.argv[3],
                                HOST=sys.argv[4], PORT=sys.argv[5])
def wait_to_be_killed(*args):
    print("half", flush=True)
    sys.stdin.read()
module._tell = wait_to_be_killed  # everything is written, nothing committed
with acting_as(roles.JOBS):
    module.allocate_round(viewer=module.ANONYMOUS.identity, round_id=int(sys.argv[6]),
                          now=timezone.now())
"""


def test_a_killed_worker_leaves_nothing_and_another_finishes(
    committed: Committed, laid: Ground
) -> None:
    number = _ready(laid)
    place = connection.settings_dict
    arguments = [str(place[key]) for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    with subprocess.Popen(
        [sys.executable, "-c", WORKER, *arguments, str(number)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"half\n"
        with acting_as(roles.JOBS):
            # While it works, nobody else begins.
            assert allocate_round(viewer=ANONYMOUS.identity, round_id=number, now=laid.now) is None
        worker.send_signal(signal.SIGKILL)
    with acting_as(roles.JOBS):
        for model in (AllocationRun, Placement, UnmetWish):
            assert model.objects.count() == 0
    at = laid.now + timedelta(days=8, minutes=5)
    _wait_until(lambda: _is_free(number))
    tend_rounds(now=at)
    with acting_as(roles.JOBS), connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where task_name = 'placements.allocate_round'"
        )
        assert cursor.fetchone()[0] == 2
        assert allocate_round(viewer=ANONYMOUS.identity, round_id=number, now=at)
        assert allocate_round(viewer=ANONYMOUS.identity, round_id=number, now=at) is None
        assert AllocationRun.objects.count() == 1
        assert Round.objects.get().state == "allocated"


def _is_free(number: int) -> bool:
    with acting_as(roles.JOBS):
        return bool(Round.objects.select_for_update(skip_locked=True).filter(pk=number))


# After publication ------------------------------------------------------------------------


def test_a_double_click_returns_a_place_once(committed: Committed, laid: Ground) -> None:
    after = published(laid, waiting=1)
    holder = after.line[0]
    found = committed.in_threads([lambda: after.returns(holder)] * 3)
    assert len({*found}) == 1, found
    with acting_as(roles.OWNER):
        assert found[0] == ReturnedPlace.objects.get().pk
    committed.in_threads([after.hand_on] * 3)
    assert after.offered() == [(after.line[1], "open")]


def test_two_places_returned_while_workers_hand_on_go_to_two(
    committed: Committed, laid: Ground
) -> None:
    """Radio takes two: both are given back at once, with workers at it; the first two are asked."""
    after = published(laid, waiting=3, key="radio")
    holders, waiting = after.line[:2], after.line[2:]
    committed.in_threads(
        [*(partial(after.returns, name) for name in holders), after.hand_on, after.hand_on]
    )
    after.hand_on()
    assert sorted(after.offered()) == sorted((name, "open") for name in waiting)
    committed.in_threads(
        [
            partial(after.answers, waiting[0], accepts=True),
            partial(after.answers, waiting[1], accepts=False),
            after.hand_on,
        ]
    )
    after.hand_on()
    assert sorted(after.offered()) == sorted([(waiting[0], "accepted"), (waiting[1], "passed")])
    with acting_as(roles.OWNER):
        assert ReturnedPlace.objects.filter(settled_at=None).count() == 0


def test_an_answer_at_the_deadline_counts_or_is_refused(committed: Committed, laid: Ground) -> None:
    after = published(laid, waiting=2)
    after.returns(after.line[0])
    after.hand_on()
    first, second = after.line[1:]
    late = after.at + ANSWER_WITHIN
    answered, _ = committed.in_threads(
        [partial(after.answers, first, accepts=True), lambda: after.hand_on(late)]
    )
    after.hand_on(late)
    if isinstance(answered, OfferEnded):
        assert after.offered() == [(first, "lapsed"), (second, "open")]
    else:
        assert answered == after.round_id
        assert after.offered() == [(first, "accepted")]
