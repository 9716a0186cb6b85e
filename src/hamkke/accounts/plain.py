"""Names as they may stand in a line: of a page, of an e-mail, of a letter."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST_NAME: Final = 60
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})


def is_plain(text: str) -> bool:
    """This function will tell that a text is one line of characters that can be seen.

    Line breaks and control characters would reach the header of an e-mail.
    """
    return not any(unicodedata.category(letter) in _UNSEEN for letter in text)
