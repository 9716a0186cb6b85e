"""Forms of the inbox."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamkke.inbox.hours import Quiet
from hamkke.inbox.models import MailChoice
from hamkke.inbox.queries.choices import Choice

if TYPE_CHECKING:
    from django.http import QueryDict

HOURS = tuple((f"{hour:02}:00", f"{hour:02}:00") for hour in range(24))
BIGGEST = 2**63 - 1


class ReadForm(forms.Form):
    """Which notice was read; without one, all."""

    notice = forms.IntegerField(min_value=1, max_value=BIGGEST)


def _hour(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=HOURS,
        coerce=time.fromisoformat,
        widget=forms.Select(attrs={"class": "hk-short"}),
        error_messages={
            "required": _("시각을 골라 주세요."),
            "invalid_choice": _("목록에 있는 시각을 골라 주세요."),
        },
    )


class TellingForm(forms.Form):
    """How and when to be told by e-mail."""

    mail = forms.ChoiceField(
        label=_("이메일 받기"),
        choices=MailChoice.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("하나를 골라 주세요."),
            "invalid_choice": _("목록에서 하나를 골라 주세요."),
        },
    )
    quiet_from = _hour(_("조용한 시간 시작"))
    quiet_until = _hour(_("조용한 시간 끝"))
    quiet_days = forms.BooleanField(label=_("주말과 공휴일에는 보내지 않기"), required=False)

    def __init__(self, data: QueryDict | None, *, choice: Choice) -> None:
        """This function will show the choice that holds now."""
        super().__init__(
            data,
            initial={
                "mail": choice.mail,
                "quiet_from": f"{choice.quiet.from_time:%H:%M}",
                "quiet_until": f"{choice.quiet.until_time:%H:%M}",
                "quiet_days": choice.quiet.days_off,
            },
        )
        self.fields["quiet_from"].help_text = _(
            "이 시간에 생긴 일은 끝난 뒤에 보냅니다. 시작과 끝이 같으면 조용한 시간이 없습니다."
        )

    def choice(self) -> Choice:
        """This function will return what was chosen."""
        chosen = self.cleaned_data
        quiet = Quiet(chosen["quiet_from"], chosen["quiet_until"], chosen["quiet_days"])
        return Choice(chosen["mail"], quiet)
