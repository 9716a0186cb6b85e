"""To a provider (OpenID Connect) and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.openid_connect import views

from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


def go_to(request: Request, provider_id: str) -> HttpResponse:
    """This function will lead to the provider, if there is one of that name."""
    _provider(provider_id)
    answer: HttpResponse = views.login(request, provider_id)
    return answer


def come_back(request: Request, provider_id: str) -> HttpResponse:
    """This function will go on with the provider's answer.

    Each provider has an address of its own to come back to, and the state it was given is good for
    it alone. One that names itself (`iss`, RFC 9207) must be the one that was asked.
    """
    app = _provider(provider_id)
    issuer = request.GET.get("iss")
    if issuer is not None and issuer.rstrip("/") != app.settings["server_url"].rstrip("/"):
        mixed_up: HttpResponse = render_authentication_error(request, None)
        return mixed_up
    answer: HttpResponse = views.callback(request, provider_id)
    return answer


def _provider(provider_id: str) -> SocialApp:
    try:
        return get_adapter().get_app(None, provider=provider_id)
    except SocialApp.DoesNotExist:
        raise NotVisible from None
