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
        "아이디 또는 비밀번호가 맞지 않습니다. 두 가지를 다시 확인해 주세요."
    )


class NotYourMembership(Refusal):
    """The membership is another person's, or has ended."""

    text: ClassVar[str | Promise] = _(
        "고를 수 없는 소속입니다. 그사이 끝난 소속일 수 있으니 아래 목록에서 다시 골라 주세요."
    )
