"""What every request passes on its way: clean input, and refusals as sentences."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponseBadRequest, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation

from hamkke.database.errors import NotVisible, Refusal
from hamkke.web.context import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

    type GetResponse = Callable[[HttpRequest], HttpResponseBase]


class InputMiddleware:
    """Stores NFC whatever form a keyboard or file system typed, and stops NUL before PostgreSQL."""

    def __init__(self, get_response: GetResponse) -> None:
        """This function will keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """This function will clean query and form; NUL in a form is refused by the form itself."""
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest(
                "주소에 쓸 수 없는 문자가 있습니다. 주소를 확인해 주세요.\n"
                "The address has a character that cannot be used.",
                content_type="text/plain; charset=utf-8",
            )
        if _length_of(request) > settings.LARGEST_REQUEST:
            # Before anybody reads it: a large file would fill memory or disk first.
            limit = {"limit": settings.LARGEST_REQUEST // 1_000_000}
            return render(request, "web/errors/413.html", limit, status=413)
        request.GET = _normalized(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            # Django offers no setter.
            request._post = _normalized(request.POST)  # type: ignore[attr-defined] # noqa: SLF001
        return self.get_response(request)


def _length_of(request: HttpRequest) -> int:
    stated = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(stated[:18]) if stated.isascii() and stated.isdigit() else 0


def _normalized(values: QueryDict) -> QueryDict:
    if all(
        unicodedata.is_normalized("NFC", item) for key in values for item in values.getlist(key)
    ):
        return values
    copy = values.copy()
    for key in values:
        copy.setlist(key, [unicodedata.normalize("NFC", item) for item in values.getlist(key)])
    copy._mutable = False  # noqa: SLF001 - as Django's own
    return copy


class LanguageMiddleware:
    """Shows pages without a language in their address in the one that the reader chose.

    Follows Django's LocaleMiddleware, for which such an address means Korean.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """This function will keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """This function will take the language from the cookie; the portal has it in its paths."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen in dict(settings.LANGUAGES) and zone_of(request.path) != "public":
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return self.get_response(request)


class RefusalMiddleware:
    """Turns a Refusal that a view let through, and a method not offered, into a page."""

    def __init__(self, get_response: GetResponse) -> None:
        """This function will keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """This function will pass the request on; Django says nothing with a 405."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "web/errors/405.html", status=response.status_code)
            page["Allow"] = response["Allow"]
            return page
        return response

    @staticmethod
    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """This function will answer a refusal; any other exception goes its way."""
        if isinstance(exception, NotVisible):
            raise Http404
        if isinstance(exception, Refusal):
            return render(
                request, "web/refusal.html", {"refusal": exception}, status=exception.status
            )
        return None
