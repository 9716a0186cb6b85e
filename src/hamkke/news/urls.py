"""The addresses of news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hamkke.news.views import editing
from hamkke.news.views import public as published

if TYPE_CHECKING:
    from django.urls import URLPattern

desk: tuple[list[URLPattern], str] = (
    [
        path("", editing.edited_news, name="list"),
        path("<int:item_id>/repairs/", editing.repairs, name="repairs"),
        path("<int:item_id>/repairs/accept/", editing.accept_all, name="accept_all"),
        path("<int:item_id>/repairs/<int:number>/", editing.decide, name="decide"),
        path("<int:item_id>/publish/", editing.publish, name="publish"),
    ],
    "news_desk",
)
public: tuple[list[URLPattern], str] = (
    [
        path("", published.news_list, name="list"),
        path("<int:item_id>/", published.news_article, name="article"),
    ],
    "news",
)
