"""Open Referral HSDS 3.0 at /api/hsds/: read-only, for everybody."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from hamkke.database.errors import NotVisible
from hamkke.directory.asked import Asked, BadQueryError, read_asked
from hamkke.directory.queries import open_referral
from hamkke.directory.records import OPENAPI, PROFILE, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from hamkke.accounts.http import Request

    type Answer = Callable[..., Any]


def _answer(data: Any, status: int = 200) -> JsonResponse:
    response = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    # Ask again each time: whatever is withdrawn is gone at once.
    response["Cache-Control"] = "public, no-cache"
    return response


def _open(view: Answer) -> Answer:
    """Answers in JSON whatever happens, to pages of any origin."""

    @require_safe
    @wraps(view)
    def wrapped(request: Request, **arguments: Any) -> JsonResponse:
        try:
            return _answer(view(read_asked(request.GET), **arguments))
        except BadQueryError as error:
            return _answer(
                {
                    "error": "bad parameter",
                    "parameter": str(error),
                    "message": "주소의 물음표 뒤에 적은 값을 읽지 못했습니다. 값을 확인해 주세요.",
                },
                400,
            )
        except NotVisible:
            return _answer(
                {"error": "not found", "message": "찾는 것이 없습니다. 번호를 확인해 주세요."}, 404
            )

    return wrapped


@_open
def about(asked: Asked) -> Any:  # noqa: ARG001
    """This view will say which version and profile is spoken."""
    return {"version": VERSION, "profile": PROFILE, "openapi_url": OPENAPI}


@_open
def services(asked: Asked) -> Any:
    """This view will list services."""
    return open_referral.list_services(asked)


@_open
def service(asked: Asked, key: UUID) -> Any:  # noqa: ARG001
    """This view will give one service with everything."""
    return open_referral.one_service(key)


@_open
def organizations(asked: Asked) -> Any:
    """This view will list organizations."""
    return open_referral.list_organizations(asked)


@_open
def organization(asked: Asked, key: UUID) -> Any:
    """This view will give one organization with its services."""
    return open_referral.one_organization(key, full_service=asked.full_service)


@_open
def places(asked: Asked) -> Any:
    """This view will list services at places."""
    return open_referral.list_places(asked)


@_open
def place(asked: Asked, key: UUID) -> Any:  # noqa: ARG001
    """This view will give one service at one place."""
    return open_referral.one_place(key)


@_open
def taxonomies(asked: Asked) -> Any:
    """This view will list taxonomies."""
    return open_referral.list_taxonomies(asked)


@_open
def taxonomy(asked: Asked, key: UUID) -> Any:  # noqa: ARG001
    """This view will give one taxonomy."""
    return open_referral.one_taxonomy(key)


@_open
def terms(asked: Asked) -> Any:
    """This view will list taxonomy terms."""
    return open_referral.list_terms(asked)


@_open
def term(asked: Asked, key: UUID) -> Any:  # noqa: ARG001
    """This view will give one taxonomy term."""
    return open_referral.one_term(key)
