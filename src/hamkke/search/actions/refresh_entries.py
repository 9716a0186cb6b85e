"""Bring entries of the index up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.search.models import SearchEntry
from hamkke.search.sources import kinds
from hamkke.search.text import initials_of, keys_of, searchable

if TYPE_CHECKING:
    from collections.abc import Collection

    from hamkke.search.sources import PublicEntry

AT_ONCE: Final = 1000
WRITTEN: Final = (
    *("path", "title", "title_en", "about", "about_en", "weight", "dated_on"),
    *("key", "text", "initials", "keys", "grams"),
)


def refresh_entries(*, kind: str, numbers: Collection[int] | None) -> int:
    """This function will make the index hold what is public now of `numbers` (None: of the kind).

    The source is asked under the public role, so that nothing else can come into the index. Needs
    the jobs role; returns how many entries stand. No audit row: it follows from what was published.
    """
    with transaction.atomic():
        with acting_as(roles.PUBLIC):
            found = {entry.number: entry for entry in kinds()[kind].source(numbers)}
        stale = SearchEntry.objects.filter(kind=kind).exclude(number__in=found)
        if numbers is not None:
            stale = stale.filter(number__in=numbers)
        stale.delete()
        SearchEntry.objects.bulk_create(
            (_row(kind, entry) for entry in found.values()),
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["kind", "number"],
            update_fields=WRITTEN,
        )
    return len(found)


def _row(kind: str, entry: PublicEntry) -> SearchEntry:
    others = (entry.title_en, entry.about, entry.about_en, *entry.words)
    key, text, grams = searchable(entry.title, others)
    initials = initials_of(key)
    pairs = {initials[at : at + 2] for at in range(len(initials) - 1)}
    return SearchEntry(
        kind=kind,
        number=entry.number,
        path=entry.path,
        title=entry.title[:300],
        title_en=entry.title_en[:300],
        about=entry.about[:300],
        about_en=entry.about_en[:300],
        weight=entry.weight,
        dated_on=entry.dated_on,
        key=key[:300],
        text=text,
        initials=initials[:300],
        keys=keys_of(key[:300]),
        grams=sorted({*grams, *initials, *pairs}),
    )
