"""After publication: places given back, offered in the published order, taken or let pass."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.audit.models import ActionEntry
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.inbox.models import Notice, Task
from hamkke.placements.actions.hand_on_places import hand_on_places
from hamkke.placements.errors import OfferEnded, OfferFitsNoMore, SessionBegun
from hamkke.placements.models import Application, Placement, PlaceOffer, ReturnedPlace
from hamkke.placements.queries import public
from hamkke.placements.queries.applied import past_losses
from hamkke.placements.queries.offers import places_given
from hamkke.placements.queries.tending import rounds_to_hand_on
from hamkke.placements.rules.succession import ANSWER_WITHIN
from hamkke.placements.tasks import tend_rounds
from tests.hamkke.placements.ground import Ground
from tests.hamkke.placements.succession import Published, published

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from hamkke.accounts.viewer import Viewer

    type Browse = Callable[[Viewer | None], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture
def after(ground: Ground) -> Published:
    """A published round: four class groups wished for woodwork, which takes one."""
    return published(ground)


def test_a_returned_place_is_offered_in_the_published_order(after: Published) -> None:
    holder, first, second, third = after.line
    after.returns(holder)
    assert after.hand_on() == 1
    assert after.offered() == [(first, "open")]
    after.answers(first, accepts=False)
    after.hand_on()
    assert after.offered() == [(first, "passed"), (second, "open")]
    after.hand_on(after.at + ANSWER_WITHIN)
    assert after.offered() == [(first, "passed"), (second, "lapsed"), (third, "open")]
    after.answers(third, accepts=True, at=after.at + ANSWER_WITHIN)
    assert after.hand_on(after.at + ANSWER_WITHIN) == 0
    with acting_as(roles.OWNER):
        place = ReturnedPlace.objects.get()
        assert place.settled_at == after.at + ANSWER_WITHIN
        assert Task.objects.filter(kind="answer_place_offer", closed_at=None).count() == 0
        assert Task.objects.filter(kind="answer_place_offer").count() == 3
        assert Notice.objects.filter(kind="place_offer_lapsed").count() == 1
        told = Notice.objects.get(kind="returned_place_settled")
        done = [*ActionEntry.objects.order_by("pk").values_list("action", flat=True)]
    assert (told.role, told.title) == ("officer", "반납된 자리를 다음 학급이 받았습니다")
    assert done.count("return_place") == 1
    assert done.count("hand_on_places") == 3
    assert done.count("answer_offer") == 2


def test_holders_are_frozen_and_what_was_published_stays(after: Published) -> None:
    with acting_as(roles.PUBLIC):
        before = public.published_round(after.round_id), public.bundle_of_round(after.round_id)
    with acting_as(roles.OWNER):
        placed = list(Placement.objects.order_by("pk").values_list("pk", "application_id"))
    after.returns(after.line[0])
    after.hand_on()
    after.answers(after.line[1], accepts=True)
    after.hand_on()
    with acting_as(roles.PUBLIC):
        now = public.published_round(after.round_id), public.bundle_of_round(after.round_id)
    assert now == before, "the figures are those of the publication, as the pages say"
    with acting_as(roles.OWNER):
        assert list(Placement.objects.order_by("pk").values_list("pk", "application_id")) == placed


def test_nobody_left_leaves_the_place_to_a_later_round(after: Published) -> None:
    woodwork = after.ground.sessions["woodwork"]
    after.returns(after.line[0])
    for name in after.line[1:]:
        after.hand_on()
        with acting_as(roles.WORK, after.ground.officer.identity):
            assert places_given([woodwork]) == {woodwork: 1}, "it is still being offered"
        after.answers(name, accepts=False)
    assert after.hand_on() == 0
    with acting_as(roles.WORK, after.ground.officer.identity):
        assert places_given([woodwork]) == {woodwork: 0}
    with acting_as(roles.OWNER):
        assert Notice.objects.get(kind="returned_place_settled").title == "반납된 자리가 비었습니다"


def test_who_took_a_place_has_lost_nothing_and_may_return_it(after: Published) -> None:
    first, second = after.line[1:3]
    after.returns(after.line[0])
    after.hand_on()
    after.answers(first, accepts=True)
    after.hand_on()
    with acting_as(roles.OWNER):
        groups = [after.viewers[name].class_group_id or 0 for name in after.line]
        found = Application.objects.all()[0].round
        found.pk = 0  # seen from another round
        lost = past_losses(found, groups)
    assert sorted(lost) == sorted(groups[2:])
    after.returns(first)
    after.hand_on()
    assert after.offered() == [(first, "accepted"), (second, "open")]


def test_done_twice_it_is_done_once(after: Published) -> None:
    holder, first = after.line[:2]
    assert after.returns(holder) == after.returns(holder)
    assert (after.hand_on(), after.hand_on()) == (1, 0)
    for _again in range(2):
        after.answers(first, accepts=True)
    with pytest.raises(OfferEnded):
        after.answers(first, accepts=False)
    with acting_as(roles.OWNER):
        assert ActionEntry.objects.filter(action="return_place").count() == 1
        assert ActionEntry.objects.filter(action="answer_offer").count() == 1


def test_an_answer_after_the_deadline_is_refused(after: Published) -> None:
    after.returns(after.line[0])
    after.hand_on()
    with pytest.raises(OfferEnded):
        after.answers(after.line[1], accepts=True, at=after.at + ANSWER_WITHIN)


def test_nobody_gets_more_than_the_quota(after: Published) -> None:
    """Offered two places at once, one of the class group's answers settles both."""
    holder, first = after.line[:2]
    after.returns(holder)
    after.hand_on()
    radio = after.ground.numbers(after.round_id, ["radio"])[0]
    with acting_as(roles.OWNER):  # as if radio had fallen free meanwhile
        place = ReturnedPlace.objects.create(
            application=after.application(holder),
            round_session_id=radio,
            returned_at=after.at,
            returned_by_id=after.viewers[holder].person_id,
            settled_at=after.at,
        )
        PlaceOffer.objects.create(
            returned=place,
            application=after.application(first),
            round_session_id=radio,
            offered_at=after.at,
            answer_by=after.at + ANSWER_WITHIN,
            state="accepted",
            answered_at=after.at,
        )
    with pytest.raises(OfferFitsNoMore):
        after.answers(first, accepts=True)


def test_only_who_holds_a_place_returns_it_and_only_before_it_begins(after: Published) -> None:
    for name in after.line[1:]:
        with pytest.raises(NotVisible):
            after.returns(name)
    for key in ("student", "office_officer"):
        with pytest.raises(NotVisible):
            after.returns_as(after.ground.world.viewer(key))
    with pytest.raises(SessionBegun):
        after.returns(after.line[0], at=after.ground.now + timedelta(days=34))


def test_a_place_whose_session_has_begun_is_offered_to_nobody(after: Published) -> None:
    begins = after.ground.now + timedelta(days=34)
    after.returns(after.line[0], at=begins - timedelta(hours=1))
    after.hand_on(begins - timedelta(hours=1))
    with acting_as(roles.OWNER):
        assert PlaceOffer.objects.get().answer_by == begins
    assert after.hand_on(begins) == 0
    assert after.offered() == [(after.line[1], "lapsed")]


def test_a_lost_job_is_made_up_for(after: Published) -> None:
    after.returns(after.line[0])
    with acting_as(roles.JOBS):
        assert rounds_to_hand_on(after.at) == (after.round_id,)
    tend_rounds(now=after.at)
    assert after.offered() == [(after.line[1], "open")]
    with acting_as(roles.JOBS):
        assert rounds_to_hand_on(after.at) == ()
        assert rounds_to_hand_on(after.at + ANSWER_WITHIN) == (after.round_id,)


def test_nothing_is_handed_on_before_publication(ground: Ground) -> None:
    number = ground.opened()
    with acting_as(roles.JOBS):
        assert hand_on_places(viewer=ANONYMOUS.identity, round_id=number, now=ground.now) == 0
        with pytest.raises(NotVisible):
            hand_on_places(viewer=ANONYMOUS.identity, round_id=0, now=ground.now)


def test_the_pages_from_the_return_to_the_answer(
    after: Published, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hamkke.accounts.middleware.timezone.now", lambda: after.at)
    holder, first, second = (after.viewers[name] for name in after.line[:3])
    result = reverse("placements_desk:result", args=[after.round_id])
    back = reverse("placements_desk:return", args=[after.round_id, after.woodwork])
    assert back in browse(holder).get(result).content.decode()
    assert "자리를 반납할까요?" in browse(holder).get(back).content.decode()
    assert browse(first).get(back).status_code == 404
    assert browse(holder).post(back).status_code == 302
    page = browse(holder).get(result).content.decode()
    assert "배정받은 자리를 반납했습니다" in page
    assert back not in page
    after.hand_on()
    with acting_as(roles.OWNER):
        offer = reverse("placements_desk:offer", args=[PlaceOffer.objects.get().pk])
        assert Task.objects.get(kind="answer_place_offer").url == offer
    assert "1지망에 자리가 났습니다" in browse(first).get(offer).content.decode()
    assert browse(second).get(offer).status_code == 404
    assert browse(first).post(offer, {"press": "?"}).status_code == 200, "nothing is done"
    assert browse(first).post(offer, {"press": "accept"}).status_code == 302
    assert "대기하던 자리를 받았습니다" in browse(first).get(offer).content.decode()
    page = browse(first).get(result).content.decode()
    assert "1지망에 배정되었습니다" in page
    assert "대기에서 배정" in page
    assert "배정되지 않은 까닭" not in page
    refused = browse(first).post(offer, {"press": "pass"})
    assert refused.status_code == 400
    assert "이미 답한 자리" in refused.content.decode()
