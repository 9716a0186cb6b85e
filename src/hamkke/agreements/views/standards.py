"""The standard agreement: its editions, and writing a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamkke.agreements.actions.add_standard_clauses import add_standard_clauses
from hamkke.agreements.actions.begin_standard import begin_standard
from hamkke.agreements.actions.issue_standard import issue_standard
from hamkke.agreements.actions.remove_standard_clause import remove_standard_clause
from hamkke.agreements.actions.revise_standard_clause import revise_standard_clause
from hamkke.agreements.forms import ClausesForm, IssueForm, StandardClauseForm
from hamkke.agreements.queries.pillars import list_pillars
from hamkke.agreements.queries.standards import (
    clause_to_write,
    list_editions,
    standard_page,
    standard_to_write,
)
from hamkke.agreements.rules import keeps_standard
from hamkke.agreements.views.attempt import attempt

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_safe
def editions(request: Request) -> HttpResponse:
    """This view will list the editions."""
    lines = list_editions(viewer=request.viewer)
    context = {
        "editions": lines,
        "current": next((line for line in lines if not line.is_draft), None),
        "draft": next((line for line in lines if line.is_draft), None),
        "may_begin": keeps_standard(request.viewer),
    }
    return render(request, "agreements/standards.html", context)


@require_POST
def begin(request: Request) -> HttpResponse:
    """This view will begin the next edition."""
    number = begin_standard(viewer=request.viewer, now=request.now)
    return redirect("agreements_desk:standard", standard_id=number)


@require_safe
def standard(request: Request, standard_id: int) -> HttpResponse:
    """This view will show an edition."""
    page = standard_page(viewer=request.viewer, standard_id=standard_id)
    return render(request, "agreements/standard.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: Request, standard_id: int) -> HttpResponse:
    """This view will ask, and issue an edition."""
    standard_to_write(viewer=request.viewer, standard_id=standard_id)
    form = IssueForm(request.POST or None)
    done = request.method == "POST" and attempt(
        request, form, issue_standard, standard_id=standard_id
    )
    if done:
        messages.success(request, _("새 판을 시행했습니다. 지금부터 만드는 초안에 쓰입니다."))
        return redirect("agreements_desk:standard", standard_id=standard_id)
    context = {
        "form": form,
        "question": _("이 판을 시행할까요? 시행한 뒤에는 고칠 수 없습니다."),
        "consequences": [
            _("앞으로 만드는 초안은 이 판에서 시작합니다."),
            _("이미 협의하고 있거나 맺은 협약은 달라지지 않습니다."),
        ],
        "submit_label": _("시행하기"),
        "cancel_url": reverse("agreements_desk:standard", args=[standard_id]),
    }
    return render(request, "web/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, standard_id: int) -> HttpResponse:
    """This view will add clauses to an edition."""
    page = standard_to_write(viewer=request.viewer, standard_id=standard_id)
    places = [(line.id, f"{line.name} {line.heading or line.text[:30]}") for line in page.clauses]
    form = ClausesForm(request.POST or None, places=places)
    if request.method == "POST":
        count = attempt(request, form, add_standard_clauses, standard_id=standard_id)
        if count:
            messages.success(
                request,
                ngettext("조항 %d개를 넣었습니다.", "조항 %d개를 넣었습니다.", count) % count,
            )
            return redirect("agreements_desk:standard", standard_id=standard_id)
    return render(request, "agreements/standard_add.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: Request, standard_id: int, clause_id: int) -> HttpResponse:
    """This view will change a clause of an edition."""
    edition, line = clause_to_write(
        viewer=request.viewer, standard_id=standard_id, clause_id=clause_id
    )
    initial = {"pillar": line.pillar_id, "version": line.version, "heading": line.heading}
    initial |= {"text": line.text, "optional": line.optional, "reserved": line.reserved}
    form = StandardClauseForm(request.POST or None, pillars=list_pillars(), initial=initial)
    numbers = {"standard_id": standard_id, "clause_id": clause_id}
    if request.method == "POST" and attempt(request, form, revise_standard_clause, **numbers):
        messages.success(request, _("조항을 저장했습니다."))
        return redirect("agreements_desk:standard", standard_id=standard_id)
    context = {"edition": edition, "line": line, "form": form}
    return render(request, "agreements/standard_clause.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: Request, standard_id: int, clause_id: int) -> HttpResponse:
    """This view will ask, and remove a clause with all under it."""
    numbers = {"standard_id": standard_id, "clause_id": clause_id}
    _edition, line = clause_to_write(viewer=request.viewer, **numbers)
    if request.method == "POST":
        remove_standard_clause(viewer=request.viewer, now=request.now, **numbers)
        return redirect("agreements_desk:standard", standard_id=standard_id)
    context = {
        "question": _("%(clause)s 조항을 뺄까요?") % {"clause": line.name},
        "consequences": [_("이 조항에 딸린 항·호·목도 함께 빠집니다.")],
        "submit_label": _("조항 빼기"),
        "cancel_url": reverse("agreements_desk:standard", args=[standard_id]),
    }
    return render(request, "web/confirm.html", context)
