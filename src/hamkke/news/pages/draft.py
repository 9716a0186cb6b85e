"""The paragraphs in work: the text with its blanks and breaks mended, and the way back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from hamkke.news.pages.repairs import Confidence, Kind, Repair, Rule, make_repair

if TYPE_CHECKING:
    from hamkke.news.pages.article import Article

HANGUL: Final = "가-힣"
WORD: Final = re.compile(rf"[{HANGUL}A-Za-z0-9·]+")


@dataclass(slots=True)
class Draft:
    """One article while repairs are looked for.

    `joined` holds each paragraph after its blanks and breaks; `origin[p][i]` is the place of
    its character i in the raw paragraph (one more at the end), so that later repairs are found
    in readable text and still name the raw place.
    """

    raw: tuple[str, ...]
    corpus: tuple[str, ...]
    corpus_text: str
    repairs: list[Repair] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    origin: list[list[int]] = field(default_factory=list)

    @classmethod
    def of(cls, article: Article) -> Draft:
        """This function will start the work on `article`; its own lines are the corpus."""
        lines = [article.title, article.subtitle]
        lines += [line for paragraph in article.paragraphs for line in paragraph.split("\n")]
        corpus = tuple(line.replace("\xa0", " ") for line in lines)
        return cls(article.paragraphs, corpus, "\n".join(corpus))

    def add_raw(
        self,
        place: tuple[int, int, int],
        rule: tuple[Kind, Rule, Confidence],
        replacement: str,
        evidence: str = "",
    ) -> None:
        """This function will add a repair found in the raw paragraph."""
        self.repairs.append(make_repair(self.raw, place, rule, replacement, evidence=evidence))

    def add(
        self,
        place: tuple[int, int, int],
        rule: tuple[Kind, Rule, Confidence],
        replacement: str | None,
        *,
        evidence: str = "",
        candidates: tuple[str, ...] = (),
    ) -> None:
        """This function will add a repair found in the joined paragraph."""
        paragraph, start, end = place
        places = self.origin[paragraph]
        raw_end = places[end - 1] + 1 if end > start else places[start]
        raw_place = (paragraph, places[start], raw_end)
        self.repairs.append(
            make_repair(
                self.raw, raw_place, rule, replacement, evidence=evidence, candidates=candidates
            )
        )

    def elsewhere(self, words: str) -> bool:
        """This function will say whether the page has `words` in one line."""
        return words in self.corpus_text
