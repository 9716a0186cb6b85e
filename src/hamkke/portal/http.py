"""Public pages may be kept for a minute by anybody: they are the same for everybody."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final

from django.conf import settings
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from hamkke.accounts.http import Request

MINUTE: Final = 60
# Where Django keeps messages until a page has shown them.
MESSAGES_COOKIE: Final = "messages"


def public_page[**P](
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """This decorator will admit GET and HEAD only and let caches keep the answer.

    An answer that shows somebody's message is that person's, and the demo's bar changes with the
    role: neither is kept.
    """
    safe = require_safe(conditional_page(view))

    @wraps(view)
    def answered(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response: HttpResponse = safe(request, *args, **kwargs)
        if response.status_code not in {200, 304}:
            return response
        if settings.DEMO or MESSAGES_COOKIE in request.COOKIES:
            patch_cache_control(response, private=True, no_cache=True)
        else:
            patch_cache_control(response, public=True, max_age=MINUTE)
        return response

    return answered
