"""From the lines of a page to its date and its article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from hamkke.news.errors import ArticleTooLong
from hamkke.news.pages.decode import decode_page
from hamkke.news.pages.markup import to_plain

LONGEST_ARTICLE: Final = 50_000
LONGEST_TITLE: Final = 300
LONGEST_CATEGORY: Final = 40
_SHORTEST_TITLE: Final = 5
_LONGEST_SHARE: Final = 30
_LONGEST_FOOTER: Final = 200
WEEKDAYS: Final = "월화수목금토일"

BLANKS: Final = " \t\xa0\u3000"
_DATE: Final = re.compile(
    r"^(20\d\d)(?:\.|-|/|년)\s?(\d{1,2})(?:\.|-|/|월)\s?(\d{1,2})(?:일|\.)?\s*(?:\(\s*([월화수목금토일])(?:요일)?\s*\))?\s*$",
)
_SHARE: Final = re.compile(r"^(?:[•·*-]\s*)?(?:해당된|해당|이)?\s*기사를?\s*공유(?:합니다|하기)?$")
_CATEGORY: Final = re.compile(r"^[^\s/]{1,10}(?:/[^\s/]{1,10}){1,4}$")
_CATEGORY_WORDS: Final = frozenset(
    [
        *("정치", "경제", "사회", "문화", "교육", "건강", "행정", "자치", "의회", "스포츠", "연예"),
        *("오피니언", "사설", "칼럼", "인물", "복지", "환경", "지역", "종합", "뉴스", "소식"),
    ]
)
_PICTURE: Final = re.compile(
    r"^\S.{0,180}\.(?:jpe?g|png|gif|webp|bmp|svg|heic|avif)$", re.IGNORECASE
)
_FOOTER: Final = re.compile(
    r"^(?:[•·*<\[(◀▶-]\s*)?(?:모바일|PC|데스크톱)\s*버전으로|^(?:저작권자|copyright|ⓒ|©|무단\s*전재|"
    r"관련\s?기사$|이전\s?글|다음\s?글|이전\s?기사|다음\s?기사|목록(?:으로|보기)?$|댓글|인쇄하기$|기사제보|좋아요$)",
    re.IGNORECASE,
)
_JOINTS: Final = re.compile(r"\s+[-–—|<>:·]+\s+|\s*::\s*")
_SENTENCE_END: Final = re.compile(r"[.!?…][”’\"')\]]*$")
_BULLET: Final = re.compile(r"^[•·*-]\s+")


class Note(StrEnum):
    """What a reader of the page could not settle and a person should know."""

    NO_DATE = "no_date"
    WRONG_WEEKDAY = "wrong_weekday"
    NO_ARTICLE = "no_article"
    NO_CATEGORY = "no_category"
    MISSING_PICTURE = "missing_picture"


@dataclass(frozen=True, slots=True)
class Finding:
    """One note on the page, with the words it is about."""

    note: Note
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """The article as it stands on the page, damage and all.

    `paragraphs` keep each character of the page; a hard line break inside one is a single LF.
    """

    category: str
    title: str
    subtitle: str
    paragraphs: tuple[str, ...]
    pictures: tuple[str, ...]

    @property
    def body(self) -> str:
        """The paragraphs in one text, an empty line between them."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Page:
    """All that was read from a saved page."""

    text: str
    page_date: date | None
    article: Article | None
    findings: tuple[Finding, ...]


def read_page(data: bytes) -> Page:
    """This function will read the bytes of a saved page into its date and its article.

    Raises PageUnreadable (one of its subclasses) when the bytes are no readable page. A page
    without an article or without a date is a result, with a finding that says so.
    """
    plain = to_plain(decode_page(data))
    lines = plain.text.split("\n")
    page_date, findings = _page_date(lines)
    article = _read_article(lines, plain.head_titles)
    if article is None:
        findings.append(Finding(Note.NO_ARTICLE))
    else:
        if not article.category:
            findings.append(Finding(Note.NO_CATEGORY))
        findings += [Finding(Note.MISSING_PICTURE, name) for name in article.pictures]
    return Page(plain.text, page_date, article, tuple(findings))


def _page_date(lines: list[str]) -> tuple[date | None, list[Finding]]:
    """This function will find the first line that is a date and nothing else.

    A date whose weekday does not fit is reported and not used: one of the two is wrong, and
    nobody can say which.
    """
    for line in lines:
        match = _DATE.match(line.strip(BLANKS)[:40])
        if not match:
            continue
        year, month, day = (int(part) for part in match.group(1, 2, 3))
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if match.group(4) and match.group(4) != WEEKDAYS[found.weekday()]:
            return None, [Finding(Note.WRONG_WEEKDAY, match.group(0).strip())]
        return found, []
    return None, [Finding(Note.NO_DATE)]


def _read_article(lines: list[str], head_titles: tuple[str, ...]) -> Article | None:
    """This function will find category, title, subtitle and body by the marks around them.

    Two marks are known: the line that offers to share the article, with the title before it and
    again after it; and, without that line, the title in the head of an HTML page.
    """
    spoken = [
        (number, line.strip(BLANKS)) for number, line in enumerate(lines) if line.strip(BLANKS)
    ]
    start = _after_share(spoken) or _after_head_title(spoken, head_titles)
    if start is None:
        return None
    category, title, position = start
    subtitle, position = _subtitle(lines, position)
    paragraphs, pictures = _paragraphs(lines, position)
    if not title or len(title) > LONGEST_TITLE or not paragraphs:
        return None
    length = sum(map(len, paragraphs))
    if length > LONGEST_ARTICLE:
        raise ArticleTooLong(length=length, limit=LONGEST_ARTICLE)
    return Article(category, title, subtitle, paragraphs, pictures)


def _after_share(spoken: list[tuple[int, str]]) -> tuple[str, str, int] | None:
    for index, (_, line) in enumerate(spoken):
        if len(line) > _LONGEST_SHARE or not _SHARE.match(line):
            continue
        before = _BULLET.sub("", spoken[index - 1][1]) if index else ""
        after = spoken[index + 1 : index + 4]
        for ahead, (number, text) in enumerate(after):
            if before and text == before:
                category = after[0][1] if ahead == 1 else ""
                return category if len(category) <= LONGEST_CATEGORY else "", text, number + 1
        if after[1:] and _is_category(after[0][1]):
            return after[0][1], after[1][1], after[1][0] + 1
    return None


def _after_head_title(
    spoken: list[tuple[int, str]], head_titles: tuple[str, ...]
) -> tuple[str, str, int] | None:
    """This function will find the line that is the title in the head, or its longest part.

    Heads add the newspaper's name: 구청이 길을 엽니다 - 한빛신문.
    """
    parts = {part.strip() for title in head_titles for part in [title, *_JOINTS.split(title)]}
    for part in sorted(parts, key=lambda each: (-len(each), each)):
        places = [index for index, (_, text) in enumerate(spoken) if text == part]
        if len(part) < _SHORTEST_TITLE or not places:
            continue
        last = places[-1]
        before = spoken[last - 1][1] if last else ""
        return before if _is_category(before) else "", part, spoken[last][0] + 1
    return None


def _is_category(text: str) -> bool:
    return text in _CATEGORY_WORDS or bool(_CATEGORY.match(text))


def _subtitle(lines: list[str], position: int) -> tuple[str, int]:
    """This function will take the line after the title as the subtitle, if it stands alone.

    Alone means: no sentence, and a gap or a picture after it. A body broken by hard line ends
    would go on in the next line instead.
    """
    index = position
    while index < len(lines) and not lines[index].strip(BLANKS):
        index += 1
    if index >= len(lines):
        return "", position
    line = lines[index].strip(BLANKS)
    if (
        len(line) > LONGEST_TITLE
        or _SENTENCE_END.search(line)
        or _PICTURE.match(line)
        or _FOOTER.match(line)
    ):
        return "", position
    following = next((later for later in lines[index + 1 :] if later), "")
    alone = not following.strip(BLANKS) or _PICTURE.match(following.strip(BLANKS)) is not None
    return (line, index + 1) if alone else ("", position)


def _paragraphs(lines: list[str], position: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """This function will group the lines of the body into paragraphs, and name its pictures.

    Where a page marks its paragraphs by lines of mere blanks, only those part them. Else a line
    that ends a sentence ends its paragraph.
    """
    body: list[str] = []
    for line in lines[position:]:
        if _FOOTER.match(line.strip(BLANKS)[:60]) and len(line) <= _LONGEST_FOOTER:
            break
        body.append(line)
    pictures = tuple(line.strip(BLANKS) for line in body if _PICTURE.match(line.strip(BLANKS)))
    first = next((index for index, line in enumerate(body) if _is_text(line)), len(body))
    last = max((index for index, line in enumerate(body) if _is_text(line)), default=-1)
    marked = any(line and not line.strip(BLANKS) for line in body[first:last])
    groups: list[list[str]] = [[]]
    for line in body:
        if not line:
            continue
        if not _is_text(line):
            groups.append([])
            continue
        groups[-1].append(line)
        if not marked and _SENTENCE_END.search(line.rstrip(BLANKS)):
            groups.append([])
    return tuple("\n".join(group) for group in groups if group), pictures


def _is_text(line: str) -> bool:
    stripped = line.strip(BLANKS)
    return bool(stripped) and not _PICTURE.match(stripped)
