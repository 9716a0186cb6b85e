"""How programs are searched: which of them hold every word, and in what order."""

from __future__ import annotations

from functools import reduce
from operator import add, and_
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    CharField,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)

from hamkke.search.text import Word, compact, grams, pairs, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamkke.programs.models import Program

# A similar text shares at least this part (in percent) of the pairs of letters typed.
SIMILAR_PERCENT = 60
WHOLE_IN_TITLE, TYPED_IN_TITLE, STEM_IN_TITLE, TYPED_IN_TEXT = 16, 8, 6, 2
GRAMS = ArrayField(CharField(max_length=2))


class SharedGrams(Func):
    """How many of the typed n-grams a program has."""

    template = "cardinality(array(select unnest(%(expressions)s)))"
    arg_joiner = ") intersect select unnest("
    output_field = IntegerField()


def holding(programs: QuerySet[Program], query: str) -> QuerySet[Program]:
    """This function will keep the programs that hold every word of `query`, the best first."""
    words = words_of(query)
    if not words:
        return programs
    holds = reduce(and_, (_holds(word) for word in words))
    return programs.filter(holds).annotate(rank=_rank(words, compact(query)))


def similar(programs: QuerySet[Program], query: str) -> QuerySet[Program]:
    """This function will keep the programs that share most pairs of letters with `query`."""
    typed = sorted(pairs("".join(word.typed for word in words_of(query))))
    if not typed:
        return programs.none()
    least = -(-len(typed) * SIMILAR_PERCENT // 100)
    wanted = Value(typed, output_field=GRAMS)
    return (
        programs.filter(search__grams__overlap=typed)
        .annotate(rank=SharedGrams("search__grams", wanted))
        .filter(rank__gte=least)
    )


def _holds(word: Word) -> Q:
    # The n-grams find candidates by the index; the text decides.
    return Q(search__grams__contains=sorted(grams(word.stem)), search__text__contains=word.stem)


def _rank(words: Sequence[Word], whole: str) -> Case:
    parts = [_points(WHOLE_IN_TITLE, search__title__contains=whole)]
    for word in words:
        parts += [
            _points(TYPED_IN_TITLE, search__title__contains=word.typed),
            _points(STEM_IN_TITLE, search__title__contains=word.stem),
            _points(TYPED_IN_TEXT, search__text__contains=word.typed),
        ]
    return reduce(add, parts)


def _points(points: int, **condition: str) -> Case:
    return Case(When(**condition, then=Value(points)), default=Value(0))
