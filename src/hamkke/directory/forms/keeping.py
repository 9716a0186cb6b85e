"""What an organization says of itself, its places and its services."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamkke.directory.content import PlaceContent, ProfileContent, ServiceContent
from hamkke.directory.forms.fields import (
    Line,
    Paragraphs,
    age_field,
    email_field,
    several,
    website_field,
)
from hamkke.directory.models import Access, Cost, Language, Topic
from hamkke.directory.weekdays import DAYS

if TYPE_CHECKING:
    from hamkke.directory.models import Location, Profile, Service, ServiceAtLocation


def _values(row: object, kind: type[Any]) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in fields(kind) if hasattr(row, each.name)}


class ProfileForm(forms.Form):
    """The organization."""

    description = Paragraphs(label=_("기관 소개"), max_length=2000)
    description_en = Paragraphs(label=_("영어 소개"), max_length=2000)
    phone = Line(label=_("대표 전화"), max_length=40)
    email = email_field(_("대표 이메일"))
    website = website_field()

    @staticmethod
    def read(profile: Profile) -> dict[str, Any]:
        """This function will return what is known."""
        return _values(profile, ProfileContent)

    def content(self) -> ProfileContent:
        """This function will return what was typed."""
        return ProfileContent(**self.cleaned_data)


class PlaceForm(forms.Form):
    """A place; whether its address may be known."""

    name = Line(label=_("곳 이름"), max_length=120, required_text=_("곳 이름을 적어 주세요."))
    name_en = Line(label=_("영어 이름"), max_length=160)
    address = Line(label=_("주소"), max_length=240)
    is_confidential = forms.BooleanField(
        label=_("주소를 공개하지 않음"),
        required=False,
        help_text=_("쉼터처럼 위치가 알려지면 위험한 곳입니다. 주소와 지도 위치를 모두 감춥니다."),
    )
    latitude = forms.FloatField(
        label=_("위도"),
        required=False,
        min_value=33,
        max_value=39,
        help_text=_("지도에 나타내려면 위도와 경도를 적어 주세요."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("위도를 37.4563 꼴로 적어 주세요.")
        ),
    )
    longitude = forms.FloatField(
        label=_("경도"),
        required=False,
        min_value=124,
        max_value=132,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("경도를 126.8956 꼴로 적어 주세요.")
        ),
    )
    directions = Line(label=_("오는 길"), max_length=400)
    access = several(_("편의시설"), Access.choices)

    @staticmethod
    def read(place: Location) -> dict[str, Any]:
        """This function will return what is known."""
        return _values(place, PlaceContent)

    def clean(self) -> dict[str, Any]:
        """This function will ask for both coordinates or none."""
        data = super().clean() or {}
        for one, other in (("latitude", "longitude"), ("longitude", "latitude")):
            missing = data.get(one) is None and one not in self.errors
            if missing and data.get(other) is not None:
                self.add_error(one, _("위도와 경도를 함께 적어 주세요."))
        return data

    def content(self) -> PlaceContent:
        """This function will return what was typed."""
        return PlaceContent(**self.cleaned_data | {"access": tuple(self.cleaned_data["access"])})


class ServiceForm(forms.Form):
    """A service with its place and hours."""

    name = Line(label=_("활동 이름"), max_length=120, required_text=_("활동 이름을 적어 주세요."))
    name_en = Line(label=_("영어 이름"), max_length=160)
    description = Paragraphs(
        label=_("무엇을 하나요?"),
        max_length=2000,
        required_text=_("무엇을 하는 활동인지 적어 주세요."),
    )
    description_en = Paragraphs(label=_("영어 설명"), max_length=2000)
    topics = several(_("분야"), Topic.choices, _("분야를 하나 이상 골라 주세요."))
    minimum_age = age_field(_("몇 살부터(만)"))
    maximum_age = age_field(_("몇 살까지(만)"))
    cost = forms.ChoiceField(
        label=_("비용"),
        choices=Cost.choices,
        error_messages={
            "required": _("비용을 골라 주세요."),
            "invalid_choice": _("목록에서 골라 주세요."),
        },
    )
    fee_note = Line(label=_("비용 설명"), max_length=300)
    languages = several(_("말"), Language.choices, _("쓰는 말을 하나 이상 골라 주세요."))
    location = forms.TypedChoiceField(
        label=_("활동하는 곳"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("목록에서 골라 주세요.")},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("요일"),
        coerce=int,
        choices=list(enumerate(DAYS)),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("목록에서 골라 주세요.")},
    )
    opens_at = forms.TimeField(
        label=_("여는 시각"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "hk-short"}, format="%H:%M"),
        error_messages={"invalid": _("시각을 10:00 꼴로 적어 주세요.")},
    )
    closes_at = forms.TimeField(
        label=_("닫는 시각"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "hk-short"}, format="%H:%M"),
        error_messages={"invalid": _("시각을 17:00 꼴로 적어 주세요.")},
    )
    hours_note = Line(label=_("시간 설명"), max_length=200)
    how_to_apply = Line(label=_("신청 방법"), max_length=400)
    contact_name = Line(label=_("문의할 곳"), max_length=60)
    phone = Line(label=_("전화"), max_length=40)
    email = email_field(_("이메일"))
    website = website_field()
    is_active = forms.BooleanField(label=_("지금 하고 있음"), required=False)

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        """This function will offer the organization's own places."""
        super().__init__(*args, **kwargs)
        field = self.fields["location"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("정해지지 않음")), *places]

    @staticmethod
    def read(service: Service, pair: ServiceAtLocation | None) -> dict[str, Any]:
        """This function will return what is known."""
        known = _values(service, ServiceContent)
        if pair is not None:
            known |= _values(pair, ServiceContent) | {"location": pair.location_id}
        return known

    def clean(self) -> dict[str, Any]:
        """This function will hold ages and hours to their order."""
        data = super().clean() or {}
        youngest, oldest = data.get("minimum_age"), data.get("maximum_age")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("maximum_age", _("시작하는 나이보다 크거나 같게 적어 주세요."))
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and opens >= closes:
            self.add_error("closes_at", _("여는 시각보다 늦게 적어 주세요."))
        return data

    def content(self) -> ServiceContent:
        """This function will return what was typed."""
        data = dict(self.cleaned_data)
        data["location_id"] = data.pop("location")
        for name in ("topics", "languages", "weekdays"):
            data[name] = tuple(data[name])
        return ServiceContent(**data)
