"""What a reader of the directory looks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamkke.directory.forms.fields import age_field
from hamkke.directory.models import Access, Cost, Topic
from hamkke.directory.queries.published import LONGEST_SEARCH, Filters
from hamkke.organizations.queries.naming import in_reader_language
from hamkke.organizations.queries.parties import list_districts

ALL = ("", _("모두"))


class FilterForm(forms.Form):
    """Filters of the list; an unusable one says so and filters nothing."""

    q = forms.CharField(
        label=_("찾는 말"),
        required=False,
        max_length=LONGEST_SEARCH,
        error_messages={"max_length": _("%(limit_value)d자까지 적을 수 있습니다.")},
    )
    district = forms.ChoiceField(label=_("자치구"), required=False)
    topic = forms.ChoiceField(label=_("분야"), required=False, choices=[ALL, *Topic.choices])
    age = age_field(_("나이(만)"))
    cost = forms.ChoiceField(label=_("비용"), required=False, choices=[ALL, *Cost.choices])
    access = forms.ChoiceField(label=_("편의시설"), required=False, choices=[ALL, *Access.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This function will offer the city's districts."""
        super().__init__(*args, **kwargs)
        field = self.fields["district"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ALL,
            *((row.code, in_reader_language(row.name, row.name_en)) for row in list_districts()),
        ]
        for name in ("district", "topic", "cost", "access"):
            self.fields[name].error_messages["invalid_choice"] = _("목록에서 골라 주세요.")

    @property
    def filters(self) -> Filters:
        """What was asked for, without what cannot be understood."""
        if not self.is_bound:
            return Filters()
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            text=data.get("q", ""),
            district=data.get("district", ""),
            topic=data.get("topic", ""),
            cost=data.get("cost", ""),
            access=data.get("access", ""),
            age=data.get("age"),
        )
