"""People of an organization: the list, inviting, deciding, ending, printing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamkke.accounts.actions.add_organization import add_organization
from hamkke.accounts.actions.decide_change import decide_change
from hamkke.accounts.actions.end_role import end_role
from hamkke.accounts.actions.invite_person import invite_person
from hamkke.accounts.actions.print_codes import print_codes
from hamkke.accounts.actions.revoke_invitation import revoke_invitation
from hamkke.accounts.forms.people import DecisionForm, EndForm, InviteForm, OrganizationForm
from hamkke.accounts.http import site_of
from hamkke.accounts.letters import printed
from hamkke.accounts.queries.changes import change_line, changes_to_confirm
from hamkke.accounts.queries.inviting import inviting_to, registering
from hamkke.accounts.queries.people import membership_to_end, people_page, places_to_look_after
from hamkke.accounts.rules import kinds_to_give, may_import_staff
from hamkke.accounts.wording import said_of
from hamkke.database.errors import Refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request

PLACES_A_PAGE: Final = 30


@require_safe
def show_people(request: Request, organization_id: int | None = None) -> HttpResponse:
    """This view will list an organization's people and what waits there."""
    viewer = request.viewer
    typed = request.GET.get("q", "")[:60]
    places = places_to_look_after(viewer=viewer, typed=typed) if organization_id is None else ()
    context = {
        "page": people_page(viewer=viewer, organization_id=organization_id),
        "confirming": changes_to_confirm(viewer=viewer) if organization_id is None else (),
        "page_obj": Paginator(places, PLACES_A_PAGE).get_page(request.GET.get("page")),
        "typed": typed,
        "adds": organization_id is None and bool(kinds_to_give(viewer)),
        "imports": organization_id is None and may_import_staff(viewer),
    }
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request, organization_id: int) -> HttpResponse:
    """This view will take whom to invite to which role."""
    inviting = inviting_to(viewer=request.viewer, organization_id=organization_id)
    usual = {"valid_from": inviting.today, "role": inviting.roles[-1]}
    form = InviteForm(request.POST or None, inviting=inviting, initial=usual)
    if form.is_valid():
        try:
            change = invite_person(
                viewer=request.viewer, offer=form.offer(), site=site_of(request), now=request.now
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, said_of(change, form.cleaned_data["email"]))
            return redirect("people_desk:organization", organization_id)
    return render(request, "accounts/invite.html", {"form": form, "place": inviting.place})


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Request, change_id: int) -> HttpResponse:
    """This view will show a change that waits and take the second person's decision."""
    line = change_line(viewer=request.viewer, change_id=change_id)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        confirmed = form.cleaned_data["decision"] == "confirm"
        try:
            decide_change(
                viewer=request.viewer,
                change_id=change_id,
                confirmed=confirmed,
                reason=form.cleaned_data["reason"],
                site=site_of(request),
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error("reason" if line.may_decide else None, refusal.message)
        else:
            messages.success(request, _("확인했습니다.") if confirmed else _("돌려보냈습니다."))
            return redirect("people_desk:organization", line.organization_id)
    return render(request, "accounts/change.html", {"line": line, "form": form})


@require_POST
def revoke(request: Request, change_id: int) -> HttpResponse:
    """This view will take an invitation or a proposal back."""
    number = revoke_invitation(viewer=request.viewer, change_id=change_id, now=request.now)
    messages.success(request, _("거두었습니다. 보낸 주소와 코드는 이제 쓸 수 없습니다."))
    return redirect("people_desk:organization", number)


@require_POST
def print_letters(request: Request, organization_id: int) -> HttpResponse:
    """This view will show the letters of open invitations to print, with fresh codes."""
    one = request.POST.get("change", "")
    letters = print_codes(
        viewer=request.viewer,
        organization_id=organization_id,
        change_id=int(one[:18]) if one.isascii() and one.isdigit() else None,
        now=request.now,
    )
    context = {
        "letters": printed(letters, site=site_of(request), now=request.now),
        "organization_id": organization_id,
    }
    return render(request, "accounts/letters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, membership_id: int) -> HttpResponse:
    """This view will ask for the last day of a role and end it."""
    held = membership_to_end(viewer=request.viewer, membership_id=membership_id)
    form = EndForm(request.POST or None, initial={"last_day": request.viewer.today})
    if form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            change = end_role(
                viewer=request.viewer,
                membership_id=membership_id,
                last_day=last_day,
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error("last_day", refusal.message)
        else:
            messages.success(request, said_of(change))
            return redirect("people_desk:organization", held.organization_id)
    return render(request, "accounts/end.html", {"form": form, "held": held})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """This view will put an organization on record and go on to inviting its first person."""
    known = registering(viewer=request.viewer)
    form = OrganizationForm(request.POST or None, registering=known)
    if form.is_valid():
        try:
            place = add_organization(viewer=request.viewer, new=form.new(), now=request.now)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("기관을 추가했습니다. 이어서 첫 담당자를 초대해 주세요."))
            return redirect("people_desk:invite", place.organization_id)
    return render(request, "accounts/organization.html", {"form": form})
