"""Changing the language of pages that have none in their address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import BadRequest
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
def change_language(request: HttpRequest) -> HttpResponse:
    """This view will remember the choice and go back to a page of this site."""
    if request.POST.get("language") not in dict(settings.LANGUAGES):
        raise BadRequest
    return set_language(request)
