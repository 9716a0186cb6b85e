"""The forms of approval lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamkke.agreements.forms import DATE_FORMATS, Text
from hamkke.agreements.lines import REVIEWERS
from hamkke.agreements.models import Manner

if TYPE_CHECKING:
    from hamkke.agreements.queries.lines import LineOffer, StandInPage

DATE_ERRORS = {
    "required": _("날짜를 적어 주세요."),
    "invalid": _("날짜를 2025-09-27처럼 적어 주세요."),
}
NUMBER = 60


class Day(forms.DateField):
    """A day, by the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        """This function will take the forms in which people write days."""
        super().__init__(
            input_formats=DATE_FORMATS,
            widget=forms.DateInput(attrs={"type": "date", "class": "hk-short"}, format="%Y-%m-%d"),
            error_messages=DATE_ERRORS,
            **options,
        )


def _person(label: Any, *, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        required=required,
        empty_value=None,
        error_messages={
            "required": _("사람을 골라 주세요."),
            "invalid_choice": _("목록에 있는 사람을 골라 주세요."),
        },
    )


class LineForm(forms.Form):
    """Who reviews, in which order, who decides, and by when."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, offer: LineOffer) -> None:
        """This function will offer the people of the viewer's body, and the line as it was last."""
        super().__init__(data, initial=_offered(offer))
        several = min(REVIEWERS, len(offer.reviewers))
        for place in range(1, several + 1):
            field = _person(
                _("검토할 사람 %(place)d") % {"place": place} if several > 1 else _("검토할 사람"),
                required=False,
            )
            field.choices = [("", _("두지 않음")), *offer.reviewers]
            self.fields[f"reviewer_{place}"] = field
        decider = _person(_("결재할 사람"))
        decider.choices = list(offer.deciders)
        self.fields["decider"] = decider
        self.fields["due_date"] = Day(
            label=_("결재 기한"),
            required=False,
            help_text=_("기한이 되면 차례인 사람에게 알립니다."),
        )

    def content(self) -> dict[str, Any]:
        """This function will return what the action takes."""
        values = self.cleaned_data
        reviewers = [values.get(f"reviewer_{place}") for place in range(1, REVIEWERS + 1)]
        return {
            "version": values["version"],
            "reviewers": [number for number in reviewers if number is not None],
            "decider": values["decider"],
            "due_date": values["due_date"],
        }


def _offered(offer: LineOffer) -> dict[str, Any]:
    reviewers = dict(enumerate(offer.usual_reviewers, start=1))
    return {
        "version": offer.version,
        "decider": offer.usual_decider,
        "due_date": offer.due_date,
        **{f"reviewer_{place}": number for place, number in reviewers.items()},
    }


class NumberForm(forms.Form):
    """Number and day of the office's own document."""

    number = Text(
        label=_("문서번호"),
        limit=NUMBER,
        help_text=_("온나라나 K-에듀파인에서 받은 번호입니다. 보기: 교육지원과-1234"),
        error_messages={"required": _("문서번호를 적어 주세요.")},
    )
    document_date = Day(label=_("시행일"))


class StandInForm(forms.Form):
    """Who decides in whose place, from when until when."""

    manner = forms.ChoiceField(
        label=_("방식"),
        choices=[
            (Manner.DELEGATED, _("전결: 내 결재 권한을 위임합니다")),
            (Manner.ACTING, _("대결: 자리를 비운 사람을 대신합니다")),
        ],
    )

    def __init__(self, data: Any = None, *, page: StandInPage) -> None:
        """This function will offer the people of the viewer's body."""
        super().__init__(data, initial={"person": page.own_id, "valid_from": page.today})
        self.own_id = page.own_id
        for name, label in (
            ("person", _("결재 권한이 있는 사람")),
            ("deputy", _("대신 결재할 사람")),
        ):
            field = _person(label)
            field.choices = [("", _("골라 주세요")), *page.people]
            self.fields[name] = field
        self.fields["valid_from"] = Day(label=_("시작하는 날"))
        self.fields["valid_until"] = Day(label=_("끝나는 날"))

    def clean(self) -> dict[str, Any]:
        """This function will say at the field that nobody delegates another's power."""
        values = self.cleaned_data
        person = values.get("person")
        if values.get("manner") == Manner.DELEGATED and person not in {None, self.own_id}:
            self.add_error(
                "person", _("전결은 자기 권한만 위임할 수 있습니다. 내 이름을 골라 주세요.")
            )
        return values
