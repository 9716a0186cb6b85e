"""What can be found of programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone, translation

from hamkke.programs.models import Program
from hamkke.programs.rules.audience import audience
from hamkke.search.sources import PublicEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_COLUMNS: Final = (
    *("id", "title", "summary", "description", "level", "grade_from", "grade_to"),
    *("published_at", "district__organization__name", "district__organization__name_en"),
    *("venue__organization__name", "venue__organization__name_en"),
)


def program_entries(numbers: Collection[int] | None) -> Iterator[PublicEntry]:
    """This function will tell what can be found of the published programs, in one query."""
    programs = Program.objects.filter(published_at__isnull=False)
    if numbers is not None:
        programs = programs.filter(pk__in=numbers)
    for row in programs.values_list(*_COLUMNS).iterator():
        number, title, summary, description, level, first, last, published_at, *names = row
        district, district_en, venue, venue_en = names
        who = {}
        for language in ("ko", "en"):
            with translation.override(language):
                who[language] = audience(level, first, last)
        yield PublicEntry(
            number=number,
            path=f"/programs/{number}/",
            title=title,
            about=f"{district} · {venue} · {who['ko']}",
            about_en=f"{district_en or district} · {venue_en or venue} · {who['en']}",
            words=(summary, description),
            weight=60,
            dated_on=timezone.localdate(published_at),
        )
