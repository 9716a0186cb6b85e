"""Agreements at each point of their way, brought there by the actions of those who would."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hamkke.accounts.viewer import Viewer
from hamkke.agreements.actions.accept_proposal import accept_proposal
from hamkke.agreements.actions.add_standard_clauses import add_standard_clauses
from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.agreements.actions.begin_standard import begin_standard
from hamkke.agreements.actions.define_pillar import define_pillar
from hamkke.agreements.actions.draft_agreement import draft_agreement
from hamkke.agreements.actions.issue_standard import issue_standard
from hamkke.agreements.actions.lay_line import lay_line
from hamkke.agreements.actions.propose_wording import propose_wording
from hamkke.agreements.actions.revise_standard_clause import revise_standard_clause
from hamkke.agreements.actions.sign_agreement import sign_agreement
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.agreements.models import Agreement, AgreementClause, Proposal, StandardClause
from hamkke.agreements.text import PillarText
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as
from tests.world import World, add_viewer

PILLARS = (
    ("region_specific", "지역 특색사업 공동 운영"),
    ("community_linked", "지역사회 연계 교육 내실화"),
    ("student_tailored", "학생맞춤통합지원 체계 구축"),
)
STANDARD = """제1조(목적) {교육청}과 {자치구}가 함께한다.
제2조(특색사업) ① {교육지원청}과 {자치구}가 함께 운영한다.
② 다음 각 호를 해마다 정한다.
1. 목표
2. 예산
제3조(재정) {자치구}는 {금액}을 편성한다.
제4조(개방) 학교시설을 연다.
제5조(기간) 2년으로 한다."""
STATES = ("draft", "submitted", "approving", "half_approved", "signing", "half_signed", "in_force")


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

    def standard(self) -> int:
        """This function will issue a standard: an amount to fill in, a choice, a reserved term."""
        number: int = self.act("city_officer", begin_standard)
        self.act(
            "city_officer", add_standard_clauses, standard_id=number, after_id=0, text=STANDARD
        )
        with acting_as(roles.OWNER):
            clauses = list(StandardClause.objects.filter(standard_id=number).order_by("place"))
        for clause in clauses:
            marks = {
                "optional": clause.heading == "개방",
                "reserved": clause.heading == "기간",
                "pillar_id": self.pillars[0] if clause.heading == "특색사업" else None,
            }
            if any(marks.values()):
                self.act(
                    "city_officer",
                    revise_standard_clause,
                    standard_id=number,
                    clause_id=clause.pk,
                    version=1,
                    heading=clause.heading,
                    text=clause.text,
                    **marks,
                )
        self.act("city_officer", issue_standard, standard_id=number, note="")
        return number

    def clause(self, agreement_id: int, **wanted: Any) -> AgreementClause:
        """This function will return a clause as the owner sees it."""
        with acting_as(roles.OWNER):
            return AgreementClause.objects.get(agreement_id=agreement_id, **wanted)

    def propose(self, who: str, clause: AgreementClause, **changes: Any) -> int:
        """This function will propose a wording, as somebody who has read what stands."""
        clause = self.clause(clause.agreement_id, pk=clause.pk)
        with acting_as(roles.OWNER):
            waiting = Proposal.objects.filter(clause=clause, state="open").first()
        wanted: dict[str, Any] = {
            "version": clause.version,
            "seen": waiting.pk if waiting else 0,
            "heading": clause.heading,
            "text": clause.text,
            "is_in": True,
            "reason": "",
        }
        number: int = self.act(
            who,
            propose_wording,
            agreement_id=clause.agreement_id,
            clause_id=clause.pk,
            **wanted | changes,
        )
        return number

    def answer(self, who: str, action: Any, clause: AgreementClause, proposal: int) -> int:
        """This function will accept or withdraw a proposal."""
        number: int = self.act(
            who,
            action,
            agreement_id=clause.agreement_id,
            clause_id=clause.pk,
            proposal_id=proposal,
        )
        return number

    def fill(self, agreement_id: int) -> None:
        """This function will let the sides agree on the amount, the standard's one blank."""
        clause = self.clause(agreement_id, text__contains="{금액}")
        text = clause.text.replace("{금액}", "5억 원")
        proposal = self.propose("district_officer", clause, text=text)
        self.answer("office_officer", accept_proposal, clause, proposal)

    def to(self, state: str, *, prefix: str = "") -> int:
        """This function will make an agreement and walk it to one of STATES."""
        district = self.world.organization(f"{prefix}district").pk
        officer, office = f"{prefix}district_officer", f"{prefix}office_officer"
        number: int = self.act(officer, draft_agreement, district_id=district, **self.content())
        steps = STATES.index(state)
        if steps >= 1:
            self.act(officer, submit_agreement, agreement_id=number, version=1)
        if steps >= 2:
            self.lay(officer, number)
            self.lay(office, number)
        for who in (f"{prefix}district_chief", f"{prefix}office_chief")[: max(0, steps - 2)]:
            self.act(who, approve_agreement, agreement_id=number, version=2)
        for signer in ("superintendent", f"{prefix}head")[: max(0, steps - 4)]:
            self.sign(signer, number)
        return number

    def lay(self, who: str, agreement_id: int, **changes: Any) -> None:
        """This function will lay the line of an officer's side: its chief decides."""
        chief = self.viewer(f"{who.removesuffix('officer')}chief").person_id
        wanted = {"reviewers": (), "decider": chief, "due_date": None}
        version = self.row(agreement_id).version
        self.act(who, lay_line, agreement_id=agreement_id, version=version, **wanted | changes)

    def walk_on(self, agreement_id: int) -> None:
        """This function will bring a draft that was sent back into force."""
        version = self.row(agreement_id).version
        self.act("district_officer", submit_agreement, agreement_id=agreement_id, version=version)
        self.decide(agreement_id)
        for signer in ("superintendent", "head"):
            self.sign(signer, agreement_id)

    def decide(self, agreement_id: int) -> None:
        """This function will lay both lines of what was submitted and go through them."""
        version = self.row(agreement_id).version
        for side in ("district", "office"):
            self.lay(f"{side}_officer", agreement_id)
            self.act(f"{side}_chief", approve_agreement, agreement_id=agreement_id, version=version)

    def sign(self, who: str, agreement_id: int) -> None:
        """This function will sign what stands."""
        content_hash = self.row(agreement_id).content_hash
        self.act(who, sign_agreement, agreement_id=agreement_id, content_hash=content_hash)


def start(world: World, now: datetime) -> Way:
    """This function will define the pillars and return the walker."""
    way = Way(world, now)
    with acting_as(roles.OWNER):
        for key in ("district", "office", "other_district", "other_office"):
            world.viewers[f"{key}_chief"] = add_viewer(
                name=f"과장{key}",
                login_name=f"{key}_chief",
                organization=world.organization(key),
                role="officer",
            )
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
