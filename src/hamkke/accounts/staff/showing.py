"""A file as tables: what would come of it, or what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from hamkke.accounts.queries.roles import role_label
from hamkke.web.tables import Cell, Column, Row, Table

if TYPE_CHECKING:
    from hamkke.accounts.staff.checking import CheckedStaff

MOST_SHOWN: Final = 200


def preview_table(checked: CheckedStaff) -> Table:
    """This function will show each row of the file as it would be taken."""
    columns = (
        Column(_("이름")),
        Column(_("역할")),
        Column(_("학급")),
        Column(_("학생 수"), numeric=True),
        Column(_("초대")),
    )
    rows = tuple(
        Row(
            Cell(row.name or _("학급만")),
            (
                Cell(role_label(row.role) if row.role else "–"),
                Cell(
                    _("%(grade)d학년 %(name)s반") % {"grade": row.grade, "name": row.class_name}
                    if row.grade
                    else "–"
                ),
                Cell(str(row.pupils or "–")),
                Cell(row.email or (_("초대장 인쇄") if row.name else "–")),
            ),
        )
        for row in checked.rows[:MOST_SHOWN]
    )
    return Table(caption=_("가져올 사람과 학급"), columns=columns, rows=rows)


def problem_table(checked: CheckedStaff) -> Table:
    """This function will show what to mend, by row and column."""
    columns = (Column(_("줄"), numeric=True), Column(_("열")), Column(_("고칠 것")))
    rows = tuple(
        Row(Cell(str(found.line)), (Cell(found.column), Cell(found.reason)))
        for found in checked.problems[:MOST_SHOWN]
    )
    return Table(caption=_("고칠 곳"), columns=columns, rows=rows)
