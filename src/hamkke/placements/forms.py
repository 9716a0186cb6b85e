"""The forms of placements: what was typed, checked for shape; actions check the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamkke.placements.rules.lists import ADD, DOWN, DROP, SUBMIT, UP, Press
from hamkke.placements.rules.terms import RoundTerms
from hamkke.web.text import format_datetime

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.placements.models import Round
    from hamkke.placements.queries.candidates import Candidate

YEARS: Final = range(2020, 2101)
LONGEST_LIST: Final = 10
MOST_TYPED: Final = 20
# Eighteen digits fit into PostgreSQL's bigint.
LONGEST_NUMBER: Final = 18
VERBS: Final = frozenset({UP, DOWN, DROP, ADD})


class MomentField(forms.DateTimeField):
    """A date and time of this century, in the time zone of the site."""

    def __init__(self, **options: Any) -> None:
        """This function will draw the browser's own control."""
        widget = forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "hk-short"}, format="%Y-%m-%dT%H:%M"
        )
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> datetime | None:
        """This function will refuse years that nobody means."""
        found: datetime | None = super().clean(value)
        if found is not None and found.year not in YEARS:
            raise ValidationError(
                _("연도를 확인해 주세요. 2020년부터 2100년까지 적을 수 있습니다.")
            )
        return found


class RoundForm(forms.Form):
    """The terms of a round."""

    title = forms.CharField(
        label=gettext_lazy("회차 이름"),
        max_length=80,
        help_text=gettext_lazy("학교가 알아볼 수 있게 적어 주세요. 예: 2025학년도 겨울 회차"),
    )
    school_year = forms.IntegerField(
        label=gettext_lazy("학년도"),
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        help_text=gettext_lazy("3월에 시작하는 해입니다."),
        widget=forms.NumberInput(attrs={"class": "hk-short"}),
    )
    opens_at = MomentField(label=gettext_lazy("희망 받기 시작"))
    closes_at = MomentField(
        label=gettext_lazy("희망 받기 마감"),
        help_text=gettext_lazy("이 시각이 되면 서버 시계로 저절로 마감합니다."),
    )
    wish_limit = forms.IntegerField(
        label=gettext_lazy("한 학급이 낼 수 있는 희망 수"),
        min_value=1,
        max_value=LONGEST_LIST,
        widget=forms.NumberInput(attrs={"class": "hk-short"}),
    )
    quota = forms.IntegerField(
        label=gettext_lazy("한 학급이 받을 수 있는 자리 수"),
        min_value=1,
        max_value=LONGEST_LIST,
        widget=forms.NumberInput(attrs={"class": "hk-short"}),
    )
    seed_source = forms.CharField(
        label=gettext_lazy("추첨 번호를 얻을 공개 행사"),
        max_length=200,
        help_text=gettext_lazy(
            "마감 뒤에 누구나 볼 수 있게 나올 번호를 미리 밝힙니다. 예: 동행복권 제1200회 당첨번호"
        ),
    )

    @classmethod
    def of(cls, found: Round) -> RoundForm:
        """This function will return the form of a draft round."""
        return cls(initial={name: getattr(found, name) for name in cls.base_fields})

    def terms(self) -> RoundTerms:
        """This function will return what was typed, once the form is valid."""
        return RoundTerms(**self.cleaned_data)


class SessionsForm(forms.Form):
    """Which sessions a round offers."""

    sessions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("일정"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy(
                "담을 수 없는 일정이 있습니다. 목록을 새로 보고 다시 골라 주세요."
            )
        },
    )

    def __init__(self, data: QueryDict | None, *, candidates: Sequence[Candidate]) -> None:
        """This function will offer the candidates that no other round holds."""
        free = [item for item in candidates if not item.taken]
        chosen = [item.session.session_id for item in free if item.chosen]
        super().__init__(data, initial={"sessions": chosen})
        field = self.fields["sessions"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(item.session.session_id, _words(item)) for item in free]


def _words(item: Candidate) -> str:
    return _("%(title)s, %(starts_at)s, %(places)d학급") % {
        "title": item.session.title,
        "starts_at": format_datetime(item.session.starts_at),
        "places": item.places,
    }


class SeedForm(forms.Form):
    """The number that the public event gave."""

    seed = forms.CharField(
        label=gettext_lazy("추첨 번호"),
        max_length=200,
        help_text=gettext_lazy("발표된 그대로, 띄어쓰기까지 같게 적어 주세요."),
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class CloseForm(forms.Form):
    """Why a round is closed earlier than announced."""

    reason = forms.CharField(
        label=gettext_lazy("앞당겨 마감하는 까닭"),
        max_length=300,
        help_text=gettext_lazy("회차 화면에 그대로 공개합니다."),
    )


class WishesForm(forms.Form):
    """The order on the page, and the button that was pressed."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    press = forms.CharField(required=False, max_length=40)

    def clean_press(self) -> Press:
        """This function will read the button; without one the list is submitted."""
        verb, _sign, number = self.cleaned_data["press"].partition("-")
        if verb in VERBS and _is_number(number):
            return Press(verb, int(number))
        return Press(SUBMIT)

    @property
    def order(self) -> list[int]:
        """The order on the page; what is no number was not on our page, and is left out."""
        typed = self.data.getlist("wish") if isinstance(self.data, QueryDict) else []
        return [int(item) for item in typed[:MOST_TYPED] if _is_number(item)]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
