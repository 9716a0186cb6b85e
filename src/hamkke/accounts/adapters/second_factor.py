"""How allauth keeps second factors: the secrets encrypted, the names in Korean."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.queries.addresses import address_of

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.base_user import AbstractBaseUser

    from hamkke.accounts.models import Account


class SecondFactorAdapter(DefaultMFAAdapter):
    """Lays hamkke's own under allauth's second factors."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("코드가 맞지 않습니다. 지금 보이는 코드를 다시 적어 주세요."),
        "cannot_generate_recovery_codes": _("인증 앱이나 패스키를 먼저 등록해 주세요."),
    }

    def encrypt(self, text: str) -> str:
        """This function will encrypt a secret with a key derived from the installation's."""
        return _keys(_secrets()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """This function will decrypt a secret."""
        return _keys(_secrets()).decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,  # noqa: ARG002 - allauth's signature
        type: Authenticator.Type,  # noqa: A002, ARG002
    ) -> str:
        """This function will name a passkey to which nobody gave a name."""
        return gettext("패스키")

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        account = cast("Account", user)
        return address_of(person_id=account.person_id) or account.login_name

    def _get_site_name(self) -> str:
        return gettext("함께")


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _keys(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    derived = HKDF(hashes.SHA256(), 32, None, b"hamkke.accounts.second_factor")
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
