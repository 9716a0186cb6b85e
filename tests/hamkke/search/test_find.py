"""Finding: particles, spaces, initial consonants, slips, the wrong keyboard; the best first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.search.actions.rebuild_index import rebuild_index
from hamkke.search.actions.refresh_entries import refresh_entries
from hamkke.search.models import SearchEntry
from hamkke.search.queries.find import MOST_COUNTED, Found, find
from hamkke.search.sources import _KINDS, PublicEntry, register
from hamkke.search.tasks import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from hamkke.accounts.viewer import Viewer

pytestmark = pytest.mark.django_db
THINGS = (
    PublicEntry(1, "/districts/11545/", "금천구", "Geumcheon-gu", "남부교육지원청", weight=90),
    PublicEntry(2, "/districts/11710/", "송파구", "Songpa-gu", weight=90),
    PublicEntry(
        3,
        "/programs/3/",
        "안양천에서 겨울 철새 만나기",
        about="금천구 · 안양천 생태교실",
        words=("서울교육협력특구에서는 쌍안경으로 철새를 찾습니다.",),
        weight=60,
    ),
    PublicEntry(4, "/programs/4/", "금천 목공소에서 의자 만들기", weight=60),
    PublicEntry(5, "/news/5/", "금천구 소식", weight=40, dated_on=date(2025, 12, 1)),
    PublicEntry(6, "/news/6/", "금천구 소식", weight=40, dated_on=date(2025, 12, 9)),
    PublicEntry(7, "/news/7/", "100% 무료 체험_모집"),
)


@pytest.fixture
def things() -> Iterator[list[PublicEntry]]:
    """An index of a few things of a kind that only this test knows."""
    before = dict(_KINDS)
    _KINDS.clear()
    public = list(THINGS)

    def source(numbers: object) -> list[PublicEntry]:
        assert numbers is None or isinstance(numbers, list)
        return [each for each in public if numbers is None or each.number in numbers]

    register("thing", label="것", source=source)
    with acting_as(roles.JOBS):
        rebuild_index()
    yield public
    _KINDS.clear()
    _KINDS.update(before)


def look(typed: str, **more: int) -> Found:
    with acting_as(roles.PUBLIC):
        return find(typed=typed, **more)


def paths(typed: str) -> list[str]:
    return [hit.path for group in look(typed).groups for hit in group.hits]


@pytest.mark.parametrize(
    "typed",
    [
        "협력특구",
        "교육 협력",
        "특구",
        "특구의",
        "철새만나기",
        "안양천에서는 철새",
        "겨울철새를",
        "안 양 천 겨 울",
        "ㅇㅇㅊㅇㅅ",
        "ㅊㅅ ㅁㄴㄱ",
    ],
)
def test_however_typed_it_is_found(things: list[PublicEntry], typed: str) -> None:
    assert "/programs/3/" in paths(typed)


def test_initial_consonants(things: list[PublicEntry]) -> None:
    assert paths("ㄱㅊㄱ")[0] == "/districts/11545/"
    assert paths("ㅅㅍㄱ") == ["/districts/11710/"]


def test_the_best_comes_first(things: list[PublicEntry]) -> None:
    assert paths("금천구에서") == ["/districts/11545/", "/news/6/", "/news/5/", "/programs/3/"]


@pytest.mark.parametrize("typed", ["금쳔구", "rmacjsrn", "금처구", "Geumchon-gu", "송퍄구"])
def test_a_slip_finds_what_is_similar(things: list[PublicEntry], typed: str) -> None:
    found = look(typed)
    assert found.count == 0
    if typed == "Geumchon-gu":
        return  # English names are found as words only
    hits = [hit.path for group in found.similar for hit in group.hits]
    assert hits[0] == ("/districts/11710/" if typed == "송퍄구" else "/districts/11545/")


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "\\", "'", "없는말쓰기", "!!!", "가" * 5000])
def test_what_is_no_word_finds_nothing(things: list[PublicEntry], typed: str) -> None:
    assert look(typed).count == 0


def test_signs_are_not_wildcards(things: list[PublicEntry]) -> None:
    assert paths("100%") == ["/news/7/"]


def test_windows_of_one_kind(things: list[PublicEntry]) -> None:
    first = look("금천", shown=2)
    second = look("금천", shown=2, after=2)
    assert first.groups[0].count == second.groups[0].count == 5
    seen = [hit.path for found in (first, second) for hit in found.groups[0].hits]
    assert len(set(seen)) == 4


def test_what_is_taken_back_is_found_no_more(things: list[PublicEntry]) -> None:
    del things[0]
    with acting_as(roles.JOBS):
        refresh_entries(kind="thing", numbers=[1])
    assert "/districts/11545/" not in paths("금천구")
    assert "/news/6/" in paths("금천구")


def test_a_new_title_replaces_the_old(things: list[PublicEntry]) -> None:
    things[1] = PublicEntry(2, "/districts/11710/", "새송파구")
    with acting_as(roles.JOBS):
        refresh_entries(kind="thing", numbers=[2])
        assert SearchEntry.objects.count() == len(things)
    assert paths("새송파구") == ["/districts/11710/"]


def test_an_empty_index_is_made_by_the_worker(things: list[PublicEntry]) -> None:
    with acting_as(roles.JOBS):
        SearchEntry.objects.all().delete()
    begin(0)
    assert paths("송파구")


def test_constant_queries(things: list[PublicEntry]) -> None:
    with acting_as(roles.PUBLIC), CaptureQueriesContext(connection) as asked:
        find(typed="금천구")
    assert len(asked) == 1
    with acting_as(roles.PUBLIC), CaptureQueriesContext(connection) as asked:
        find(typed="금쳔구")
    assert len(asked) == 3


@pytest.mark.parametrize("role", [roles.PUBLIC, roles.WORK, roles.SUPPORT])
def test_only_workers_write_the_index(things: list[PublicEntry], role: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(role):
        SearchEntry.objects.filter(number=1).update(title="가짜")
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(role):
        SearchEntry.objects.all().delete()


def test_more_than_can_be_counted_is_said_so(things: list[PublicEntry]) -> None:
    things.extend(
        PublicEntry(number, f"/x/{number}/", f"많은 것 {number}")
        for number in range(100, 150 + MOST_COUNTED)
    )
    with acting_as(roles.JOBS):
        rebuild_index()
    assert look("많은").is_more


def test_the_page_speaks_and_leads(
    things: list[PublicEntry], browse: Callable[[Viewer | None], Client]
) -> None:
    visitor = browse(None)
    page = visitor.get("/search/?q=금천").text
    assert "‘금천’에 맞는 것을 5개 찾았습니다" in page
    assert "비슷한 것이 있습니다" in visitor.get("/search/?q=금쳔구").text
    assert 'href="/en/districts/11545/"' in visitor.get("/en/search/?q=geumcheon").text
    assert ">Geumcheon-gu<" in visitor.get("/en/search/?q=geumcheon").text
    for address in ("/search/?q=금천&kind=thing&page=2", "/search/?q=금천&kind=x&page=-1"):
        assert visitor.get(address).status_code == 200
