"""Fields that several forms of signing in share, with hamkke's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from hamkke.accounts.models import Account

LONGEST_PASSWORD: Final = 200
LONGEST_ADDRESS: Final = 254
HELP: Final = _(
    "10자 이상으로, 다른 곳에서 쓰지 않는 것을 적어 주세요. "
    "낱말 서너 개를 이어 쓰면 외우기 쉽습니다."
)


class PasswordField(forms.CharField):
    """A password as it is typed; nothing is stripped, nothing comes back."""

    def __init__(self, *, label: str | _StrPromise, now_used: bool = True, **kwargs: Any) -> None:
        """This function will tell the browser whether to fill in the password in use."""
        fill = "current-password" if now_used else "new-password"
        super().__init__(
            label=label,
            max_length=LONGEST_PASSWORD,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": fill}),
            error_messages={
                "required": _("비밀번호를 적어 주세요."),
                "max_length": _("비밀번호는 %(limit_value)d자까지 적을 수 있습니다."),
            },
            **kwargs,
        )


class NewPasswordField(PasswordField):
    """A password to be; it is held against the validators, which know its person."""

    user: Account | None = None

    def __init__(self, *, label: str | _StrPromise) -> None:
        """This function will explain what a password must be."""
        super().__init__(label=label, now_used=False, help_text=HELP)

    def clean(self, value: Any) -> Any:
        """This function will refuse what is short, guessable or breached."""
        password = super().clean(value)
        validate_password(password, self.user)
        return password


class AddressField(forms.EmailField):
    """An e-mail address."""

    def __init__(self, *, label: str | _StrPromise) -> None:
        """This function will let the browser offer the person's address."""
        wrong = _("이메일 주소를 name@example.com 꼴로 적어 주세요.")
        super().__init__(
            label=label,
            max_length=LONGEST_ADDRESS,
            widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
            error_messages={
                "required": _("이메일 주소를 적어 주세요."),
                "invalid": wrong,
                "max_length": wrong,
            },
        )
