"""The agreements' pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.agreements.queries.published import (
    PublishedAgreement,
    PublishedLine,
    district_states,
    list_published_agreements,
    published_agreement,
)
from hamkke.organizations.queries.districts import list_districts
from hamkke.organizations.queries.naming import in_reader_language
from hamkke.portal.queries.states import CityStates, city_states
from hamkke.portal.queries.thread import ThreadPillar, thread_of
from hamkke.web.charts.states import State

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """All published agreements, and the state of every district."""

    states: CityStates
    agreements: tuple[PublishedLine, ...]


@dataclass(frozen=True, slots=True)
class SignatureEvent:
    """A signature as the timeline shows it."""

    when: datetime
    actor: str
    deed: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement in full, its parties in the reader's language."""

    agreement: PublishedAgreement
    thread: tuple[ThreadPillar, ...]
    signatures: tuple[SignatureEvent, ...]
    district_label: str
    office_label: str
    metropolitan_label: str


def agreements_page() -> AgreementsPage:
    """This function will gather the list of agreements; three queries."""
    return AgreementsPage(states=city_states(), agreements=list_published_agreements())


def agreement_page(*, agreement_id: int) -> AgreementPage:
    """This function will gather one agreement's page. Raises NotVisible."""
    agreement = published_agreement(agreement_id)
    line = agreement.line
    return AgreementPage(
        agreement=agreement,
        thread=thread_of(agreement),
        signatures=tuple(
            SignatureEvent(
                when=each.signed_at,
                actor=each.organization_name,
                deed=f"{each.office_title} {each.person_name}",
            )
            for each in agreement.signatures
        ),
        district_label=in_reader_language(line.district_name, line.district_name_en),
        office_label=in_reader_language(line.education_office_name, line.education_office_name_en),
        metropolitan_label=in_reader_language(
            line.metropolitan_office_name, line.metropolitan_office_name_en
        ),
    )


def agreement_text(*, agreement_id: int) -> str:
    """This function will return the text that was hashed and signed. Raises NotVisible."""
    return published_agreement(agreement_id).frozen_text


def state_rows(*, day: date) -> list[tuple[str, str, str, str, str, str]]:
    """This function will return a row a district: code, names, state, its day, office."""
    offices = {line.code: line.office for line in list_districts(day=day)}
    rows = []
    for line in district_states():
        office = offices[line.code]
        rows.append(
            (
                line.code,
                line.name,
                line.name_en,
                str(State(line.state).label),
                line.changed_at.date().isoformat() if line.changed_at else "",
                office.name if office else "",
            )
        )
    return rows
