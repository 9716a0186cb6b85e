"""Numbers of clauses as official documents write them: 제1조 ① 1. 가."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# ① to ⑳, ㉑ to ㉟, ㊱ to ㊿: Unicode has them in three places.
CIRCLED: Final = "".join(
    chr(first + step)
    for first, many in ((0x2460, 20), (0x3251, 15), (0x32B1, 15))
    for step in range(many)
)
SYLLABLES: Final = (
    "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
)
ARTICLE, PARAGRAPH, ITEM, SUBITEM = 1, 2, 3, 4
MARKS: Final = (
    (ARTICLE, re.compile(r"제\s*\d+\s*조(?:의\s*\d+)?\s*(?:[(（](?P<heading>[^)）]*)[)）])?\s*")),
    (PARAGRAPH, re.compile(rf"[{CIRCLED}]\s*")),
    (ITEM, re.compile(r"\d{1,3}\.\s+")),
    (SUBITEM, re.compile(rf"[{SYLLABLES}]\.\s+")),
)


def marks_of(levels: Iterable[int]) -> Iterator[str]:
    """This function will number clauses in reading order, each below the last one above it."""
    counts = [0] * (SUBITEM + 1)
    for level in levels:
        counts[level] += 1
        counts[level + 1 :] = [0] * (SUBITEM - level)
        yield mark(level, counts[level])


def mark(level: int, number: int) -> str:
    """This function will write the number of a clause at its level."""
    if level == ARTICLE:
        return f"제{number}조"
    if level == PARAGRAPH:
        return CIRCLED[number - 1] if number <= len(CIRCLED) else f"({number})"
    if level == ITEM:
        return f"{number}."
    return f"{SYLLABLES[number - 1]}." if number <= len(SYLLABLES) else f"{number})"


def full_names(levels: Iterable[int]) -> Iterator[str]:
    """This function will name clauses as other texts cite them: 제3조 ② 1."""
    levels = list(levels)
    above: list[str] = [""] * (SUBITEM + 1)
    for level, own in zip(levels, marks_of(levels), strict=True):
        above[level:] = [own] + [""] * (SUBITEM - level)
        yield " ".join(part for part in above if part)


def read_clauses(text: str) -> list[tuple[int, str, str]]:
    """This function will read pasted text: level, heading and text of each clause.

    A line that begins with no number goes on with the clause before it; one before any number is
    an article's text.
    """
    found: list[tuple[int, str, str]] = []
    for line in (line.strip() for line in text.splitlines()):
        if not line:
            continue
        for level, pattern in MARKS:
            match = pattern.match(line)
            if match:
                heading = (match.groupdict().get("heading") or "").strip()
                found.append((level, heading, line[match.end() :].strip()))
                break
        else:
            level, heading, before = found.pop() if found else (ARTICLE, "", "")
            found.append((level, heading, f"{before}\n{line}".strip()))
    return _split_first_paragraphs(found)


def _split_first_paragraphs(found: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    # 제2조(정의) ① … on one line: the article's own first paragraph.
    split: list[tuple[int, str, str]] = []
    for level, heading, text in found:
        match = MARKS[1][1].match(text) if level == ARTICLE else None
        if match:
            split += [(ARTICLE, heading, ""), (PARAGRAPH, "", text[match.end() :].strip())]
        else:
            split.append((level, heading, text))
    return split
