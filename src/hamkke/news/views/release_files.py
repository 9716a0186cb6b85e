"""The files of a press release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamkke.database.errors import NotVisible, Refusal
from hamkke.news.actions.attach_to_release import attach_to_release
from hamkke.news.actions.detach_from_release import detach_from_release
from hamkke.news.errors import AltTextMissing, MayNotRelease
from hamkke.news.forms.releases import FileForm
from hamkke.news.queries.releases import release_page

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: Request, release_id: int) -> HttpResponse:
    """This view will take a picture or another file."""
    page = release_page(viewer=request.viewer, release_id=release_id)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _attached(request, release_id, form):
        messages.success(request, _("파일을 올렸습니다."))
        return redirect("releases_desk:detail", release_id=release_id)
    return render(request, "news/release_file.html", {"form": form, "page": page})


@require_POST
def detach(request: Request, release_id: int, key: UUID) -> HttpResponse:
    """This view will take a file out."""
    try:
        detach_from_release(viewer=request.viewer, release_id=release_id, key=key, now=request.now)
    except (NotVisible, MayNotRelease):
        raise
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("파일을 뺐습니다."))
    return redirect("releases_desk:detail", release_id=release_id)


def _attached(request: Request, release_id: int, form: FileForm) -> bool:
    """This function will keep the file; what is refused stands at its field, words kept."""
    upload, alt = form.cleaned_data["file"][0], form.cleaned_data["alt"]
    try:
        attach_to_release(
            viewer=request.viewer, release_id=release_id, upload=upload, alt=alt, now=request.now
        )
    except (NotVisible, MayNotRelease):
        raise
    except AltTextMissing as refusal:
        form.add_error("alt", refusal.message)
    except Refusal as refusal:
        form.add_error("file", refusal.message)
    else:
        return True
    return False
