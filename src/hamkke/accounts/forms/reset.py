"""Forms about sessions and lost second factors."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.forms.fields import AddressField

LARGEST = 2**63 - 1


class EndSessionForm(forms.Form):
    """Which session to end; none: all others."""

    number = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)


class ResetForm(forms.Form):
    """Whose second factor to take off, and why."""

    address = AddressField(label=_("그 사람의 이메일 주소"))
    reason = forms.ChoiceField(
        label=_("까닭"),
        choices=(
            ("lost", _("기기를 잃어버렸습니다.")),
            ("broken", _("기기가 고장 났습니다.")),
            ("replaced", _("기기를 바꾸며 옮기지 못했습니다.")),
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("까닭을 하나 골라 주세요."),
            "invalid_choice": _("까닭을 하나 골라 주세요."),
        },
    )
