"""What the tests of placements stand on: an agreement in force, programs, sessions, class groups.

Everything here is laid as the owner; what is tested goes through actions under runtime roles.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hamkke.accounts.models import Role
from hamkke.accounts.viewer import ANONYMOUS, Viewer
from hamkke.agreements.models import Agreement, AgreementPillar, Pillar
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.organizations.models import ClassGroup
from hamkke.placements.actions.allocate_round import allocate_round
from hamkke.placements.actions.choose_sessions import choose_sessions
from hamkke.placements.actions.close_round import close_round
from hamkke.placements.actions.enter_seed import enter_seed
from hamkke.placements.actions.make_round import make_round
from hamkke.placements.actions.open_round import open_round
from hamkke.placements.actions.publish_round import publish_round
from hamkke.placements.actions.submit_wishes import submit_wishes
from hamkke.placements.models import RoundSession
from hamkke.placements.queries.results import ResultPage, result_page
from hamkke.placements.rules.terms import RoundTerms
from hamkke.programs.models import Program, ProgramSession
from tests.world import SCHOOL_YEAR, World, add_viewer

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = "3 11 15 29 35 44 +10"


def terms(now: datetime, **changes: Any) -> RoundTerms:
    """This function will return sound terms: open since an hour, closing in eight days."""
    values: dict[str, Any] = {
        "title": "겨울 회차",
        "school_year": SCHOOL_YEAR,
        "opens_at": now - timedelta(hours=1),
        "closes_at": now + timedelta(days=8),
        "wish_limit": 5,
        "quota": 1,
        "seed_source": "동행복권 제1200회 당첨번호",
    }
    return RoundTerms(**(values | changes))


def add_pillar(world: World, now: datetime, prefix: str = "") -> AgreementPillar:
    """This function will put an agreement of the (other_) district in force; call it as owner."""
    pillar = Pillar.objects.get_or_create(
        code="community", defaults={"order": 2, "name": "지역사회 연계 교육 내실화"}
    )[0]
    agreement = Agreement.objects.create(
        district_id=world.organization(f"{prefix}district").pk,
        education_office_id=world.organization(f"{prefix}office").pk,
        metropolitan_office=world.organization("city"),
        title="한빛교육협력특구 협약",
        signing_date=date(2025, 9, 27),
        state="in_force",
        content_hash=hashlib.sha256(b"{}").hexdigest(),
        frozen_text="{}",
        created_by_id=world.viewer(f"{prefix}district_officer").person_id,
        created_at=now,
        changed_at=now,
        published_at=now,
    )
    return AgreementPillar.objects.create(
        agreement=agreement, pillar=pillar, order=1, text="마을의 배움터를 함께 엽니다."
    )


def add_session(  # noqa: PLR0913 - what a session is
    world: World,
    pillar: AgreementPillar,
    now: datetime,
    *,
    title: str,
    starts_at: datetime,
    prefix: str = "",
    capacity: int = 1,
    minimum: int = 1,
    max_pupils: int | None = None,
    grades: tuple[int, int] = (4, 6),
) -> int:
    """This function will add a published program with one session; call it as the owner."""
    values: dict[str, Any] = {
        "agreement_pillar": pillar,
        "district_id": world.organization(f"{prefix}district").pk,
        "education_office_id": world.organization(f"{prefix}office").pk,
        "venue_id": world.organization(f"{prefix}venue").pk,
        "title": title,
        "summary": "한나절 동안 만들고 배웁니다.",
        "description": "마을의 어른과 함께 만듭니다.",
        "level": "elementary",
        "grade_from": grades[0],
        "grade_to": grades[1],
        "state": "published",
        "created_by_id": world.viewer(f"{prefix}manager").person_id,
        "created_at": now,
        "changed_at": now,
        "published_at": now,
    }
    known = {item.attname for item in Program._meta.concrete_fields} | {"agreement_pillar"}
    program = Program.objects.create(
        **{name: value for name, value in values.items() if name in known}
    )
    session = ProgramSession.objects.create(
        program=program,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place="한빛목공소 1층",
        capacity=capacity,
        minimum=minimum,
        max_pupils=max_pupils,
    )
    return session.pk


@dataclass
class Ground:
    """A district with sessions: woodwork and stars take one class group each, radio takes two.

    `sessions` holds ProgramSession numbers by key: woodwork, stars, radio, small (20 pupils at
    most), and elsewhere (of the other district). All start after the usual close.
    """

    world: World
    now: datetime
    pillar: AgreementPillar
    sessions: dict[str, int] = field(default_factory=dict)

    @property
    def officer(self) -> Viewer:
        """The officer of the office of education."""
        return self.world.viewer("office_officer")

    def draft(self, **changes: Any) -> int:
        """This function will make a draft round with woodwork, stars, radio and small."""
        with acting_as(roles.WORK, self.officer.identity):
            number = make_round(viewer=self.officer, terms=terms(self.now, **changes), now=self.now)
            chosen = [self.sessions[key] for key in ("woodwork", "stars", "radio", "small")]
            return choose_sessions(
                viewer=self.officer, round_id=number, session_ids=chosen, now=self.now
            )

    def draft_of(self, title: str) -> int:
        """This function will make a draft round without sessions."""
        with acting_as(roles.WORK, self.officer.identity):
            return make_round(viewer=self.officer, terms=terms(self.now, title=title), now=self.now)

    def opened_again(self, title: str, keys: Sequence[str]) -> int:
        """This function will open another round with these sessions, whatever places are left."""
        number = self.draft_of(title)
        chosen = [self.sessions[key] for key in keys]
        with acting_as(roles.WORK, self.officer.identity):
            choose_sessions(viewer=self.officer, round_id=number, session_ids=chosen, now=self.now)
            return open_round(viewer=self.officer, round_id=number, now=self.now)

    def result(self, key: str, round_id: int) -> ResultPage:
        """This function will return what a viewer reads of a published round."""
        viewer = self.world.viewer(key)
        with acting_as(roles.WORK, viewer.identity):
            return result_page(viewer=viewer, round_id=round_id)

    def opened(self, **changes: Any) -> int:
        """This function will open such a round."""
        number = self.draft(**changes)
        with acting_as(roles.WORK, self.officer.identity):
            return open_round(viewer=self.officer, round_id=number, now=self.now)

    def numbers(self, round_id: int, keys: Sequence[str]) -> list[int]:
        """This function will return the RoundSession numbers of sessions by key."""
        with acting_as(roles.OWNER):
            found = dict(
                RoundSession.objects.filter(round_id=round_id).values_list("session_id", "pk")
            )
        return [found[self.sessions[key]] for key in keys]

    def wish(self, viewer: Viewer, round_id: int, keys: Sequence[str], *, version: int = 0) -> int:
        """This function will submit wishes by key."""
        order = self.numbers(round_id, keys)
        with acting_as(roles.WORK, viewer.identity):
            return submit_wishes(
                viewer=viewer, round_id=round_id, order=order, version=version, now=self.now
            )

    def close(self, round_id: int) -> datetime:
        """This function will close the round as the job does, and return when."""
        at = self.now + timedelta(days=8)
        with acting_as(roles.JOBS):
            close_round(viewer=ANONYMOUS, round_id=round_id, now=at)
        return at

    def allocate(self, round_id: int, *, seed: str = SEED) -> int | None:
        """This function will enter the seed and do what the job does; it returns the run."""
        at = self.now + timedelta(days=9)
        with acting_as(roles.WORK, self.officer.identity):
            enter_seed(viewer=self.officer, round_id=round_id, seed=seed, now=at)
        with acting_as(roles.JOBS, self.officer.identity):
            return allocate_round(viewer=self.officer.identity, round_id=round_id, now=at)

    def publish(self, round_id: int) -> datetime:
        """This function will publish the round and return when."""
        at = self.now + timedelta(days=9, hours=1)
        with acting_as(roles.WORK, self.officer.identity):
            publish_round(viewer=self.officer, round_id=round_id, now=at)
        return at

    def teacher_of_new_class(self, name: str, **facts: Any) -> Viewer:
        """This function will add a class group of the school, and its teacher."""
        with acting_as(roles.OWNER):
            values = {"grade": 5, "pupil_count": 24} | facts
            group = ClassGroup.objects.create(
                school_id=self.world.organization("school").pk,
                school_year=SCHOOL_YEAR,
                name=name,
                **values,
            )
            return add_viewer(
                name=f"시험 {name}반",
                login_name=f"teacher-{name}",
                organization=self.world.organization("school"),
                role=Role.HOMEROOM_TEACHER,
                class_group=group,
            )


def lay_ground(world: World, now: datetime) -> Ground:
    """This function will lay the ground in `world`."""
    with acting_as(roles.OWNER):
        ground = Ground(world, now, add_pillar(world, now))
        first = now + timedelta(days=34)
        for index, (key, title, capacity, most) in enumerate(
            (
                ("woodwork", "목공소에서 의자 만들기", 1, None),
                ("stars", "별 보러 가는 천문대", 1, None),
                ("radio", "마을 라디오 만들기", 2, None),
                ("small", "작은 공방에서 도자기 빚기", 2, 20),
            )
        ):
            ground.sessions[key] = add_session(
                world,
                ground.pillar,
                now,
                title=title,
                starts_at=first + timedelta(days=index),
                capacity=capacity,
                max_pupils=most,
            )
        ground.sessions["elsewhere"] = add_session(
            world,
            add_pillar(world, now, "other_"),
            now,
            title="이웃 구의 숲길 걷기",
            starts_at=first,
            prefix="other_",
        )
    return ground
