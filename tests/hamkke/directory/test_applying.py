"""An organization applies: refused with a reason, approved with an invitation, renewed, lapsed."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import roles
from hamkke.database.identity import acting_as, civil_day
from hamkke.directory.actions.announce_application import announce_application
from hamkke.directory.actions.apply_as_organization import FREE_A_CLIENT, apply_as_organization
from hamkke.directory.actions.approve_application import approve_application
from hamkke.directory.actions.forget_refused import forget_refused
from hamkke.directory.actions.refresh_lapsed import refresh_lapsed
from hamkke.directory.actions.refresh_search import refresh_search
from hamkke.directory.actions.refuse_application import refuse_application
from hamkke.directory.actions.remind_keepers import remind_keepers
from hamkke.directory.actions.renew_organization import renew_organization
from hamkke.directory.errors import (
    AlreadyApplied,
    AlreadyDecided,
    DocumentsMissing,
    MayNotVerify,
    ReasonMissing,
    TooManyApplications,
)
from hamkke.directory.models import Application, Profile, Service
from hamkke.directory.numbers import holds_resident_number, registration_digits
from hamkke.files.errors import KindNotAllowed
from hamkke.files.models import FileContent, StoredFile
from hamkke.inbox.models import Task
from hamkke.mail.models import Message
from hamkke.search.actions.refresh_entries import refresh_entries
from hamkke.search.models import SearchEntry
from tests.hamkke.directory.applying import NUMBER, SECRET, content, put_in
from tests.hamkke.directory.samples import WHEN, add_directory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from hamkke.accounts.viewer import Viewer
    from tests.world import World

pytestmark = pytest.mark.django_db


def as_jobs(read: Callable[[], Any]) -> Any:
    with acting_as(roles.JOBS):
        return read()


def mails() -> list[tuple[str, str]]:
    with acting_as(roles.OWNER):
        return list(Message.objects.order_by("pk").values_list("purpose", "text"))


def open_tasks() -> list[str]:
    return as_jobs(lambda: list(Task.objects.filter(closed_at=None).values_list("kind", flat=True)))


def form(world: World, **changes: Any) -> dict[str, Any]:
    values = {
        "name": "한빛 마을공방",
        "registration_number": "124-81-00998",
        "district": world.organization("district").pk,
        "address": "가람광역시 한빛구",
        "contact_name": "박지원",
        "contact_email": "maker@example.com",
        "phone": "",
        "plan": "의자를 만듭니다.",
        "documents": SimpleUploadedFile("등록증.pdf", b"%PDF-1.7"),
    }
    return values | changes


APPLY = "/accounts/organizations/apply/"
# Invented; the last digit is right.
NUMBERS = ("2208162119", "2208162123", "2208162138", "2208162142", "2208162157")


def test_from_form_to_refusal(world: World, browse: Callable[[Viewer | None], Client]) -> None:
    nobody, officer = browse(None), browse(world.viewer("district_officer"))
    answer = nobody.post(APPLY, form(world))
    assert answer.status_code == 302, answer.content.decode()
    own_page = answer["Location"]
    assert "받았습니다" in nobody.get(own_page).content.decode()
    assert own_page in mails()[0][1]
    number = as_jobs(Application.objects.get).pk
    as_jobs(lambda: announce_application(application_id=number, now=WHEN))
    assert open_tasks() == ["directory.application"]
    page = officer.get(f"/desk/directory/applications/{number}/").content.decode()
    assert "124-81-00998" in page
    document = page.partition('href="/desk/files/')[2].partition('"')[0]
    assert officer.get(f"/desk/files/{document}").content == b"%PDF-1.7"
    stranger = browse(world.viewer("other_district_officer"))
    assert stranger.get(f"/desk/files/{document}").status_code == 404
    assert nobody.get(f"/files/{document}").status_code == 404
    silent = officer.post(f"/desk/directory/applications/{number}/", {"decision": "refuse"})
    assert "까닭을 적어 주세요" in silent.content.decode()
    done = officer.post(
        f"/desk/directory/applications/{number}/",
        {"decision": "refuse", "reason": "등록증의 이름이 다릅니다."},
    )
    assert done.status_code == 302
    assert open_tasks() == []
    assert "등록증의 이름이 다릅니다." in nobody.get(own_page).content.decode()
    assert mails()[-1][0] == "directory.decided"
    assert "등록증의 이름이 다릅니다." in mails()[-1][1]
    with acting_as(roles.JOBS):
        assert not Profile.objects.exists()


def test_approval_puts_it_on_record_and_invites(
    world: World, browse: Callable[[Viewer | None], Client], now: datetime
) -> None:
    number = put_in(world).pk
    officer = browse(world.viewer("district_officer"))
    done = officer.post(f"/desk/directory/applications/{number}/", {"decision": "approve"})
    assert done.status_code == 302, done.content.decode()
    profile = as_jobs(Profile.objects.get)
    assert profile.verified_until > civil_day(timezone.now()) + timedelta(days=360)
    application = as_jobs(Application.objects.get)
    assert application.organization_id == profile.pk
    assert [purpose for purpose, _ in mails()][:2] == ["directory.applied", "directory.decided"]
    assert len(mails()) == 3, "the invitation"
    assert browse(None).get(f"/directory/organizations/{profile.pk}/").status_code == 200, (
        "public at once"
    )


def refuse(viewer: Viewer, number: int, reason: str = "까닭") -> None:
    with acting_as(roles.WORK, viewer.identity):
        refuse_application(viewer=viewer, application_id=number, reason=reason, now=WHEN)


def test_a_decision_is_the_districts_with_a_reason_and_once(world: World) -> None:
    number = put_in(world).pk
    officer = world.viewer("district_officer")
    with pytest.raises(MayNotVerify):
        refuse(world.viewer("office_officer"), number)
    with pytest.raises(ReasonMissing):
        refuse(officer, number, " ")
    refuse(officer, number)
    with pytest.raises(AlreadyDecided):
        refuse(officer, number)
    with pytest.raises(AlreadyDecided), acting_as(roles.WORK, officer.identity):
        approve_application(
            viewer=officer, application_id=number, reason="", site="https://x", now=WHEN
        )


def test_one_open_application_a_number_and_again_after_a_refusal(world: World) -> None:
    number = put_in(world).pk
    with pytest.raises(AlreadyApplied):
        _again(world, "second")
    refuse(world.viewer("district_officer"), number)
    _again(world, "third")
    assert as_jobs(Application.objects.count) == 2


def _again(
    world: World,
    secret: str,
    data: bytes = b"%PDF-1.7",
    *,
    client: str = "one",
    now: datetime = WHEN,
    **changes: Any,
) -> None:
    with acting_as(roles.IDENTITY, ANONYMOUS.identity):
        apply_as_organization(
            content=content(world, **changes),
            documents=[SimpleUploadedFile("a.pdf", data)] if data else [],
            secret=secret,
            page=f"https://example.com/{SECRET}",
            client=client,
            now=now,
        )


def test_a_refused_application_goes_after_its_term(
    world: World, browse: Callable[[Viewer | None], Client]
) -> None:
    """90 days, told to the applicant; what is open or approved stays."""
    number = put_in(world).pk
    refuse(world.viewer("district_officer"), number)
    _again(world, "still open")
    assert "2026. 3. 1. (일)까지 보관하고 지웁니다" in mails()[1][1]
    page = browse(None).get(f"/accounts/organizations/applications/{SECRET}/").content.decode()
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "신청서와 서류를 2026. 3. 1. (일)까지 보관하고 지웁니다." in page
    last_minute = datetime(2026, 3, 1, 23, 59, tzinfo=WHEN.tzinfo)
    assert as_jobs(lambda: forget_refused(now=last_minute)) == 0
    assert as_jobs(lambda: forget_refused(now=last_minute + timedelta(minutes=1))) == 1
    with acting_as(roles.OWNER):
        left = list(Application.objects.values_list("pk", flat=True))
        assert number not in left
        assert list(StoredFile.objects.values_list("subject_number", flat=True)) == left
        assert FileContent.objects.count() == 1
    gone = browse(None).get(f"/accounts/organizations/applications/{SECRET}/")
    assert gone.status_code == 404


def test_nobody_fills_the_queue_alone(
    world: World, browse: Callable[[Viewer | None], Client]
) -> None:
    """Five a day from one place; then pauses there, nothing typed is lost, others go on."""
    client, other = browse(None), browse(None)
    for number in range(FREE_A_CLIENT):
        answer = client.post(APPLY, form(world, registration_number=NUMBERS[number]))
        assert answer.status_code == 302, answer.content.decode()
    answer = client.post(APPLY, form(world, plan="의자와 책상"))
    page = answer.content.decode()
    assert "잠시 받지 않습니다" in page
    assert "분 뒤에 서류를 다시 골라" in page
    assert "의자와 책상" in page
    assert other.post(APPLY, form(world), REMOTE_ADDR="198.51.100.7").status_code == 302
    assert as_jobs(Application.objects.count) == FREE_A_CLIENT + 1


def test_all_together_do_not_fill_it_in_a_day(world: World, monkeypatch: Any) -> None:
    """What is refused counts for its sender alone; the pause of all ends soon, the day as well."""
    monkeypatch.setattr("hamkke.directory.actions.apply_as_organization.FREE_IN_ALL", 2)
    _again(world, "a", client="a")
    for number in range(FREE_A_CLIENT - 1):
        with pytest.raises(KindNotAllowed):
            _again(world, f"b{number}", b"MZ", client="b", registration_number=NUMBERS[0])
    _again(world, "b", client="b", registration_number=NUMBERS[0])
    with pytest.raises(TooManyApplications) as refused:
        _again(world, "c", client="c", registration_number=NUMBERS[1])
    assert refused.value.data == {"minutes": 1}
    assert as_jobs(Application.objects.count) == 2
    later = WHEN + timedelta(seconds=11)
    _again(world, "d", client="c", registration_number=NUMBERS[1], now=later)
    tomorrow = WHEN + timedelta(days=1)
    for number in (2, 3):
        _again(world, f"e{number}", client="c", registration_number=NUMBERS[number], now=tomorrow)
    assert as_jobs(Application.objects.count) == 5


def test_a_bad_document_leaves_nothing_behind(world: World) -> None:
    with pytest.raises(KindNotAllowed):
        _again(world, "x", b"MZ")
    with pytest.raises(DocumentsMissing):
        _again(world, "x", b"")
    assert as_jobs(Application.objects.count) == 0
    assert mails() == []


@pytest.mark.parametrize("name", ["name", "address", "plan", "contact_name", "phone"])
def test_a_persons_number_is_refused_anywhere(
    world: World, browse: Callable[[Viewer | None], Client], name: str
) -> None:
    answer = browse(None).post(APPLY, form(world, **{name: "900101-1234567"}))
    assert answer.status_code == 200
    assert "주민등록번호" in answer.content.decode()
    assert as_jobs(Application.objects.count) == 0


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("124-81-00998", NUMBER),
        ("2208162517", "2208162517"),
        ("124-81-00999", None),
        ("900101-1234567", None),
        ("１２４8100998", None),
        ("", None),
    ],
)
def test_registration_numbers(typed: str, digits: str | None) -> None:
    assert registration_digits(typed) == digits


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("900101-1234567", True),
        ("번호는 9001011234567입니다", True),
        ("020315 4234567", True),
        ("02-1234-5678", False),
        ("124-81-00998", False),
        ("20260315", False),
    ],
)
def test_persons_numbers_are_seen(text: str, held: bool) -> None:  # noqa: FBT001
    assert holds_resident_number(text) is held


def test_what_is_old_is_asked_for_once(
    world: World, browse: Callable[[Viewer | None], Client]
) -> None:
    made = add_directory(world)
    later = WHEN + timedelta(days=181)
    assert as_jobs(lambda: remind_keepers(months=6, now=WHEN)) == 0
    assert as_jobs(lambda: remind_keepers(months=6, now=later)) == 2
    assert as_jobs(lambda: remind_keepers(months=6, now=later)) == 2
    assert open_tasks() == ["directory.check"] * 2
    manager = browse(world.viewer("manager"))
    address = f"/desk/directory/services/{made.services['venue'].pk}/checked/"
    assert manager.post(address).status_code == 302
    assert open_tasks() == ["directory.check"]
    assert as_jobs(
        lambda: Service.objects.get(pk=made.services["venue"].pk)
    ).last_checked_on > date(2025, 12, 1)


def test_what_ends_is_asked_for_and_renewed(
    world: World, browse: Callable[[Viewer | None], Client]
) -> None:
    made = add_directory(world, verified_until=civil_day(timezone.now()) + timedelta(days=10))
    now = timezone.now()
    as_jobs(lambda: remind_keepers(months=600, now=now))
    assert open_tasks() == ["directory.renew"] * 2
    officer = browse(world.viewer("district_officer"))
    number = made.profiles["venue"].pk
    assert officer.post(f"/desk/directory/organizations/{number}/renew/").status_code == 302
    assert open_tasks() == ["directory.renew"]
    assert as_jobs(Task.objects.filter(closed_at=None).get).due_at is not None
    renewed = as_jobs(lambda: Profile.objects.get(pk=number))
    assert renewed.verified_until > civil_day(timezone.now()) + timedelta(days=360)


def run_jobs() -> None:
    """Does what a worker does with the jobs that were asked for, and those that they ask for."""
    run = {"search.refresh": refresh_entries, "directory.show": refresh_search}
    names = list(run)
    for _round in range(2):
        with acting_as(roles.OWNER), connection.cursor() as cursor:
            cursor.execute(
                "delete from procrastinate_jobs where task_name = any (%s) returning"
                " task_name, args - 'identity'",
                [names],
            )
            found = cursor.fetchall()
        for name, arguments in found:
            values = arguments if isinstance(arguments, dict) else json.loads(arguments)
            as_jobs(partial(run[name], **values))


def test_the_search_follows_what_is_on_show(world: World) -> None:
    """Lapsed: nothing is found any more. Renewed: the organization and what it offers again."""
    now = timezone.now()
    today = civil_day(now)
    made = add_directory(world, verified_until=today)
    number = made.profiles["venue"].pk
    kept = {("organization", row.pk) for row in made.profiles.values()}
    kept |= {("service", row.pk) for row in made.services.values()}

    def indexed() -> set[tuple[str, int]]:
        run_jobs()
        rows = SearchEntry.objects.filter(kind__in=["organization", "service"])
        return as_jobs(lambda: set(rows.values_list("kind", "number")))

    as_jobs(lambda: refresh_search(organization_ids=[row.pk for row in made.profiles.values()]))
    assert indexed() == kept
    as_jobs(lambda: refresh_lapsed(now=now))
    assert indexed() == kept, "its last day is a day"
    with acting_as(roles.OWNER):
        Profile.objects.update(verified_until=today - timedelta(days=1))
    as_jobs(lambda: refresh_lapsed(now=now))
    assert indexed() == set()
    officer = world.viewer("district_officer")
    with acting_as(roles.WORK, officer.identity):
        renew_organization(viewer=officer, organization_id=number, now=now)
    assert indexed() == {("organization", number), ("service", made.services["venue"].pk)}
