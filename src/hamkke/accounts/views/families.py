"""Those who hand codes out: class groups, sheets, children who wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamkke.accounts.actions.confirm_on_paper import confirm_on_paper
from hamkke.accounts.actions.end_family_role import end_family_role
from hamkke.accounts.actions.hand_out_codes import Sheet, hand_out_codes
from hamkke.accounts.forms.families import PaperForm, SheetForm
from hamkke.accounts.http import site_of
from hamkke.accounts.printing import printed
from hamkke.accounts.queries.families import class_lines, families_page, waiting_child
from hamkke.database.errors import Refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_safe
def show_classes(request: Request) -> HttpResponse:
    """This view will list the class groups that the viewer hands codes out to."""
    lines = class_lines(viewer=request.viewer)
    if request.viewer.role == "homeroom_teacher" and lines:
        return redirect("families_desk:families", lines[0].class_group_id)
    return render(request, "accounts/classes.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def families(request: Request, class_group_id: int) -> HttpResponse:
    """This view will show a class group's families, and print codes. 0: without a class group."""
    number = class_group_id or None
    page = families_page(viewer=request.viewer, class_group_id=number)
    form = SheetForm(request.POST or None, initial={"count": page.place.pupil_count or 20})
    if form.is_valid():
        sheet = Sheet(number, form.cleaned_data["role"], form.cleaned_data["count"])
        letters = hand_out_codes(viewer=request.viewer, sheet=sheet, now=request.now)
        context = {
            "letters": printed(letters, site=site_of(request), now=request.now),
            "class_group_id": class_group_id,
            "place": page.place,
        }
        return render(request, "accounts/codes.html", context)
    return render(request, "accounts/families.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: Request, change_id: int) -> HttpResponse:
    """This view will take a consent that the school has on paper."""
    child = waiting_child(viewer=request.viewer, change_id=change_id)
    form = PaperForm(request.POST or None)
    if form.is_valid():
        typed = {key: form.cleaned_data[key] for key in ("guardian_name", "relation")}
        try:
            confirm_on_paper(viewer=request.viewer, change_id=change_id, now=request.now, **typed)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            said = _("동의를 기록했습니다. %(name)s 학생은 이제 로그인할 수 있습니다.")
            messages.success(request, said % {"name": child.name})
            return redirect("families_desk:families", child.change.class_group_id or 0)
    return render(request, "accounts/paper.html", {"child": child, "form": form})


@require_POST
def end(request: Request, membership_id: int) -> HttpResponse:
    """This view will end that a pupil or parent belongs to the class."""
    held = end_family_role(viewer=request.viewer, membership_id=membership_id, now=request.now)
    messages.success(request, _("끝냈습니다. 오늘 자정까지 쓸 수 있습니다."))
    return redirect("families_desk:families", held.class_group_id or 0)
