"""The list of services as a table for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from hamkke.directory.queries.published import ServiceLine

COLUMNS: Final = (
    _("활동"),
    _("기관"),
    _("분야"),
    _("나이"),
    _("비용"),
    _("비용 설명"),
    _("언어"),
    _("자치구"),
    _("곳"),
    _("주소"),
    _("시간"),
    _("편의시설"),
    _("전화"),
    _("이메일"),
    _("누리집"),
    _("마지막 확인"),
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def row_of(line: ServiceLine) -> list[str]:
    """This function will return a service as a row; no cell can become a formula."""
    places = line.places
    cells = [
        line.name,
        line.organization,
        ", ".join(line.topics),
        line.ages,
        line.cost,
        line.fee_note,
        ", ".join(line.languages),
        ", ".join(dict.fromkeys(place.district for place in places)),
        ", ".join(place.name for place in places),
        ", ".join(place.address for place in places if place.address),
        ", ".join(place.hours for place in places if place.hours),
        ", ".join(dict.fromkeys(item for place in places for item in place.access)),
        line.phone,
        line.email,
        line.website,
        line.last_checked_on.isoformat(),
    ]
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
