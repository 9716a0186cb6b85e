"""The form of one decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamkke.news.actions.decide_repair import LONGEST_TEXT
from hamkke.news.models import Decision


class DecisionForm(forms.Form):
    """What a person decided about a repair, perhaps in words of their own."""

    decision = forms.ChoiceField(
        choices=Decision.choices,
        error_messages={
            "required": _("고칠지 그대로 둘지 골라 주세요."),
            "invalid_choice": _("고칠지 그대로 둘지 골라 주세요."),
        },
    )
    candidate = forms.CharField(required=False, max_length=LONGEST_TEXT)
    text = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={
            "max_length": _("고칠 말이 너무 깁니다. %(limit_value)s자까지 적을 수 있습니다.")
        },
    )

    @property
    def chosen(self) -> Decision:
        """The decision that was chosen."""
        return Decision(self._value("decision"))

    @property
    def wording(self) -> str:
        """The person's own words, else the candidate they chose."""
        return str(self._value("text") or self._value("candidate"))

    @property
    def first_sentence(self) -> str:
        """The first thing that is wrong."""
        return str(next(iter(self.errors.values()))[0])

    def _value(self, name: str) -> Any:
        return self.cleaned_data[name]
