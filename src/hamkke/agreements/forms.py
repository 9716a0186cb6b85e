"""The forms of agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from hamkke.agreements.clauses import CLAUSE, COMMENT, HEADING
from hamkke.agreements.content import PILLAR, REASON, SUBTITLE, TITLE
from hamkke.agreements.text import PillarText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from hamkke.agreements.queries.clauses import ClausePage
    from hamkke.agreements.queries.desk import AgreementPage
    from hamkke.agreements.queries.pillars import PillarLine
    from hamkke.organizations.queries.parties import Coverage

TOO_LONG = _("%(limit_value)d자까지 적을 수 있습니다. 지금은 %(show_value)d자입니다.")
DATE_FORMATS = ("%Y-%m-%d", "%Y. %m. %d.", "%Y. %m. %d", "%Y.%m.%d.", "%Y.%m.%d", "%Y/%m/%d")


class Text(forms.CharField):
    """Text whose browser does not cut what is pasted: too much is said, not lost."""

    def __init__(self, *, limit: int, **options: Any) -> None:
        """This function will add the limit as a sentence."""
        super().__init__(**options)
        self.validators.append(MaxLengthValidator(limit, TOO_LONG))

    def to_python(self, value: Any) -> str:
        """This function will count a line end once, however the browser sends it."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class AgreementForm(forms.Form):
    """Title, subtitle, date, and a text and a place for each pillar."""

    title = Text(
        label=_("협약 이름"),
        limit=TITLE,
        error_messages={"required": _("협약 이름을 적어 주세요.")},
    )
    subtitle = Text(label=_("부제"), limit=SUBTITLE, required=False)
    signing_date = forms.DateField(
        label=_("협약일"),
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date", "class": "hk-short"}, format="%Y-%m-%d"),
        help_text=_("협약식을 한 날이나 하기로 한 날입니다. 지난 날도 적을 수 있습니다."),
        error_messages={
            "required": _("협약일을 적어 주세요."),
            "invalid": _("협약일을 2025-09-27처럼 적어 주세요."),
        },
    )

    def __init__(
        self,
        data: Any = None,
        *,
        pillars: Sequence[PillarLine],
        districts: Sequence[Coverage] | None = None,
        page: AgreementPage | None = None,
    ) -> None:
        """This function will build the fields for `pillars`.

        `districts` for a new agreement, `page` for one that stands.
        """
        super().__init__(data, initial=_initial(page, pillars))
        self.pillars = tuple(pillars)
        if districts is not None:
            self.fields = {"district": _district_field(districts), **self.fields}
        if page is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        for pillar in pillars:
            self.fields[f"text_{pillar.id}"] = Text(
                label=pillar.name,
                limit=PILLAR,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5}),
            )
            self.fields[f"order_{pillar.id}"] = forms.IntegerField(
                label=_("‘%(pillar)s’ 싣는 순서") % {"pillar": pillar.name},
                required=False,
                min_value=1,
                max_value=99,
                widget=forms.NumberInput(attrs={"class": "hk-short", "inputmode": "numeric"}),
                error_messages={
                    "invalid": _("순서를 숫자로 적어 주세요."),
                    "min_value": _("순서를 1부터 99 사이로 적어 주세요."),
                    "max_value": _("순서를 1부터 99 사이로 적어 주세요."),
                },
            )

    @property
    def pillar_fields(self) -> list[tuple[PillarLine, forms.BoundField, forms.BoundField]]:
        """Each pillar with its two fields, for the template."""
        return [
            (pillar, self[f"text_{pillar.id}"], self[f"order_{pillar.id}"])
            for pillar in self.pillars
        ]

    def content(self) -> dict[str, Any]:
        """This function will return what the actions take, pillars in the order wanted."""
        values = self.cleaned_data
        places = {
            pillar.id: (values[f"order_{pillar.id}"] or len(self.pillars) + 1, place)
            for place, pillar in enumerate(self.pillars)
        }
        return {
            "title": values["title"],
            "subtitle": values["subtitle"],
            "signing_date": values["signing_date"],
            "pillars": [
                PillarText(number, values[f"text_{number}"])
                for number in sorted(places, key=lambda number: places[number])
            ],
        }

    def accept_version(self, version: int) -> None:
        """This function will let the next save replace `version`, which the page now shows."""
        data = cast("QueryDict", self.data).copy()
        data["version"] = str(version)
        self.data = data


def _initial(page: AgreementPage | None, pillars: Sequence[PillarLine]) -> dict[str, Any]:
    values: dict[str, Any] = {
        f"order_{pillar.id}": place for place, pillar in enumerate(pillars, start=1)
    }
    if page is None:
        return values
    chosen = [part.pillar_id for part in page.pillars]
    rest = [pillar.id for pillar in pillars if pillar.id not in chosen]
    values = {f"order_{number}": place for place, number in enumerate(chosen + rest, start=1)}
    return values | {
        "title": page.line.title,
        "subtitle": page.subtitle,
        "signing_date": page.line.signing_date,
        "version": page.version,
        **{f"text_{part.pillar_id}": part.text for part in page.pillars},
    }


def _district_field(districts: Sequence[Coverage]) -> forms.TypedChoiceField:
    choices = [(str(one.district_id), one.district_name) for one in districts]
    several = len(choices) > 1
    return forms.TypedChoiceField(
        label=_("자치구"),
        choices=[("", _("골라 주세요")), *choices] if several else choices,
        coerce=int,
        error_messages={
            "required": _("자치구를 골라 주세요."),
            "invalid_choice": _("목록에 있는 자치구를 골라 주세요."),
        },
    )


class ClausesForm(forms.Form):
    """New clauses, typed or pasted, and where they come."""

    after = forms.TypedChoiceField(label=_("어디 다음에 넣을까요"), coerce=int)
    text = Text(
        label=_("넣을 조항"),
        limit=CLAUSE * 25,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "제1조(제목), ①, 1., 가.로 줄을 시작하면 조·항·호·목으로 나눕니다. "
            "번호는 차례에 맞추어 다시 매깁니다."
        ),
        error_messages={"required": _("조항의 내용을 적어 주세요.")},
    )

    def __init__(self, data: Any = None, *, places: Sequence[tuple[int, str]], **more: Any) -> None:
        """This function will offer `places`: number and name of the clauses there are."""
        super().__init__(data, **more)
        self.fields["after"].choices = [  # type: ignore[attr-defined]
            (0, _("맨 앞")),
            *places,
        ]
        if places and not self.is_bound and "after" not in self.initial:
            self.initial["after"] = places[-1][0]


class ProposedClausesForm(ClausesForm):
    """New clauses that one side proposes to the other."""

    reason = Text(
        label=_("넣으려는 까닭"),
        limit=REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StandardClauseForm(forms.Form):
    """A clause of the standard agreement."""

    heading = Text(label=_("조항 제목"), limit=HEADING, required=False)
    text = Text(
        label=_("조항 내용"),
        limit=CLAUSE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "{자치구}, {교육지원청}, {교육청}은 초안을 만들 때 기관 이름으로 채우고, "
            "{금액}처럼 적은 다른 빈칸은 두 기관이 채웁니다."
        ),
    )
    pillar = forms.TypedChoiceField(label=_("과제"), required=False, coerce=int, empty_value=None)
    optional = forms.BooleanField(
        label=_("넣지 않아도 되는 조항"),
        required=False,
        help_text=_("두 기관이 넣기로 할 때만 협약에 들어갑니다."),
    )
    reserved = forms.BooleanField(
        label=_("바꾸려면 교육청이 동의해야 하는 조항"),
        required=False,
        help_text=_("두 기관이 다르게 쓰기로 하면 교육청에 동의를 묻습니다."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, pillars: Sequence[PillarLine], **more: Any) -> None:
        """This function will offer `pillars`."""
        super().__init__(data, **more)
        self.fields["pillar"].choices = [  # type: ignore[attr-defined]
            ("", _("과제에 속하지 않음")),
            *((pillar.id, pillar.name) for pillar in pillars),
        ]

    def content(self) -> dict[str, Any]:
        """This function will return what the action takes."""
        values = dict(self.cleaned_data)
        return {"pillar_id": values.pop("pillar"), **values}


class IssueForm(forms.Form):
    """What is new in an edition."""

    note = Text(
        label=_("무엇이 달라졌나"),
        limit=REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WordingForm(forms.Form):
    """A wording that one side proposes for a clause, on top of what it has read."""

    heading = Text(label=_("조항 제목"), limit=HEADING, required=False)
    text = Text(
        label=_("조항 내용"),
        limit=CLAUSE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    is_out = forms.BooleanField(label=_("이 조항을 협약에 넣지 않기"), required=False)
    reason = Text(
        label=_("까닭"),
        limit=REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def content(self) -> dict[str, Any]:
        """This function will return what the action takes."""
        values = dict(self.cleaned_data)
        return {"is_in": not values.pop("is_out"), **values}

    def is_current(self, page: ClausePage) -> bool:
        """This function will tell whether the wording was typed on what stands now."""
        values = (self.data.get("version"), self.data.get("seen"))
        return values == (str(page.version), str(page.seen))

    def accept(self, page: ClausePage) -> None:
        """This function will let the next try answer what the page now shows."""
        data = cast("QueryDict", self.data).copy()
        data["version"], data["seen"] = str(page.version), str(page.seen)
        self.data = data


class AnswerForm(forms.Form):
    """Which proposal the viewer has read."""

    proposal = forms.IntegerField()


class CommentForm(forms.Form):
    """What a party says about a clause."""

    comment = Text(
        label=_("의견"),
        limit=COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("의견을 적어 주세요.")},
    )


class VersionForm(forms.Form):
    """Which version of the agreement a person had read when they decided."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(VersionForm):
    """Why an agreement goes back."""

    reason = Text(
        label=_("되돌리는 까닭"),
        limit=REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("양쪽 담당자가 읽고 문안을 고칩니다."),
        error_messages={"required": _("되돌려 보내는 까닭을 적어 주세요.")},
    )
