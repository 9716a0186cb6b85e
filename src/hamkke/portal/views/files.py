"""Open data as CSV files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hamkke.organizations.queries.schools import list_schools
from hamkke.portal.csv_files import csv_answer
from hamkke.portal.http import public_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@public_page
def schools_csv(request: Request) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """This view will answer with the register of schools as CSV."""
    header = (
        _("학교 ID"),
        _("학교"),
        _("학교급"),
        _("설립"),
        _("자치구 코드"),
        _("자치구"),
        _("주소"),
    )
    rows = (
        (
            each.standard_id,
            each.name,
            each.level_name,
            each.establishment,
            each.district_code,
            each.district_name,
            each.address,
        )
        for each in list_schools()
    )
    return csv_answer(name="schools.csv", header=header, rows=rows)
