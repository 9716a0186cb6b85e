"""One search over what is public: districts, agreements, programs, news, schools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.agreements.queries.published import list_published_agreements
from hamkke.news.queries.published import published_news
from hamkke.organizations.queries.districts import find_districts
from hamkke.organizations.queries.naming import in_reader_language
from hamkke.organizations.queries.schools import find_schools
from hamkke.portal.rules import clean_query, matches
from hamkke.programs.queries.published import search_programs
from hamkke.web.text import format_date

if TYPE_CHECKING:
    from datetime import date

    from hamkke.organizations.queries.districts import DistrictLine

SHOWN: Final = 20
# News is compared here, newest first; a longer archive deserves an index.
NEWS_LOOKED_AT: Final = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its title, where it leads, and a line about it."""

    title: str
    href: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class HitGroup:
    """What was found of one kind; `more` leads to the page where all of it is."""

    label: str
    hits: tuple[Hit, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was typed, as it was understood, and what it found."""

    query: str
    groups: tuple[HitGroup, ...]

    @property
    def count(self) -> int:
        """How many things were found."""
        return sum(len(group.hits) for group in self.groups)


def search_page(*, typed: str, today: date) -> SearchPage:
    """This function will search everything public; an empty query finds nothing."""
    query = clean_query(typed)
    if not query:
        return SearchPage(query="", groups=())
    groups = (
        HitGroup(_("자치구"), tuple(map(_district, find_districts(typed=query, day=today)))),
        HitGroup(_("협약"), _agreements(query), reverse("portal:agreements")),
        _programs(query),
        HitGroup(_("소식"), _news(query), reverse("news:list")),
        HitGroup(_("학교"), _schools(query)),
    )
    return SearchPage(query=query, groups=tuple(group for group in groups if group.hits))


def _district(line: DistrictLine) -> Hit:
    return Hit(
        title=line.label,
        href=reverse("portal:district", args=[line.code]),
        about=line.office.label if line.office else "",
    )


def _programs(query: str) -> HitGroup:
    found = search_programs(q=query)
    label = _("비슷한 프로그램") if found.is_similar else _("프로그램")
    hits = tuple(
        Hit(
            title=line.title,
            href=reverse("portal:program", args=[line.id]),
            about=f"{line.district_label} · {line.venue_label} · {line.audience}",
        )
        for line in found.page
    )
    return HitGroup(label, hits, f"{reverse('portal:programs')}?{urlencode({'q': query})}")


def _agreements(query: str) -> tuple[Hit, ...]:
    found = (
        Hit(
            title=line.title,
            href=reverse("portal:agreement", args=[line.id]),
            about=f"{in_reader_language(line.district_name, line.district_name_en)}"
            f" · {format_date(line.signing_date)}",
        )
        for line in list_published_agreements()
        if matches(
            f"{line.title} {line.subtitle} {line.district_name} {line.district_name_en}", query
        )
    )
    return tuple(found)[:SHOWN]


def _news(query: str) -> tuple[Hit, ...]:
    found = (
        Hit(
            title=item.title,
            href=reverse("news:article", args=[item.pk]),
            about=format_date(item.item_date),
        )
        for item in published_news()[:NEWS_LOOKED_AT]
        if matches(f"{item.title} {item.subtitle} {item.category}", query)
    )
    return tuple(found)[:SHOWN]


def _schools(query: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(
            title=school.name,
            href=reverse("portal:district", args=[school.district_code]),
            about=f"{school.district_name} · {school.level_name}",
        )
        for school in find_schools(typed=query, limit=SHOWN)
    )
