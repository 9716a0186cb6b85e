"""Bringing the staff of a school in from a file: look first, then all or nothing, then undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamkke.accounts.actions.import_staff import import_staff
from hamkke.accounts.actions.undo_import import undo_import
from hamkke.accounts.forms.staff import StaffFileForm, seal, unseal
from hamkke.accounts.http import site_of
from hamkke.accounts.queries.staff import imports_made, staff_on_record
from hamkke.accounts.rules import may_import_staff
from hamkke.accounts.staff.checking import check_staff
from hamkke.accounts.staff.reading import read_staff, template_csv, template_xlsx
from hamkke.accounts.staff.showing import preview_table, problem_table
from hamkke.database.errors import NotVisible, Refusal
from hamkke.organizations.school_year import school_year_of

if TYPE_CHECKING:
    from hamkke.accounts.http import Request
    from hamkke.accounts.staff.checking import CheckedStaff

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATES = {"csv": (template_csv, "text/csv; charset=utf-8"), "xlsx": (template_xlsx, XLSX)}


@require_http_methods(["GET", "HEAD", "POST"])
def take_file(request: Request) -> HttpResponse:
    """This view will take a file and show what would come of it; nothing is written."""
    if not may_import_staff(request.viewer) or request.viewer.today is None:
        raise NotVisible
    year = school_year_of(request.viewer.today)
    form = StaffFileForm(request.POST or None, request.FILES or None, years=(year, year + 1))
    if form.is_valid():
        try:
            checked = _check(request, form)
        except Refusal as refusal:
            form.add_error("file", refusal.message)
        else:
            return _show(request, checked, form.cleaned_data["school_year"])
    context = {"form": form, "imports": imports_made(viewer=request.viewer)}
    return render(request, "accounts/staff_file.html", context)


def _check(request: Request, form: StaffFileForm) -> CheckedStaff:
    lines = read_staff(form.cleaned_data["file"].read())
    record = staff_on_record(viewer=request.viewer, school_year=form.cleaned_data["school_year"])
    return check_staff(lines, class_groups=record.pupils, known=record.known)


def _show(request: Request, checked: CheckedStaff, school_year: int) -> HttpResponse:
    context = {
        "checked": checked,
        "school_year": school_year,
        "table": problem_table(checked) if checked.problems else preview_table(checked),
        "sealed": "" if checked.problems else seal(checked.rows, school_year, request.viewer),
    }
    return render(request, "accounts/staff_preview.html", context)


@require_POST
def confirm(request: Request) -> HttpResponse:
    """This view will bring in what was looked at."""
    if not may_import_staff(request.viewer):
        raise NotVisible
    rows, school_year = unseal(request.POST.get("sealed", ""), request.viewer)
    import_staff(
        viewer=request.viewer,
        rows=rows,
        school_year=school_year,
        site=site_of(request),
        now=request.now,
    )
    messages.success(request, _("가져왔습니다. 이메일이 없는 사람에게는 초대장을 인쇄해 주세요."))
    return redirect("people_desk:own")


@require_POST
def undo(request: Request, import_id: int) -> HttpResponse:
    """This view will take a whole import back."""
    undo_import(viewer=request.viewer, import_id=import_id, now=request.now)
    messages.success(request, _("되돌렸습니다. 초대와 새 학급을 모두 거두었습니다."))
    return redirect("people_desk:import")


@require_safe
def template(request: Request, kind: str) -> HttpResponse:
    """This view will give the file to fill in."""
    if not may_import_staff(request.viewer) or kind not in TEMPLATES:
        raise NotVisible
    write, content_type = TEMPLATES[kind]
    return HttpResponse(
        write(),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="hamkke-staff.{kind}"'},
    )
