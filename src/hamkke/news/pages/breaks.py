"""Hard line breaks and blanks: what belongs together, what apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from hamkke.news.pages import korean
from hamkke.news.pages.repairs import Confidence, Kind, Rule

if TYPE_CHECKING:
    from hamkke.news.pages.draft import Draft

_BREAK: Final = re.compile(r"[ \t\xa0\u3000]*\n[ \t\xa0\u3000]*")
_BLANKS: Final = re.compile(r"[ \t\xa0\u3000]+")
_MARK_END: Final = re.compile(r"[,.!?;:…]$")
_LAST: Final = re.compile(r"[가-힣A-Za-z0-9·]+$")
_FIRST: Final = re.compile(r"^[가-힣A-Za-z0-9·]+")
_SHORTEST: Final = 2


class Decision(NamedTuple):
    """How one break is mended."""

    replacement: str
    rule: Rule
    confidence: Confidence
    evidence: str


def mend_breaks(draft: Draft) -> None:
    """This function will repair breaks and blanks, and lay out the joined paragraphs."""
    for number, text in enumerate(draft.raw):
        cuts: list[tuple[int, int, str]] = []
        for match in _BREAK.finditer(text):
            decision = _decide(draft, text, match)
            place = (number, match.start(), match.end())
            draft.add_raw(
                place,
                (Kind.HARD_BREAK, decision.rule, decision.confidence),
                decision.replacement,
                decision.evidence,
            )
            cuts.append((match.start(), match.end(), decision.replacement))
        taken = [(start, end) for start, end, _ in cuts]
        for match in _BLANKS.finditer(text):
            if match.group() == " " and match.start() > 0 and match.end() < len(text):
                continue
            if any(start <= match.start() < end for start, end in taken):
                continue
            at_edge = match.start() == 0 or match.end() == len(text)
            replacement = "" if at_edge else " "
            doubled = match.group().strip(" ") == ""
            rule = (
                Rule.BLANK_AT_EDGE
                if at_edge
                else Rule.BLANK_DOUBLED
                if doubled
                else Rule.BLANK_INSIDE
            )
            draft.add_raw(
                (number, match.start(), match.end()),
                (Kind.BLANK, rule, Confidence.CERTAIN),
                replacement,
            )
            cuts.append((match.start(), match.end(), replacement))
        _lay_out(draft, text, sorted(cuts))


def _lay_out(draft: Draft, text: str, cuts: list[tuple[int, int, str]]) -> None:
    joined: list[str] = []
    origin: list[int] = []
    position = 0
    for start, end, replacement in [*cuts, (len(text), len(text), "")]:
        joined += text[position:start]
        origin += range(position, start)
        joined += replacement
        origin += [start] * len(replacement)
        position = end
    draft.joined.append("".join(joined))
    draft.origin.append([*origin, len(text)])


def _decide(draft: Draft, text: str, match: re.Match[str]) -> Decision:
    left = text[: match.start()].rsplit("\n", 1)[-1].strip("\xa0 \t")
    right = text[match.end() :].split("\n", 1)[0].strip("\xa0 \t")
    if _MARK_END.search(left) and not (left[-2:-1].isdigit() and right[:1].isdigit()):
        return Decision(" ", Rule.PART_AT_MARK, Confidence.CERTAIN, left[-1])
    together = _longest(draft, left, right, "")
    apart = _longest(draft, left, right, " ")
    if len(together) >= len(apart) and together:
        return Decision("", Rule.JOIN_AS_ELSEWHERE, Confidence.CERTAIN, together)
    if apart:
        return Decision(" ", Rule.PART_AS_ELSEWHERE, Confidence.CERTAIN, apart)
    if korean.belong_together(left, right):
        return Decision("", Rule.JOIN_BY_LANGUAGE, Confidence.LIKELY, "")
    return Decision(" ", Rule.PART_BY_LANGUAGE, Confidence.LIKELY, "")


def _longest(draft: Draft, left: str, right: str, between: str) -> str:
    """This function will find the longest wording of the page that runs across the break.

    Two letters on each side at least: one alone meets by chance.
    """
    tail, head = _LAST.search(left), _FIRST.search(right)
    if not tail or not head:
        return ""
    best = ""
    for size in range(len(tail.group()), _SHORTEST - 1, -1):
        for length in range(len(head.group()), _SHORTEST - 1, -1):
            words = tail.group()[-size:] + between + head.group()[:length]
            if len(words) > len(best) and draft.elsewhere(words):
                best = words
    return best
