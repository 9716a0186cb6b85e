"""What signing in and choosing a membership refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import Promise


class WrongCredentials(Refusal):
    """The login name or the password is wrong; the sentence must not tell which."""

    text: ClassVar[str | Promise] = _(
        "이메일 주소나 아이디 또는 비밀번호가 맞지 않습니다. 두 가지를 다시 확인해 주세요."
    )


class NotYourMembership(Refusal):
    """The membership is another person's, or has ended."""

    text: ClassVar[str | Promise] = _(
        "고를 수 없는 소속입니다. 그사이 끝난 소속일 수 있으니 아래 목록에서 다시 골라 주세요."
    )


class HasAccount(Refusal):
    """The person has an account already."""

    text: ClassVar[str | Promise] = _("이미 계정이 있습니다. 그 계정으로 로그인해 주세요.")
    status = 409


class AddressTaken(Refusal):
    """Somebody has confirmed the address for another account."""

    text: ClassVar[str | Promise] = _(
        "이 이메일 주소로는 계정을 만들 수 없습니다. 다른 주소를 적거나, 이미 계정이 있다면 "
        "로그인해 주세요."
    )


class WeakPassword(Refusal):
    """The password is too short, too easily guessed or known from a breach."""

    text: ClassVar[str | Promise] = "%(reasons)s"


class TooManyAttempts(Refusal):
    """Too many wrong tries from here; the pause grows, and only here."""

    text: ClassVar[str | Promise] = _(
        "여러 번 틀려서 잠시 쉬어야 합니다. %(seconds)s초 뒤에 다시 해 주세요. "
        "다른 기기는 막히지 않습니다."
    )
    status = 429


class NotYoursToReset(Refusal):
    """Nobody has the address, or it is not for the viewer to reset; the sentence must not tell."""

    text: ClassVar[str | Promise] = _(
        "이 주소의 2단계 인증은 지울 수 없습니다. 주소를 확인하고, 맞다면 그 사람의 소속 기관이나 "
        "위 기관의 담당자에게 부탁하세요."
    )
