"""What can be found of agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.agreements.queries.published import list_published_agreements
from hamkke.search.sources import PublicEntry
from hamkke.web.text import format_date_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def agreement_entries(numbers: Collection[int] | None) -> Iterator[PublicEntry]:
    """This function will tell what can be found of the published agreements."""
    for line in list_published_agreements():
        if numbers is not None and line.id not in numbers:
            continue
        yield PublicEntry(
            number=line.id,
            path=f"/agreements/{line.id}/",
            title=line.title,
            about=f"{line.district_name} · {format_date_in('ko', line.signing_date)}",
            about_en=f"{line.district_name_en} · {format_date_in('en', line.signing_date)}",
            words=(line.subtitle, line.education_office_name, line.metropolitan_office_name),
            weight=80,
            dated_on=line.signing_date,
        )
