"""The forms of programs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.formsets import DELETION_FIELD_NAME, BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamkke.programs.models import GRADES, ProgramLevel
from hamkke.programs.rules.content import (
    DEAREST,
    DESCRIPTION,
    LARGEST_CLASS,
    LARGEST_SESSION,
    MOST_SESSIONS,
    PLACE,
    PREPARATION,
    REASON,
    SUMMARY,
    TITLE,
    ProgramContent,
    SessionContent,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamkke.agreements.queries.pillars import PromisedPillar
    from hamkke.programs.queries.published import SessionLine

TOO_LONG = _("%(limit_value)d자까지 적을 수 있습니다. 지금은 %(show_value)d자입니다.")
DATE_FORMATS = ("%Y-%m-%d", "%Y. %m. %d.", "%Y. %m. %d", "%Y.%m.%d.", "%Y.%m.%d", "%Y/%m/%d")
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)


class Text(forms.CharField):
    """Text whose browser does not cut what is pasted: too much is said, not lost."""

    def __init__(self, *, limit: int, **options: Any) -> None:
        """This function will add the limit as a sentence."""
        super().__init__(**options)
        self.validators.append(MaxLengthValidator(limit, TOO_LONG))

    def to_python(self, value: Any) -> str:
        """This function will count a line end once, however the browser sends it."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class Count(forms.IntegerField):
    """A whole number with its range in one sentence."""

    def __init__(self, *, least: int, most: int, sentence: Any, **options: Any) -> None:
        """This function will say `sentence` for whatever is no number of the range."""
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
        widget = forms.NumberInput(attrs={"class": "hk-short"})
        super().__init__(
            min_value=least, max_value=most, error_messages=messages, widget=widget, **options
        )


def _grade_choices() -> list[tuple[str, str]]:
    return [(str(grade), gettext("%(grade)d학년") % {"grade": grade}) for grade in range(1, 7)]


def _grade(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=_grade_choices,
        coerce=int,
        widget=forms.Select(attrs={"class": "hk-short"}),
    )


class ProgramForm(forms.Form):
    """What a teacher needs to know to decide."""

    agreement_pillar = forms.TypedChoiceField(
        label=_("협약 과제"),
        coerce=int,
        help_text=_("이 프로그램이 이루려는 과제입니다. 이행 중인 협약에서 골라 주세요."),
        error_messages={
            "required": _("협약 과제를 골라 주세요."),
            "invalid_choice": _("목록에 있는 협약 과제를 골라 주세요."),
        },
    )
    title = Text(
        label=_("프로그램 이름"),
        limit=TITLE,
        error_messages={"required": _("프로그램 이름을 적어 주세요.")},
    )
    summary = Text(
        label=_("한 줄 소개"),
        limit=SUMMARY,
        help_text=_("목록에 이름과 함께 나옵니다. 무엇을 하는지 한 문장으로 적어 주세요."),
        error_messages={"required": _("한 줄 소개를 적어 주세요.")},
    )
    description = Text(
        label=_("활동 내용"),
        limit=DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("활동 순서, 이끄는 사람, 안전 대책, 비가 올 때의 계획을 적어 주세요."),
        error_messages={"required": _("활동 내용을 적어 주세요.")},
    )
    level = forms.ChoiceField(
        label=_("학교급"),
        choices=ProgramLevel.choices,
        widget=forms.Select(attrs={"class": "hk-short"}),
    )
    grade_from = _grade(_("몇 학년부터"))
    grade_to = _grade(_("몇 학년까지"))
    preparation = Text(
        label=_("준비물과 유의 사항"),
        limit=PREPARATION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cost = Count(
        label=_("학생 한 사람이 내는 비용(원)"),
        least=0,
        most=DEAREST,
        sentence=_("비용을 숫자로 적어 주세요. 무료이면 0을 적습니다."),
        initial=0,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, pillars: Sequence[PromisedPillar], initial: Any = None
    ) -> None:
        """This function will offer `pillars` to choose from."""
        super().__init__(data, initial=initial)
        choices = [(str(each.agreement_pillar_id), each.pillar_name) for each in pillars]
        self.fields["agreement_pillar"].choices = [("", _("골라 주세요")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """This function will hold the grades against the level."""
        values: dict[str, Any] = self.cleaned_data
        first, last = values.get("grade_from"), values.get("grade_to")
        level = values.get("level")
        if first and last and first > last:
            self.add_error("grade_to", _("시작 학년과 같거나 높은 학년을 골라 주세요."))
        elif last and level and last > GRADES[ProgramLevel(level)]:
            highest = GRADES[ProgramLevel(level)]
            self.add_error(
                "grade_to", _("고른 학교급에는 %(last)d학년까지 있습니다.") % {"last": highest}
            )
        return values

    def content(self) -> ProgramContent:
        """This function will return what the actions take."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return ProgramContent(agreement_pillar_id=values.pop("agreement_pillar"), **values)

    def accept_version(self, version: int) -> None:
        """This function will let the next save replace `version`, which the page now shows."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["version"] = str(version)  # type: ignore[index]


class SessionForm(forms.Form):
    """One session on one day."""

    date = forms.DateField(
        label=_("날짜"),
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date", "class": "hk-short"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("날짜를 적어 주세요."),
            "invalid": _("날짜를 2026-03-20처럼 적어 주세요."),
        },
    )
    starts = forms.TimeField(
        label=_("시작 시각"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "hk-short"}, format="%H:%M"),
        error_messages={
            "required": _("시작 시각을 적어 주세요."),
            "invalid": _("시각을 09:30처럼 적어 주세요."),
        },
    )
    ends = forms.TimeField(
        label=_("끝나는 시각"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "hk-short"}, format="%H:%M"),
        error_messages={
            "required": _("끝나는 시각을 적어 주세요."),
            "invalid": _("시각을 09:30처럼 적어 주세요."),
        },
    )
    place = Text(
        label=_("모이는 곳"),
        limit=PLACE,
        error_messages={"required": _("모이는 곳을 적어 주세요.")},
    )
    capacity = Count(
        label=_("정원(학급 수)"),
        least=1,
        most=LARGEST_SESSION,
        sentence=_("정원을 1부터 500 사이의 숫자로 적어 주세요."),
    )
    minimum = Count(
        label=_("최소 학급 수"),
        least=1,
        most=LARGEST_SESSION,
        sentence=_("최소 학급 수를 1부터 500 사이의 숫자로 적어 주세요."),
        help_text=_("이보다 적게 배정되면 일정을 열지 않습니다."),
    )
    max_pupils = Count(
        label=_("한 학급 최대 인원"),
        least=1,
        most=LARGEST_CLASS,
        sentence=_("인원을 1부터 60 사이의 숫자로 적어 주세요."),
        required=False,
        help_text=_("비워 두면 학급 인원을 따지지 않습니다."),
    )

    def clean_date(self) -> dt.date:
        """This function will stop years that are surely slips."""
        day: dt.date = self.cleaned_data["date"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("연도를 네 자리로 다시 적어 주세요."))
        return day

    def clean(self) -> dict[str, Any]:
        """This function will hold the times and the counts against each other."""
        values: dict[str, Any] = self.cleaned_data
        starts, ends = values.get("starts"), values.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("시작 시각보다 늦은 시각을 적어 주세요."))
        least, most = values.get("minimum"), values.get("capacity")
        if least and most and least > most:
            self.add_error("minimum", _("정원보다 많을 수 없습니다."))
        return values

    def content(self) -> SessionContent:
        """This function will return what the actions take, in the deployment's time zone."""
        values = self.cleaned_data
        return SessionContent(
            starts_at=timezone.make_aware(dt.datetime.combine(values["date"], values["starts"])),
            ends_at=timezone.make_aware(dt.datetime.combine(values["date"], values["ends"])),
            place=values["place"],
            capacity=values["capacity"],
            minimum=values["minimum"],
            max_pupils=values["max_pupils"],
        )


class BaseSessions(BaseFormSet):  # type: ignore[type-arg] # not subscriptable at run time
    """The sessions of a program; forms left empty are none."""

    def initial_form_count(self) -> int:
        """This function will treat every posted form alike: an empty one is no session."""
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: SessionForm, index: int | None) -> None:
        """This function will name the box that takes a session out."""
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = _("이 일정 빼기")

    def filled(self) -> list[SessionForm]:
        """This function will return the valid forms that stay, in their order."""
        return [
            form
            for form in self.forms
            if form.has_changed() and not form.cleaned_data.get(DELETION_FIELD_NAME)
        ]


Sessions = cast(
    "type[BaseSessions]",
    formset_factory(
        SessionForm,
        formset=BaseSessions,
        extra=0,
        can_delete=True,
        max_num=MOST_SESSIONS,
        absolute_max=MOST_SESSIONS + 1,
    ),
)


def sessions_unbound(initial: Sequence[dict[str, Any]], *, extra: int) -> BaseSessions:
    """This function will draw `initial` and some empty forms, without judging any."""
    sessions = Sessions(initial=initial, prefix="sessions")
    sessions.extra = extra
    return sessions


def typed_sessions(data: Any) -> list[dict[str, Any]]:
    """This function will return what was typed into the sessions, as it was typed."""
    forms_posted = Sessions(data, prefix="sessions").forms
    names = [*SessionForm.base_fields, DELETION_FIELD_NAME]
    typed = [{name: data.get(form.add_prefix(name), "") for name in names} for form in forms_posted]
    return [each for each in typed if any(each.values())]


def session_values(session: SessionLine) -> dict[str, Any]:
    """This function will return a session as its form shows it."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {
        "date": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "place": session.place,
        "capacity": session.capacity,
        "minimum": session.minimum,
        "max_pupils": session.max_pupils,
    }


class VersionForm(forms.Form):
    """Which version of the program a person had read when they decided."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(VersionForm):
    """What the venue is to mend."""

    reason = Text(
        label=_("보완할 점"),
        limit=REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("체험처 담당자가 읽고 프로그램을 고칩니다."),
        error_messages={"required": _("무엇을 보완해야 하는지 적어 주세요.")},
    )
