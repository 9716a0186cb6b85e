"""Forms of the inbox."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.actions.hand_over_role import Handover
from hamkke.accounts.forms.typed import AddressField, DayField, PlainField
from hamkke.accounts.plain import LONGEST_NAME
from hamkke.inbox.hours import Quiet
from hamkke.inbox.models import MailChoice
from hamkke.inbox.queries.choices import Choice

if TYPE_CHECKING:
    from django.http import QueryDict

    from hamkke.inbox.queries.handover import HandoverPage

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


class HandoverForm(forms.Form):
    """Who takes the role, when it changes hands, and what the successor should know."""

    successor = forms.TypedChoiceField(
        label=_("후임"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("목록에서 골라 주세요.")},
    )
    name = PlainField(label=_("후임 이름"), max_length=LONGEST_NAME)
    email = AddressField(
        help_text=_("적으면 초대 메일을 보냅니다. 비워 두면 코드를 인쇄해 건네줄 수 있습니다."),
    )
    last_day = DayField(
        label=_("마지막 날"), help_text=_("이날 자정까지 쓸 수 있고, 다음 날부터는 쓸 수 없습니다.")
    )
    valid_from = DayField(
        label=_("후임이 시작하는 날"),
        required=False,
        help_text=_("비워 두면 마지막 날 다음 날입니다. 오늘부터 함께 일할 수도 있습니다."),
    )
    note = PlainField(label=_("후임에게 남기는 말"), max_length=400)

    def __init__(self, *args: Any, page: HandoverPage, **kwargs: Any) -> None:
        """This function will offer the colleagues of the organization."""
        super().__init__(*args, **kwargs)
        self.page = page
        field = self.fields["successor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("새로 초대할 사람")), *page.colleagues]
        if not page.colleagues:
            del self.fields["successor"]

    def clean(self) -> dict[str, Any]:
        """This function will ask for a name where no colleague was chosen."""
        data = super().clean() or {}
        if not data.get("successor") and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("후임을 고르거나 이름을 적어 주세요."))
        return data

    def handover(self) -> Handover:
        """This function will return what is handed over."""
        data = self.cleaned_data
        person = data.get("successor")
        return Handover(
            membership_id=self.page.membership_id,
            last_day=data["last_day"],
            valid_from=data["valid_from"] or data["last_day"] + timedelta(days=1),
            person_id=person,
            name="" if person else data["name"],
            email="" if person else data["email"],
            note=data["note"],
        )
