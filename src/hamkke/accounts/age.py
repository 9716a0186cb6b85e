"""When somebody is fourteen, and so consents alone (개인정보 보호법 §22조의2)."""

from __future__ import annotations

from datetime import date
from typing import Final

YEARS: Final = 14
ELEMENTARY: Final = "elementary"


def fourteen_on(birth: date) -> date:
    """This function will return the day from whose first moment on a person is fourteen.

    The day of birth counts and a year ends on the day before its first one comes round (민법 §158,
    §160②): who was born on 29 February is fourteen when 28 February is over.
    """
    try:
        return birth.replace(year=birth.year + YEARS)
    except ValueError:
        return date(birth.year + YEARS, 3, 1)


def needs_guardian(*, fourteen: date, level: str, today: date) -> bool:
    """This function will tell whether a guardian must consent.

    With a code of an elementary school always: a child gains nothing by an older date of birth.
    """
    return today < fourteen or level == ELEMENTARY
