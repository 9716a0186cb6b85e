"""News for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core.paginator import Paginator
from django.shortcuts import render
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
    """This view will show one published article."""
    article = published_article(item_id=item_id)
    address = request.build_absolute_uri(request.path)
    return render(request, "news/article.html", {"article": article, "address": address})
