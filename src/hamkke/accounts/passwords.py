"""What a password must be: long, hard to guess, in no known breach; all without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from hamkke.accounts.breached import is_breached
from hamkke.accounts.queries.addresses import addresses_of

if TYPE_CHECKING:
    from hamkke.accounts.models import Account

SHORTEST: Final = 10
# zxcvbn: 3 is safe against an attacker who has the hash and a slow hash, 10⁸ to 10¹⁰ guesses.
SAFE: Final = 3
# As far as zxcvbn reads.
LONGEST_READ: Final = 72
OURS: Final = ("hamkke", "함께", "seoul", "서울", "tjdnf", "gkaRp")


class LengthValidator:
    """At least ten characters."""

    def validate(self, password: str, user: Account | None = None) -> None:  # noqa: ARG002
        """This function will refuse a short password."""
        if len(password) < SHORTEST:
            raise ValidationError(
                _("비밀번호는 %(length)d자 이상이어야 합니다.") % {"length": SHORTEST}
            )


class GuessableValidator:
    """Refuses what zxcvbn guesses: its lists of passwords, names and words, and patterns."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """This function will refuse a password that some milliard guesses find."""
        known = [*OURS, *_words_of(user)]
        if zxcvbn(password[:LONGEST_READ], user_inputs=known)["score"] < SAFE:
            raise ValidationError(
                _("쉽게 짐작할 수 있는 비밀번호입니다. 낱말을 더 이어 길게 적어 주세요.")
            )


class BreachedValidator:
    """Refuses what stands in the file of breached passwords, where there is one."""

    def validate(self, password: str, user: Account | None = None) -> None:  # noqa: ARG002
        """This function will refuse a password that others have lost already."""
        if settings.BREACHED_PASSWORDS.exists() and is_breached(
            password, settings.BREACHED_PASSWORDS
        ):
            raise ValidationError(
                _("다른 곳에서 새어 나간 적이 있는 비밀번호입니다. 다른 것을 적어 주세요.")
            )


def _words_of(user: Account | None) -> list[str]:
    if user is None:
        return []
    addresses = addresses_of(account_id=user.pk) if user.pk else []
    parts = [part for address in addresses for part in (address, *address.split("@"))]
    return [user.login_name, user.person.name, *parts]
