"""What can be wrong with a row of staff, by row and column."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.plain import LONGEST_NAME, is_plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from hamkke.accounts.staff.reading import Line

ROLES: Final = {
    "담임교사": "homeroom_teacher",
    "담임": "homeroom_teacher",
    "학교 담당자": "school_officer",
    "학교담당자": "school_officer",
}
GRADES: Final = range(1, 7)
PUPILS: Final = range(1, 61)
LONGEST_CLASS: Final = 20
LONGEST_EMAIL: Final = 254
_NUMBER: Final = re.compile(r"^[0-9]{1,3}$")


class Fault(StrEnum):
    """What is wrong with one cell."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    INVISIBLE = "invisible"
    FORMULA = "formula"
    BAD_ADDRESS = "bad_address"
    UNKNOWN_ROLE = "unknown_role"
    BAD_GRADE = "bad_grade"
    BAD_PUPILS = "bad_pupils"
    NO_CLASS_HERE = "no_class_here"
    PUPILS_NEEDED = "pupils_needed"
    PUPILS_DIFFER = "pupils_differ"
    LISTED_TWICE = "listed_twice"
    KNOWN = "known"


_SENTENCES: Final = {
    Fault.EMPTY: _("비어 있습니다."),
    Fault.TOO_LONG: _("%(detail)s자까지 적을 수 있습니다."),
    Fault.INVISIBLE: _("줄바꿈이나 보이지 않는 글자는 쓸 수 없습니다."),
    Fault.FORMULA: _("수식은 읽지 않습니다. 값으로 바꾸어 적어 주세요."),
    Fault.BAD_ADDRESS: _("이메일 주소를 name@example.com 꼴로 적어 주세요."),
    Fault.UNKNOWN_ROLE: _("담임교사나 학교 담당자로 적어 주세요."),
    Fault.BAD_GRADE: _("학년을 1부터 6까지의 숫자로 적어 주세요."),
    Fault.BAD_PUPILS: _("학생 수를 1부터 60까지의 숫자로 적어 주세요."),
    Fault.NO_CLASS_HERE: _("담임교사만 학년과 반을 적습니다. 비워 주세요."),
    Fault.PUPILS_NEEDED: _("아직 없는 학급이라 학생 수가 필요합니다."),
    Fault.PUPILS_DIFFER: _("같은 학급의 학생 수가 다릅니다(%(detail)s명)."),
    Fault.LISTED_TWICE: _("%(detail)s번째 줄에 이미 있습니다."),
    Fault.KNOWN: _("이미 이 역할을 맡았거나 초대한 사람입니다. 이 줄을 지워 주세요."),
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a cell cannot be taken."""

    line: int
    column: str
    fault: Fault
    detail: str = ""

    @property
    def reason(self) -> str:
        """The fault as a sentence in the reader's language."""
        return str(_SENTENCES[self.fault]) % {"detail": self.detail}


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A person to invite, or a class group alone where `name` is empty; checked, NFC."""

    line: int
    name: str
    email: str
    role: str
    grade: int | None
    class_name: str
    pupils: int | None

    @property
    def class_key(self) -> tuple[int, str] | None:
        """Grade and name of the class group, if the row has one."""
        return None if self.grade is None else (self.grade, self.class_name)

    def as_dict(self) -> dict[str, Any]:
        """This function will return the row as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CheckedStaff:
    """The rows of a file and what is wrong with them; `new_classes` are to be made."""

    rows: tuple[StaffRow, ...]
    problems: tuple[RowProblem, ...]
    new_classes: tuple[tuple[int, str, int], ...]

    @property
    def people(self) -> tuple[StaffRow, ...]:
        """The rows that invite somebody."""
        return tuple(row for row in self.rows if row.name)


type Known = Collection[tuple[str, str, tuple[int, str] | None]]


def check_staff(
    lines: Iterable[Line], *, class_groups: Mapping[tuple[int, str], int], known: Known
) -> CheckedStaff:
    """This function will check every row and return all problems, in the order of the lines.

    `class_groups` are the pupils of class groups on record by grade and name; `known` the people
    who have a role or an invitation already: name, role, class.
    """
    problems: list[RowProblem] = []
    rows = [row for line in lines if (row := _row(line, problems)) is not None]
    _find_repeated(rows, known, problems)
    new_classes = _new_classes(rows, class_groups, problems)
    return CheckedStaff(
        tuple(rows), tuple(sorted(problems, key=lambda found: found.line)), new_classes
    )


def recheck_staff(
    rows: Iterable[StaffRow], *, class_groups: Mapping[tuple[int, str], int], known: Known
) -> CheckedStaff:
    """This function will hold rows that were checked before against what is on record by now."""
    problems: list[RowProblem] = []
    again = list(rows)
    _find_repeated(again, known, problems)
    new_classes = _new_classes(again, class_groups, problems)
    return CheckedStaff(tuple(again), tuple(problems), new_classes)


def _row(line: Line, problems: list[RowProblem]) -> StaffRow | None:
    number, cells = line
    found = [RowProblem(number, column, fault, why) for column, fault, why in _text_faults(cells)]
    only_class = not cells["이름"] and not cells["역할"] and not cells["이메일"]
    role = "" if only_class else ROLES.get(cells["역할"], "?")
    if not only_class and not cells["이름"]:
        found.append(RowProblem(number, "이름", Fault.EMPTY))
    if role == "?":
        found.append(RowProblem(number, "역할", Fault.UNKNOWN_ROLE))
    grade, class_name, pupils = _class_of(cells, number, role, found)
    if cells["이메일"] and not _is_address(cells["이메일"]):
        found.append(RowProblem(number, "이메일", Fault.BAD_ADDRESS))
    problems += found
    if found:
        return None
    return StaffRow(number, cells["이름"], cells["이메일"], role, grade, class_name, pupils)


def _text_faults(cells: Mapping[str, str]) -> Iterable[tuple[str, Fault, str]]:
    widths = {"이름": LONGEST_NAME, "반": LONGEST_CLASS, "이메일": LONGEST_EMAIL}
    for column, text in cells.items():
        if text.startswith(("=", "+", "@", "-")):
            yield column, Fault.FORMULA, ""
        elif not is_plain(text):
            yield column, Fault.INVISIBLE, ""
        elif len(text) > widths.get(column, LONGEST_NAME):
            yield column, Fault.TOO_LONG, str(widths.get(column, LONGEST_NAME))


def _class_of(
    cells: Mapping[str, str], number: int, role: str, found: list[RowProblem]
) -> tuple[int | None, str, int | None]:
    if role == "school_officer":
        found += [
            RowProblem(number, column, Fault.NO_CLASS_HERE)
            for column in ("학년", "반", "학생 수")
            if cells[column]
        ]
        return None, "", None
    grade = cells["학년"].removesuffix("학년").strip()
    name = cells["반"].removesuffix("반").strip()
    pupils = cells["학생 수"].removesuffix("명").strip()
    if not _is_in(grade, GRADES):
        found.append(RowProblem(number, "학년", Fault.BAD_GRADE))
    if not name:
        found.append(RowProblem(number, "반", Fault.EMPTY))
    if pupils and not _is_in(pupils, PUPILS):
        found.append(RowProblem(number, "학생 수", Fault.BAD_PUPILS))
    if found:
        return None, "", None
    return int(grade), name, int(pupils) if pupils else None


def _find_repeated(rows: list[StaffRow], known: Known, problems: list[RowProblem]) -> None:
    first: dict[object, int] = {}
    for row in rows:
        if not row.name:
            continue
        key = (row.name, row.role, row.class_key)
        if key in known:
            problems.append(RowProblem(row.line, "이름", Fault.KNOWN))
        keys = [("이름", key)] + ([("이메일", row.email.lower())] if row.email else [])
        for column, each in keys:
            if first.setdefault(each, row.line) != row.line:
                problems.append(RowProblem(row.line, column, Fault.LISTED_TWICE, str(first[each])))


def _new_classes(
    rows: list[StaffRow],
    class_groups: Mapping[tuple[int, str], int],
    problems: list[RowProblem],
) -> tuple[tuple[int, str, int], ...]:
    pupils = dict(class_groups)
    for row in rows:
        if row.class_key is None or row.pupils is None:
            continue
        if pupils.setdefault(row.class_key, row.pupils) != row.pupils:
            problems.append(
                RowProblem(row.line, "학생 수", Fault.PUPILS_DIFFER, str(pupils[row.class_key]))
            )
    problems += [
        RowProblem(row.line, "학생 수", Fault.PUPILS_NEEDED)
        for row in rows
        if row.class_key is not None and row.class_key not in pupils
    ]
    return tuple((*key, count) for key, count in pupils.items() if key not in class_groups)


def _is_in(text: str, numbers: range) -> bool:
    return bool(_NUMBER.match(text)) and int(text) in numbers


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
