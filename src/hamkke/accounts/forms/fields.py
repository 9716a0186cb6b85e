"""Fields that several forms of accounts have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.plain import is_plain

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


class PlainField(forms.CharField):
    """One line of text without characters that cannot be seen."""

    def __init__(self, *, label: Text, required_text: Text = "", **options: Any) -> None:
        """This function will say what is wrong in sentences; without one it may stay empty."""
        messages: dict[str, Text] = {
            "required": required_text,
            "max_length": _("%(limit_value)d자까지 적을 수 있습니다."),
        }
        super().__init__(
            label=label, required=bool(required_text), error_messages=messages, **options
        )

    def clean(self, value: Any) -> str:
        """This function will refuse line breaks and invisible characters, also at the ends."""
        if isinstance(value, str) and not is_plain(value):
            raise ValidationError(_("줄바꿈이나 보이지 않는 글자는 쓸 수 없습니다."))
        return str(super().clean(value))


class AddressField(forms.EmailField):
    """An e-mail address."""

    def __init__(self, **options: Any) -> None:
        """This function will say what is wrong in sentences."""
        super().__init__(
            label=_("이메일"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            error_messages={
                "invalid": _("이메일 주소를 name@example.com 꼴로 적어 주세요."),
                "max_length": _("%(limit_value)d자까지 적을 수 있습니다."),
            },
            **options,
        )


class DayField(forms.DateField):
    """A civil day, in the browser's own control."""

    def __init__(self, *, label: Text, **options: Any) -> None:
        """This function will draw a date control."""
        super().__init__(
            label=label,
            widget=forms.DateInput(attrs={"type": "date", "class": "hk-short"}, format="%Y-%m-%d"),
            error_messages={
                "required": _("날짜를 골라 주세요."),
                "invalid": _("날짜를 2026-03-01 꼴로 적어 주세요."),
            },
            **options,
        )

    def clean(self, value: Any) -> Any:
        """This function will refuse years that nobody means."""
        found = super().clean(value)
        if found is not None and not 2000 <= found.year <= 2100:  # noqa: PLR2004 - this century
            raise ValidationError(_("연도를 확인해 주세요."))
        return found
