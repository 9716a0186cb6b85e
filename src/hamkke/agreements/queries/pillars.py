"""Pillars: those there are, and those that an agreement in force has taken up."""

from __future__ import annotations

from dataclasses import dataclass

from hamkke.agreements.models import AgreementPillar, AgreementState, Pillar


@dataclass(frozen=True, slots=True)
class PillarLine:
    """A pillar that an agreement may take up."""

    id: int
    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class PromisedPillar:
    """A pillar of an agreement in force, under which programs may be offered."""

    agreement_pillar_id: int
    agreement_id: int
    agreement_title: str
    pillar_name: str
    pillar_name_en: str
    text: str


def list_pillars() -> tuple[PillarLine, ...]:
    """This function will list all pillars in the official order."""
    rows = Pillar.objects.order_by("order").values_list("id", "code", "name", "name_en")
    return tuple(PillarLine(*row) for row in rows)


def in_force_pillars(district_id: int) -> tuple[PromisedPillar, ...]:
    """This function will list the pillars of a district's agreement in force, in its order."""
    rows = AgreementPillar.objects.filter(
        agreement__district_id=district_id, agreement__state=AgreementState.IN_FORCE
    ).order_by("order")
    return tuple(
        PromisedPillar(*row)
        for row in rows.values_list(
            "id",
            "agreement_id",
            "agreement__title",
            "pillar__name",
            "pillar__name_en",
            "text",
        )
    )
