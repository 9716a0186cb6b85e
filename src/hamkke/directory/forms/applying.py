"""An organization applies; an officer decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hamkke.directory.content import ApplicationContent
from hamkke.directory.forms.fields import NO_PERSON, Line, Paragraphs, email_field
from hamkke.directory.numbers import holds_resident_number, registration_digits
from hamkke.files.forms import FilesField
from hamkke.organizations.queries.parties import list_districts


class ApplicationForm(forms.Form):
    """What an organization says that asks to take part."""

    name = Line(label=_("기관 이름"), max_length=120, required_text=_("기관 이름을 적어 주세요."))
    registration_number = Line(
        label=_("사업자등록번호 또는 고유번호"),
        max_length=20,
        required_text=_("사업자등록번호나 고유번호를 적어 주세요."),
        help_text=_("숫자 열 자리입니다. 주민등록번호는 적지 마세요."),
    )
    district = forms.TypedChoiceField(
        label=_("기관이 있는 자치구"),
        coerce=int,
        error_messages={
            "required": _("자치구를 골라 주세요."),
            "invalid_choice": _("목록에 있는 자치구를 골라 주세요."),
        },
    )
    address = Line(label=_("주소"), max_length=240, required_text=_("주소를 적어 주세요."))
    contact_name = Line(
        label=_("담당자 이름"), max_length=60, required_text=_("담당자 이름을 적어 주세요.")
    )
    contact_email = email_field(
        _("담당자 이메일"),
        _("담당자 이메일을 적어 주세요."),
        _("결과와 관리자 초대를 이 주소로 보냅니다."),
    )
    phone = Line(label=_("전화"), max_length=40)
    plan = Paragraphs(
        label=_("어떤 활동을 하나요?"),
        max_length=2000,
        required_text=_("학생과 함께할 활동을 적어 주세요."),
    )
    documents = FilesField(
        label=_("사업자등록증 또는 고유번호증"),
        most=5,
        required_text=_("사업자등록증이나 고유번호증을 올려 주세요."),
        help_text=_(
            "PDF, HWPX, 그림 파일을 다섯 개, 모두 20MB까지 올릴 수 있습니다. "
            "주민등록번호가 보이면 가리고 올려 주세요."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This function will offer the city's districts."""
        super().__init__(*args, **kwargs)
        field = self.fields["district"]
        assert isinstance(field, forms.ChoiceField)
        rows = ((row.district_id, row.name) for row in list_districts())
        field.choices = [("", _("고르세요")), *rows]

    def clean_registration_number(self) -> str:
        """This function will check the number's last digit."""
        digits = registration_digits(self.cleaned_data["registration_number"])
        if digits is None:
            raise ValidationError(
                _("번호가 맞지 않습니다. 등록증에 적힌 열 자리를 123-45-67891 꼴로 적어 주세요.")
            )
        return digits

    def clean_contact_email(self) -> str:
        """This function will refuse a person's number here too."""
        address = str(self.cleaned_data["contact_email"])
        if holds_resident_number(address):
            raise ValidationError(NO_PERSON)
        return address

    def content(self) -> ApplicationContent:
        """This function will return what was typed."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in {"documents", "district"}}
        return ApplicationContent(district_id=self.cleaned_data["district"], **data)


class DecisionForm(forms.Form):
    """Approve, or refuse with a reason."""

    decision = forms.ChoiceField(
        choices=(("approve", ""), ("refuse", "")),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("승인할지 승인하지 않을지 골라 주세요.")
        ),
    )
    reason = Paragraphs(
        label=_("승인하지 않는 까닭"),
        max_length=1000,
        help_text=_("승인하지 않을 때만 적습니다. 신청한 기관에 그대로 알립니다."),
    )
