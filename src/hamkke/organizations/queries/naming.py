"""Names in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language


def in_reader_language(name: str, name_en: str) -> str:
    """This function will return the English name to English readers, where there is one."""
    english = (get_language() or "ko").startswith("en")
    return name_en if english and name_en else name
