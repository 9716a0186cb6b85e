"""Press releases through all middlewares: writing, deciding, reading, and attacks on the embargo."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.actions.revise_release import revise_release
from hamkke.news.actions.submit_release import submit_release
from hamkke.news.actions.withdraw_release import withdraw_release
from hamkke.news.models import NewsItem, PressRelease
from hamkke.search.actions.refresh_entries import refresh_entries
from tests.hamkke.news.releases import CONTENT, FAR, REVIEWER, WRITER, Press, picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from hamkke.accounts.viewer import Viewer

    type Browse = Callable[[Viewer | None], Client]

LIST = "/desk/news/releases/"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def writer(press: Press, browse: Browse) -> Client:
    return browse(press.world.viewer(WRITER))


@pytest.fixture
def reviewer(press: Press, browse: Browse) -> Client:
    return browse(press.world.viewer(REVIEWER))


def typed(**changes: Any) -> dict[str, Any]:
    values = {name: value for name, value in asdict(CONTENT).items() if value is not None}
    return values | changes


def stored() -> PressRelease:
    with acting_as(roles.OWNER):
        return PressRelease.objects.get()


def test_written_and_published_in_the_browser(writer: Client, reviewer: Client) -> None:
    answer = writer.post(f"{LIST}new/", typed())
    number = stored().pk
    assert answer["Location"] == f"{LIST}{number}/"
    assert "검토 요청하기" in writer.get(answer["Location"]).text
    writer.post(f"{LIST}{number}/submit/", {"version": 1})
    assert "내가 쓰거나 고친 글은 내가 승인할 수 없습니다." in writer.get(f"{LIST}{number}/").text
    refused = writer.post(f"{LIST}{number}/approve/", {"version": 2})
    assert refused.status_code == 403
    assert "다른 사람이 승인합니다" in refused.text
    assert "승인하고 바로 공개하기" in reviewer.get(f"{LIST}{number}/").text
    told = reviewer.post(f"{LIST}{number}/approve/", {"version": 2}, follow=True)
    assert "승인했습니다. 누구나 볼 수 있습니다." in told.text
    assert stored().state == "published"
    # A second click is told how it stands.
    again = reviewer.post(f"{LIST}{number}/approve/", {"version": 2}, follow=True)
    assert "지금은 ‘배포함’ 상태여서" in again.text


def test_two_at_one_draft_lose_no_word(press: Press, writer: Client, reviewer: Client) -> None:
    number = press.write()
    path = f"{LIST}{number}/edit/"
    assert 'name="version" value="1"' in writer.get(path).text
    reviewer.post(path, typed(version=1, body="동료가 먼저 저장한 글"))
    page = writer.post(path, typed(version=1, body="내가 나중에 저장한 글")).text
    assert "그사이 다른 창이나 동료가 이 보도자료를 고쳤습니다" in page
    assert "동료가 먼저 저장한 글" in page
    assert "내가 나중에 저장한 글</textarea>" in page
    assert 'name="version" value="2"' in page
    assert stored().body == "동료가 먼저 저장한 글"
    writer.post(path, typed(version=2, body="둘을 합친 글"))
    assert stored().body == "둘을 합친 글"


def test_what_is_missing_is_said_at_its_field(writer: Client) -> None:
    page = writer.post(f"{LIST}new/", typed(title="", contact_email="x", category="없음")).text
    for sentence in (
        "제목을 적어 주세요.",
        "이메일 주소를 name@example.com 꼴로 적어 주세요.",
        "목록에 있는 분류를 골라 주세요.",
    ):
        assert page.count(sentence) == 2, sentence
    past = writer.post(f"{LIST}new/", typed(embargo_at="2025-01-01T09:00")).text
    assert "보도 시점이 이미 지났습니다" in past
    far = writer.post(f"{LIST}new/", typed(embargo_at="0025-01-01T09:00")).text
    assert "연도를 네 자리로" in far


def test_a_picture_is_asked_for_its_words(press: Press, writer: Client) -> None:
    path = f"{LIST}{press.write()}/files/new/"
    page = writer.post(path, {"file": picture(), "alt": ""}).text
    assert "‘의자.png’ 그림의 설명이 없어 올리지 못했습니다." in page
    assert "올릴 파일을 골라 주세요." in writer.post(path, {"alt": "의자"}).text
    told = writer.post(path, {"file": picture(), "alt": "만든 의자"}, follow=True).text
    assert 'alt="만든 의자"' in told
    key = stored().pictures[0]["key"]
    told = writer.post(f"{path.removesuffix('new/')}{key}/remove/", follow=True).text
    assert "파일을 뺐습니다." in told


def test_the_public_page(press: Press, browse: Browse) -> None:
    number, shown, attached = press.with_files(body=f"■ {HOSTILE}\n- {HOSTILE}\n\n{HOSTILE}")
    press.out(number)
    item = press.item(number)
    with CaptureQueriesContext(connection) as asked:
        page = browse(None).get(f"/news/{item.pk}/").text
    assert sum("news_" in each["sql"] or "files_" in each["sql"] for each in asked) == 3
    address = f"http://testserver/files/{shown}/"
    assert f'<meta property="og:image" content="{address}">' in page
    assert '<meta property="og:image:alt" content="의자를 만드는 모습">' in page
    assert f'<img src="/files/{shown}/" alt="의자를 만드는 모습">' in page
    assert f'href="/files/{attached}/"' in page
    for words in ("일정.csv", "CSV", "교육지원과", "02-000-0000", "press@example.com", "보도일시"):
        assert words in page, words
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert page.count("&lt;script&gt;alert(1)") == 3


def test_in_english_it_is_said_that_the_text_is_korean(press: Press, browse: Browse) -> None:
    item = press.item(press.published())
    page = browse(None).get(f"/en/news/{item.pk}/").text
    assert "This text is available in Korean only." in page
    assert '<article lang="ko">' in page
    assert "Korean only" not in browse(None).get(f"/news/{item.pk}/").text


def test_a_correction_and_a_withdrawal_are_said(press: Press, browse: Browse) -> None:
    number = press.published()
    item = press.item(number)
    content = replace(CONTENT, correction_note="3월 2일을 3월 9일로 바로잡음")
    press.act(WRITER, revise_release, release_id=number, version=3, content=content)
    page = browse(None).get(f"/news/{item.pk}/").text
    assert "정정한 보도자료입니다" not in page
    press.act(WRITER, submit_release, release_id=number, version=4)
    browse(press.world.viewer(REVIEWER)).post(f"{LIST}{number}/approve/", {"version": 5})
    page = browse(None).get(f"/news/{item.pk}/").text
    assert "정정한 보도자료입니다" in page
    assert "3월 2일을 3월 9일로 바로잡음" in page
    press.act(WRITER, withdraw_release, release_id=number, reason="행사를 취소했습니다.")
    gone = browse(None).get(f"/news/{item.pk}/")
    assert gone.status_code == 200
    assert "한빛구가 철회했습니다. 까닭: 행사를 취소했습니다." in gone.text
    assert "noindex" in gone.text
    assert CONTENT.body.splitlines()[0] not in gone.text
    assert CONTENT.title not in browse(None).get("/news/").text


def test_no_way_around_an_embargo(press: Press, browse: Browse) -> None:
    number, shown, attached = press.with_files(title="아직 비밀인 소식", embargo_at=FAR)
    press.out(number)
    item = press.item(number)
    with acting_as(roles.JOBS):
        refresh_entries(kind="news", numbers=[item.pk])
    for who in (None, "teacher", "other_district_officer", "city_officer"):
        client = browse(press.world.viewer(who) if who else None)
        for path in (
            f"/news/{item.pk}/",
            f"/en/news/{item.pk}/",
            f"/files/{shown}/",
            f"/files/{attached}/",
        ):
            answer = client.get(path)
            assert answer.status_code == 404, (who, path)
            assert "비밀" not in answer.text, (who, path)
        for path in ("/", "/news/", "/search/?q=비밀인", "/search/?q=ㅂㅁㅇ", "/news/?category=x"):
            assert "아직 비밀" not in client.get(path).text, (who, path)
        for path in (f"{LIST}{number}/", f"/desk/files/{shown}/", f"/desk/news/{item.pk}/repairs/"):
            answer = client.get(path)
            assert answer.status_code in {302, 403, 404}, (who, path)
            assert "비밀" not in answer.text, (who, path)
    # It is over: everything opens by itself, the index by the job that was planned for then.
    with acting_as(roles.OWNER):
        NewsItem.objects.update(embargo_until=press.now)
    with acting_as(roles.JOBS):
        refresh_entries(kind="news", numbers=[item.pk])
    client = browse(None)
    for path in ("/", "/news/", "/search/?q=비밀인", f"/news/{item.pk}/"):
        assert "아직 비밀" in client.get(path).text, path
    assert client.get(f"/files/{shown}/").status_code == 200


def test_the_index_is_planned_for_the_end_of_the_embargo(press: Press) -> None:
    press.published(embargo_at=FAR)
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute(
            "select scheduled_at from procrastinate_jobs where task_name = 'search.refresh'"
            " order by id"
        )
        assert [moment for (moment,) in cursor.fetchall()] == [None, FAR]


def test_a_release_is_no_imported_page(press: Press, browse: Browse) -> None:
    item = press.item(press.published(title="보도자료의 제목"))
    client = browse(press.world.viewer(WRITER))
    assert "보도자료의 제목" not in client.get("/desk/news/").text
    for path in ("repairs/", "repairs/1/"):
        assert client.get(f"/desk/news/{item.pk}/{path}").status_code in {404, 405}
    for path in ("publish/", "repairs/accept/"):
        assert client.post(f"/desk/news/{item.pk}/{path}").status_code == 404
    head = browse(press.world.viewer(REVIEWER))
    assert head.get("/desk/news/")["Location"] == LIST


def test_the_number_of_queries_does_not_grow(press: Press, writer: Client) -> None:
    counts = []
    for number in (1, 8):
        for index in range(number):
            press.write(title=f"{number}의 {index}번째")
        with CaptureQueriesContext(connection) as captured:
            writer.get(LIST)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_contact_is_typed_once(press: Press, writer: Client) -> None:
    press.write(department="소통담당관", contact_phone="02-111-2222")
    page = writer.get(f"{LIST}new/").text
    assert 'value="소통담당관"' in page
    assert 'value="02-111-2222"' in page
