"""How accounts of other institutions (OpenID Connect) lead to accounts here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.providers.base import ProviderException

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialApp, SocialLogin
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Providers come from the settings alone; nobody gets an account by them."""

    def list_apps(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - allauth's signature
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """This function will return the providers of the settings; the database is not asked."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """This function will keep sign-up closed: accounts come by invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:  # noqa: ARG002
        """This function will refuse an answer whose two halves speak of different people.

        The user information is fetched with the access token; it must be about the person of the
        ID token (OpenID Connect Core 5.3.2).
        """
        data: dict[str, Any] = sociallogin.account.extra_data
        subjects = {
            part["sub"] for part in data.values() if isinstance(part, dict) and "sub" in part
        }
        if len(subjects) > 1:
            msg = "the user information is about somebody else"
            raise ProviderException(msg)

    def authenticate_by_email(
        self, sociallogin: SocialLogin
    ) -> tuple[AbstractBaseUser, str] | None:
        """This function will find an account by address only if both sides have confirmed it.

        And only for providers whose addresses the installation trusts (`trust_addresses`).
        """
        for address in sociallogin.email_addresses:
            email = address.email.lower()
            if address.verified is not True or not self.can_authenticate_by_email(
                sociallogin, email
            ):
                continue
            held = (
                EmailAddress.objects.filter(email=email, verified=True)
                .select_related("user")
                .first()
            )
            if held is not None:
                return held.user, email
        return None
