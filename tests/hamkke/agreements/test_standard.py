"""The standard agreement: written by its keepers, issued once, never changed under a draft."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.test import Client

from hamkke.agreements import errors
from hamkke.agreements.actions.add_standard_clauses import add_standard_clauses
from hamkke.agreements.actions.begin_standard import begin_standard
from hamkke.agreements.actions.issue_standard import issue_standard
from hamkke.agreements.actions.remove_standard_clause import remove_standard_clause
from hamkke.agreements.models import AgreementClause, Standard, StandardClause
from hamkke.agreements.queries.standards import list_editions
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from tests.hamkke.agreements.conftest import Way
from tests.hamkke.agreements.test_row_security import run


def texts(way: Way, standard: int) -> list[str]:
    with acting_as(roles.OWNER):
        rows = StandardClause.objects.filter(standard_id=standard).order_by("place")
        return list(rows.values_list("text", flat=True))


def test_a_new_edition_leaves_agreements_under_way_alone(way: Way) -> None:
    first = way.standard()
    number = way.to("draft")
    with acting_as(roles.OWNER):
        before = list(AgreementClause.objects.filter(agreement=number).values())
    second = way.act("city_officer", begin_standard)
    assert texts(way, second) == texts(way, first)
    with acting_as(roles.OWNER):
        last = StandardClause.objects.filter(standard=second).latest("place")
    way.act(
        "city_officer",
        add_standard_clauses,
        standard_id=second,
        after_id=last.pk,
        text="제6조(새로) 새로 정한다.",
    )
    way.act("city_officer", issue_standard, standard_id=second, note="제6조를 더했습니다.")
    with acting_as(roles.OWNER):
        assert list(AgreementClause.objects.filter(agreement=number).values()) == before
    assert way.row(number).standard_id == first
    other = way.to("draft", prefix="other_")
    assert way.row(other).standard_id == second
    with acting_as(roles.OWNER):
        assert AgreementClause.objects.filter(agreement=other).count() == len(before) + 1
        keys = set(StandardClause.objects.filter(standard=first).values_list("key", flat=True))
        assert keys == {row["key"] for row in before}


def test_names_of_bodies_are_filled_in_and_other_blanks_stay(way: Way) -> None:
    way.standard()
    number = way.to("draft")
    clause = way.clause(number, heading="재정")
    assert clause.text == clause.standard_text == "한빛구는 {금액}을 편성한다."
    assert way.clause(number, heading="목적").text == "가람광역시교육청과 한빛구가 함께한다."
    assert [way.clause(number, heading=word).is_in for word in ("재정", "개방")] == [True, False]


@pytest.mark.parametrize("who", ["district_officer", "office_officer", "superintendent", "teacher"])
def test_only_the_metropolitan_offices_officers_write_it(way: Way, who: str) -> None:
    draft = way.act("city_officer", begin_standard)
    for action, more in (
        (begin_standard, {}),
        (add_standard_clauses, {"standard_id": draft, "after_id": 0, "text": "제1조(x) 글"}),
        (issue_standard, {"standard_id": draft, "note": ""}),
    ):
        with pytest.raises(errors.MayNotKeepStandard):
            way.act(who, action, **more)
    viewer = way.viewer(who)
    with acting_as(roles.WORK, viewer.identity):
        if who == "teacher":
            with pytest.raises(NotVisible):
                list_editions(viewer=viewer)
        else:
            assert list_editions(viewer=viewer) == ()


def test_what_is_issued_is_changed_by_nobody(way: Way) -> None:
    number = way.standard()
    with pytest.raises(errors.StandardIssued):
        way.act("city_officer", issue_standard, standard_id=number, note="")
    with acting_as(roles.OWNER):
        clause = StandardClause.objects.filter(standard=number).first()
        assert clause
        with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
            clause.save()
        with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
            Standard.objects.filter(pk=number).update(note="슬쩍")
    assert run(way, "city_officer", "update agreements_standard set note = ''") == 0
    assert run(way, "city_officer", "delete from agreements_standardclause") == 0


def test_one_edition_is_written_at_a_time_and_none_is_issued_empty(way: Way) -> None:
    number = way.act("city_officer", begin_standard)
    with pytest.raises(errors.StandardBegun):
        way.act("city_officer", begin_standard)
    with pytest.raises(errors.StandardEmpty):
        way.act("city_officer", issue_standard, standard_id=number, note="")
    for text, error in (
        ("  ", errors.ClauseMissing),
        ("① 조 없이", errors.ClauseTooDeep),
        ("제1조(가) 글\n1. 항 없이", errors.ClauseTooDeep),
        (f"제1조({'가' * 121}) 글", errors.TextTooLong),
    ):
        with pytest.raises(error):
            way.act("city_officer", add_standard_clauses, standard_id=number, after_id=0, text=text)


def test_a_clause_goes_with_what_stands_under_it(way: Way) -> None:
    way.standard()
    number = way.act("city_officer", begin_standard)
    with acting_as(roles.OWNER):
        clause = StandardClause.objects.get(standard=number, heading="특색사업")
    gone = way.act("city_officer", remove_standard_clause, standard_id=number, clause_id=clause.pk)
    assert gone == 5
    assert len(texts(way, number)) == 4


def test_the_pages_of_the_standard(way: Way, browse: Any) -> None:
    keeper: Client = browse(way.viewer("city_officer"))
    address = keeper.post("/desk/agreements/standards/begin/").url
    assert "아직 조항이 없습니다" in keeper.get(address).content.decode()
    bad = keeper.post(f"{address}add/", {"after": 0, "text": "1. 호"}).content.decode()
    assert "앞에 윗단계 조항이 없습니다" in bad
    assert "1. 호</textarea>" in bad
    good = {"after": 0, "text": "제1조(목적) <b>{자치구}</b>와 함께한다."}
    assert keeper.post(f"{address}add/", good).status_code == 302
    page = keeper.get(address).content.decode()
    assert "제1조(목적)" in page
    assert "&lt;b&gt;" in page
    with acting_as(roles.OWNER):
        clause = StandardClause.objects.get().pk
    data = {"heading": "목적", "text": "함께한다.", "pillar": "", "reserved": "on", "version": 1}
    for status in (302, 200):
        answer = keeper.post(f"{address}clauses/{clause}/", data)
        assert answer.status_code == status
    assert "그사이 다른 담당자가" in answer.content.decode()
    assert keeper.post(f"{address}issue/", {"note": "첫 판"}).status_code == 302
    reader: Client = browse(way.viewer("district_officer"))
    page = reader.get(address).content.decode()
    assert "바꾸려면 교육청 동의" in page
    assert "고치기</a>" not in page
    for deed in ("add/", "issue/", f"clauses/{clause}/"):
        assert reader.get(f"{address}{deed}").status_code == 403
        assert browse(way.viewer("teacher")).get(f"{address}{deed}").status_code == 404
