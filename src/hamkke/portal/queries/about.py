"""What the scheme is: pillars, road map and contacts, all from data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.agreements.queries.pillars import list_pillars
from hamkke.agreements.queries.published import district_states, list_published_agreements
from hamkke.organizations.queries.naming import in_reader_language
from hamkke.organizations.queries.offices import OfficeLine, list_offices, metropolitan_office_name
from hamkke.web.charts.states import State

if TYPE_CHECKING:
    from hamkke.agreements.queries.published import PublishedLine

# 학생맞춤통합지원법 (Act 20671): in force from this day.
SUPPORT_ACT_DATE: Final = date(2026, 3, 1)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of the road map; `future` ones are drawn dashed."""

    when: date | str
    actor: str
    deed: str
    href: str = ""
    future: bool = False


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The scheme in its parts."""

    pillars: tuple[str, ...]
    road_map: tuple[Milestone, ...]
    offices: tuple[OfficeLine, ...]
    metropolitan_office: str


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Whom to ask, by office."""

    offices: tuple[OfficeLine, ...]
    metropolitan_office: str


def about_page(*, today: date) -> AboutPage:
    """This function will gather the page about the scheme."""
    return AboutPage(
        pillars=tuple(in_reader_language(each.name, each.name_en) for each in list_pillars()),
        road_map=_road_map(today),
        offices=list_offices(day=today),
        metropolitan_office=metropolitan_office_name(),
    )


def contact_page(*, today: date) -> ContactPage:
    """This function will gather the contacts by office."""
    return ContactPage(
        offices=list_offices(day=today), metropolitan_office=metropolitan_office_name()
    )


def _road_map(today: date) -> tuple[Milestone, ...]:
    """Each agreement on the day of its signing, the Act, and what is still to come."""
    signed = [_signing(line, today) for line in list_published_agreements()]
    act = Milestone(
        when=SUPPORT_ACT_DATE,
        actor="",
        deed=_("학생맞춤통합지원법을 시행합니다"),
        future=today < SUPPORT_ACT_DATE,
    )
    dated = sorted([*signed, (SUPPORT_ACT_DATE, act)], key=lambda pair: pair[0])
    left = sum(State(line.state) is not State.IN_FORCE for line in district_states())
    last = (
        Milestone(
            when=_("다음"),
            actor="",
            deed=_("남은 %(count)d개 자치구와 협약을 맺습니다") % {"count": left},
            href=reverse("portal:agreements"),
            future=True,
        ),
    )
    return (*(milestone for _day, milestone in dated), *(last if left else ()))


def _signing(line: PublishedLine, today: date) -> tuple[date, Milestone]:
    return line.signing_date, Milestone(
        when=line.signing_date,
        actor=in_reader_language(line.district_name, line.district_name_en),
        deed=_("협약을 맺었습니다"),
        href=reverse("portal:agreement", args=[line.id]),
        future=line.signing_date > today,
    )
