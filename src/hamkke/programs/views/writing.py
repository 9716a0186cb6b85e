"""Writing a program: offer and revise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamkke.database.errors import NotVisible, Refusal
from hamkke.programs.actions.offer_program import offer_program
from hamkke.programs.actions.revise_program import revise_program
from hamkke.programs.errors import FORBIDDEN, StaleVersion
from hamkke.programs.forms import (
    BaseSessions,
    ProgramForm,
    Sessions,
    session_values,
    sessions_unbound,
    typed_sessions,
)
from hamkke.programs.queries.desk import (
    ProgramPage,
    page_to_revise,
    pillars_to_offer,
    program_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request
    from hamkke.agreements.queries.pillars import PromisedPillar


@dataclass
class Sheet:
    """The program's form with its sessions, as one thing to show and to check."""

    form: ProgramForm
    sessions: BaseSessions
    pillars: tuple[PromisedPillar, ...]
    page: ProgramPage | None = None
    current: ProgramPage | None = field(default=None)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each problem with the element that it is about, for the summary on top."""
        found = [("", str(error)) for error in self.form.non_field_errors()]
        found += [("", str(error)) for error in self.sessions.non_form_errors()]
        for number, form in enumerate([self.form, *self.sessions.forms]):
            for name, errors in form.errors.items():
                if name == "__all__":
                    continue
                where = _("%(number)d번째 일정") % {"number": number} if number else ""
                label = " ".join(filter(None, (where, str(form[name].label))))
                found += [(form[name].auto_id, f"{label}: {error}") for error in errors]
        return found

    def is_valid(self) -> bool:
        """This function will check both, so that every problem is shown at once."""
        return all([self.form.is_valid(), self.sessions.is_valid()])


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: Request) -> HttpResponse:
    """This view will offer a program."""
    sheet = _sheet(request, None)
    if request.method != "POST" or "add" in request.POST or not sheet.is_valid():
        return _show(request, sheet)
    number = _attempt(request, sheet, offer_program, {})
    if number is None:
        return _show(request, sheet)
    messages.success(request, _("저장했습니다. 내용을 확인하고 승인을 요청해 주세요."))
    return redirect("programs_desk:detail", program_id=number)


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: Request, program_id: int) -> HttpResponse:
    """This view will revise a program; a stale save shows what stands meanwhile."""
    sheet = _sheet(request, page_to_revise(viewer=request.viewer, program_id=program_id))
    if request.method != "POST" or "add" in request.POST or not sheet.is_valid():
        return _show(request, sheet)
    version = sheet.form.cleaned_data["version"] or 0
    arguments = {"program_id": program_id, "version": version}
    if _attempt(request, sheet, revise_program, arguments) is None:
        if sheet.form.has_error("__all__", "stale"):
            sheet.current = program_page(viewer=request.viewer, program_id=program_id)
        return _show(request, sheet)
    messages.success(request, _("고친 내용을 저장했습니다."))
    return redirect("programs_desk:detail", program_id=program_id)


def _sheet(request: Request, page: ProgramPage | None) -> Sheet:
    """This function will make the form as it was posted, or as the program stands.

    The button that adds a session posts everything: it comes back unjudged, with an empty form.
    """
    pillars = pillars_to_offer(viewer=request.viewer)
    if request.method == "POST" and "add" not in request.POST:
        sessions = Sessions(request.POST, prefix="sessions")
        return Sheet(ProgramForm(request.POST, pillars=pillars), sessions, pillars, page)
    if request.method == "POST":
        initial: dict[str, Any] = request.POST.dict()
        sessions = sessions_unbound(typed_sessions(request.POST), extra=1)
        sessions.forms[-1].fields["date"].widget.attrs["autofocus"] = True
    else:
        initial = _values(page) if page else {}
        stands = [session_values(session) for session in page.sessions] if page else []
        sessions = sessions_unbound(stands, extra=0 if stands else 1)
    return Sheet(ProgramForm(pillars=pillars, initial=initial), sessions, pillars, page)


def _values(page: ProgramPage) -> dict[str, Any]:
    content = page.content
    names = ("title", "summary", "description", "level", "grade_from", "grade_to")
    return {name: getattr(content, name) for name in (*names, "preparation", "cost")} | {
        "agreement_pillar": content.agreement_pillar_id,
        "version": page.version,
    }


def _show(request: Request, sheet: Sheet) -> HttpResponse:
    return render(request, "programs/form.html", {"sheet": sheet})


def _attempt(
    request: Request, sheet: Sheet, action: Callable[..., int], arguments: dict[str, Any]
) -> int | None:
    """This function will run an action; what it refuses stands on the form, text kept."""
    filled = sheet.sessions.filled()
    try:
        return action(
            viewer=request.viewer,
            content=sheet.form.content(),
            sessions=[form.content() for form in filled],
            now=request.now,
            **arguments,
        )
    except NotVisible:
        raise
    except StaleVersion as refusal:
        sheet.form.accept_version(refusal.data["version"])
        sheet.form.add_error(None, ValidationError(refusal.message, code="stale"))
    except Refusal as refusal:
        if refusal.status == FORBIDDEN:
            raise
        number = refusal.data.get("number")
        if number is None:
            sheet.form.add_error(None, refusal.message)
        else:
            filled[number - 1].add_error("date", refusal.message)
    return None
