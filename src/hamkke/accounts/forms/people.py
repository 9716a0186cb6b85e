"""Forms of inviting people, deciding on changes, ending roles and adding organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.actions.add_organization import NewOrganization
from hamkke.accounts.chain import OF_A_CLASS
from hamkke.accounts.changes import Offer
from hamkke.accounts.forms.fields import AddressField, DayField, PlainField
from hamkke.accounts.plain import LONGEST_NAME
from hamkke.accounts.queries.roles import role_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamkke.accounts.queries.inviting import Inviting, Registering

NOBODY = ("", _("새로 초대할 사람"))


class InviteForm(forms.Form):
    """Who gets which role from when."""

    person = forms.TypedChoiceField(
        label=_("누구에게 맡길까요?"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("목록에서 골라 주세요.")},
    )
    name = PlainField(label=_("이름"), max_length=LONGEST_NAME)
    email = AddressField(
        required=False,
        help_text=_("적으면 초대 메일을 보냅니다. 비워 두면 코드를 인쇄해 건네줄 수 있습니다."),
    )
    role = forms.ChoiceField(
        label=_("역할"),
        error_messages={
            "required": _("역할을 골라 주세요."),
            "invalid_choice": _("줄 수 있는 역할을 골라 주세요."),
        },
    )
    class_group = forms.TypedChoiceField(
        label=_("맡을 학급"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("담임교사에게만 필요합니다."),
        error_messages={"invalid_choice": _("목록에 있는 학급을 골라 주세요.")},
    )
    valid_from = DayField(label=_("시작하는 날"))

    def __init__(self, *args: Any, inviting: Inviting, **kwargs: Any) -> None:
        """This function will offer the roles, class groups and colleagues of one organization."""
        super().__init__(*args, **kwargs)
        self.inviting = inviting
        self._choices("role", [(role, role_label(role)) for role in inviting.roles])
        if inviting.colleagues:
            self._choices("person", [NOBODY, *inviting.colleagues])
        else:
            del self.fields["person"]
        if OF_A_CLASS & set(inviting.roles):
            self._choices("class_group", [("", _("없음")), *inviting.class_groups])
        else:
            del self.fields["class_group"]

    def _choices(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """This function will ask for a name where nobody was chosen, and for a needed class."""
        data = super().clean() or {}
        if not data.get("person") and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("초대할 사람의 이름을 적어 주세요."))
        start, today = data.get("valid_from"), self.inviting.today
        if start is not None and start < today:
            self.add_error("valid_from", _("오늘이나 그 뒤의 날짜를 골라 주세요."))
        if data.get("role") in OF_A_CLASS and not data.get("class_group"):
            self.add_error("class_group", _("담임교사는 맡을 학급을 골라야 합니다."))
        return data

    def offer(self) -> Offer:
        """This function will return what is offered."""
        data = self.cleaned_data
        person = data.get("person")
        return Offer(
            organization_id=self.inviting.place.organization_id,
            role=data["role"],
            valid_from=data["valid_from"],
            name="" if person else data["name"],
            email="" if person else data["email"],
            person_id=person,
            class_group_id=data.get("class_group") if data["role"] in OF_A_CLASS else None,
        )


class DecisionForm(forms.Form):
    """Confirm, or send back with a reason."""

    decision = forms.ChoiceField(choices=(("confirm", ""), ("refuse", "")))
    reason = PlainField(label=_("돌려보내는 까닭"), max_length=400)


class EndForm(forms.Form):
    """The last day of a role."""

    last_day = DayField(
        label=_("마지막 날"), help_text=_("이날 자정까지 쓸 수 있고, 다음 날부터는 쓸 수 없습니다.")
    )


class OrganizationForm(forms.Form):
    """A body that is not on record yet."""

    kind = forms.ChoiceField(
        label=_("기관 종류"), error_messages={"required": _("기관 종류를 골라 주세요.")}
    )
    name = PlainField(
        label=_("기관 이름"), max_length=120, required_text=_("기관 이름을 적어 주세요.")
    )
    name_en = PlainField(label=_("영어 이름"), max_length=160)
    code = PlainField(
        label=_("코드"),
        max_length=20,
        help_text=_("자치구는 다섯 자리 시군구 코드, 학교는 학교 표준데이터의 학교ID입니다."),
    )
    district = forms.TypedChoiceField(
        label=_("자치구"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("목록에 있는 자치구를 골라 주세요.")},
    )
    level = forms.ChoiceField(label=_("학교급"), required=False)
    address = PlainField(label=_("주소"), max_length=200)
    districts = forms.TypedMultipleChoiceField(
        label=_("맡는 자치구"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("목록에 있는 자치구를 골라 주세요.")},
    )

    def __init__(self, *args: Any, registering: Registering, **kwargs: Any) -> None:
        """This function will ask only what the viewer's kinds of organization need."""
        super().__init__(*args, **kwargs)
        choices = {
            "kind": registering.kinds,
            "district": [("", _("고르세요")), *registering.districts],
            "level": registering.levels,
            "districts": registering.uncovered,
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(offered)
        kinds = {kind for kind, _label in registering.kinds}
        needed = {
            "district": {"school", "venue"},
            "level": {"school"},
            "code": {"school", "district"},
            "address": {"school", "venue"},
            "districts": {"education_office"},
        }
        for name, those in needed.items():
            if not kinds & those:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """This function will ask for what the chosen kind needs."""
        data = super().clean() or {}
        kind = data.get("kind")
        if kind in {"school", "district"} and not data.get("code"):
            self.add_error("code", _("코드를 적어 주세요."))
        if (
            kind in {"school", "venue"}
            and not data.get("district")
            and "district" not in self.errors
        ):
            self.add_error("district", _("기관이 있는 자치구를 골라 주세요."))
        return data

    def new(self) -> NewOrganization:
        """This function will return the body to put on record."""
        data = self.cleaned_data
        return NewOrganization(
            kind=data["kind"],
            name=data["name"],
            name_en=data["name_en"],
            code=data.get("code", ""),
            address=data.get("address", ""),
            level=data.get("level", ""),
            district_id=data.get("district"),
            districts=tuple(data.get("districts", ())),
        )
