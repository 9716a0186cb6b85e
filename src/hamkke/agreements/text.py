"""The text of an agreement as it is hashed: one canonical form, so that anybody can recompute it.

JSON with sorted keys, no spaces, Unicode as it stands (NFC); the same object that PostgreSQL's
`agreements_frozen` builds, which refuses any other.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamkke.agreements.models import Agreement


@dataclass(frozen=True, slots=True)
class PillarText:
    """What an agreement is to say about a pillar."""

    pillar_id: int
    text: str


@dataclass(frozen=True, slots=True)
class FrozenPillar:
    """A pillar as the canonical text names it."""

    code: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class FrozenClause:
    """A clause as the canonical text keeps it; `pillar` is a code."""

    key: str
    level: int
    heading: str
    text: str
    pillar: str | None


def canonical_text(
    agreement: Agreement, pillars: Sequence[FrozenPillar], clauses: Sequence[FrozenClause]
) -> str:
    """This function will write the agreement in its canonical form, all in its order.

    Without clauses it is the form that agreements had before there were any.
    """
    said: dict[str, Any] = {
        "district_id": agreement.district_id,
        "education_office_id": agreement.education_office_id,
        "metropolitan_office_id": agreement.metropolitan_office_id,
        "title": agreement.title,
        "subtitle": agreement.subtitle,
        "signing_date": agreement.signing_date.isoformat(),
        "pillars": [asdict(pillar) for pillar in pillars],
    }
    if clauses:
        said["clauses"] = [asdict(clause) for clause in clauses]
    return json.dumps(
        said,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def hash_of(text: str) -> str:
    """This function will return the SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def frozen_clauses(text: str) -> tuple[FrozenClause, ...]:
    """This function will read the clauses back from a canonical text; none from an older form."""
    said = json.loads(text) if text else {}
    return tuple(FrozenClause(**clause) for clause in said.get("clauses", ()))
