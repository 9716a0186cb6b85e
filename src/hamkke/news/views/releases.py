"""Press releases in the work area: the list, one release, writing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamkke.database.errors import NotVisible, Refusal
from hamkke.database.identity import civil_day
from hamkke.news.actions.revise_release import revise_release
from hamkke.news.actions.write_release import write_release
from hamkke.news.errors import MayNotRelease, StaleRelease
from hamkke.news.forms.releases import ReleaseForm
from hamkke.news.queries.releases import (
    ReleasePage,
    last_contact,
    list_releases,
    release_page,
)
from hamkke.news.release.categories import categories_on
from hamkke.news.release.wording import headline, list_headline, next_step
from hamkke.news.rules import may_edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request

ITEMS_A_PAGE = 20


@require_safe
def releases(request: Request) -> HttpResponse:
    """This view will list the press releases of the viewer's body, what waits first."""
    lines = list_releases(viewer=request.viewer)
    page = Paginator(lines, ITEMS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "headline": list_headline(lines),
        "may_edit": may_edit(request.viewer),
    }
    return render(request, "news/releases.html", context)


@require_safe
def release(request: Request, release_id: int) -> HttpResponse:
    """This view will show a release, who did what, and what the viewer may do."""
    page = release_page(viewer=request.viewer, release_id=release_id)
    context = {
        "page": page,
        "headline": headline(page, now=request.now),
        "next_step": next_step(page),
        "public_url": f"/news/{page.item_id}/" if page.item_id else "",
    }
    return render(request, "news/release_desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request) -> HttpResponse:
    """This view will begin a press release."""
    form = ReleaseForm(
        request.POST or None,
        categories=categories_on(civil_day(request.now)),
        initial=last_contact(viewer=request.viewer),
    )
    if request.method == "POST" and form.is_valid():
        number = _attempt(request, form, write_release)
        if number is not None:
            messages.success(request, _("저장했습니다. 내용을 확인하고 검토를 요청해 주세요."))
            return redirect("releases_desk:detail", release_id=number)
    return render(request, "news/release_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: Request, release_id: int) -> HttpResponse:
    """This view will revise a release; a stale save shows what stands meanwhile."""
    page = release_page(viewer=request.viewer, release_id=release_id)
    form = _form_of(request, page)
    current = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        if _attempt(request, form, revise_release, release_id=release_id, version=version):
            messages.success(request, _("고친 내용을 저장했습니다."))
            return redirect("releases_desk:detail", release_id=release_id)
        if form.has_error("__all__", "stale"):
            current = release_page(viewer=request.viewer, release_id=release_id)
    context = {"form": form, "page": page, "current": current}
    return render(request, "news/release_form.html", context)


def _form_of(request: Request, page: ReleasePage) -> ReleaseForm:
    content = page.content
    values: dict[str, Any] = {
        name: getattr(content, name) for name in ReleaseForm.base_fields if name != "version"
    }
    if page.line.state == "published":
        values["correction_note"] = ""
    known = categories_on(civil_day(request.now))
    return ReleaseForm(
        request.POST or None,
        categories=known if content.category in known else (content.category, *known),
        corrects=page.line.edition > 0,
        initial=values | {"version": page.version},
    )


def _attempt(
    request: Request, form: ReleaseForm, action: Callable[..., int], **arguments: Any
) -> int | None:
    """This function will run an action; what it refuses stands on the form, text kept."""
    try:
        return action(viewer=request.viewer, content=form.content(), now=request.now, **arguments)
    except (NotVisible, MayNotRelease):
        raise
    except StaleRelease as refusal:
        form.accept_version(refusal.data["version"])
        form.add_error(None, ValidationError(refusal.message, code="stale"))
    except Refusal as refusal:
        form.add_error(None, refusal.message)
    return None
