"""Programs at each point of their way, brought there by the actions of those who would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from hamkke.accounts.viewer import Viewer
from hamkke.agreements.queries.pillars import in_force_pillars
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.programs.actions.approve_program import approve_program
from hamkke.programs.actions.offer_program import offer_program
from hamkke.programs.actions.return_program import return_program
from hamkke.programs.actions.submit_program import submit_program
from hamkke.programs.models import Program
from hamkke.programs.rules.content import ProgramContent, SessionContent
from tests.hamkke.agreements.conftest import start as start_agreements
from tests.world import World

STATES = ("draft", "submitted", "half_approved", "published")
MANAGERS = {"": "manager", "other_": "other_manager"}


@dataclass
class Way:
    """Walks programs of the world's venues through their states."""

    world: World
    now: datetime
    pillars: dict[str, list[int]] = field(default_factory=dict)

    def viewer(self, who: str) -> Viewer:
        """This function will return a viewer of the world."""
        return self.world.viewer(who)

    def act(self, who: str, action: Any, **arguments: Any) -> Any:
        """This function will run an action as a viewer of the world, a minute later each time."""
        self.now += timedelta(minutes=1)
        viewer = self.viewer(who)
        with acting_as(roles.WORK, viewer.identity):
            return action(viewer=viewer, now=self.now, **arguments)

    def content(self, *, prefix: str = "", **changes: Any) -> ProgramContent:
        """This function will return the content of a plausible program."""
        content = ProgramContent(
            agreement_pillar_id=self.pillars[prefix][0],
            title="안양천에서 겨울 철새 만나기",
            summary="쌍안경으로 새를 찾아봅니다.",
            description="해설사와 함께 물가를 걸으며 새를 관찰합니다.",
            level="elementary",
            grade_from=4,
            grade_to=6,
            preparation="따뜻한 옷, 장갑",
        )
        return replace(content, **changes)

    def session(self, *, days: int = 30, **changes: Any) -> SessionContent:
        """This function will return a session that starts some days from now, at 10 o'clock."""
        starts_at = self.now.replace(hour=10, minute=0, second=0, microsecond=0)
        starts_at += timedelta(days=days)
        session = SessionContent(
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            place="안양천 생태마당",
            capacity=3,
            minimum=1,
        )
        return replace(session, **changes)

    def row(self, program_id: int) -> Program:
        """This function will return the row as the owner sees it."""
        with acting_as(roles.OWNER):
            return Program.objects.get(pk=program_id)

    def offer(
        self, *, prefix: str = "", sessions: Sequence[SessionContent] | None = None, **changes: Any
    ) -> int:
        """This function will offer a draft."""
        number: int = self.act(
            MANAGERS[prefix],
            offer_program,
            content=self.content(prefix=prefix, **changes),
            sessions=[self.session()] if sessions is None else sessions,
        )
        return number

    def to(self, state: str, *, prefix: str = "", **changes: Any) -> int:
        """This function will offer a program and walk it to one of STATES."""
        number = self.offer(prefix=prefix, **changes)
        steps = STATES.index(state)
        if steps >= 1:
            self.act(MANAGERS[prefix], submit_program, program_id=number, version=1)
        for place, who in enumerate(("district_officer", "office_officer")[: max(0, steps - 1)]):
            self.act(f"{prefix}{who}", approve_program, program_id=number, version=2 + place)
        return number

    def send_back(self, program_id: int, reason: str = "집합 장소를 자세히 적어 주세요.") -> None:
        """This function will return a submitted program."""
        version = self.row(program_id).version
        self.act(
            "district_officer",
            return_program,
            program_id=program_id,
            version=version,
            reason=reason,
        )


def start(world: World, now: datetime, *, prefixes: Sequence[str] = ("",)) -> Way:
    """This function will bring agreements into force and return the walker."""
    agreements = start_agreements(world, now)
    for prefix in prefixes:
        agreements.to("in_force", prefix=prefix)
    way = Way(world, agreements.now)
    for prefix in prefixes:
        with acting_as(roles.PUBLIC):
            promised = in_force_pillars(world.organization(f"{prefix}district").pk)
        way.pillars[prefix] = [each.agreement_pillar_id for each in promised]
    return way


@pytest.fixture
def way(world: World, now: datetime) -> Way:
    """The walker, in a transaction that is rolled back."""
    return start(world, now)


@pytest.fixture
def two_districts(world: World, now: datetime) -> Way:
    """The walker where both districts have agreements in force."""
    return start(world, now, prefixes=("", "other_"))
