"""A transfer in March: work is handed over, access ends at midnight, the account goes along."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Site
from tests.journeys.ground import today
from tests.journeys.people import Newcomer, Person

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = pytest.mark.journey
TASK = "안전 지도 계획을 확인해 주세요"


def _leave_work_open() -> None:
    """A task of the class that changes hands."""
    from django.utils import timezone

    from hamkke.inbox.models import Task
    from hamkke.organizations.models import ClassGroup

    group = ClassGroup.objects.get(school__organization__name="은하수초등학교", name="6")
    Task.objects.create(
        organization_id=group.school_id,
        role="homeroom_teacher",
        class_group=group,
        kind="journey",
        title=TASK,
        url="/desk/notices/",
        subject_type="organizations.classgroup",
        subject_number=group.pk,
        posted_at=timezone.now(),
    )


def _let_midnight_pass() -> None:
    """The day on which the role ends, and the next one begins, is over."""
    from hamkke.accounts.models import Membership, Person

    mover = Membership.objects.get(
        person=Person.objects.get(account__login_name="journey.teacher6"),
        organization__name="은하수초등학교",
    )
    assert mover.valid_until == today()
    mover.valid_until = today() - timedelta(days=1)
    mover.save()
    Membership.objects.filter(
        class_group_id=mover.class_group_id, valid_from=today() + timedelta(days=1)
    ).update(valid_from=today())


def test_a_transfer(
    browser: Browser, site: Site, ground: None, django_db_blocker: DjangoDbBlocker
) -> None:
    site.as_owner(django_db_blocker, _leave_work_open)
    mover, school = (Person(browser, site, f"journey.{name}") for name in ("teacher6", "school"))
    assert TASK in mover.page.locator("main").inner_text()

    school.page.goto("/desk/people/")
    row = school.page.locator("main li", has_text="5학년 6반").first
    row.get_by_role("link", name="넘겨주기").click()
    school.page.wait_for_load_state("load")
    school.check()
    assert TASK in school.page.locator("main").inner_text()
    school.page.locator("main [name=name]").fill("새담임")
    school.page.locator("main [name=note]").fill("알레르기 명단은 교무실에 있습니다.")
    school.press()
    successor = Newcomer(browser, site, school.print_code(), "새담임")
    assert TASK not in successor.page.locator("main").inner_text()
    mover.page.goto("/desk/")
    assert TASK in mover.page.locator("main").inner_text()  # until midnight

    site.as_owner(django_db_blocker, _let_midnight_pass)
    mover.page.goto("/desk/")
    assert TASK not in mover.page.locator("body").inner_text()
    assert "은하수초등학교" not in mover.page.locator("header").first.inner_text()
    mover.check()
    successor.page.goto("/desk/")
    assert TASK in successor.page.locator("main").inner_text()
    assert "5학년 6반" in successor.page.locator("header").first.inner_text()

    other = Person(browser, site, "journey.other")
    other.page.goto("/desk/people/")
    other.page.get_by_role("link", name="사람 초대하기").click()
    other.page.wait_for_load_state("load")
    other.invite("여정teache", "학교 담당자")
    mover.page.goto("/accounts/code/")
    mover.page.locator("main [name=code]").fill(other.print_code())
    mover.press()
    mover.check()
    mover.press()  # with the account that she has
    assert "달빛초등학교" in mover.page.locator("header").first.inner_text()
    assert TASK not in mover.page.locator("main").inner_text()
