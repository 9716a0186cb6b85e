"""The two middlewares that decide who asks and what PostgreSQL is told of it.

Order: SessionMiddleware (outer) reads and saves the session in short transactions of the identity
role; IdentityMiddleware (innermost) runs the request in one transaction of its zone's role.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from psycopg.pq import TransactionStatus

from hamkke.accounts.actions.sign_in import PERSONA_KEY
from hamkke.accounts.queries.viewer import viewer_of_account
from hamkke.accounts.rules import demo_is_on
from hamkke.accounts.viewer import ANONYMOUS
from hamkke.audit.actions.record_refusal import record_refusal
from hamkke.database import roles
from hamkke.database.identity import acting_as, civil_day
from hamkke.database.zones import HEALTH, SUPPORT, WORK, served_zone
from hamkke.web.views.errors import page_not_found

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from hamkke.accounts.http import Request

    type GetResponse = Callable[[Request], HttpResponseBase]

logger = logging.getLogger(__name__)
MEMBERSHIP_KEY = "membership_id"
HAT_FIELD = "hat"
REFUSED = frozenset({403, 404})
SERVER_ERROR = 500
CONFLICT = 409
DESK = "/desk/"
NEED_PROOF = (WORK, SUPPORT)
# Servers and proxies refuse longer headers than this becomes when it is quoted.
LONGEST_WAY_BACK = 1000


class SessionMiddleware:
    """Gives `request.session`, `request.user` and `request.viewer`; the portal opens no session."""

    def __init__(self, get_response: GetResponse) -> None:
        """This function will keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """This function will load who asks, answer, and save a changed session."""
        request.now = timezone.now()
        request.viewer = ANONYMOUS
        request.user = AnonymousUser()
        zone = served_zone(request.path_info, settings.ZONE)
        if zone is None:
            return page_not_found(request, Http404())
        request.zone = zone
        cookie = zone.cookie
        if cookie is None or request.path_info == HEALTH:
            return self.get_response(request)
        request.session = SessionStore(request.COOKIES.get(cookie))
        if cookie in request.COOKIES:
            self._load(request)
        response = self.get_response(request)
        self._save(request, response, cookie)
        return response

    @staticmethod
    def _load(request: Request) -> None:
        with acting_as(roles.IDENTITY):
            user = get_user(request)
            if user.is_authenticated:
                request.user = user
                request.viewer = viewer_of_account(
                    account=user,
                    membership_id=request.session.get(MEMBERSHIP_KEY),
                    today=civil_day(request.now),
                    is_persona=demo_is_on() and request.session.get(PERSONA_KEY) is True,
                )

    @staticmethod
    def _save(request: Request, response: HttpResponseBase, cookie: str) -> None:
        session = request.session
        patch_vary_headers(response, ("Cookie",))
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        if session.is_empty():
            if cookie in request.COOKIES:
                response.delete_cookie(cookie, samesite="Lax")
            return
        if not session.modified or response.status_code >= SERVER_ERROR:
            return
        try:
            with acting_as(roles.IDENTITY):
                session.save()
        except UpdateError:  # it was ended elsewhere while this request ran
            response.delete_cookie(cookie, samesite="Lax")
            return
        response.set_cookie(
            cookie,
            str(session.session_key),
            max_age=None if session.get_expire_at_browser_close() else session.get_expiry_age(),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


class IdentityMiddleware:
    """Runs the view in one transaction under the zone's role; a failed answer commits nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        """This function will keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """This function will answer inside the transaction, and roll back what failed."""
        if request.zone == WORK and not (
            request.viewer.is_signed_in or request.path_info == HEALTH
        ):
            return _sign_in_first(request)
        if request.zone in NEED_PROOF and request.viewer.lacks_second_factor:
            # By its path: an English page stays English by the language cookie.
            return HttpResponseRedirect(reverse("accounts:second_factor"))
        if request.zone == WORK and _is_of_another_hat(request):
            # The page asks what the viewer may do: it needs the zone's role like any other.
            with acting_as(request.zone.role, request.viewer.identity):
                return _refuse_other_hat(request)
        with acting_as(request.zone.role, request.viewer.identity):
            response = self.get_response(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
            elif _broken():
                # A view swallowed a database error: its 200 would be a lie, for nothing is saved.
                logger.error("transaction in error behind status %s", response.status_code)
                transaction.set_rollback(True)
                msg = "the view swallowed a database error"
                raise DatabaseError(msg)
        if response.status_code in REFUSED and request.viewer.is_signed_in:
            record_refusal(
                role=request.zone.role,
                viewer=request.viewer.identity,
                path=request.path,
                status=response.status_code,
                now=request.now,
            )
        return response


def _sign_in_first(request: Request) -> HttpResponseRedirect:
    # After a POST, back to the form: its text is kept by the browser (data-keep).
    back = request.get_full_path()
    if request.method != "GET":
        back = _path_of(request.headers.get("Referer", ""))
    if len(back) > LONGEST_WAY_BACK:
        back = DESK
    return HttpResponseRedirect(f"{reverse('accounts:sign_in')}?{urlencode({'next': back})}")


def _is_of_another_hat(request: Request) -> bool:
    """Whether a form was opened while another membership was on, as in another tab."""
    opened = request.POST.get(HAT_FIELD) if request.method == "POST" else None
    return opened is not None and opened != str(request.viewer.membership_id)


def _refuse_other_hat(request: Request) -> HttpResponse:
    opened = request.POST.get(HAT_FIELD, "")[:18]
    number = int(opened) if opened.isascii() and opened.isdigit() else None
    context = {
        "opened": number,
        "opened_label": request.viewer.hat(number),
        "back": _path_of(request.headers.get("Referer", "")),
    }
    return render(request, "accounts/another_hat.html", context, status=CONFLICT)


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path or DESK
    except ValueError:  # as of http://[
        return DESK


def _broken() -> bool:
    raw = connection.connection
    return connection.needs_rollback or (
        raw is not None and raw.info.transaction_status == TransactionStatus.INERROR
    )
