"""Which districts an office of education covers on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.organizations.models import OfficeDistrict

if TYPE_CHECKING:
    from datetime import date


def districts_of_office(*, education_office_id: int, day: date) -> tuple[int, ...]:
    """This function will return the numbers of the districts that the office covers on `day`."""
    return tuple(
        OfficeDistrict.objects.filter(
            education_office_id=education_office_id, valid_during__contains=day
        )
        .order_by("district_id")
        .values_list("district_id", flat=True)
    )
