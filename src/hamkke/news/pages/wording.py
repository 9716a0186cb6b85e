"""Middle dots, spaces and letters that the page has lost but still holds elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from hamkke.news.pages import korean
from hamkke.news.pages.draft import HANGUL, WORD, Draft
from hamkke.news.pages.repairs import Confidence, Kind, Rule

_DOTTED: Final = re.compile(rf"(?<![{HANGUL}])([{HANGUL}]{{2,10}})([·ㆍ・‧])([{HANGUL}]{{2,10}})")
_COMMA: Final = re.compile(rf"(?<=[{HANGUL}A-Za-z)’”]),(?=[{HANGUL}A-Za-z(‘“])")
_LINKS: Final = ("와 ", "과 ", "·", ", ", " 및 ")
_PARTICLES: Final = (
    "에서는",
    "에서",
    "으로",
    "까지",
    "부터",
    "이나",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "도",
    "로",
)
_TWICE: Final = 2


def restore_dots(draft: Draft) -> None:
    """This function will put back a lost middle dot if the page writes the pair with one."""
    pairs = {
        (match.group(1), _stem(match.group(3)), match.group(2))
        for text in (*draft.corpus, *draft.joined)
        for match in _DOTTED.finditer(text)
    }
    rule = (Kind.MIDDLE_DOT, Rule.DOT_AS_ELSEWHERE, Confidence.CERTAIN)
    for number, text in enumerate(draft.joined):
        seen: set[int] = set()
        for first, second, dot in sorted(pairs, key=lambda pair: (-len(pair[0] + pair[1]), pair)):
            for match in re.finditer(re.escape(first + second), text):
                place = match.start() + len(first)
                if place not in seen:
                    seen.add(place)
                    draft.add((number, place, place), rule, dot, evidence=f"{first}{dot}{second}")


def space_commas(draft: Draft) -> None:
    """This function will put the space after a comma between words."""
    rule = (Kind.SPACING, Rule.SPACE_AFTER_COMMA, Confidence.CERTAIN)
    for number, text in enumerate(draft.joined):
        for match in _COMMA.finditer(text):
            draft.add((number, match.end(), match.end()), rule, " ")


def space_words(draft: Draft) -> None:
    """This function will part a word that sticks to the ending or particle before it."""
    for number, text in enumerate(draft.joined):
        for place in korean.missing_spaces(text):
            if not (text[place - 1 : place].isalpha() and text[place : place + 1].isalpha()):
                continue
            before = WORD.findall(text[:place])[-1]
            after = WORD.findall(text[place:])[0]
            spaced = f"{before[-3:]} {after[:2]}"
            if sum(line.count(before + after) for line in draft.corpus) > 1:
                continue  # written so twice: a habit of the author, no damage
            known = draft.elsewhere(spaced)
            rule = Rule.SPACE_AS_ELSEWHERE if known else Rule.SPACE_BY_LANGUAGE
            confidence = Confidence.CERTAIN if known else Confidence.LIKELY
            draft.add(
                (number, place, place),
                (Kind.SPACING, rule, confidence),
                " ",
                evidence=spaced if known else "",
            )


def restore_letters(draft: Draft) -> None:
    """This function will put back the first letter of a word cut at a line end.

    Only if the word is none by itself, stands nowhere else, and exactly one word that the page
    uses at least twice differs from it by that letter.
    """
    words = Counter(_stem(word) for text in draft.joined for word in WORD.findall(text))
    for number, raw in enumerate(draft.raw):
        for match in re.finditer(rf"\n[ \xa0]*([{HANGUL}]{{2,}})", raw):
            stem = _stem(match.group(1))
            fitting = [
                word for word, count in words.items() if word[1:] == stem and count >= _TWICE
            ]
            if words[stem] != 1 or len(fitting) != 1 or korean.is_common_word(stem):
                continue
            place = draft.origin[number].index(match.start(1))
            before = draft.joined[number][:place]
            if before and not before[-1].isspace():
                continue  # the break fell inside a word, so nothing stands at its beginning
            rule = (Kind.LOST_LETTER, Rule.LETTER_AS_ELSEWHERE, Confidence.LIKELY)
            draft.add((number, place, place), rule, fitting[0][0], evidence=fitting[0])


def flag_links(draft: Draft) -> None:
    """This function will report two words side by side at a break that the page links elsewhere.

    학교 / 지역사회 may have been 학교와 지역사회 or 학교·지역사회: nobody can tell from the page.
    """
    rule = (Kind.LOST_LETTER, Rule.LINK_LOST, Confidence.UNKNOWN)
    for number, raw in enumerate(draft.raw):
        for match in re.finditer(rf"([{HANGUL}]+)[ \xa0]*\n[ \xa0]*([{HANGUL}]+)", raw):
            first, second = match.group(1), _stem(match.group(2))
            found = [link for link in _LINKS if draft.elsewhere(f"{first}{link}{second}")]
            if not found or draft.elsewhere(f"{first} {second}") or draft.elsewhere(first + second):
                continue
            start = draft.origin[number].index(match.start(1))
            end = draft.origin[number].index(match.start(2)) + len(second)
            others = [
                link
                for link in ("와 " if not _has_final(first) else "과 ", "·")
                if link not in found
            ]
            candidates = tuple(f"{first}{link}{second}" for link in (*found, *others))
            draft.add(
                (number, start, end), rule, None, evidence=candidates[0], candidates=candidates
            )


def _has_final(word: str) -> bool:
    return (ord(word[-1]) - ord("가")) % 28 != 0


def _stem(word: str) -> str:
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= _TWICE:
            return word.removesuffix(particle)
    return word
