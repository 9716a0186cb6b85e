"""A school's staff and class groups from a file: looked at, all or nothing, once, undone."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from hamkke.accounts.actions.accept_invitation import accept_invitation
from hamkke.accounts.actions.import_staff import import_staff
from hamkke.accounts.actions.undo_import import undo_import
from hamkke.accounts.errors import (
    ImportBuiltUpon,
    ImportedAlready,
    StaffFileChanged,
    StaffFileTooBig,
    StaffFileUnreadable,
)
from hamkke.accounts.forms.staff import seal, unseal
from hamkke.accounts.models import InvitationKey, RoleChange, StaffImport
from hamkke.accounts.queries.staff import staff_on_record
from hamkke.accounts.staff.checking import CheckedStaff, Fault, StaffRow, check_staff
from hamkke.accounts.staff.reading import COLUMNS, read_staff, template_csv, template_xlsx
from hamkke.audit.models import ActionEntry
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.organizations.models import ClassGroup
from tests.conftest import NOW, Committed
from tests.hamkke.accounts.conftest import SITE, People

HEAD = ",".join(COLUMNS)
GOOD = f"{HEAD}\n김보라,bora@example.kr,담임교사,6,1,24\n이한결,,담임,6학년,2반,23명\n박교무,,학교 담당자,,,\n,,,4,1,20\n"


def _check(text: str, **pupils: int) -> CheckedStaff:
    groups = {(5, name[1:]): count for name, count in pupils.items()}
    return check_staff(read_staff(text.encode()), class_groups=groups, known=frozenset())


def _faults(text: str, **pupils: int) -> list[tuple[int, str, Fault]]:
    found = _check(f"{HEAD}\n{text}\n", **pupils).problems
    return [(problem.line, problem.column, problem.fault) for problem in found]


def test_a_good_file() -> None:
    checked = _check(GOOD)
    assert checked.problems == ()
    assert [row.name for row in checked.people] == ["김보라", "이한결", "박교무"]
    assert checked.new_classes == ((6, "1", 24), (6, "2", 23), (4, "1", 20))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert read_staff(GOOD.encode(encoding)) == read_staff(GOOD.encode())


def test_decomposed_names_are_composed() -> None:
    split = unicodedata.normalize("NFD", GOOD)
    assert split != GOOD
    assert read_staff(split.encode()) == read_staff(GOOD.encode())


@pytest.mark.parametrize("write", [template_csv, template_xlsx])
def test_the_offered_file_can_be_read(write: object) -> None:
    lines = read_staff(write())  # type: ignore[operator]
    checked = check_staff(lines, class_groups={}, known=frozenset())
    assert checked.problems == ()
    assert len(checked.people) == 3


def test_a_workbook_is_read_like_text() -> None:
    book = Workbook()
    assert book.active is not None
    for row in (COLUMNS, ("김보라", None, "담임교사", 6, 1.0, 24), (None,) * 6):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    [row] = check_staff(read_staff(out.getvalue()), class_groups={}, known=frozenset()).rows
    assert (row.name, row.grade, row.class_name, row.pupils) == ("김보라", 6, "1", 24)


def test_a_formula_of_a_workbook_is_refused_not_run() -> None:
    book = Workbook()
    assert book.active is not None
    for row in (COLUMNS, ('=HYPERLINK("http://evil.example","김")', "", "담임교사", 6, 1, 24)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    checked = check_staff(read_staff(out.getvalue()), class_groups={}, known=frozenset())
    assert [(found.column, found.fault) for found in checked.problems] == [("이름", Fault.FORMULA)]
    sheet = load_workbook(io.BytesIO(template_xlsx())).active
    assert sheet is not None
    assert not [c.value for row in sheet for c in row if str(c.value or "").startswith("=")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("=cmd|' /C calc'!A0,,담임교사,6,1,24", ("이름", Fault.FORMULA)),
        ("@SUM(1),,담임교사,6,1,24", ("이름", Fault.FORMULA)),
        ("김,a@b,담임교사,6,1,24", ("이메일", Fault.BAD_ADDRESS)),
        ('"김\nBcc: x@y.kr",,담임교사,6,1,24', ("이름", Fault.INVISIBLE)),
        ("김\u202e,,담임교사,6,1,24", ("이름", Fault.INVISIBLE)),
        (f"{'가' * 61},,담임교사,6,1,24", ("이름", Fault.TOO_LONG)),
        ("김,,교장,6,1,24", ("역할", Fault.UNKNOWN_ROLE)),
        ("김,,,6,1,24", ("역할", Fault.UNKNOWN_ROLE)),
        (",a@b.kr,담임교사,6,1,24", ("이름", Fault.EMPTY)),
        ("김,,담임교사,7,1,24", ("학년", Fault.BAD_GRADE)),
        ("김,,담임교사,٣,1,24", ("학년", Fault.BAD_GRADE)),
        ("김,,담임교사,6,,24", ("반", Fault.EMPTY)),
        ("김,,담임교사,6,1,61", ("학생 수", Fault.BAD_PUPILS)),
        ("김,,담임교사,6,1,", ("학생 수", Fault.PUPILS_NEEDED)),
        ("김,,담임교사,5,1,25", ("학생 수", Fault.PUPILS_DIFFER)),
        ("김,,학교 담당자,5,,", ("학년", Fault.NO_CLASS_HERE)),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(text: str, wanted: tuple[str, Fault]) -> None:
    assert [found[1:] for found in _faults(text, _1=24)] == [wanted]


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = "김,x,교장,9,1,99\n이,,담임교사,6,1,20\n이,,담임교사,6,1,21"
    assert _faults(text) == [
        (2, "역할", Fault.UNKNOWN_ROLE),
        (2, "학년", Fault.BAD_GRADE),
        (2, "학생 수", Fault.BAD_PUPILS),
        (2, "이메일", Fault.BAD_ADDRESS),
        (4, "이름", Fault.LISTED_TWICE),
        (4, "학생 수", Fault.PUPILS_DIFFER),
    ]


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", StaffFileUnreadable),
        (b"\x00\x01\x02", StaffFileUnreadable),
        (b"PK\x03\x04 broken", StaffFileUnreadable),
        (HEAD.encode(), StaffFileUnreadable),
        ("이름,역할\n김,담임교사".encode(), StaffFileUnreadable),
        (f'{HEAD}\n"김,,담임교사'.encode(), StaffFileUnreadable),
        (b"a" * 1_000_001, StaffFileTooBig),
        (f"{HEAD}\n{'김,,담임교사,6,1,24\n' * 1001}".encode(), StaffFileTooBig),
        (_bomb(), StaffFileTooBig),
    ],
    ids=["empty", "binary", "zip", "head", "columns", "quote", "large", "long", "bomb"],
)
def test_files_that_are_none(data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_staff(data)


@given(data=st.binary(max_size=400) | st.text(max_size=200).map(lambda t: f"{HEAD}\n{t}".encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        lines = read_staff(data)
    except (StaffFileUnreadable, StaffFileTooBig):
        return
    checked = check_staff(lines, class_groups={}, known=frozenset())
    assert len(checked.rows) + len({found.line for found in checked.problems}) >= len(lines)


def _import(people: People, text: str = GOOD) -> StaffImport:
    viewer = people.viewer("school_officer")
    with acting_as(roles.WORK, viewer.identity):
        record = staff_on_record(viewer=viewer, school_year=2025)
        checked = check_staff(
            read_staff(text.encode()), class_groups=record.pupils, known=record.known
        )
        assert checked.problems == ()
        return import_staff(viewer=viewer, rows=checked.rows, school_year=2025, site=SITE, now=NOW)


def _undo(people: People, batch: StaffImport, who: str = "school_officer") -> None:
    viewer = people.viewer(who)
    with acting_as(roles.WORK, viewer.identity):
        undo_import(viewer=viewer, import_id=batch.pk, now=NOW)


def _counts() -> tuple[int, int, int]:
    with acting_as(roles.OWNER):
        return ClassGroup.objects.count(), RoleChange.objects.count(), InvitationKey.objects.count()


@pytest.mark.django_db
def test_people_are_invited_and_classes_made(people: People) -> None:
    before = _counts()
    batch = _import(people)
    assert [after - was for after, was in zip(_counts(), before, strict=True)] == [3, 3, 3]
    with acting_as(roles.OWNER):
        hashes = InvitationKey.objects.filter(change__batch=batch).values_list("email", "link_hash")
        # Who has an address was sent a link; nobody has an account.
        assert {bool(email): bool(link) for email, link in hashes} == {True: True, False: False}
        assert ActionEntry.objects.filter(action="import_staff").count() == 1


@pytest.mark.django_db
def test_the_same_content_comes_in_once(people: People) -> None:
    _import(people)
    after = _counts()
    viewer = people.viewer("school_officer")
    rows = _check(GOOD).rows
    with pytest.raises(ImportedAlready), acting_as(roles.WORK, viewer.identity):
        import_staff(viewer=viewer, rows=rows, school_year=2025, site=SITE, now=NOW)
    more = (*rows, StaffRow(9, "새 사람", "", "school_officer", None, "", None))
    with pytest.raises(StaffFileChanged), acting_as(roles.WORK, viewer.identity):
        import_staff(viewer=viewer, rows=more, school_year=2025, site=SITE, now=NOW)
    assert _counts() == after


def test_a_double_click_comes_in_once(committed: Committed) -> None:
    people = People(committed.world)
    rows = _check(GOOD).rows
    viewer = people.viewer("school_officer")

    def bring() -> StaffImport:
        with acting_as(roles.WORK, viewer.identity):
            return import_staff(viewer=viewer, rows=rows, school_year=2025, site=SITE, now=NOW)

    results = committed.in_threads([bring, bring])
    assert sorted(type(result).__name__ for result in results) == ["ImportedAlready", "StaffImport"]


@pytest.mark.django_db
def test_a_whole_import_is_undone_and_may_come_again(people: People) -> None:
    before = _counts()
    _undo(people, _import(people))
    assert _counts() == before
    _import(people)


@pytest.mark.django_db
def test_no_undo_after_somebody_accepted(people: People) -> None:
    batch = _import(people)
    with acting_as(roles.OWNER):
        change = RoleChange.objects.filter(batch=batch, role="school_officer").get()
    code, taker = people.code("school_officer", change), people.world.viewer("manager")
    with acting_as(roles.IDENTITY, taker.identity):
        accept_invitation(person_id=taker.person_id or 0, secret=code, now=NOW)
    after = _counts()
    with pytest.raises(ImportBuiltUpon):
        _undo(people, batch)
    assert _counts() == after


@pytest.mark.django_db
def test_no_undo_once_a_class_is_used(people: People) -> None:
    batch = _import(people)
    group = batch.class_groups[-1]
    people.invite(
        "school_officer",
        people.offer("school", "homeroom_teacher", class_group_id=group, name="다른 사람"),
    )
    with pytest.raises(ImportBuiltUpon):
        _undo(people, batch)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["teacher", "office_officer", "other_teacher", "citizen"])
def test_only_the_schools_own_officer(people: People, who: str) -> None:
    batch, viewer = _import(people), people.viewer(who)
    with pytest.raises(NotVisible), acting_as(roles.WORK, viewer.identity):
        staff_on_record(viewer=viewer, school_year=2025)
    with pytest.raises(NotVisible):
        _undo(people, batch, who)


@pytest.mark.django_db
def test_what_was_looked_at_comes_back_to_the_same_hat_only(people: People) -> None:
    viewer, rows = people.viewer("school_officer"), _check(GOOD).rows
    sealed = seal(rows, 2025, viewer)
    assert unseal(sealed, viewer) == (rows, 2025)
    for broken, who in (
        (sealed, "teacher"),
        (sealed[:-1], "school_officer"),
        ("", "school_officer"),
    ):
        with pytest.raises(StaffFileChanged):
            unseal(broken, people.viewer(who))
