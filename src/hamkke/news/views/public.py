"""News for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hamkke.news.queries.published import (
    published_article,
    published_categories,
    published_news,
)

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request

ITEMS_A_PAGE: Final = 20


@require_safe
def news_list(request: Request) -> HttpResponse:
    """This view will list published news, newest first, of one category or all."""
    category = request.GET.get("category", "")
    items = Paginator(published_news(category=category), ITEMS_A_PAGE)
    return render(
        request,
        "news/list.html",
        {
            "page_obj": items.get_page(request.GET.get("page")),
            "categories": published_categories(),
            "category": category,
        },
    )


@require_safe
def news_article(request: Request, item_id: int) -> HttpResponse:
    """This view will show one published article, or a press release."""
    article = published_article(item_id=item_id)
    context = {"article": article, "address": request.build_absolute_uri(request.path)}
    if article.release is None:
        return render(request, "news/article.html", context)
    for picture in article.release.pictures[:1]:
        path = reverse("files:file", args=[picture.file.key])
        context["picture_address"] = request.build_absolute_uri(path)
    return render(request, "news/release.html", context)
