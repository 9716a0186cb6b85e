"""Forms of pupils, parents, guardians, of those who hand codes out, and of one's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.age import fourteen_on
from hamkke.accounts.errors import GuardianIsChild
from hamkke.accounts.forms.invitations import NewAccountForm
from hamkke.accounts.forms.typed import AddressField, DayField, PlainField
from hamkke.accounts.models import Relation
from hamkke.accounts.plain import LONGEST_NAME

if TYPE_CHECKING:
    from datetime import date

BY_MAIL, ON_PAPER = "mail", "paper"
MOST_CODES: Final = 60


class AgeForm(forms.Form):
    """The date of birth, which is not kept: only whether a guardian must consent."""

    birth = DayField(
        label=_("생년월일"),
        help_text=_("만 14세가 되었는지만 계산하고 생년월일은 저장하지 않아요."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """This function will know today, after which nobody is born."""
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth(self) -> date:
        """This function will refuse a day to come."""
        birth: date = self.cleaned_data["birth"]
        if birth > self.today:
            raise ValidationError(_("태어난 날을 다시 확인해 주세요."))
        return birth

    def fourteen(self) -> date:
        """This function will return the day from which on the pupil is fourteen."""
        return fourteen_on(self.cleaned_data["birth"])


class FamilyAccountForm(NewAccountForm):
    """An account of a pupil or a parent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This function will say it in words for a family."""
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("로그인할 때 써요.")
        self.fields["password"].help_text = _("열 글자보다 길게, 다른 사람이 맞히기 어렵게 정해요.")


class ChildForm(FamilyAccountForm):
    """What a child types, and how the guardian is asked."""

    way = forms.ChoiceField(
        label=_("보호자에게 어떻게 물어볼까요?"),
        choices=(
            (BY_MAIL, _("보호자 이메일로 물어봐요.")),
            (ON_PAPER, _("종이 동의서를 받아 담임 선생님께 내요.")),
        ),
        initial=BY_MAIL,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("하나를 골라 주세요."),
            "invalid_choice": _("하나를 골라 주세요."),
        },
    )
    guardian_email = AddressField(
        help_text=_(
            "이메일로 물어볼 때만 적어요. 물어보는 데만 쓰고, 답을 받거나 7일이 지나면 지워요."
        )
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This function will tell the two addresses apart."""
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("내 이메일")
        self.fields["guardian_email"].label = _("보호자 이메일")

    def clean(self) -> dict[str, Any]:
        """This function will ask for the guardian's address where it is needed, and not the own."""
        data = super().clean()
        address = data.get("guardian_email", "")
        if data.get("way") == ON_PAPER:
            data["guardian_email"] = ""
        elif not address and "guardian_email" not in self.errors:
            self.add_error("guardian_email", _("보호자 이메일을 적어 주세요."))
        elif address and address.lower() == data.get("email", "").lower():
            self.add_error("guardian_email", GuardianIsChild().message)
        return data


class ConsentForm(forms.Form):
    """Who consents: the name, and what they are to the child."""

    guardian_name = PlainField(
        label=_("보호자(법정대리인) 이름"),
        max_length=LONGEST_NAME,
        required_text=_("이름을 적어 주세요."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    relation = forms.ChoiceField(
        label=_("자녀와의 관계"),
        choices=Relation.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("관계를 하나 골라 주세요."),
            "invalid_choice": _("관계를 하나 골라 주세요."),
        },
    )


class PaperForm(ConsentForm):
    """What stands on the signed paper."""

    signed = forms.BooleanField(
        label=_("보호자가 서명한 동의서를 받아 학교에 보관했습니다."),
        error_messages={"required": _("서명한 동의서를 받은 뒤에 확인해 주세요.")},
    )


class SheetForm(forms.Form):
    """For whom and how many codes to print."""

    role = forms.ChoiceField(
        label=_("누구에게 줄 코드인가요?"),
        choices=(("student", _("학생")), ("parent", _("학부모"))),
        initial="student",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("하나를 골라 주세요."),
            "invalid_choice": _("하나를 골라 주세요."),
        },
    )
    count = forms.IntegerField(
        label=_("몇 장"),
        min_value=1,
        max_value=MOST_CODES,
        widget=forms.NumberInput(attrs={"class": "hk-short"}),
        error_messages={
            "required": _("몇 장인지 적어 주세요."),
            "invalid": _("숫자로 적어 주세요."),
            "min_value": _("1장에서 60장까지 인쇄할 수 있습니다."),
            "max_value": _("1장에서 60장까지 인쇄할 수 있습니다."),
        },
    )


class CorrectForm(forms.Form):
    """One's name."""

    name = PlainField(
        label=_("이름"),
        max_length=LONGEST_NAME,
        required_text=_("이름을 적어 주세요."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class EraseForm(forms.Form):
    """That one means it."""

    sure = forms.BooleanField(
        label=_("지운 것은 되돌릴 수 없다는 것을 읽었습니다."),
        error_messages={"required": _("읽고 확인해 주세요.")},
    )
