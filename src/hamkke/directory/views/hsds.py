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

    from hamkke.accounts.http import Request

    type Answer = Callable[..., Any]


def _answer(data: Any, status: int = 200) -> JsonResponse:
    response = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    # Ask again each time: whatever is withdrawn is gone at once.
    response["Cache-Control"] = "public, no-cache"
    return response


def _open(answer: Answer) -> Answer:
    """Answers in JSON whatever happens, to pages of any origin."""

    @require_safe
    @wraps(answer)
    def wrapped(request: Request, **arguments: Any) -> JsonResponse:
        try:
            return _answer(answer(read_asked(request.GET), **arguments))
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


# A list and one record of each kind: what a query says is what is answered.
services = _open(open_referral.list_services)
service = _open(open_referral.one_service)
organizations = _open(open_referral.list_organizations)
organization = _open(open_referral.one_organization)
places = _open(open_referral.list_places)
place = _open(open_referral.one_place)
taxonomies = _open(open_referral.list_taxonomies)
taxonomy = _open(open_referral.one_taxonomy)
terms = _open(open_referral.list_terms)
term = _open(open_referral.one_term)
