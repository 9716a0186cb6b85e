"""News for those who edit it: each repair beside its original."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hamkke.database.errors import NotVisible, Refusal
from hamkke.news.actions.accept_repairs import accept_repairs
from hamkke.news.actions.decide_repair import decide_repair
from hamkke.news.actions.publish_item import publish_item
from hamkke.news.errors import MayNotEditNews
from hamkke.news.forms.repairs import DecisionForm
from hamkke.news.queries.editing import item_to_edit, news_to_edit
from hamkke.news.rules import may_edit, may_release

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request

ITEMS_A_PAGE: Final = 20


@require_safe
def edited_news(request: Request) -> HttpResponse:
    """This view will list imported news with what waits; heads have press releases only."""
    if may_release(request.viewer) and not may_edit(request.viewer):
        return redirect("releases_desk:list")
    items = Paginator(news_to_edit(viewer=request.viewer), ITEMS_A_PAGE)
    page = items.get_page(request.GET.get("page"))
    return render(request, "news/desk_list.html", {"page_obj": page})


@require_safe
def repairs(request: Request, item_id: int) -> HttpResponse:
    """This view will show an item's repairs beside the original."""
    item = item_to_edit(viewer=request.viewer, item_id=item_id)
    return render(request, "news/repairs.html", {"item": item})


@require_POST
def decide(request: Request, item_id: int, number: int) -> HttpResponse:
    """This view will decide on one repair and come back to its place."""
    if not may_edit(request.viewer):
        raise MayNotEditNews
    form = DecisionForm(request.POST)
    try:
        if not form.is_valid():
            messages.error(request, form.first_sentence)
        else:
            decide_repair(
                viewer=request.viewer,
                item_id=item_id,
                number=number,
                decision=form.chosen,
                text=form.wording,
                now=request.now,
            )
    except NotVisible:
        raise
    except Refusal as refusal:
        messages.error(request, refusal.message)
    address = redirect("news_desk:repairs", item_id=item_id)
    address["Location"] += f"#repair-{number}"
    return address


@require_POST
def accept_all(request: Request, item_id: int) -> HttpResponse:
    """This view will accept all repairs that are still open."""
    count = accept_repairs(viewer=request.viewer, item_id=item_id, now=request.now)
    said = ngettext("%(count)s곳을 고쳤습니다.", "%(count)s곳을 고쳤습니다.", count)
    messages.success(request, said % {"count": count})
    return redirect("news_desk:repairs", item_id=item_id)


@require_POST
def publish(request: Request, item_id: int) -> HttpResponse:
    """This view will make an item public, or private again."""
    is_public = request.POST.get("is_public") == "1"
    publish_item(viewer=request.viewer, item_id=item_id, is_public=is_public, now=request.now)
    said = _("소식을 공개했습니다.") if is_public else _("소식을 비공개로 돌렸습니다.")
    messages.success(request, said)
    return redirect("news_desk:repairs", item_id=item_id)
