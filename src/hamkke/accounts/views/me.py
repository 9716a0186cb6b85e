"""What hamkke holds on oneself: to read, take along, correct and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamkke.accounts.actions.correct_name import correct_name
from hamkke.accounts.actions.erase_person import erase_person
from hamkke.accounts.forms.families import CorrectForm, EraseForm
from hamkke.accounts.holdings import sections_of, taken_along
from hamkke.accounts.queries.holdings import held_on, left_alone, own_facts
from hamkke.database.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request


def _proven_lately[V: Callable[..., HttpResponse]](view: V) -> V:
    """Asks again for what proves who one is, unless that was some minutes ago."""
    return cast("V", reauthentication_required(view))


@login_required
@require_safe
def me(request: Request) -> HttpResponse:
    """This view will say what hamkke holds on the viewer, and what can be done about it."""
    return render(request, "accounts/me.html", {"facts": own_facts(viewer=request.viewer)})


@login_required
@_proven_lately
@require_safe
def everything(request: Request) -> HttpResponse:
    """This view will show every record, to read and to print."""
    sections = sections_of(held_on(viewer=request.viewer))
    return render(request, "accounts/everything.html", {"sections": sections})


@login_required
@_proven_lately
@never_cache
@require_safe
def export(request: Request) -> HttpResponse:
    """This view will give every record as a file for programs."""
    content = taken_along(held_on(viewer=request.viewer), now=request.now)
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="hamkke-my-data.json"'
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request) -> HttpResponse:
    """This view will take a corrected name."""
    form = CorrectForm(request.POST or None, initial={"name": request.viewer.name})
    if form.is_valid():
        correct_name(viewer=request.viewer, name=form.cleaned_data["name"], now=request.now)
        messages.success(request, _("고쳤습니다."))
        return redirect("accounts:me")
    return render(request, "accounts/correct.html", {"form": form})


@login_required
@_proven_lately
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: Request) -> HttpResponse:
    """This view will say what goes and what stays, and delete the account."""
    assert request.viewer.person_id is not None
    form = EraseForm(request.POST or None)
    if form.is_valid():
        try:
            erase_person(person_id=request.viewer.person_id, now=request.now)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            request.session.flush()
            messages.success(request, _("계정을 지웠습니다. 그동안 함께해 주셔서 고맙습니다."))
            return HttpResponseRedirect(reverse("accounts:sign_in"))
    held = held_on(viewer=request.viewer)
    context = {"form": form, "work": sections_of(held, of_work=True), "last_of": left_alone()}
    return render(request, "accounts/erase.html", context)
