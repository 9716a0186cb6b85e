"""The pillars of an agreement as the official list has them, with which everybody begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hamkke.agreements.actions.define_pillar import define_pillar
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as

if TYPE_CHECKING:
    from datetime import datetime

PILLARS: Final = (
    ("special-project", "지역 특색사업 공동 운영", "Region-specific projects run together"),
    (
        "community-education",
        "지역사회 연계 교육 내실화",
        "Community-linked education for future competences",
    ),
    (
        "integrated-support",
        "학생맞춤통합지원 체계 구축",
        "Student-tailored integrated support",
    ),
)


def define_pillars(now: datetime) -> list[int]:
    """This function will add the pillars that are missing and return their numbers, in order."""
    with acting_as(roles.JOBS):
        return [
            define_pillar(
                viewer=Identity(), code=code, order=order, name=name, name_en=english, now=now
            )
            for order, (code, name, english) in enumerate(PILLARS, start=1)
        ]
