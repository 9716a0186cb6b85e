"""Answers to what went wrong, in the site's own words."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from django.core.exceptions import DisallowedHost
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This function will say that the request could not be read."""
    if isinstance(exception, DisallowedHost):
        # A page names its own address, which here is not ours: drawing it would fail again.
        return HttpResponse(
            "이 주소로는 열 수 없는 사이트입니다. 주소를 확인해 주세요.\n"
            "This site does not answer under this name.",
            status=400,
            content_type="text/plain; charset=utf-8",
        )
    return render(request, "web/errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """This function will say that this is not allowed."""
    return render(request, "web/errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """This function will say that nothing is here, whether or not something is."""
    return render(request, "web/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """This function will say that nothing was saved, with a number to quote.

    It draws without the request: a context processor may be what broke.
    """
    reference = secrets.token_hex(4)
    logger.error("reference %s: %s %s", reference, request.method, request.path)
    page = render_to_string("web/errors/500.html", {"reference": reference})
    return HttpResponseServerError(page)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """This function will say that the form was open too long, and that its text is kept."""
    return render(request, "web/errors/csrf.html", status=403)
