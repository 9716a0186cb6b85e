"""Fields of the directory's forms: no person's number gets past them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hamkke.directory.numbers import holds_resident_number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

OLDEST = 120
NO_PERSON = _("주민등록번호나 외국인등록번호로 보이는 숫자는 적을 수 없습니다. 지워 주세요.")


class Line(forms.CharField):
    """One line of text."""

    one_line = True

    def __init__(
        self, *, label: Text, max_length: int, required_text: Text = "", **options: Any
    ) -> None:
        """This function will say what is wrong in sentences; without one it may stay empty."""
        messages: dict[str, Text] = {
            "required": required_text,
            "max_length": _("%(limit_value)d자까지 적을 수 있습니다."),
        }
        super().__init__(
            label=label,
            max_length=max_length,
            required=bool(required_text),
            error_messages=messages,
            **options,
        )

    def clean(self, value: Any) -> str:
        """This function will refuse invisible characters and persons' numbers."""
        text = str(super().clean(value))
        allowed = "" if self.one_line else "\r\n\t"
        if any(unicodedata.category(c) == "Cc" and c not in allowed for c in text):
            raise ValidationError(_("줄바꿈이나 보이지 않는 글자는 쓸 수 없습니다."))
        if holds_resident_number(text):
            raise ValidationError(NO_PERSON)
        return text.replace("\r\n", "\n")


class Paragraphs(Line):
    """Several lines of text."""

    one_line = False

    def __init__(self, **options: Any) -> None:
        """This function will draw a box for several lines."""
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **options)


def email_field(label: Text, required_text: Text = "", help_text: Text = "") -> forms.EmailField:
    """This function will return a field for an e-mail address."""
    return forms.EmailField(
        label=label,
        max_length=254,
        required=bool(required_text),
        help_text=help_text,
        error_messages={
            "required": required_text,
            "invalid": _("이메일 주소를 name@example.com 꼴로 적어 주세요."),
            "max_length": _("%(limit_value)d자까지 적을 수 있습니다."),
        },
    )


def website_field() -> forms.URLField:
    """This function will return a field for a website."""
    return forms.URLField(
        label=_("누리집"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={
            "invalid": _("누리집 주소를 https://example.com 꼴로 적어 주세요."),
            "max_length": _("%(limit_value)d자까지 적을 수 있습니다."),
        },
    )


def several(label: Text, choices: Any, required_text: Text = "") -> forms.MultipleChoiceField:
    """This function will return a field of boxes to tick."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=bool(required_text),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": required_text,
            "invalid_choice": _("목록에서 골라 주세요."),
            "invalid_list": _("목록에서 골라 주세요."),
        },
    )


def age_field(label: Text) -> forms.IntegerField:
    """This function will return a field for an age in full years."""
    wrong = _("나이는 0부터 120까지 숫자로 적어 주세요.")
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=OLDEST,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )
