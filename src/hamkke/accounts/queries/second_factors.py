"""Who has a second factor, and whose lost one somebody may reset."""

from __future__ import annotations

from typing import Final

from allauth.mfa.models import Authenticator

# Recovery codes alone are no factor: they only stand in for one.
FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(*, account_id: int) -> bool:
    """This function will tell whether the account has an authenticator app or a passkey."""
    found = Authenticator.objects.filter(user_id=account_id, type__in=FACTORS)
    return bool(found.exists())
