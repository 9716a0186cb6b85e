"""The site's addresses: the portal at the root (Korean without prefix, English under /en/).

An app's urls.py offers `public` and `desk`, each a list of patterns with its namespace.
"""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from hamkke.accounts import urls as accounts
from hamkke.agreements import urls as agreements
from hamkke.database.zones import SERVED
from hamkke.directory import urls as directory
from hamkke.files import urls as files
from hamkke.inbox import urls as inbox
from hamkke.news import urls as news
from hamkke.placements import urls as placements
from hamkke.portal import urls as portal
from hamkke.programs import urls as programs
from hamkke.weather import urls as weather
from hamkke.web import urls as web

served = SERVED[settings.ZONE]
urlpatterns: list[URLPattern | URLResolver] = [*web.urlpatterns]
if "identity" in served:
    urlpatterns += [
        path("accounts/", include(accounts.identity)),
        path("accounts/organizations/", include(directory.identity)),
        path("accounts/", include(accounts.allauth)),
    ]
if "work" in served:
    urlpatterns += [
        path("desk/", include(inbox.desk)),
        path("desk/people/", include(accounts.desk)),
        path("desk/families/", include(accounts.families_desk)),
        path("desk/agreements/", include(agreements.desk)),
        path("desk/programs/", include(programs.desk)),
        path("desk/placements/", include(placements.desk)),
        path("desk/news/releases/", include(news.release_desk)),
        path("desk/news/", include(news.desk)),
        path("desk/directory/", include(directory.desk)),
        path("desk/files/", include(files.desk)),
    ]
if "public" in served:
    urlpatterns += [
        path("files/", include(files.public)),
        path("api/hsds/", include(directory.hsds)),
    ]
    urlpatterns += i18n_patterns(
        path("directory/", include(directory.public)),
        path("news/", include(news.public)),
        path("weather/", include(weather.public)),
        path("", include(portal.public)),
        prefix_default_language=False,
    )

handler400 = "hamkke.web.views.errors.bad_request"
handler403 = "hamkke.web.views.errors.permission_denied"
handler404 = "hamkke.web.views.errors.page_not_found"
handler500 = "hamkke.web.views.errors.server_error"
