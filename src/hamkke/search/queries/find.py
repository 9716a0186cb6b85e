"""Finding things in the index, the best first, one or two statements whatever it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import connection
from django.utils.translation import get_language

from hamkke.search.models import SearchEntry
from hamkke.search.sources import kinds
from hamkke.search.text import Word, are_initials, compact, grams, keys_of, words_of

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise

# More candidates than anybody reads; what is beyond is said to be there, not counted.
MOST_COUNTED: Final = 1000
# Titles that begin with what was typed stand first, and must be among the candidates.
MOST_BEGINNING: Final = 200
MOST_SIMILAR: Final = 20
# Fewer finds than this, and titles that are nearly what was typed are shown as well.
FEW: Final = 3
SIMILARITY: Final = 0.45
SHORTEST_SLIP: Final = 4

_SHOWN: Final = "kind, path, title, title_en, about, about_en, dated_on"
_RANKED: Final = """
    select {shown}, of_kind, score from (
        select {shown}, score, weight, count(*) over (partition by kind) as of_kind,
            row_number() over (
                partition by kind
                order by score desc, weight desc, dated_on desc nulls last, title, number
            ) as place
        from ({candidates}) as candidates
    ) as ranked
    where place > %(after)s and place <= %(after)s + %(shown)s
    window of_one as (partition by kind)
    order by max(score) over of_one desc, max(weight) over of_one desc, kind, place
"""
_HOLDING: Final = """
    select e.*, case
        when key = %(whole)s or key = %(stems)s then 100
        when key like %(beginning)s then 80
        when key like %(inside)s then 60
        when {in_title} then 50
        when {in_initials} then 40
        else 20 end as score
    from search_searchentry e
    where id in (
        select id from (
            select id from search_searchentry
            where key like %(beginning)s {of_kind} limit {most_beginning}
        ) as beginning
        union all
        select id from (
            select id from search_searchentry
            where grams @> %(grams)s::varchar[] and {holds} {of_kind} limit {most}
        ) as holding
    )
"""
_SIMILAR: Final = """
    select e.*, (100 * word_similarity(%(keys)s, keys))::int as score
    from (
        select * from search_searchentry where %(keys)s <%% keys {of_kind} limit {most_compared}
    ) as e
    order by score desc, weight desc limit {most}
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, in the reader's language."""

    title: str
    path: str
    about: str
    dated_on: date | None


@dataclass(frozen=True, slots=True)
class HitGroup:
    """What was found of one kind, the best first; `count` counts also what is not in `hits`."""

    kind: str
    label: str | Promise
    hits: tuple[Hit, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for the words typed, the kind with the best find first.

    `is_more`: there are more finds than were counted. `similar` holds titles that are nearly what
    was typed, where next to nothing holds the words themselves.
    """

    groups: tuple[HitGroup, ...]
    is_more: bool
    similar: tuple[HitGroup, ...] = ()

    @property
    def count(self) -> int:
        """How many things hold every word."""
        return sum(group.count for group in self.groups)


def is_empty() -> bool:
    """This function will tell whether the index was never made."""
    return not SearchEntry.objects.exists()


def find(*, typed: str, kind: str = "", after: int = 0, shown: int = 8) -> Found:
    """This function will find what holds every word of `typed`, of one kind or of all.

    Of each kind `shown` hits, those after the first `after`. Words of initial consonants (ㄱㅊㄱ)
    are looked for in the consonants of titles.
    """
    words = words_of(typed)
    whole = compact(typed)
    if not words:
        return Found((), is_more=False)
    window = {"after": after, "shown": shown, "kind": kind}
    groups = _groups(*_holding(words, whole, narrowed=bool(kind)), window)
    count = sum(group.count for group in groups)
    similar: tuple[HitGroup, ...] = ()
    if count < FEW and len(keys_of(whole)) >= SHORTEST_SLIP and not after:
        known = {hit.path for group in groups for hit in group.hits}
        similar = _without(_similar(whole, window), known)
    return Found(groups, is_more=count >= MOST_COUNTED, similar=similar)


def _holding(words: tuple[Word, ...], whole: str, *, narrowed: bool) -> tuple[str, dict[str, Any]]:
    stems = "".join(word.stem for word in words)
    values: dict[str, Any] = {
        "whole": whole,
        "stems": stems,
        "beginning": f"{stems}%",
        "inside": f"%{stems}%",
        "grams": sorted({gram for word in words for gram in grams(word.stem)}),
    }
    holds, in_title, in_initials = [], [], []
    for at, word in enumerate(words):
        name = f"%(word{at})s"
        values[f"word{at}"] = f"%{word.stem}%"
        column = "initials" if are_initials(word.stem) else "text"
        holds.append(f"{column} like {name}")
        in_title.append(f"key like {name}")
        in_initials.append(f"initials like {name}")
    statement = _HOLDING.format(
        holds=" and ".join(holds),
        in_title=" and ".join(in_title),
        in_initials=" and ".join(in_initials),
        of_kind="and kind = %(kind)s" if narrowed else "",
        most=MOST_COUNTED,
        most_beginning=MOST_BEGINNING,
    )
    return statement, values


def _similar(whole: str, window: dict[str, Any]) -> tuple[HitGroup, ...]:
    statement = _SIMILAR.format(
        of_kind="and kind = %(kind)s" if window["kind"] else "",
        most=MOST_SIMILAR,
        most_compared=MOST_COUNTED,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(SIMILARITY)]
        )
    return _groups(statement, {"keys": keys_of(whole)}, window)


def _groups(
    candidates: str, values: dict[str, Any], window: dict[str, Any]
) -> tuple[HitGroup, ...]:
    statement = _RANKED.format(shown=_SHOWN, candidates=candidates)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, **window})
        rows = cursor.fetchall()
    known = kinds()
    english = (get_language() or "ko").startswith("en")
    by_kind: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_kind.setdefault(row[0], []).append(row)
    return tuple(
        HitGroup(
            kind=kind,
            label=known[kind].label if kind in known else kind,
            hits=tuple(_hit(row, english=english) for row in found),
            count=found[0][7],
        )
        for kind, found in by_kind.items()
    )


def _hit(row: tuple[Any, ...], *, english: bool) -> Hit:
    _, path, title, title_en, about, about_en, dated_on, *_ = row
    return Hit(
        title=title_en if english and title_en else title,
        path=f"/en{path}" if english else path,
        about=about_en if english and about_en else about,
        dated_on=dated_on,
    )


def _without(groups: tuple[HitGroup, ...], known: set[str]) -> tuple[HitGroup, ...]:
    kept = (
        HitGroup(
            group.kind,
            group.label,
            tuple(hit for hit in group.hits if hit.path not in known),
            group.count,
        )
        for group in groups
    )
    return tuple(group for group in kept if group.hits)
