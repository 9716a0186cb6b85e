"""The forms of press releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from hamkke.files.forms import FilesField
from hamkke.news.actions.attach_to_release import LONGEST_ALT
from hamkke.news.models import Licence, PressRelease
from hamkke.news.release.content import TEXTS, ReleaseContent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

TOO_LONG: Final = _("%(limit_value)d자까지 적을 수 있습니다. 지금은 %(show_value)d자입니다.")
YEARS: Final = range(2020, 2101)


class Text(forms.CharField):
    """Text whose browser does not cut what is pasted: too much is said, not lost."""

    def __init__(self, *, limit: int, **options: Any) -> None:
        """This function will add the limit as a sentence."""
        super().__init__(**options)
        self.validators.append(MaxLengthValidator(limit, TOO_LONG))

    def to_python(self, value: Any) -> str:
        """This function will count a line end once, however the browser sends it."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")


def _text(name: str, required: Any = "", **options: Any) -> Text:
    label, limit, _optional = TEXTS[name]
    return Text(
        label=label,
        limit=limit,
        required=bool(required),
        error_messages={"required": required},
        **options,
    )


class ReleaseForm(forms.Form):
    """What an office says, when it may be reported, and whom to ask."""

    correction_note = _text(
        "correction_note",
        _("무엇을 정정했는지 적어 주세요."),
        help_text=_(
            "읽는 사람에게 그대로 보입니다. 예: 행사 날짜를 3월 2일에서 3월 9일로 바로잡음"
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    category = forms.ChoiceField(
        label=_("분류"),
        widget=forms.Select(attrs={"class": "hk-short"}),
        error_messages={
            "required": _("분류를 골라 주세요."),
            "invalid_choice": _("목록에 있는 분류를 골라 주세요."),
        },
    )
    title = _text("title", _("제목을 적어 주세요."))
    subtitle = _text("subtitle")
    body = _text(
        "body",
        _("본문을 적어 주세요."),
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "문단 사이는 한 줄 비웁니다. "
            "줄 앞에 ‘■’를 쓰고 한 칸 띄면 소제목, ‘-’를 쓰고 한 칸 띄면 목록이 됩니다."
        ),
    )
    embargo_at = forms.DateTimeField(
        label=_("보도 시점"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "hk-short"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text=_("이때까지 아무에게도 보이지 않습니다. 비워 두면 승인하는 즉시 공개합니다."),
        error_messages={"invalid": _("날짜와 시각을 2026-03-20 09:00처럼 적어 주세요.")},
    )
    department = _text("department", _("담당 부서를 적어 주세요."))
    contact_name = _text("contact_name", _("담당자 이름을 적어 주세요."))
    contact_phone = _text("contact_phone", _("전화번호를 적어 주세요."))
    contact_email = forms.EmailField(
        label=_("이메일"),
        error_messages={
            "required": _("이메일 주소를 적어 주세요."),
            "invalid": _("이메일 주소를 name@example.com 꼴로 적어 주세요."),
        },
    )
    licence = forms.ChoiceField(
        label=_("이용 조건"),
        choices=Licence.choices,
        error_messages={"invalid_choice": _("목록에 있는 이용 조건을 골라 주세요.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        categories: Sequence[str],
        corrects: bool = False,
        initial: Any = None,
    ) -> None:
        """This function will offer `categories`; who `corrects` says what."""
        super().__init__(data, initial=initial)
        choices = [(name, name) for name in categories]
        self.fields["category"].choices = [("", _("골라 주세요")), *choices]  # type: ignore[attr-defined]
        if not corrects:
            del self.fields["correction_note"]

    def clean_embargo_at(self) -> datetime | None:
        """This function will stop years that are surely slips."""
        moment: datetime | None = self.cleaned_data["embargo_at"]
        if moment is not None and moment.year not in YEARS:
            raise forms.ValidationError(_("연도를 네 자리로 다시 적어 주세요."))
        return moment

    def content(self) -> ReleaseContent:
        """This function will return what the actions take."""
        return ReleaseContent(
            **{name: value for name, value in self.cleaned_data.items() if name != "version"}
        )

    def accept_version(self, version: int) -> None:
        """This function will let the next save replace `version`, which the page now shows."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["version"] = str(version)  # type: ignore[index]


class FileForm(forms.Form):
    """A picture with the words for it, or another file."""

    file = FilesField(
        label=_("파일"),
        most=1,
        required_text=_("올릴 파일을 골라 주세요."),
        help_text=_(
            "그림(JPG, PNG, WebP)은 본문에 실리고, 문서(PDF, HWPX, XLSX, CSV)는 붙임이 됩니다."
        ),
    )
    alt = Text(
        label=_("그림 설명(대체 텍스트)"),
        limit=LONGEST_ALT,
        required=False,
        help_text=_("그림이면 꼭 적습니다. 그림을 볼 수 없는 사람에게 읽어 줄 말입니다."),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        """This function will let the browser choose one file: the words belong to it."""
        super().__init__(data, files)
        accept = self.fields["file"].widget.attrs["accept"]
        self.fields["file"].widget = forms.FileInput(attrs={"accept": accept})


class VersionForm(forms.Form):
    """Which version a person had read when they decided."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why a release goes back, or is taken back."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = Text(
        label=_("까닭"),
        limit=PressRelease.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("까닭을 적어 주세요.")},
    )
