"""Words that other apps made too long."""

from __future__ import annotations


def cut(text: str, limit: int) -> str:
    """This function will shorten a text to `limit` characters, and say so with …."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
