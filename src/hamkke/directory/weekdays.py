"""Days of the week, in words and in the letters of RFC 5545."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS: Final = (
    gettext_lazy("월"),
    gettext_lazy("화"),
    gettext_lazy("수"),
    gettext_lazy("목"),
    gettext_lazy("금"),
    gettext_lazy("토"),
    gettext_lazy("일"),
)
LETTERS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WHOLE_WEEK: Final = 7
_RUN: Final = 3


def written_days(weekdays: Sequence[int]) -> str:
    """This function will write days as one says them: 매일, 월–금, or 화, 목."""
    days = sorted(set(weekdays))
    if not days:
        return ""
    if len(days) == _WHOLE_WEEK:
        return _("매일")
    if len(days) >= _RUN and days[-1] - days[0] == len(days) - 1:
        return f"{DAYS[days[0]]}–{DAYS[days[-1]]}"
    return ", ".join(str(DAYS[day]) for day in days)
