"""The thread: what an agreement promises under each pillar, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.organizations.queries.naming import in_reader_language

if TYPE_CHECKING:
    from hamkke.agreements.queries.published import PublishedAgreement


@dataclass(frozen=True, slots=True)
class ThreadPillar:
    """A pillar of an agreement with its text."""

    name: str
    text: str


def thread_of(agreement: PublishedAgreement) -> tuple[ThreadPillar, ...]:
    """This function will return the agreement's pillars in its order."""
    return tuple(
        ThreadPillar(name=in_reader_language(pillar.name, pillar.name_en), text=pillar.text)
        for pillar in agreement.pillars
    )
