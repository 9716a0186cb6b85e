"""The addresses of news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hamkke.news.views import editing, release_files, releases, reviewing
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
release_desk: tuple[list[URLPattern], str] = (
    [
        path("", releases.releases, name="list"),
        path("new/", releases.write, name="write"),
        path("<int:release_id>/", releases.release, name="detail"),
        path("<int:release_id>/edit/", releases.revise, name="revise"),
        path("<int:release_id>/files/new/", release_files.attach, name="attach"),
        path("<int:release_id>/files/<uuid:key>/remove/", release_files.detach, name="detach"),
        path("<int:release_id>/submit/", reviewing.submit, name="submit"),
        path("<int:release_id>/approve/", reviewing.approve, name="approve"),
        path("<int:release_id>/return/", reviewing.send_back, name="return"),
        path("<int:release_id>/withdraw/", reviewing.withdraw, name="withdraw"),
    ],
    "releases_desk",
)
public: tuple[list[URLPattern], str] = (
    [
        path("", published.news_list, name="list"),
        path("<int:item_id>/", published.news_article, name="article"),
    ],
    "news",
)
