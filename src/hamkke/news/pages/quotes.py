"""Quotation marks that were lost: closed where the page shows how, else reported."""

from __future__ import annotations

import re
from typing import Final

from hamkke.news.pages.draft import HANGUL, Draft
from hamkke.news.pages.repairs import Confidence, Kind, Rule

_PAIRS: Final = {"‘": "’", "“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_LONGEST_PHRASE: Final = 80
_PARTICLE: Final = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|와|과|도|로|으로|라며|이라며|라고|이라고)(?![가-힣])"
)
_NAMED: Final = re.compile(
    rf"(?:은|는) ([{HANGUL}A-Za-z0-9· ]{{4,80}})(을|를) (?:부제|주제|슬로건|표어)(?:로|으로)"
)
_VISION: Final = re.compile(
    rf"의 ([{HANGUL}A-Za-z0-9· ]{{3,40}}?[{HANGUL}])(비전|슬로건|표어)(?= )"
)
_SPEECH: Final = re.compile(
    r"(?:^|(?<=[.] ))[^.“”\"‘]{2,60}?(?:은|는) ([^“”\".]{10,300}?)(이라며|라며)(,? )"
    r"([^“”\".]{10,300}?)(고|라고) (?:말했다|밝혔다|강조했다|전했다)"
)


def mend_quotes(draft: Draft) -> None:
    """This function will close a quotation the page closes elsewhere, and report all others."""
    phrases = _phrases(draft)
    for number, text in enumerate(draft.joined):
        for opening, closing in _PAIRS.items():
            for start in _unclosed(text, opening, closing):
                _close(draft, (number, start), closing, phrases)
        _flag_names(draft, number, text)
        _flag_speech(draft, number, text)


def _phrases(draft: Draft) -> list[str]:
    found: set[str] = set()
    for line in (*draft.corpus, *draft.joined):
        for opening, closing in _PAIRS.items():
            pattern = f"{opening}([^{opening}{closing}]{{2,{_LONGEST_PHRASE}}}){closing}"
            found.update(re.findall(pattern, line))
    return sorted(found, key=lambda phrase: (-len(phrase), phrase))


def _unclosed(text: str, opening: str, closing: str) -> list[int]:
    places: list[int] = []
    for place, character in enumerate(text):
        if character == opening:
            places.append(place)
        elif character == closing and places:
            places.pop()
    return places


def _close(draft: Draft, place: tuple[int, int], closing: str, phrases: list[str]) -> None:
    number, start = place
    text = draft.joined[number]
    for phrase in phrases:
        if not text.startswith(phrase, start + 1):
            continue
        end = start + 1 + len(phrase)
        parted = text[end : end + 1].isalpha() and not _PARTICLE.match(text, end)
        mark = closing + (" " if parted else "")
        rule = (Kind.QUOTE, Rule.QUOTE_AS_ELSEWHERE, Confidence.LIKELY)
        draft.add((number, end, end), rule, mark, evidence=f"{text[start]}{phrase}{closing}")
        return
    rule = (Kind.QUOTE, Rule.QUOTE_UNCLOSED, Confidence.UNKNOWN)
    draft.add((number, start, start + 1), rule, None)


def _flag_names(draft: Draft, number: int, text: str) -> None:
    rule = (Kind.QUOTE, Rule.QUOTE_AROUND_NAME, Confidence.UNKNOWN)
    for match in _NAMED.finditer(text):
        place = (number, match.start(1), match.end(1))
        draft.add(place, rule, None, candidates=(f"‘{_mended(draft, place)}’",))
    for match in _VISION.finditer(text):
        place = (number, match.start(1), match.end(2))
        named = _mended(draft, (number, match.start(1), match.end(1)))
        draft.add(place, rule, None, candidates=(f"‘{named}’ {match.group(2)}",))


def _flag_speech(draft: Draft, number: int, text: str) -> None:
    rule = (Kind.QUOTE, Rule.QUOTE_AROUND_SPEECH, Confidence.UNKNOWN)
    for match in _SPEECH.finditer(text):
        place = (number, match.start(1), match.end(4))
        first = _mended(draft, (number, match.start(1), match.end(1)))
        second = _mended(draft, (number, match.start(4), match.end(4)))
        candidate = f"“{first}”{match.group(2)}{match.group(3)}“{second}”"
        draft.add(place, rule, None, candidates=(candidate,))


def _mended(draft: Draft, place: tuple[int, int, int]) -> str:
    """This function will return a stretch of joined text with the repairs inside it made."""
    number, start, end = place
    origin, text = draft.origin[number], draft.joined[number]
    inserts = {
        repair.start: repair.replacement
        for repair in draft.repairs
        if repair.paragraph == number and repair.start == repair.end and repair.replacement
    }
    return "".join(
        inserts.get(origin[place_], "") * (place_ > start) + text[place_]
        for place_ in range(start, end)
    )
