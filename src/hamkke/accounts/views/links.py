"""Pages behind the links of e-mails: allauth's, which answer 404 where a link leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account import views
from django.views.decorators.http import require_http_methods

if TYPE_CHECKING:
    from django.template.response import TemplateResponse

    from hamkke.accounts.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: Request, uidb36: str, key: str) -> TemplateResponse:
    """This function will ask for a new password behind a link that is good once."""
    answer = cast(
        "TemplateResponse", views.password_reset_from_key(request, uidb36=uidb36, key=key)
    )
    if (getattr(answer, "context_data", None) or {}).get("token_fail"):
        answer.status_code = 404
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: Request, key: str) -> TemplateResponse:
    """This function will ask whether the address of the link is the person's, and confirm it."""
    answer = cast("TemplateResponse", views.confirm_email(request, key=key))
    context = getattr(answer, "context_data", None)
    if context is not None and not context.get("can_confirm"):
        answer.status_code = 404
    return answer
