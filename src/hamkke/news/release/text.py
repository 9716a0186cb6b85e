"""The plain text of a press release as blocks: paragraphs, headings, lists.

Nothing in it is markup: templates write every character as it was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

PARAGRAPH, HEADING, LIST = "paragraph", "heading", "list"
_HEADING: Final = re.compile(r"^(?:■|#{1,3})\s+(?=\S)")
_ITEM: Final = re.compile(r"^\s*(?:[-•·○◦∙])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block: a heading of one line, a paragraph of lines, a list of items."""

    kind: str
    lines: tuple[str, ...]


def blocks_of(text: str) -> tuple[Block, ...]:
    """This function will read `text`: an empty line ends a block, a mark begins a line.

    ■ or # begins a heading, - • · ○ an item of a list; any other line belongs to a paragraph.
    """
    found: list[tuple[str, list[str]]] = []
    fresh = True
    for line in text.replace("\r\n", "\n").split("\n"):
        if not line.strip():
            fresh = True
            continue
        kind, words = _read(line)
        if fresh or kind == HEADING or not found or found[-1][0] != kind:
            found.append((kind, []))
        found[-1][1].append(words)
        fresh = False
    return tuple(Block(kind, tuple(lines)) for kind, lines in found)


def _read(line: str) -> tuple[str, str]:
    for kind, mark in ((HEADING, _HEADING), (LIST, _ITEM)):
        if match := mark.match(line):
            return kind, line[match.end() :].strip()
    return PARAGRAPH, line.strip()
