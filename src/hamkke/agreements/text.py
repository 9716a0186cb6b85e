"""The text of an agreement as it is hashed: one canonical form, so that anybody can recompute it.

JSON with sorted keys, no spaces, Unicode as it stands (NFC); the same object that PostgreSQL's
`agreements_frozen` builds, which refuses any other.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


def canonical_text(agreement: Agreement, pillars: Sequence[FrozenPillar]) -> str:
    """This function will write the agreement in its canonical form, pillars in their order."""
    return json.dumps(
        {
            "district_id": agreement.district_id,
            "education_office_id": agreement.education_office_id,
            "metropolitan_office_id": agreement.metropolitan_office_id,
            "title": agreement.title,
            "subtitle": agreement.subtitle,
            "signing_date": agreement.signing_date.isoformat(),
            "pillars": [
                {"code": pillar.code, "name": pillar.name, "text": pillar.text}
                for pillar in pillars
            ],
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def hash_of(text: str) -> str:
    """This function will return the SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
