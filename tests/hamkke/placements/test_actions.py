"""What the actions allow, refuse, and do not do twice."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

import fair_allocation
from hamkke.accounts.viewer import ANONYMOUS, Viewer
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.inbox.models import Task
from hamkke.placements import errors
from hamkke.placements.actions.allocate_round import allocate_round
from hamkke.placements.actions.announce_round import announce_round
from hamkke.placements.actions.choose_sessions import choose_sessions
from hamkke.placements.actions.close_round import close_round
from hamkke.placements.actions.enter_seed import enter_seed
from hamkke.placements.actions.make_round import make_round
from hamkke.placements.actions.open_round import open_round
from hamkke.placements.actions.publish_round import publish_round
from hamkke.placements.actions.repeat_allocation import repeat_allocation
from hamkke.placements.actions.resume_allocation import resume_allocation
from hamkke.placements.actions.revise_round import revise_round
from hamkke.placements.actions.save_wishes import save_wishes
from hamkke.placements.actions.submit_wishes import submit_wishes
from hamkke.placements.actions.withdraw_wishes import withdraw_wishes
from hamkke.placements.models import (
    AllocationRun,
    Application,
    Placement,
    Round,
    RoundInput,
    UnmetWish,
)
from hamkke.placements.queries import public
from hamkke.placements.queries.results import result_page
from hamkke.placements.tasks import tend_rounds
from tests.hamkke.placements.ground import SEED, Ground, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db


@contextmanager
def at_desk(viewer: Viewer) -> Iterator[None]:
    with acting_as(roles.WORK, viewer.identity):
        yield


def _jobs(name: str) -> int:
    with acting_as(roles.JOBS), connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = %s", [name])
        return int(cursor.fetchone()[0])


def _state(number: int) -> str:
    with acting_as(roles.OWNER):
        return Round.objects.get(pk=number).state


# Making and opening -----------------------------------------------------------------------


@pytest.mark.parametrize("key", ["teacher", "district_officer", "city_officer", "citizen", "head"])
def test_only_officers_of_an_office_make_rounds(ground: Ground, key: str) -> None:
    viewer = ground.world.viewer(key)
    with at_desk(viewer), pytest.raises(NotVisible):
        make_round(viewer=viewer, terms=terms(ground.now), now=ground.now)


def test_a_title_stands_once_in_a_year(ground: Ground) -> None:
    first, second = ground.draft(), ground.draft_of("봄 회차")
    assert first != second
    with at_desk(ground.officer):
        with pytest.raises(errors.TitleTaken, match="겨울 회차"):
            make_round(viewer=ground.officer, terms=terms(ground.now), now=ground.now)
        with pytest.raises(errors.TitleTaken):
            revise_round(
                viewer=ground.officer, round_id=second, terms=terms(ground.now), now=ground.now
            )


def test_another_offices_round_does_not_exist(ground: Ground) -> None:
    number = ground.draft()
    other = ground.world.viewer("other_office_officer")
    with at_desk(other):
        for act in (
            lambda: revise_round(
                viewer=other, round_id=number, terms=terms(ground.now), now=ground.now
            ),
            lambda: choose_sessions(viewer=other, round_id=number, session_ids=[], now=ground.now),
            lambda: open_round(viewer=other, round_id=number, now=ground.now),
            lambda: close_round(viewer=other, round_id=number, now=ground.now),
            lambda: enter_seed(viewer=other, round_id=number, seed="1", now=ground.now),
            lambda: repeat_allocation(viewer=other, round_id=number, now=ground.now),
            lambda: publish_round(viewer=other, round_id=number, now=ground.now),
        ):
            with pytest.raises(NotVisible):
                act()


def test_a_teacher_manages_nothing(ground: Ground) -> None:
    number = ground.opened()
    teacher = ground.world.viewer("teacher")
    with at_desk(teacher):
        for act in (close_round, publish_round, repeat_allocation, open_round):
            with pytest.raises(NotVisible):
                act(viewer=teacher, round_id=number, now=ground.now)


def test_a_round_without_sessions_does_not_open(ground: Ground) -> None:
    with at_desk(ground.officer):
        number = make_round(viewer=ground.officer, terms=terms(ground.now), now=ground.now)
        with pytest.raises(errors.NoSessions):
            open_round(viewer=ground.officer, round_id=number, now=ground.now)


def test_a_round_whose_close_has_passed_does_not_open(ground: Ground) -> None:
    number = ground.draft()
    late = ground.now + timedelta(days=8)
    with at_desk(ground.officer), pytest.raises(errors.ClosePassed, match="12월 19일"):
        open_round(viewer=ground.officer, round_id=number, now=late)


def test_sessions_must_start_after_the_close(ground: Ground) -> None:
    number = ground.draft()
    later = terms(ground.now, closes_at=ground.now + timedelta(days=35))
    with at_desk(ground.officer):
        revise_round(viewer=ground.officer, round_id=number, terms=later, now=ground.now)
        with pytest.raises(errors.SessionTooEarly, match="목공소"):
            open_round(viewer=ground.officer, round_id=number, now=ground.now)


def test_sessions_of_another_office_are_not_offered(ground: Ground) -> None:
    number = ground.draft()
    for wrong in (ground.sessions["elsewhere"], 10**17):
        with at_desk(ground.officer), pytest.raises(errors.SessionNotOffered):
            choose_sessions(
                viewer=ground.officer, round_id=number, session_ids=[wrong], now=ground.now
            )


def test_a_session_is_in_one_unsettled_round(ground: Ground) -> None:
    ground.draft()
    with at_desk(ground.officer):
        second = make_round(
            viewer=ground.officer, terms=terms(ground.now, title="봄 회차"), now=ground.now
        )
        with pytest.raises(errors.SessionTaken):
            choose_sessions(
                viewer=ground.officer,
                round_id=second,
                session_ids=[ground.sessions["radio"]],
                now=ground.now,
            )


def test_opening_twice_tells_once(ground: Ground) -> None:
    number = ground.opened()
    with at_desk(ground.officer):
        assert open_round(viewer=ground.officer, round_id=number, now=ground.now) == number
        with pytest.raises(errors.RoundAlreadyOpened):
            revise_round(
                viewer=ground.officer, round_id=number, terms=terms(ground.now), now=ground.now
            )
        with pytest.raises(errors.RoundAlreadyOpened):
            choose_sessions(viewer=ground.officer, round_id=number, session_ids=[], now=ground.now)
    assert _jobs("placements.announce_round") == 1


def test_teachers_are_told_once_and_only_those_it_is_for(ground: Ground) -> None:
    number = ground.opened()
    ground.teacher_of_new_class("7", grade=1)
    ground.wish(ground.world.viewer("colleague"), number, ["radio"])
    with acting_as(roles.JOBS):
        assert announce_round(round_id=number, now=ground.now) == 1
        announce_round(round_id=number, now=ground.now)
        told = Task.objects.filter(kind="submit_wishes")
        assert [task.class_group_id for task in told] == [ground.world.class_groups["class_1"].pk]
        assert announce_round(round_id=number, now=ground.now + timedelta(days=9)) == 0
    ground.wish(ground.world.viewer("teacher"), number, ["radio"])
    with acting_as(roles.JOBS):
        assert not Task.objects.filter(kind="submit_wishes", closed_at=None).exists()


# Wishes -----------------------------------------------------------------------------------


def _save(ground: Ground, number: int, keys: list[str], version: int, key: str = "teacher") -> int:
    viewer = ground.world.viewer(key)
    order = ground.numbers(number, keys)
    with at_desk(viewer):
        return save_wishes(
            viewer=viewer, round_id=number, order=order, version=version, now=ground.now
        )


def _mine(key_pk: int | None) -> Application:
    with acting_as(roles.OWNER):
        return Application.objects.get(class_group_id=key_pk)


def test_a_second_tab_does_not_overwrite_the_first(ground: Ground) -> None:
    number = ground.opened()
    seen = _save(ground, number, ["woodwork"], 0)
    first = _save(ground, number, ["woodwork", "radio"], seen)
    with pytest.raises(errors.ChangedElsewhere) as refusal:
        _save(ground, number, ["stars"], seen)
    assert refusal.value.data["version"] == first
    with pytest.raises(errors.ChangedElsewhere):
        ground.wish(ground.world.viewer("teacher"), number, ["stars"], version=0)
    assert _save(ground, number, ["stars"], first) == first + 1


def test_a_double_click_changes_nothing(ground: Ground) -> None:
    number = ground.opened()
    teacher = ground.world.viewer("teacher")
    first = ground.wish(teacher, number, ["woodwork", "radio"])
    assert ground.wish(teacher, number, ["woodwork", "radio"]) == first
    with acting_as(roles.OWNER):
        assert Application.objects.get().wishes.count() == 2


def test_a_draft_is_no_submission(ground: Ground) -> None:
    number = ground.opened()
    _save(ground, number, ["woodwork"], 0)
    ground.close(number)
    with acting_as(roles.JOBS):
        assert RoundInput.objects.get().instance["applicants"] == []


def test_the_last_submission_counts_not_the_draft_after_it(ground: Ground) -> None:
    number = ground.opened()
    version = ground.wish(ground.world.viewer("teacher"), number, ["woodwork", "radio"])
    _save(ground, number, ["radio"], version)
    ground.close(number)
    with acting_as(roles.JOBS):
        wishes = RoundInput.objects.get().instance["applicants"][0]["wishes"]
    assert wishes == [f"session-{ground.sessions[key]}" for key in ("woodwork", "radio")]


def test_lists_that_cannot_be_are_refused(ground: Ground) -> None:
    number = ground.opened(wish_limit=2)
    teacher = ground.world.viewer("teacher")
    with pytest.raises(errors.TooManyWishes, match="2개"):
        _save(ground, number, ["woodwork", "radio", "stars"], 0)
    with at_desk(teacher), pytest.raises(errors.WishNotOffered):
        save_wishes(viewer=teacher, round_id=number, order=[10**17], version=0, now=ground.now)
    with at_desk(teacher), pytest.raises(errors.NoWishes):
        submit_wishes(viewer=teacher, round_id=number, order=[], version=0, now=ground.now)


@pytest.mark.parametrize("round_id", [0, 999_999, 10**30])
def test_a_round_that_is_not_there(ground: Ground, round_id: int) -> None:
    teacher = ground.world.viewer("teacher")
    with at_desk(teacher), pytest.raises(NotVisible):
        save_wishes(viewer=teacher, round_id=round_id, order=[], version=0, now=ground.now)
    with acting_as(roles.JOBS), pytest.raises(NotVisible):
        allocate_round(viewer=ANONYMOUS.identity, round_id=round_id, now=ground.now)


@pytest.mark.parametrize("key", ["student", "parent", "office_officer", "other_teacher", "head"])
def test_only_the_districts_teachers_wish(ground: Ground, key: str) -> None:
    number = ground.opened()
    with pytest.raises(NotVisible):
        _save(ground, number, ["woodwork"], 0, key=key)


def test_a_teacher_of_another_school_year_does_not_wish(ground: Ground) -> None:
    number = ground.opened(school_year=2026)
    with pytest.raises(NotVisible):
        _save(ground, number, ["woodwork"], 0)


def test_wishes_are_taken_from_the_opening_to_the_close(ground: Ground) -> None:
    number = ground.opened(opens_at=ground.now + timedelta(hours=1))
    teacher = ground.world.viewer("teacher")
    order = ground.numbers(number, ["woodwork"])
    with at_desk(teacher):
        with pytest.raises(errors.NotYetOpen, match="12월 11일"):
            submit_wishes(viewer=teacher, round_id=number, order=order, version=0, now=ground.now)
        closes_at = ground.now + timedelta(days=8)
        with pytest.raises(errors.RoundClosed, match=r"12월 19일\(금\) 10:00에 마감"):
            submit_wishes(viewer=teacher, round_id=number, order=order, version=0, now=closes_at)
        moment_before = closes_at - timedelta(microseconds=1)
        submit_wishes(viewer=teacher, round_id=number, order=order, version=0, now=moment_before)


def test_withdrawing_takes_the_submission_back(ground: Ground) -> None:
    number = ground.opened()
    teacher = ground.world.viewer("teacher")
    version = ground.wish(teacher, number, ["woodwork"])
    with at_desk(teacher):
        with pytest.raises(errors.ChangedElsewhere):
            withdraw_wishes(viewer=teacher, round_id=number, version=version - 1, now=ground.now)
        withdraw_wishes(viewer=teacher, round_id=number, version=version, now=ground.now)
        with pytest.raises(errors.NothingSubmitted):
            withdraw_wishes(viewer=teacher, round_id=number, version=version + 1, now=ground.now)
    assert _mine(teacher.class_group_id).draft == ground.numbers(number, ["woodwork"])


# Closing ----------------------------------------------------------------------------------


def test_closing_early_needs_a_reason(ground: Ground) -> None:
    number = ground.opened()
    with at_desk(ground.officer):
        with pytest.raises(errors.EarlyCloseNeedsReason, match="12월 19일"):
            close_round(viewer=ground.officer, round_id=number, now=ground.now)
        close_round(viewer=ground.officer, round_id=number, reason="폭설", now=ground.now)
        close_round(viewer=ground.officer, round_id=number, now=ground.now)
    with acting_as(roles.PUBLIC):
        assert public.published_round(number).early_close_reason == "폭설"


def test_a_draft_is_not_closed(ground: Ground) -> None:
    number = ground.draft()
    with at_desk(ground.officer), pytest.raises(errors.RoundNotOpened):
        close_round(viewer=ground.officer, round_id=number, reason="폭설", now=ground.now)


def test_the_job_closes_what_is_due_and_only_that(ground: Ground) -> None:
    number = ground.opened()
    tend_rounds(now=ground.now + timedelta(days=8) - timedelta(seconds=1))
    assert _state(number) == "open"
    tend_rounds(now=ground.now + timedelta(days=8))
    assert _state(number) == "closed"
    tend_rounds(now=ground.now + timedelta(days=8, minutes=1))
    with acting_as(roles.OWNER):
        assert RoundInput.objects.count() == 1
        assert Task.objects.filter(kind="enter_seed", closed_at=None).count() == 1


def test_need_and_past_losses_are_frozen(ground: Ground) -> None:
    loser = ground.teacher_of_new_class("8", need_tier=2)
    number = ground.opened()
    ground.wish(loser, number, ["small"])
    ground.wish(ground.world.viewer("teacher"), number, ["woodwork"])
    ground.wish(ground.world.viewer("colleague"), number, ["woodwork"])
    ground.close(number)
    ground.allocate(number)
    ground.publish(number)
    lost = [key for key in ("teacher", "colleague") if not ground.result(key, number).given]
    assert len(lost) == 1
    second = ground.opened_again("봄 회차", ["stars"])
    for viewer in (loser, ground.world.viewer("teacher"), ground.world.viewer("colleague")):
        ground.wish(viewer, second, ["stars"])
    ground.close(second)
    with acting_as(roles.OWNER):
        frozen = RoundInput.objects.get(round_id=second).instance["applicants"]
        of = {
            str(row.pseudonym): row.class_group_id
            for row in Application.objects.filter(round_id=second)
        }
    found = {of[item["id"]]: (item["need_tier"], item["past_losses"]) for item in frozen}
    # The wish of the third could not work (24 pupils, 20 at most): that is no loss.
    assert found[loser.class_group_id] == (2, 0)
    assert found[ground.world.viewer(lost[0]).class_group_id] == (0, 1)
    assert sorted(found.values()) == [(0, 0), (0, 1), (2, 0)]


# Allocation -------------------------------------------------------------------------------


def test_the_seed_comes_after_the_close_and_stays(ground: Ground) -> None:
    number = ground.opened()
    with at_desk(ground.officer), pytest.raises(errors.SeedTooEarly):
        enter_seed(viewer=ground.officer, round_id=number, seed="7", now=ground.now)
    at = ground.close(number)
    with at_desk(ground.officer):
        enter_seed(viewer=ground.officer, round_id=number, seed="7", now=at)
        enter_seed(viewer=ground.officer, round_id=number, seed="7", now=at)
        with pytest.raises(errors.SeedEntered, match="7"):
            enter_seed(viewer=ground.officer, round_id=number, seed="8", now=at)
    assert _jobs("placements.allocate_round") == 1
    with acting_as(roles.PUBLIC):
        assert public.published_round(number).seed == "7"


def test_nothing_is_published_before_it_is_checked(ground: Ground) -> None:
    number = ground.opened()
    at = ground.close(number)
    with at_desk(ground.officer), pytest.raises(errors.NotAllocated):
        publish_round(viewer=ground.officer, round_id=number, now=at)


def test_a_job_that_comes_twice_runs_once(ground: Ground) -> None:
    number = ground.opened()
    ground.close(number)
    assert ground.allocate(number)
    with acting_as(roles.JOBS, ground.officer.identity):
        assert (
            allocate_round(viewer=ground.officer.identity, round_id=number, now=ground.now) is None
        )
    with acting_as(roles.OWNER):
        assert AllocationRun.objects.count() == 1


def test_a_round_without_applications_is_published_empty(ground: Ground) -> None:
    number = ground.opened()
    ground.close(number)
    ground.allocate(number)
    ground.publish(number)
    ground.publish(number)
    with acting_as(roles.PUBLIC):
        found = public.published_round(number)
        assert (found.applicants, found.served, found.given) == (0, 0, 0)
        assert fair_allocation.verify_bundle(
            fair_allocation.Bundle.from_text(public.bundle_of_round(number))
        ).ok


def test_a_result_that_fails_its_check_is_never_published(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = ground.opened()
    ground.wish(ground.world.viewer("teacher"), number, ["woodwork"])
    ground.wish(ground.world.viewer("colleague"), number, ["woodwork"])
    ground.close(number)

    def give_everybody_everything(
        instance: fair_allocation.Instance, *, mechanism: str, seed: str
    ) -> fair_allocation.Allocation:
        places = {item.id: item.wishes for item in instance.applicants}
        return fair_allocation.Allocation(mechanism, seed, places, ())

    with monkeypatch.context() as wrong:
        wrong.setattr(fair_allocation, "allocate", give_everybody_everything)
        ground.allocate(number)
    assert _state(number) == "mismatched"
    with acting_as(roles.OWNER):
        run = AllocationRun.objects.get()
        assert run.violation_count == len(run.report["violations"])
        assert "OverCapacity" in {item["kind"] for item in run.report["violations"]}
        assert Placement.objects.count() + UnmetWish.objects.count() == 0
    with at_desk(ground.officer):
        with pytest.raises(errors.NotAllocated):
            publish_round(viewer=ground.officer, round_id=number, now=ground.now)
        repeat_allocation(viewer=ground.officer, round_id=number, now=ground.now)
        repeat_allocation(viewer=ground.officer, round_id=number, now=ground.now)
    with acting_as(roles.JOBS, ground.officer.identity):
        allocate_round(viewer=ground.officer.identity, round_id=number, now=ground.now)
    assert _state(number) == "allocated"
    ground.publish(number)
    with at_desk(ground.officer), pytest.raises(errors.NotMismatched):
        repeat_allocation(viewer=ground.officer, round_id=number, now=ground.now)


def test_an_input_changed_after_the_close_is_found(ground: Ground) -> None:
    number = ground.opened()
    ground.wish(ground.world.viewer("teacher"), number, ["woodwork"])
    ground.close(number)
    with acting_as(roles.OWNER):
        frozen = RoundInput.objects.get()
        frozen.instance["applicants"][0]["need_tier"] = 9
        frozen.save()
    ground.allocate(number)
    assert _state(number) == "mismatched"
    with acting_as(roles.OWNER):
        assert AllocationRun.objects.get().report["violations"][0]["kind"] == "DigestDiffers"


def test_a_lost_allocation_is_asked_for_again(ground: Ground) -> None:
    number = ground.opened()
    at = ground.close(number)
    with at_desk(ground.officer):
        enter_seed(viewer=ground.officer, round_id=number, seed=SEED, now=at)
    with acting_as(roles.JOBS):
        assert not resume_allocation(round_id=number, now=at + timedelta(minutes=1))
    tend_rounds(now=at + timedelta(minutes=2))
    assert _jobs("placements.allocate_round") == 2
    tend_rounds(now=at + timedelta(minutes=3))
    assert _jobs("placements.allocate_round") == 2


# Figures and results ----------------------------------------------------------------------


def test_figures_add_up_and_can_be_recounted(ground: Ground) -> None:
    number = ground.opened()
    ground.wish(ground.world.viewer("teacher"), number, ["woodwork", "radio"])
    ground.wish(ground.world.viewer("colleague"), number, ["woodwork", "stars"])
    with acting_as(roles.PUBLIC):
        open_now = public.open_rounds_programs(ground.now)
        assert {item.program_title for item in open_now} >= {"목공소에서 의자 만들기"}
        assert public.open_rounds_programs(ground.now + timedelta(days=8)) == ()
        assert public.figures_of_district(ground.world.organization("district").pk) == ()
    ground.close(number)
    ground.allocate(number)
    ground.publish(number)
    with acting_as(roles.PUBLIC):
        programs = public.figures_of_district(ground.world.organization("district").pk)
        by_title = {item.program_title: item for item in programs}
        wood = by_title["목공소에서 의자 만들기"]
        assert (wood.offered, wood.wished_first, wood.wished, wood.given) == (1, 2, 2, 1)
        radio = by_title["마을 라디오 만들기"]
        assert (radio.wished_first, radio.wished) == (0, 1)
        assert sum(item.given for item in programs) == 2
        assert public.figures_of_program(wood.program_id)[0].given == 1
        bundle = fair_allocation.Bundle.from_text(public.bundle_of_round(number))
        found = public.published_round(number)
    assert fair_allocation.verify_bundle(bundle).ok
    assert (bundle.digest, bundle.allocation.seed) == (found.input_digest, found.seed)
    text = bundle.to_bytes().decode()
    assert "가온" not in text
    assert "시험" not in text


def test_the_public_sees_no_draft(ground: Ground) -> None:
    number = ground.draft()
    with acting_as(roles.PUBLIC):
        for ask in (public.published_round, public.bundle_of_round):
            with pytest.raises(NotVisible):
                ask(number)


def test_the_loser_reads_why(ground: Ground) -> None:
    number = ground.opened()
    for key in ("teacher", "colleague"):
        ground.wish(ground.world.viewer(key), number, ["woodwork", "small", "radio"])
    ground.close(number)
    ground.allocate(number)
    ground.publish(number)
    pages = {key: ground.result(key, number) for key in ("teacher", "colleague")}
    winner = next(key for key, page in pages.items() if page.given[0].rank == 1)
    loser = next(key for key in pages if key != winner)
    assert pages[winner].reasons == ()
    page = pages[loser]
    assert page.queue is not None
    assert (page.queue.total, page.queue.places, page.queue.ours) == (2, 1, 2)
    assert [item.kind for item in page.outcomes] == ["session_full", "too_many_pupils", "given"]
    assert page.reasons[0].startswith("1자리는 추첨 순서로 나누었습니다. 우리 반은 2번이어서")
    assert "3지망" in page.reasons[1]
    assert not page.goes_first_next_time


def test_who_did_not_apply_is_told_so(ground: Ground) -> None:
    number = ground.opened()
    ground.close(number)
    ground.allocate(number)
    teacher = ground.world.viewer("teacher")
    with at_desk(teacher), pytest.raises(NotVisible):
        result_page(viewer=teacher, round_id=number)
    ground.publish(number)
    assert ground.result("teacher", number).outcomes == ()
    assert ground.result("student", number).outcomes == ()
