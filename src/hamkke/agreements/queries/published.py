"""What the public may read: agreements in force, and how far each district has come.

No viewer: these run under the public role, whose policies know published rows only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, F, When

from hamkke.agreements.models import (
    Agreement,
    AgreementPillar,
    Approval,
    DistrictState,
    OfficeNumber,
    Signature,
)
from hamkke.agreements.numbering import marks_of
from hamkke.agreements.text import frozen_clauses, hash_of
from hamkke.database.errors import NotVisible
from hamkke.documents.codes import code_of
from hamkke.organizations.queries.parties import list_districts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

DISTRICT_FIRST = Case(When(organization_id=F("agreement__district_id"), then=0), default=1)
COLUMNS = (
    "id",
    "title",
    "subtitle",
    "signing_date",
    "state",
    "content_hash",
    "published_at",
    "district_id",
    "district__code",
    "district__organization__name",
    "district__organization__name_en",
    "education_office_id",
    "education_office__organization__name",
    "education_office__organization__name_en",
    "metropolitan_office__name",
    "metropolitan_office__name_en",
)


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """A published agreement as lists show it."""

    id: int
    title: str
    subtitle: str
    signing_date: date
    state: str
    content_hash: str
    published_at: datetime
    district_id: int
    district_code: str
    district_name: str
    district_name_en: str
    education_office_id: int
    education_office_name: str
    education_office_name_en: str
    metropolitan_office_name: str
    metropolitan_office_name_en: str


@dataclass(frozen=True, slots=True)
class PublishedPillar:
    """What the agreement says about a pillar; `id` is what programs refer to."""

    id: int
    code: str
    name: str
    name_en: str
    text: str


@dataclass(frozen=True, slots=True)
class PublishedSignature:
    """Who signed, in which office, when."""

    person_name: str
    office_title: str
    organization_name: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedApproval:
    """A step of a side's approval: who took it, by what right, when."""

    organization_id: int
    part: str
    manner: str
    person_name: str
    approved_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedClause:
    """A clause of the signed text with its number."""

    mark: str
    level: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PublishedAgreement:
    """A published agreement with its text and signatures; `frozen_text` is what was hashed."""

    line: PublishedLine
    pillars: tuple[PublishedPillar, ...]
    signatures: tuple[PublishedSignature, ...]
    frozen_text: str
    office_numbers: tuple[str, ...] = ()
    approvals: tuple[PublishedApproval, ...] = ()

    @property
    def is_intact(self) -> bool:
        """Whether the text is still the one whose hash was signed."""
        return hash_of(self.frozen_text) == self.line.content_hash

    @property
    def code(self) -> str:
        """The verification code that its documents carry."""
        return code_of(self.line.content_hash)

    @property
    def clauses(self) -> tuple[PublishedClause, ...]:
        """The clauses, read from the very text that was signed; none in the oldest agreements."""
        clauses = frozen_clauses(self.frozen_text)
        marks = marks_of(clause.level for clause in clauses)
        return tuple(
            PublishedClause(mark, clause.level, clause.heading, clause.text)
            for mark, clause in zip(marks, clauses, strict=True)
        )


@dataclass(frozen=True, slots=True)
class DistrictProgress:
    """A district and the state of its agreement; `changed_at` None while it is preparing."""

    district_id: int
    code: str
    name: str
    name_en: str
    state: str
    changed_at: datetime | None


def list_published_agreements() -> tuple[PublishedLine, ...]:
    """This function will list the published agreements, the latest signing first; one query."""
    rows = _published().order_by("-signing_date", "district__organization__name", "id")
    return _lines(rows)


def published_agreement(agreement_id: int) -> PublishedAgreement:
    """This function will return a published agreement in full; six queries. Raises NotVisible."""
    found = _lines(_published().filter(pk=agreement_id))
    if not found:
        raise NotVisible
    return _in_full(found[0])


def published_agreement_of_district(district_id: int) -> PublishedAgreement | None:
    """This function will return a district's agreement, the latest one; None before the first."""
    rows = _published().filter(district_id=district_id).order_by("-signing_date", "-id")
    found = _lines(rows[:1])
    return _in_full(found[0]) if found else None


def district_states() -> tuple[DistrictProgress, ...]:
    """This function will tell the state of every district in 가나다 order; two queries."""
    shown = {
        row[0]: (row[1], row[2])
        for row in DistrictState.objects.values_list("district_id", "state", "changed_at")
    }
    return tuple(
        DistrictProgress(
            district.district_id,
            district.code,
            district.name,
            district.name_en,
            *shown.get(district.district_id, ("preparing", None)),
        )
        for district in list_districts()
    )


def _published() -> QuerySet[Agreement]:
    return Agreement.objects.filter(published_at__isnull=False)


def _lines(rows: QuerySet[Agreement]) -> tuple[PublishedLine, ...]:
    values: Iterable[tuple[object, ...]] = rows.values_list(*COLUMNS)
    return tuple(PublishedLine(*row) for row in values)  # type: ignore[arg-type]


def _in_full(line: PublishedLine) -> PublishedAgreement:
    pillars = AgreementPillar.objects.filter(agreement_id=line.id).order_by("order")
    signatures = Signature.objects.filter(
        agreement_id=line.id, submission=F("agreement__submission")
    ).order_by("signed_at", "id")
    numbers = OfficeNumber.objects.filter(
        agreement_id=line.id, submission=F("agreement__submission")
    ).order_by(DISTRICT_FIRST, "organization_id")
    approvals = Approval.objects.filter(
        agreement_id=line.id, submission=F("agreement__submission"), place__gt=0
    ).order_by(DISTRICT_FIRST, "organization_id", "place")
    return PublishedAgreement(
        line=line,
        pillars=tuple(
            PublishedPillar(*row)
            for row in pillars.values_list(
                "id", "pillar__code", "pillar__name", "pillar__name_en", "text"
            )
        ),
        signatures=tuple(
            PublishedSignature(*row)
            for row in signatures.values_list(
                "person_name", "office_title", "organization__name", "signed_at"
            )
        ),
        frozen_text=Agreement.objects.values_list("frozen_text", flat=True).get(pk=line.id),
        office_numbers=tuple(numbers.values_list("number", flat=True)),
        approvals=tuple(
            PublishedApproval(*row)
            for row in approvals.values_list(
                "organization_id", "part", "manner", "person_name", "approved_at"
            )
        ),
    )
