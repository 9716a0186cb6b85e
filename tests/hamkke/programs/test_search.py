"""Search that survives particles, spacing and typing."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.programs.models import ProgramSearch
from hamkke.programs.queries.published import (
    FoundPrograms,
    programs_of_agreement,
    programs_of_district,
    published_program,
    search_programs,
)
from hamkke.programs.queries.sessions import offers
from hamkke.search.text import compact, grams, searchable, stem_of, words_of
from tests.hamkke.programs.conftest import Way
from tests.world import World

TITLE = "안양천에서 겨울 철새 만나기"
SYLLABLES = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
WORDS = st.text(SYLLABLES, min_size=2, max_size=6)
PARTICLES = st.sampled_from(["에서", "에서는", "까지", "부터", "에게", "의", "도", "만", "마다"])
ANY_TEXT = st.text(max_size=120)


def _would_find(title: str, query: str) -> bool:
    """What the database decides, in Python: every stem stands in the text."""
    _title, text, stored = searchable(title, ())
    words = words_of(query)
    return bool(words) and all(
        word.stem in text and grams(word.stem) <= set(stored) for word in words
    )


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_any_spacing_and_any_particle_finds_the_title(words: list[str], data: Any) -> None:
    title = " ".join(words)
    word = data.draw(st.sampled_from(words))
    particle = data.draw(PARTICLES)
    cut = data.draw(st.integers(1, len(word) - 1))
    assert _would_find(title, word)
    assert _would_find(title, word + particle)
    assert _would_find(title + particle, word)
    assert _would_find(title, f"{word[:cut]} {word[cut:]}")
    assert _would_find(title, "".join(words[:3]))
    assert _would_find(title, unicodedata.normalize("NFD", word))


@given(ANY_TEXT)
def test_compact_text_is_stable_and_holds_letters_only(text: str) -> None:
    once = compact(text)
    assert compact(once) == once
    assert all(letter.isalnum() for letter in once)
    assert compact(unicodedata.normalize("NFD", text)) == once
    assert compact(f" {text}\n") == once


@given(ANY_TEXT)
def test_any_input_is_a_search_of_few_short_words(text: str) -> None:
    words = words_of(text)
    assert len(words) <= 8
    for word in words:
        assert word.typed.startswith(word.stem)
        assert word.stem


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("안양천에서는", "안양천"),
        ("목공소에서", "목공소"),
        ("나무로", "나무"),
        ("교실로", "교실"),
        ("집으로", "집으로"),
        ("바다", "바다"),
        ("철새를", "철새"),
        ("사과", "사과"),
        ("과학관까지도", "과학관"),
        ("의자", "의자"),
        ("온라인으로는", "온라인"),
        ("한강은", "한강"),
        ("한강는", "한강는"),
    ],
)
def test_particles_fall_off_where_they_fit(word: str, stem: str) -> None:
    assert stem_of(word) == stem


def _find(**narrow: Any) -> FoundPrograms:
    with acting_as(roles.PUBLIC):
        return search_programs(**narrow)


def _titles(**narrow: Any) -> list[str]:
    return [line.title for line in _find(**narrow).page]


@pytest.fixture
def published(two_districts: Way) -> Way:
    """Five programs in two districts, and two that nobody may find."""
    way = two_districts
    way.to("published", title=TITLE)
    way.to(
        "published",
        title="목공소에서 의자 만들기",
        summary="나무를 다듬습니다.",
        agreement_pillar_id=way.pillars[""][1],
        grade_from=5,
    )
    way.to(
        "published",
        title="금속공과 만드는 열쇠고리",
        summary="쇠를 두드립니다.",
        level="middle",
        grade_from=1,
        grade_to=2,
        description="안양천 옆 공작소에서 합니다.",
    )
    way.to("published", prefix="other_", title="별 보는 밤", summary="망원경으로 봅니다.")
    way.to("half_approved", title="철새 숨은 이야기")
    way.to("draft", title="철새 초안")
    return way


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "안양천에서는 철새",
        "안양 천 철새",
        "철새만나기",
        "겨울철새",
        "겨울 철새를",
        "철새, 만나기!",
        unicodedata.normalize("NFD", "철새만나기"),
        "  안양천에서겨울철새만나기  ",
    ],
)
def test_however_typed_the_program_is_found_first(published: Way, typed: str) -> None:
    found = _find(q=typed)
    assert [line.title for line in found.page][:1] == [TITLE]
    assert not found.is_similar


@pytest.mark.django_db
def test_the_title_counts_more_than_the_text(published: Way) -> None:
    titles = _titles(q="안양천")
    assert titles[0] == TITLE
    assert "금속공과 만드는 열쇠고리" in titles[1:]


@pytest.mark.django_db
def test_a_slip_finds_what_is_similar_and_says_so(published: Way) -> None:
    found = _find(q="겨울철세만나기")
    assert found.is_similar
    assert [line.title for line in found.page] == [TITLE]
    assert _find(q="세계문화유산탐험").total == 0


@pytest.mark.django_db
def test_filters_narrow(published: Way) -> None:
    assert _titles(district_code="99120") == ["별 보는 밤"]
    assert _titles(pillar="student_tailored") == ["목공소에서 의자 만들기"]
    assert _titles(level="middle") == ["금속공과 만드는 열쇠고리"]
    assert _titles(level="middle", grade=3) == []
    assert "목공소에서 의자 만들기" not in _titles(grade=4)
    assert _titles(q="솔샘천문대에서") == ["별 보는 밤"]
    assert _titles(q="철새", district_code="99120") == []
    assert _titles(district_code="없음", level="' or 1=1 --") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["", "   ", "!!!", "%", "_", "\\", "'", "😀", "가" * 10_000, "a b c d e f g h i j k"]
)
def test_odd_input_is_answered(published: Way, typed: str) -> None:
    total = _find(q=typed).total
    assert total == (4 if not words_of(typed) else 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "number"), [(0, 1), (-3, 1), (99, 1), (10**30, 1)])
def test_a_page_that_is_not_there_is_the_nearest(published: Way, page: int, number: int) -> None:
    assert _find(page=page).page.number == number


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(way: Way) -> None:
    def count(**narrow: Any) -> int:
        with acting_as(roles.PUBLIC), CaptureQueriesContext(connection) as queries:
            search_programs(**narrow)
            programs_of_district(way.world.organization("district").pk)
            offers()
        return len(queries)

    way.to("published")
    few = (count(), count(q="철새"))
    for day in range(3):
        way.to("published", sessions=[way.session(days=10 + day), way.session(days=20 + day)])
    assert (count(), count(q="철새")) == few
    assert max(few) <= 4


@pytest.mark.django_db
def test_the_public_page_has_what_a_teacher_needs(way: Way, now: datetime) -> None:
    number = way.to("published", sessions=[way.session(days=20), way.session(days=10, capacity=5)])
    with acting_as(roles.PUBLIC):
        program = published_program(number)
        with CaptureQueriesContext(connection) as queries:
            published_program(number)
    assert len(queries) == 2
    line = program.line
    assert (line.title, line.capacity, line.session_count) == (TITLE, 8, 2)
    assert line.audience == "초등학교 4~6학년"
    assert (line.venue_name, line.district_code) == ("한빛목공소", "99110")
    assert [session.capacity for session in program.sessions] == [5, 3]
    assert line.first_starts_at == program.sessions[0].starts_at
    assert program.agreement_title == "한빛교육협력특구 업무협약"
    with acting_as(roles.PUBLIC):
        assert [each.id for each in programs_of_agreement(line.agreement_id)] == [number]
        assert programs_of_agreement(line.agreement_id + 1) == ()


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "submitted", "half_approved"])
def test_what_is_not_public_is_not_there(way: Way, state: str) -> None:
    number = way.to(state)
    for role in (roles.PUBLIC, roles.WORK, roles.JOBS):
        with acting_as(role):
            assert search_programs().total == 0
            assert offers() == ()
            with pytest.raises(NotVisible):
                published_program(number)


@pytest.mark.django_db
def test_the_searchable_form_follows_the_text(way: Way) -> None:
    from hamkke.programs.actions.revise_program import revise_program

    number = way.offer()
    way.act(
        "manager",
        revise_program,
        program_id=number,
        version=1,
        content=way.content(title="별 보는 밤"),
        sessions=[way.session()],
    )
    with acting_as(roles.OWNER):
        stored = ProgramSearch.objects.get(pk=number)
    assert stored.title == "별보는밤"
    assert "만나기" not in stored.text
    assert "한빛목공소" in stored.text


@pytest.mark.django_db
def test_candidates_come_from_the_index(world: World) -> None:
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            "explain select from programs_programsearch where grams @> array['안양', '양천']::varchar[]"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "program_search_grams" in plan
