"""The form of handing a role over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.actions.hand_over_role import Handover
from hamkke.accounts.forms.fields import AddressField, DayField, PlainField
from hamkke.accounts.plain import LONGEST_NAME

if TYPE_CHECKING:
    from hamkke.inbox.queries.handover import HandoverPage


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
        required=False,
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
