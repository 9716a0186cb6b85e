"""Registration numbers of organizations, and the numbers of persons that nobody may type."""

from __future__ import annotations

import re
from typing import Final

_WEIGHTS: Final = (1, 3, 7, 1, 3, 7, 1, 3, 5)
# 주민등록번호 and 외국인등록번호: a birthday, then seven digits.
_RESIDENT: Final = re.compile(
    r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s\-–—.]*[0-9]\d{6}(?!\d)"
)


def registration_digits(typed: str) -> str | None:
    """This function will return the ten digits of a 사업자등록번호 or 고유번호, or None.

    Both are checked by the same last digit (국세청): weights 1 3 7 1 3 7 1 3 5, the tens of the
    last product added.
    """
    digits = re.sub(r"[\s\-]", "", typed)
    if not re.fullmatch(r"[0-9]{10}", digits):
        return None
    numbers = [int(digit) for digit in digits]
    total = sum(number * weight for number, weight in zip(numbers, _WEIGHTS, strict=False))
    total += numbers[8] * 5 // 10
    return digits if (10 - total % 10) % 10 == numbers[9] else None


def written(digits: str) -> str:
    """This function will write ten digits as 123-45-67890."""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"


def holds_resident_number(text: str) -> bool:
    """This function will tell whether a text holds what looks like a person's number."""
    return _RESIDENT.search(text) is not None
