"""The signed agreement as a file, and whether a file is it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from pypdf import PdfReader

from hamkke.accounts.viewer import Viewer
from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.agreements.actions.enter_stand_in import enter_stand_in
from hamkke.agreements.actions.number_document import number_document
from hamkke.agreements.official import signed_document
from hamkke.agreements.queries.published import published_agreement
from hamkke.agreements.queries.verification import Outcome, verify_code, verify_file
from hamkke.agreements.text import hash_of
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.documents.codes import code_of
from hamkke.documents.rendering import render
from tests.hamkke.agreements.conftest import Way
from tests.world import TODAY

type Browse = Callable[[Viewer | None], Client]
VERIFY = "/agreements/verify/"
KINDS = ("pdf", "hwpx")


@contextmanager
def _past_the_guard() -> Iterator[Any]:
    """This function will let the owner write what no program may."""
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table agreements_agreement disable trigger user")
        yield cursor
        cursor.execute("alter table agreements_agreement enable trigger user")


@pytest.fixture
def signed(way: Way) -> int:
    """An agreement in force, whose clauses were negotiated."""
    return _signed(way)


def _signed(way: Way) -> int:
    way.standard()
    number = way.to("draft")
    way.fill(number)
    way.walk_on(number)
    return number


def _file(number: int, kind: str) -> bytes:
    with acting_as(roles.PUBLIC):
        return render(signed_document(published_agreement(number)), kind)


def _forged(number: int, kind: str, **words: str) -> bytes:
    """This function will make the document again with other words, as a forger would."""
    with acting_as(roles.PUBLIC):
        agreement = published_agreement(number)
        text = agreement.frozen_text
        for old, new in words.items():
            text = text.replace(old, new)
        said = json.loads(text)
        forged = replace(agreement, frozen_text=json.dumps(said, ensure_ascii=False))
        return render(signed_document(forged), kind)


def _verdict(data: bytes, **more: str) -> Any:
    with acting_as(roles.PUBLIC):
        return verify_file(data, **more)


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_of_the_page_is_the_signed_one(
    signed: int, browse: Browse, way: Way, kind: str
) -> None:
    answer = browse(None).get(f"/agreements/{signed}/agreement.{kind}")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert not answer.cookies
    desk = browse(way.viewer("district_officer"))
    assert desk.get(f"/desk/agreements/{signed}/agreement.{kind}").content == answer.content
    verdict = _verdict(answer.content)
    assert (verdict.outcome, verdict.line.id, verdict.newer) == (Outcome.SAME_FILE, signed, None)


@pytest.mark.parametrize("kind", KINDS)
def test_the_signed_one_carries_the_approval_box_and_the_numbers(way: Way, kind: str) -> None:
    number = way.to("submitted")
    power = {"manner": "delegated", "valid_from": TODAY, "valid_until": TODAY}
    officer, chief = (way.viewer(f"district_{who}").person_id for who in ("officer", "chief"))
    way.act("district_chief", enter_stand_in, person=chief, deputy=officer, **power)
    way.lay("district_officer", number, decider=officer)
    way.lay("office_officer", number)
    for side, said in (("district", "교육지원과-7"), ("office", "초등교육과-12")):
        typed = {"number": said, "document_date": TODAY}
        way.act(f"{side}_officer", number_document, agreement_id=number, **typed)
    for who in ("district_officer", "office_chief"):
        way.act(who, approve_agreement, agreement_id=number, version=2)
    for who in ("superintendent", "head"):
        way.sign(who, number)
    with acting_as(roles.PUBLIC):
        document = signed_document(published_agreement(number))
    assert document.number == "교육지원과-7, 초등교육과-12"
    assert [one.step for one in document.approvals] == [
        *("자치구 기안", "자치구 결재", "교육지원청 기안", "교육지원청 결재")
    ]
    assert document.approvals[1].name == f"{way.viewer('district_officer').name} (전결)"
    data = _file(number, kind)
    assert _verdict(data).outcome == Outcome.SAME_FILE
    with acting_as(roles.PUBLIC):
        agreement = published_agreement(number)
        forged = replace(agreement, office_numbers=("교육지원과-8",))
        assert _verdict(render(signed_document(forged), kind)).outcome == Outcome.CHANGED


@pytest.mark.parametrize("kind", KINDS)
def test_one_byte(signed: int, kind: str) -> None:
    data = _file(signed, kind)
    if kind == "pdf":
        changed = data + b"\n"
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as target:
                for entry in source.infolist():
                    target.writestr(entry.filename, source.read(entry))
            changed = out.getvalue()
    assert changed != data
    assert _verdict(changed).outcome == Outcome.SAME_TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_the_demo_marks_what_it_invents(signed: int, settings: Any, kind: str) -> None:
    settings.DEMO = True
    data = _file(signed, kind)
    assert _verdict(data).outcome == Outcome.SAME_FILE
    verdict = _verdict(_forged(signed, kind, **{"5억 원": "9억 원"}))
    assert [change.name for change in verdict.changes] == ["제3조"]
    if kind == "pdf":
        assert (
            "견본 · 서명한 문서가 아닙니다" in PdfReader(io.BytesIO(data)).pages[0].extract_text()
        )


@pytest.mark.parametrize("kind", KINDS)
def test_one_amount_is_named(signed: int, kind: str) -> None:
    verdict = _verdict(_forged(signed, kind, **{"5억 원": "9억 원"}))
    assert verdict.outcome == Outcome.CHANGED
    (change,) = verdict.changes
    assert change.name == "제3조"
    assert [(part.kind, part.text) for part in change.parts if part.kind != "same"] == [
        ("gone", "5"),
        ("new", "9"),
    ]


def test_a_signature_of_somebody_else(signed: int) -> None:
    name = published_name(signed)
    with acting_as(roles.PUBLIC):
        agreement = published_agreement(signed)
    first, second = agreement.signatures
    forged = replace(agreement, signatures=(type(first)("홍길동", *_rest(first)), second))
    (change,) = _verdict(render(signed_document(forged), "pdf")).changes
    assert change.name == f"{first.office_title} 서명"
    assert any(part.kind == "gone" and part.text in name for part in change.parts)


def published_name(number: int) -> str:
    with acting_as(roles.PUBLIC):
        return published_agreement(number).signatures[0].person_name


def _rest(signature: Any) -> tuple[Any, ...]:
    return signature.office_title, signature.organization_name, signature.signed_at


def test_codes(signed: int, way: Way) -> None:
    row = way.row(signed)
    with acting_as(roles.PUBLIC):
        found = verify_code(code_of(row.content_hash).lower().replace("-", " "))
        assert (found.outcome, found.line.id if found.line else 0) == (Outcome.KNOWN_CODE, signed)
        assert verify_code("0" * 16).outcome == Outcome.NOT_OURS


def test_a_file_without_its_code_is_compared_when_somebody_types_it(signed: int, way: Way) -> None:
    code = code_of(way.row(signed).content_hash)
    plain = render(_without_code(signed), "hwpx")
    assert _verdict(plain).outcome == Outcome.NO_CODE
    assert _verdict(plain, code=code).outcome == Outcome.SAME_TEXT


def _without_code(number: int) -> Any:
    with acting_as(roles.PUBLIC):
        return replace(signed_document(published_agreement(number)), code="", notes=())


def test_the_code_of_another_text_does_not_help(way: Way) -> None:
    """A forger who puts another text's code on the words is told what differs from either."""
    other = way.to("in_force", prefix="other_")
    code = code_of(way.row(other).content_hash)
    number = _signed(way)
    with acting_as(roles.PUBLIC):
        document = signed_document(published_agreement(number))
    verdict = _verdict(render(replace(document, code=code, notes=()), "pdf"))
    assert verdict.outcome == Outcome.CHANGED
    assert verdict.line.id == other


def test_an_earlier_agreement_says_that_there_is_a_later_one(signed: int, way: Way) -> None:
    with _past_the_guard() as cursor:
        cursor.execute("update agreements_agreement set state = 'ended'")
    data = _file(signed, "pdf")
    later = way.to("draft")
    way.fill(later)
    way.walk_on(later)
    verdict = _verdict(data)
    assert verdict.outcome == Outcome.SAME_FILE
    assert verdict.newer
    assert verdict.newer.id == later


@pytest.mark.parametrize("state", ["draft", "approving", "signing", "half_signed"])
def test_unpublished_is_nothing_to_the_public(way: Way, browse: Browse, state: str) -> None:
    number = way.to(state)
    row = way.row(number)
    visitor = browse(None)
    for kind in ("pdf", "hwpx", "html"):
        assert visitor.get(f"/agreements/{number}/agreement.{kind}").status_code == 404
    teacher = browse(way.viewer("teacher"))
    assert teacher.get(f"/desk/agreements/{number}/agreement.pdf").status_code == 404
    other = browse(way.viewer("other_district_officer"))
    assert other.get(f"/desk/agreements/{number}/agreement.hwpx").status_code == 404
    # Whoever guesses the code of a frozen text learns nothing, in whatever role.
    code = code_of(row.content_hash or hash_of(row.title))
    answers = {visitor.post(VERIFY, {"code": typed}).text for typed in (code, "0" * 16)}
    assert len({_main(answer).replace(code, "0" * 16) for answer in answers}) == 1
    for who in ("district_officer", "teacher"):
        with acting_as(roles.WORK, way.viewer(who).identity):
            assert verify_code(code).outcome == Outcome.NOT_OURS


def _main(page: str) -> str:
    return re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"',
        "",
        page.partition("<main")[2].partition("</main>")[0],
    )


@pytest.mark.parametrize(("state", "label"), [("half_approved", "초안"), ("signing", "서명 전")])
def test_the_parties_copy_says_what_it_is(way: Way, browse: Browse, state: str, label: str) -> None:
    number = way.to(state)
    answer = browse(way.viewer("office_officer")).get(f"/desk/agreements/{number}/agreement.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    for page in reader.pages:
        assert f"{label} · 서명한 문서가 아닙니다" in page.extract_text()
    assert reader.metadata is not None
    assert "/Keywords" not in reader.metadata
    assert "결재" in reader.pages[0].extract_text()
    assert way.world.organization("district").name in reader.pages[0].extract_text()


def test_a_changed_text_gives_no_document(signed: int, way: Way, browse: Browse) -> None:
    with _past_the_guard() as cursor:
        cursor.execute(
            "update agreements_agreement set frozen_text = replace(frozen_text, '5억', '9억')"
        )
    assert browse(None).get(f"/agreements/{signed}/agreement.pdf").status_code == 409
    with acting_as(roles.PUBLIC):
        assert verify_code(code_of(way.row(signed).content_hash)).outcome == Outcome.TAMPERED


def test_the_page_in_both_languages(signed: int, browse: Browse) -> None:
    visitor = browse(None)
    data = _file(signed, "pdf")
    assert "이 문서가 서명한 글 그대로인가요?" in visitor.get(VERIFY).text
    for path, said in ((VERIFY, "서명한 문서 그대로입니다"), (f"/en{VERIFY}", "signed document")):
        answer = visitor.post(path, {"file": SimpleUploadedFile("a.pdf", data)})
        assert said in answer.text
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "문서 파일을 고르거나 검증 코드를 적어 주세요."),
        ({"code": "모름"}, "검증 코드는 영문자와 숫자 16자입니다."),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "빈 파일입니다."),
        ({"file": SimpleUploadedFile("a.pdf", b"text")}, "PDF나 HWPX 문서가 아닙니다."),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-" + bytes(10_000_001))}, "10 MB까지"),
    ],
    ids=["nothing", "no code", "empty", "no document", "large"],
)
def test_what_cannot_be_checked_is_said_at_the_field(
    browse: Browse, world: Any, sent: dict[str, Any], said: str
) -> None:
    for file in (each for each in sent.values() if isinstance(each, SimpleUploadedFile)):
        file.seek(0)
    assert said in browse(None).post(VERIFY, sent).text


def test_a_request_too_large_is_refused_unread(browse: Browse, world: Any) -> None:
    answer = browse(None).post(VERIFY, {"code": "0" * 16}, CONTENT_LENGTH="300000000")
    assert answer.status_code == 413
