"""E-mails that cannot be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import Promise


class UnusableAddress(Refusal):
    """The address is none, or would smuggle a line into the message."""

    text: ClassVar[str | Promise] = _("이메일 주소를 name@example.com 꼴로 다시 적어 주세요.")


class UnusableSubject(Refusal):
    """The subject is empty, too long or holds a line break. Data: limit."""

    text: ClassVar[str | Promise] = _(
        "이메일 제목은 줄을 바꾸지 않고 %(limit)s자까지 적을 수 있습니다."
    )


class UnusableText(Refusal):
    """The text is empty, too long or holds control characters. Data: limit."""

    text: ClassVar[str | Promise] = _("이메일 내용은 %(limit)s자까지 적을 수 있습니다.")
