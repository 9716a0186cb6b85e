"""Several hats: the one that is on is always shown, and no form is sent under another."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

from hamkke.accounts.middleware import HAT_FIELD
from hamkke.accounts.models import Membership, Role
from hamkke.accounts.viewer import ANONYMOUS, Viewer
from hamkke.agreements.models import Agreement
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db
NEW = "/desk/agreements/new/"


@pytest.fixture
def two(world: World) -> tuple[Viewer, Membership]:
    """An officer of the district who is also one of the other district."""
    viewer = world.viewer("district_officer")
    with acting_as(roles.OWNER):
        other = Membership.objects.create(
            person_id=viewer.person_id,
            organization=world.organization("other_district"),
            role=Role.OFFICER,
            valid_from=date(2025, 3, 1),
        )
    return viewer, other


def test_every_form_says_under_which_hat_it_was_opened(
    two: tuple[Viewer, Membership], browse: Callable[[Viewer | None], Client]
) -> None:
    client = browse(two[0])
    for path in (NEW, "/desk/"):
        page = client.get(path).content.decode()
        forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", page, re.DOTALL)
        assert forms
        hat = f'name="{HAT_FIELD}" value="{two[0].membership_id}"'
        assert all(hat in form for form in forms), path


def test_nobody_signed_in_has_no_hat() -> None:
    request = RequestFactory().get("/")
    drawn = Template("{% csrf_token %}").render(
        Context({"csrf_token": "x", "viewer": ANONYMOUS, "request": request})
    )
    assert "csrfmiddlewaretoken" in drawn
    assert HAT_FIELD not in drawn.replace("csrfmiddlewaretoken", "")


def test_a_form_of_another_hat_is_refused_and_nothing_saved(
    two: tuple[Viewer, Membership], browse: Callable[[Viewer | None], Client]
) -> None:
    viewer, other = two
    client = browse(viewer)
    body = {"title": "협약", "signing_date": "2026-01-10", HAT_FIELD: str(viewer.membership_id)}
    client.post("/accounts/membership/", {"membership": other.pk})  # as in another tab
    answer = client.post(NEW, body, headers={"referer": f"http://testserver{NEW}"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "그사이 소속이 바뀌어 저장하지 않았습니다" in page
    assert "한빛구 · 담당자" in page
    assert "솔샘구 · 담당자" in page
    assert "data-not-saved" in page  # the browser keeps what was typed
    with acting_as(roles.OWNER):
        assert not Agreement.objects.exists()
    # One press goes back to the hat and to the form.
    back = client.post("/accounts/membership/", {"membership": viewer.membership_id, "next": NEW})
    assert back["Location"] == NEW
    assert client.post(NEW, body).status_code in {200, 302}


def test_a_hat_that_ended_meanwhile_is_told_so(
    two: tuple[Viewer, Membership], browse: Callable[[Viewer | None], Client]
) -> None:
    viewer, _ = two
    client = browse(viewer)
    with acting_as(roles.OWNER):
        Membership.objects.filter(pk=viewer.membership_id).update(valid_until=date(2025, 12, 31))
    answer = client.post(NEW, {HAT_FIELD: str(viewer.membership_id)})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "이 화면을 열었던 소속은 끝났고, 지금은 ‘솔샘구 · 담당자’ 소속입니다." in page
    assert "소속으로 돌아가기" not in page


@pytest.mark.parametrize("typed", ["", "x", "9" * 40, "-1", "٣", "<script>"])
def test_a_typed_hat_breaks_nothing(
    two: tuple[Viewer, Membership], browse: Callable[[Viewer | None], Client], typed: str
) -> None:
    answer = browse(two[0]).post(NEW, {HAT_FIELD: typed})
    assert answer.status_code == 409
    assert "<script>" not in answer.content.decode()


def test_the_name_of_the_hat() -> None:
    assert replace(ANONYMOUS, today=TODAY).worn == ""
    assert ANONYMOUS.hat(None) == ""
