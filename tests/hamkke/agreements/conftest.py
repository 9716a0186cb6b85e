"""Agreements at each point of their way, brought there by the actions of those who would."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hamkke.accounts.viewer import Viewer
from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.agreements.actions.define_pillar import define_pillar
from hamkke.agreements.actions.draft_agreement import draft_agreement
from hamkke.agreements.actions.sign_agreement import sign_agreement
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.agreements.models import Agreement
from hamkke.agreements.text import PillarText
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from tests.world import World

PILLARS = (
    ("region_specific", "지역 특색사업 공동 운영"),
    ("community_linked", "지역사회 연계 교육 내실화"),
    ("student_tailored", "학생맞춤통합지원 체계 구축"),
)
STATES = ("draft", "approving", "half_approved", "signing", "half_signed", "in_force")


@dataclass
class Way:
    """Walks agreements of the world's district through their states."""

    world: World
    now: datetime
    pillars: list[int] = field(default_factory=list)

    def act(self, who: str, action: Any, **arguments: Any) -> Any:
        """This function will run an action as a viewer of the world, a minute later each time."""
        self.now += timedelta(minutes=1)
        viewer = self.viewer(who)
        with acting_as(roles.WORK, viewer.identity):
            return action(viewer=viewer, now=self.now, **arguments)

    def viewer(self, who: str) -> Viewer:
        """This function will return a viewer of the world."""
        return self.world.viewer(who)

    def content(self, **changes: Any) -> dict[str, Any]:
        """This function will return the content of a plausible agreement."""
        return {
            "title": "한빛교육협력특구 업무협약",
            "subtitle": "주체적이고 행복한 학생 성장을 지원하는 체험교육",
            "signing_date": date(2025, 9, 27),
            "pillars": [
                PillarText(self.pillars[0], "하천과 목공소를 배움터로 함께 씁니다."),
                PillarText(self.pillars[2], "학생 한 명 한 명을 함께 살핍니다."),
            ],
        } | changes

    def row(self, agreement_id: int) -> Agreement:
        """This function will return the row as the owner sees it."""
        with acting_as(roles.OWNER):
            return Agreement.objects.get(pk=agreement_id)

    def to(self, state: str, *, prefix: str = "") -> int:
        """This function will make an agreement and walk it to one of STATES."""
        district = self.world.organization(f"{prefix}district").pk
        officer, office = f"{prefix}district_officer", f"{prefix}office_officer"
        number: int = self.act(officer, draft_agreement, district_id=district, **self.content())
        steps = STATES.index(state)
        if steps >= 1:
            self.act(officer, submit_agreement, agreement_id=number, version=1)
        if steps >= 2:
            self.act(officer, approve_agreement, agreement_id=number, version=2)
        if steps >= 3:
            self.act(office, approve_agreement, agreement_id=number, version=2)
        for signer in ("superintendent", f"{prefix}head")[: max(0, steps - 3)]:
            self.sign(signer, number)
        return number

    def walk_on(self, agreement_id: int) -> None:
        """This function will bring a draft that was sent back into force."""
        officer, office = "district_officer", "office_officer"
        version = self.row(agreement_id).version
        self.act(officer, submit_agreement, agreement_id=agreement_id, version=version)
        for who in (officer, office):
            self.act(who, approve_agreement, agreement_id=agreement_id, version=version + 1)
        for signer in ("superintendent", "head"):
            self.sign(signer, agreement_id)

    def sign(self, who: str, agreement_id: int) -> None:
        """This function will sign what stands."""
        content_hash = self.row(agreement_id).content_hash
        self.act(who, sign_agreement, agreement_id=agreement_id, content_hash=content_hash)


def start(world: World, now: datetime) -> Way:
    """This function will define the pillars and return the walker."""
    way = Way(world, now)
    with acting_as(roles.JOBS):
        way.pillars = [
            define_pillar(
                viewer=Identity(), code=code, order=order, name=name, name_en=code, now=now
            )
            for order, (code, name) in enumerate(PILLARS, start=1)
        ]
    return way


@pytest.fixture
def way(world: World, now: datetime) -> Way:
    """The walker, in a transaction that is rolled back."""
    return start(world, now)
