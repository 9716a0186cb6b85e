"""The policies of placements: dropping any one turns at least one test here red."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.utils import ProgrammingError

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.placements.actions.choose_sessions import choose_sessions
from hamkke.placements.actions.close_round import close_round
from hamkke.placements.actions.withdraw_wishes import withdraw_wishes
from hamkke.placements.models import (
    AllocationRun,
    Application,
    Placement,
    PlaceOffer,
    ReturnedPlace,
    Round,
    RoundBundle,
    RoundFigure,
    RoundInput,
    RoundSession,
    SessionFigure,
    UnmetWish,
    Wish,
)
from hamkke.placements.rules.succession import ANSWER_WITHIN
from tests.hamkke.placements.succession import published

if TYPE_CHECKING:
    from collections.abc import Callable

    from hamkke.accounts.viewer import Viewer
    from tests.hamkke.placements.ground import Ground

pytestmark = pytest.mark.django_db

PRIVATE = (
    Round,
    RoundSession,
    Application,
    Wish,
    AllocationRun,
    Placement,
    UnmetWish,
)
PUBLIC = (RoundFigure, SessionFigure, RoundBundle)
OTHERS = (
    "other_office_officer",
    "other_district_officer",
    "other_teacher",
    "other_manager",
    "other_head",
    "citizen",
)


def _seen(ground: Ground, key: str, model: type[models.Model], **wanted: object) -> int:
    with acting_as(roles.WORK, ground.world.viewer(key).identity):
        return model._default_manager.filter(**wanted).count()


def _refused(call: Callable[[], object]) -> bool:
    """Say whether PostgreSQL's row security, not Python, refused."""
    try:
        with transaction.atomic():
            call()
    except ProgrammingError as error:
        return "row-level security" in str(error) or "permission denied" in str(error)
    return False


def _wished(ground: Ground) -> int:
    """A round in which class 1 and class 2 both want woodwork first, class 1 then radio."""
    number = ground.opened()
    ground.wish(ground.world.viewer("teacher"), number, ["woodwork", "radio"])
    ground.wish(ground.world.viewer("colleague"), number, ["woodwork"])
    return number


def _published(ground: Ground) -> int:
    number = _wished(ground)
    ground.close(number)
    ground.allocate(number)
    ground.publish(number)
    return number


# Rounds -----------------------------------------------------------------------------------


def test_a_draft_is_its_offices_alone(ground: Ground) -> None:
    ground.draft()
    assert _seen(ground, "office_officer", Round) == 1
    assert _seen(ground, "office_officer", RoundSession) == 4
    for key in ("teacher", "district_officer", "manager", "student", "parent", "head", *OTHERS):
        assert _seen(ground, key, Round) == 0, key
        assert _seen(ground, key, RoundSession) == 0, key


def test_an_opened_round_is_seen_in_its_districts(ground: Ground) -> None:
    ground.opened()
    for key in ("teacher", "colleague", "district_officer", "manager", "head", "city_officer"):
        assert _seen(ground, key, Round) == 1, key
        assert _seen(ground, key, RoundSession) == 4, key
    for key in ("student", "parent", *OTHERS):
        assert _seen(ground, key, Round) == 0, key


def test_families_see_a_round_when_it_is_published(ground: Ground) -> None:
    _published(ground)
    for key in ("student", "parent"):
        assert _seen(ground, key, Round) == 1, key


@pytest.mark.parametrize("key", ["teacher", "district_officer", "superintendent", "head", *OTHERS])
def test_only_an_officer_of_the_office_adds_a_round(ground: Ground, now: object, key: str) -> None:
    office = ground.world.organization("office").pk
    later = ground.now + timedelta(days=1)

    def add() -> None:
        Round.objects.create(
            education_office_id=office,
            title="몰래 만든 회차",
            school_year=2025,
            opens_at=ground.now,
            closes_at=later,
            seed_source="없음",
            created_at=ground.now,
        )

    with acting_as(roles.WORK, ground.world.viewer(key).identity):
        assert _refused(add)
    with acting_as(roles.WORK, ground.officer.identity):
        assert not _refused(add)


def test_only_an_officer_of_the_office_changes_a_round(ground: Ground) -> None:
    ground.opened()
    for key in ("district_officer", "manager", "city_officer", *OTHERS):
        with acting_as(roles.WORK, ground.world.viewer(key).identity):
            assert Round.objects.update(title="고친 이름") == 0, key
    with acting_as(roles.WORK, ground.officer.identity):
        assert Round.objects.update(title="고친 이름") == 1


def test_an_officer_cannot_give_a_round_away(ground: Ground) -> None:
    ground.opened()
    other = ground.world.organization("other_office").pk
    with acting_as(roles.WORK, ground.officer.identity):
        assert _refused(lambda: Round.objects.update(education_office_id=other))


def test_a_teacher_may_lock_an_open_round_but_not_change_it(ground: Ground) -> None:
    number = ground.opened()
    teacher = ground.world.viewer("teacher")
    with acting_as(roles.WORK, teacher.identity):
        assert _refused(lambda: Round.objects.update(title="고친 이름"))
    ground.wish(teacher, number, ["woodwork"])
    assert _seen(ground, "teacher", Wish) == 1


def test_jobs_read_and_close_rounds(ground: Ground) -> None:
    number = _wished(ground)
    at = ground.close(number)
    with acting_as(roles.JOBS):
        found = Round.objects.get()
        frozen = RoundInput.objects.get()
        figure = RoundFigure.objects.get()
        assert (RoundSession.objects.count(), Application.objects.count()) == (4, 2)
        assert Wish.objects.count() == 3
    assert (found.state, found.closed_at, figure.closed_at) == ("closed", at, at)
    assert figure.input_digest == found.input_digest != ""
    assert len(frozen.instance["applicants"]) == 2
    assert len(frozen.instance["sessions"]) == 4


def test_an_officer_closes_and_freezes(ground: Ground) -> None:
    number = _wished(ground)
    with acting_as(roles.WORK, ground.officer.identity):
        close_round(viewer=ground.officer, round_id=number, reason="폭설", now=ground.now)
    with acting_as(roles.JOBS):
        assert len(RoundInput.objects.get().instance["applicants"]) == 2
    with acting_as(roles.PUBLIC):
        figure = RoundFigure.objects.get()
    assert (figure.early_close_reason, len(figure.input_digest)) == ("폭설", 64)


def test_nobody_at_the_desk_reads_the_frozen_input(ground: Ground) -> None:
    ground.close(_wished(ground))
    with acting_as(roles.WORK, ground.officer.identity):
        assert _refused(RoundInput.objects.count)


def test_an_open_round_cannot_be_frozen(ground: Ground) -> None:
    number = ground.opened()
    with acting_as(roles.WORK, ground.officer.identity):
        assert _refused(
            lambda: RoundInput.objects.create(
                round_id=number, instance={}, excluded=[], frozen_at=ground.now
            )
        )


def test_sessions_are_chosen_while_the_round_is_a_draft(ground: Ground) -> None:
    number = ground.draft()
    with acting_as(roles.WORK, ground.officer.identity):
        choose_sessions(
            viewer=ground.officer,
            round_id=number,
            session_ids=[ground.sessions["stars"]],
            now=ground.now,
        )
    assert _seen(ground, "office_officer", RoundSession) == 1


def test_sessions_of_an_opened_round_stay(ground: Ground) -> None:
    number = ground.opened()
    spare = ground.sessions["elsewhere"]
    with acting_as(roles.WORK, ground.officer.identity):
        assert RoundSession.objects.filter(round_id=number).delete()[0] == 0
        assert _refused(
            lambda: RoundSession.objects.create(round_id=number, session_id=spare, capacity=1)
        )
    for key in ("teacher", "district_officer"):
        with acting_as(roles.WORK, ground.world.viewer(key).identity):
            assert RoundSession.objects.update(settled_at=ground.now) == 0


def test_publication_settles_the_sessions(ground: Ground) -> None:
    _published(ground)
    assert _seen(ground, "office_officer", RoundSession, settled_at__isnull=False) == 4


# Applications -----------------------------------------------------------------------------


def test_a_teacher_sees_the_own_class_groups_application_only(ground: Ground) -> None:
    _wished(ground)
    for key, wishes in (("teacher", 2), ("colleague", 1)):
        group = ground.world.viewer(key).class_group_id
        assert _seen(ground, key, Application) == 1
        assert _seen(ground, key, Application, class_group_id=group) == 1
        assert _seen(ground, key, Wish) == wishes


@pytest.mark.parametrize(
    "key", ["office_officer", "district_officer", "student", "parent", "manager", "head", *OTHERS]
)
def test_before_the_close_nobody_else_sees_even_a_count(ground: Ground, key: str) -> None:
    _wished(ground)
    assert _seen(ground, key, Application) == 0
    assert _seen(ground, key, Wish) == 0


def test_from_the_close_on_the_office_sees_applications(ground: Ground) -> None:
    ground.close(_wished(ground))
    assert _seen(ground, "office_officer", Application) == 2
    assert _seen(ground, "office_officer", Wish) == 3
    for key in ("district_officer", "student", "parent", "manager", "head", *OTHERS):
        assert _seen(ground, key, Application) == 0, key


def test_families_see_the_own_class_group_when_published(ground: Ground) -> None:
    _published(ground)
    group = ground.world.viewer("student").class_group_id
    for key in ("student", "parent"):
        assert _seen(ground, key, Application) == 1
        assert _seen(ground, key, Application, class_group_id=group) == 1
        assert _seen(ground, key, Wish) == 2


def _application(ground: Ground, number: int, group: int | None) -> Application:
    return Application.objects.create(
        round_id=number,
        class_group_id=group,
        saved_at=ground.now,
        changed_by_id=ground.world.viewer("teacher").person_id,
    )


@pytest.mark.parametrize("key", ["colleague", "student", "parent", "office_officer", *OTHERS])
def test_nobody_applies_for_another_class_group(ground: Ground, key: str) -> None:
    number = ground.opened()
    group = ground.world.class_groups["class_1"].pk
    with acting_as(roles.WORK, ground.world.viewer(key).identity):
        assert _refused(lambda: _application(ground, number, group))


def test_nobody_applies_after_the_close(ground: Ground) -> None:
    number = ground.opened()
    ground.close(number)
    teacher = ground.world.viewer("teacher")
    with acting_as(roles.WORK, teacher.identity):
        assert _refused(lambda: _application(ground, number, teacher.class_group_id))


def test_a_teacher_changes_the_list_until_the_close(ground: Ground) -> None:
    number = ground.opened()
    teacher = ground.world.viewer("teacher")
    version = ground.wish(teacher, number, ["woodwork", "radio"])
    version = ground.wish(teacher, number, ["radio"], version=version)
    assert _seen(ground, "teacher", Wish) == 1
    with acting_as(roles.WORK, teacher.identity):
        withdraw_wishes(viewer=teacher, round_id=number, version=version, now=ground.now)
    assert _seen(ground, "teacher", Wish) == 0
    ground.close(number)
    with acting_as(roles.WORK, teacher.identity):
        mine = Application.objects.get()
        assert _refused(lambda: Application.objects.update(version=9))
        first = RoundSession.objects.all()[0]
        assert _refused(lambda: Wish.objects.create(application=mine, round_session=first, rank=1))


def test_wishes_of_a_closed_round_stay(ground: Ground) -> None:
    ground.close(_wished(ground))
    with acting_as(roles.WORK, ground.world.viewer("teacher").identity):
        assert Wish.objects.all().delete()[0] == 0


# Results ----------------------------------------------------------------------------------


def test_results_are_the_offices_until_they_are_published(ground: Ground) -> None:
    number = _wished(ground)
    ground.close(number)
    ground.allocate(number)
    given = _seen(ground, "office_officer", Placement)
    assert _seen(ground, "office_officer", AllocationRun) == 1
    assert given + _seen(ground, "office_officer", UnmetWish) == 3
    for key in ("teacher", "colleague", "student", "parent", "district_officer", *OTHERS):
        for model in (AllocationRun, Placement, UnmetWish):
            assert _seen(ground, key, model) == 0, key


def test_a_class_group_sees_its_published_result_only(ground: Ground) -> None:
    _published(ground)
    total = {Placement: 0, UnmetWish: 0}
    for key, wishes in (("teacher", 2), ("colleague", 1)):
        group = ground.world.viewer(key).class_group_id
        assert _seen(ground, key, AllocationRun) == 1
        for model in total:
            mine = _seen(ground, key, model, application__class_group_id=group)
            assert _seen(ground, key, model) == mine
            total[model] += mine
        assert sum(_seen(ground, key, model) for model in total) == wishes
    assert all(total.values())
    for key in ("student", "parent"):
        assert sum(_seen(ground, key, model) for model in total) == 2
    for key in ("district_officer", *OTHERS):
        for model in (AllocationRun, *total):
            assert _seen(ground, key, model) == 0, key


def test_only_jobs_write_results(ground: Ground) -> None:
    number = _wished(ground)
    ground.close(number)
    ground.allocate(number)
    with acting_as(roles.JOBS):
        run = AllocationRun.objects.get()
        assert Placement.objects.count() + UnmetWish.objects.count() == 3
    with acting_as(roles.WORK, ground.officer.identity):
        assert _refused(lambda: AllocationRun.objects.update(violation_count=0))
        assert _refused(lambda: AllocationRun.objects.filter(pk=run.pk).delete())
        assert _refused(lambda: Placement.objects.update(rank=1))
        assert _refused(lambda: UnmetWish.objects.update(reason="given"))


def test_only_the_office_publishes_a_run(ground: Ground) -> None:
    number = _published(ground)
    assert _seen(ground, "office_officer", AllocationRun, published_at__isnull=False) == 1
    with acting_as(roles.WORK, ground.world.viewer("teacher").identity):
        assert AllocationRun.objects.filter(round_id=number).update(published_at=None) == 0


def test_a_run_with_violations_cannot_be_published(ground: Ground) -> None:
    number = _wished(ground)
    ground.close(number)
    ground.allocate(number)
    with acting_as(roles.OWNER):
        AllocationRun.objects.update(violation_count=1)
    with (
        pytest.raises(IntegrityError, match="run_published_is_sound"),
        acting_as(roles.WORK, ground.officer.identity),
    ):
        AllocationRun.objects.update(published_at=ground.now)


# Figures ----------------------------------------------------------------------------------


def test_the_public_reads_figures_and_nothing_else(ground: Ground) -> None:
    _published(ground)
    with acting_as(roles.PUBLIC):
        assert [model._default_manager.count() for model in PUBLIC] == [1, 4, 1]
        figure = RoundFigure.objects.get()
        assert (figure.applicants, figure.results_at is not None) == (2, True)
        assert SessionFigure.objects.filter(wished__isnull=True).count() == 0
        for model in (*PRIVATE, RoundInput):
            assert _refused(model._default_manager.count), model


def test_a_draft_has_no_figures(ground: Ground) -> None:
    ground.draft()
    with acting_as(roles.PUBLIC):
        assert [model._default_manager.count() for model in PUBLIC] == [0, 0, 0]


def test_before_publication_figures_have_no_counts(ground: Ground) -> None:
    number = _wished(ground)
    ground.close(number)
    ground.allocate(number)
    with acting_as(roles.PUBLIC):
        figure = RoundFigure.objects.get()
        assert (figure.applicants, figure.given, figure.results_at) == (None, None, None)
        assert SessionFigure.objects.filter(wished__isnull=False).count() == 0
        assert RoundBundle.objects.count() == 0


@pytest.mark.parametrize("key", ["teacher", "district_officer", "city_officer", *OTHERS])
def test_only_the_office_writes_figures(ground: Ground, key: str) -> None:
    number = ground.opened()
    ground.close(number)
    with acting_as(roles.WORK, ground.world.viewer(key).identity):
        assert RoundFigure.objects.update(offered=99) == 0
        assert SessionFigure.objects.update(offered=99) == 0
        assert _refused(
            lambda: RoundBundle.objects.create(
                round_figure_id=number, bundle={}, digest="0", published_at=ground.now
            )
        )
    with acting_as(roles.WORK, ground.officer.identity):
        assert _refused(
            lambda: RoundBundle.objects.create(
                round_figure_id=number, bundle={}, digest="0", published_at=ground.now
            )
        )


@pytest.mark.parametrize("model", [*PRIVATE, RoundInput, *PUBLIC])
def test_support_and_identity_read_nothing_here(ground: Ground, model: type[models.Model]) -> None:
    for role in (roles.SUPPORT, roles.IDENTITY):
        with acting_as(role, ground.officer.identity):
            assert _refused(model._default_manager.count)


def test_a_job_closes_only_what_is_due(ground: Ground) -> None:
    number = ground.opened()
    with acting_as(roles.JOBS), pytest.raises(Exception, match="까닭"):
        close_round(viewer=ANONYMOUS, round_id=number, now=ground.now)


def test_every_table_is_guarded() -> None:
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relname like 'placements_%' and relkind = 'r'"
            " and not relrowsecurity and relname not like '%event'"
        )
        assert cursor.fetchall() == []


# After publication ------------------------------------------------------------------------


def test_what_was_returned_and_offered_is_seen_with_its_application(ground: Ground) -> None:
    after = published(ground, waiting=2)
    holder, first, second = (after.viewers[name] for name in after.line)
    after.returns(after.line[0])
    after.hand_on()
    for viewer, returned, offered in (
        (holder, 1, 0),
        (first, 0, 1),
        (second, 0, 0),
        (ground.officer, 1, 1),
        (ground.world.viewer("other_office_officer"), 0, 0),
        (ground.world.viewer("district_officer"), 0, 0),
        (ground.world.viewer("citizen"), 0, 0),
    ):
        with acting_as(roles.WORK, viewer.identity):
            assert ReturnedPlace.objects.count() == returned, viewer
            assert PlaceOffer.objects.count() == offered, viewer


def test_only_the_teacher_who_holds_a_place_returns_it(ground: Ground) -> None:
    after = published(ground, waiting=1)
    holder, first = (after.viewers[name] for name in after.line)
    with acting_as(roles.OWNER):
        held, missed = (after.application(name).pk for name in after.line)

    def add(application: int, by: Viewer, **more: object) -> Callable[[], object]:
        return lambda: ReturnedPlace.objects.create(
            application_id=application,
            round_session_id=after.woodwork,
            returned_at=after.at,
            returned_by_id=by.person_id or 0,
            **more,
        )

    for viewer in (first, ground.officer):
        with acting_as(roles.WORK, viewer.identity):
            assert _refused(add(held, viewer)), "it is not theirs"
    with acting_as(roles.WORK, first.identity):
        assert _refused(add(missed, first)), "they do not hold it"
    with acting_as(roles.WORK, holder.identity):
        assert _refused(add(held, holder, settled_at=after.at)), "jobs settle"
        assert not _refused(add(held, holder))
        assert _refused(lambda: ReturnedPlace.objects.update(settled_at=after.at))
    after.hand_on()
    after.answers(after.line[1], accepts=True)
    with acting_as(roles.WORK, first.identity):
        assert not _refused(add(missed, first)), "they hold it now"


def test_only_jobs_offer_and_only_the_teacher_answers(ground: Ground) -> None:
    after = published(ground, waiting=2)
    after.returns(after.line[0])
    with acting_as(roles.OWNER):
        place = ReturnedPlace.objects.get()
    first = after.viewers[after.line[1]]
    with acting_as(roles.WORK, ground.officer.identity):
        assert _refused(
            lambda: PlaceOffer.objects.create(
                returned=place,
                application_id=place.application_id,
                round_session_id=after.woodwork,
                offered_at=after.at,
                answer_by=after.at,
            )
        )
    assert after.hand_on() == 1
    answer = {"state": "passed", "answered_at": after.at}
    for viewer in (*(after.viewers[name] for name in (after.line[0], after.line[2])),
                   ground.officer):  # fmt: skip
        with acting_as(roles.WORK, viewer.identity):
            assert PlaceOffer.objects.update(**answer) == 0, viewer
    with acting_as(roles.WORK, first.identity):
        assert _refused(lambda: PlaceOffer.objects.update(state="lapsed", answered_at=after.at))
        assert _refused(lambda: PlaceOffer.objects.update(answer_by=after.at))
        assert PlaceOffer.objects.update(**answer) == 1
        again = {"state": "accepted", "answered_at": after.at}
        assert PlaceOffer.objects.update(**again) == 0, "it is answered once"
    after.hand_on()
    assert after.hand_on(after.at + ANSWER_WITHIN) == 0
    assert [state for _, state in after.offered()] == ["passed", "lapsed"]
    with acting_as(roles.JOBS):
        assert ReturnedPlace.objects.get().settled_at is not None
