"""Forms of whoever is invited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.forms import LONGEST_PASSWORD
from hamkke.accounts.forms.typed import AddressField, PlainField
from hamkke.accounts.keys import LONGEST_SECRET
from hamkke.accounts.plain import LONGEST_NAME


class CodeForm(forms.Form):
    """A printed code, typed with or without its dashes."""

    code = PlainField(
        label=_("초대 코드"),
        max_length=LONGEST_SECRET,
        required_text=_("초대장에 적힌 코드를 적어 주세요."),
        help_text=_("초대장에 적힌 열두 글자입니다. 줄표와 대소문자는 가리지 않습니다."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class NewAccountForm(forms.Form):
    """Name, e-mail address and password of somebody who has no account yet."""

    name = PlainField(
        label=_("이름"),
        max_length=LONGEST_NAME,
        required_text=_("이름을 적어 주세요."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(
        help_text=_("로그인할 때 씁니다. 기관에서 쓰는 주소를 적어 주세요."),
        autocomplete="username",
        required_text=_("이메일 주소를 적어 주세요."),
    )
    password = forms.CharField(
        label=_("비밀번호"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=_("열 글자 이상, 남이 알아맞히기 어려운 것으로 적어 주세요."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={
            "required": _("비밀번호를 적어 주세요."),
            "max_length": _("비밀번호는 %(limit_value)d자까지 적을 수 있습니다."),
        },
    )
    again = forms.CharField(
        label=_("비밀번호 한 번 더"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={
            "required": _("비밀번호를 한 번 더 적어 주세요."),
            "max_length": _("비밀번호는 %(limit_value)d자까지 적을 수 있습니다."),
        },
    )

    def clean_password(self) -> str:
        """This function will refuse weak passwords."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        """This function will refuse two passwords that differ."""
        data = super().clean() or {}
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", ValidationError(_("두 비밀번호가 서로 다릅니다.")))
        return data
