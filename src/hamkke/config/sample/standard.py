"""The sample's standard agreement, and what two districts make of it. All of it is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hamkke.agreements.actions.accept_proposal import accept_proposal
from hamkke.agreements.actions.add_standard_clauses import add_standard_clauses
from hamkke.agreements.actions.begin_standard import begin_standard
from hamkke.agreements.actions.comment_on_clause import comment_on_clause
from hamkke.agreements.actions.issue_standard import issue_standard
from hamkke.agreements.actions.propose_clause import propose_clause
from hamkke.agreements.actions.propose_wording import propose_wording
from hamkke.agreements.actions.revise_standard_clause import revise_standard_clause
from hamkke.agreements.models import AgreementClause, Proposal, Standard, StandardClause
from hamkke.database import roles
from hamkke.database.identity import acting_as

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer

TEXT: Final = """제1조(목적) 이 협약은 학교와 지역사회가 협력하여 {자치구} 어린이·청소년의 성장을 지원하는 데 필요한 사항을 정함을 목적으로 한다.
제2조(기본 원칙) ① {교육청}과 {자치구}는 서로의 권한과 책임을 존중하며 대등하게 협력한다.
② 두 기관은 어린이·청소년의 의견을 듣고 사업에 반영한다.
제3조(지역 특색사업) ① {교육지원청}과 {자치구}는 지역의 자연·문화·산업 자원을 살린 특색사업을 공동으로 기획하고 운영한다.
② 특색사업은 해마다 다음 각 호의 사항을 정하여 추진한다.
1. 사업의 목표와 대상
2. 기관별 역할과 예산
3. 성과를 확인하는 방법
제4조(지역사회 연계 교육) ① {자치구}는 관내 체험처와 마을강사를 발굴하여 학교에 안내한다.
② {교육지원청}은 학교가 지역의 배움터를 교육과정에 활용하도록 지원한다.
③ 두 기관은 체험학습의 안전을 위하여 사전 점검 기준을 함께 마련한다.
제5조(학생맞춤통합지원) ① 두 기관은 도움이 필요한 학생을 일찍 발견하고 복지·상담·돌봄 기관과 잇는 체계를 갖춘다.
② 학생의 개인정보는 관계 법령에 따라 승인된 사람만 다룬다.
제6조(재정) ① {자치구}는 협약 기간에 해마다 {금액}을 교육경비로 편성하도록 노력한다.
② {교육청}은 예산의 범위에서 특색사업에 필요한 경비를 지원한다.
제7조(교육협력협의회) 두 기관은 협약의 이행을 협의하기 위하여 교육협력협의회를 두고 반기마다 한 번 이상 연다.
제8조(학교시설의 개방) {자치구}는 개방하는 학교시설의 관리 인력과 보험을 지원한다.
제9조(협약 기간) 이 협약의 기간은 서명한 날부터 2년으로 하고, 어느 한쪽이 기간이 끝나기 3개월 전까지 다른 뜻을 알리지 않으면 2년씩 연장한다.
제10조(해석과 변경) 이 협약에 정하지 않은 사항이나 해석에 다툼이 있는 사항은 두 기관이 협의하여 정한다."""
PILLARED: Final = ("지역 특색", "지역사회 연계", "학생맞춤")
OPTIONAL: Final = ("학교시설의 개방",)
RESERVED: Final = ("협약 기간",)
RESERVED_TEXTS: Final = ("학생의 개인정보는",)
AMOUNTS: Final = ("5억 원", "7억 원", "10억 원", "12억 원")


def add_standard(keeper: Viewer, pillars: list[int], now: datetime) -> None:
    """This function will issue the first edition of the standard, if there is none."""
    with acting_as(roles.OWNER):
        if Standard.objects.exists():
            return
    with acting_as(roles.WORK, keeper.identity):
        number = begin_standard(viewer=keeper, now=now)
        add_standard_clauses(viewer=keeper, standard_id=number, after_id=0, text=TEXT, now=now)
        pillar = None
        for clause in StandardClause.objects.filter(standard_id=number).order_by("place"):
            if clause.level == 1:
                pillar = next(
                    (
                        pillars[place]
                        for place, word in enumerate(PILLARED)
                        if clause.heading.startswith(word)
                    ),
                    None,
                )
            optional = clause.heading in OPTIONAL
            reserved = clause.heading in RESERVED or clause.text.startswith(RESERVED_TEXTS)
            if pillar is None and not optional and not reserved:
                continue
            revise_standard_clause(
                viewer=keeper,
                standard_id=number,
                clause_id=clause.pk,
                version=clause.version,
                heading=clause.heading,
                text=clause.text,
                pillar_id=pillar,
                optional=optional,
                reserved=reserved,
                now=now,
            )
        issue_standard(viewer=keeper, standard_id=number, note="첫 판입니다.", now=now)


def agree_on_amount(
    sides: tuple[Viewer, Viewer], agreement_id: int, number: int, now: datetime
) -> None:
    """This function will let the district fill the amount in and the office accept it."""
    office, district = sides
    clause = _clause(agreement_id, text__contains="{금액}")
    amount = AMOUNTS[number % len(AMOUNTS)]
    _propose(district, clause, now, text=clause.text.replace("{금액}", amount))
    proposal = _open(clause)
    with acting_as(roles.WORK, office.identity):
        accept_proposal(
            viewer=office,
            agreement_id=agreement_id,
            clause_id=clause.pk,
            proposal_id=proposal,
            now=now,
        )


def negotiate(sides: tuple[Viewer, Viewer], agreement_id: int, now: datetime) -> None:
    """This function will leave a draft in the middle of its negotiation: proposals, a comment."""
    office, district = sides
    council = _clause(agreement_id, heading="교육협력협의회")
    _propose(
        office,
        council,
        now,
        text=council.text.replace("반기마다 한 번 이상", "분기마다 한 번 이상"),
        reason="사업 계획과 결산을 제때 협의하려면 더 자주 만나야 합니다.",
    )
    safety = _clause(agreement_id, text__contains="사전 점검 기준")
    _propose(
        district,
        safety,
        now,
        text="두 기관은 체험학습의 안전을 위하여 사전 점검 기준과 비상 연락 체계를 함께 마련하고, "
        "해마다 한 번 점검한다.",
    )
    opened = _clause(agreement_id, heading="학교시설의 개방")
    _propose(district, opened, now, is_in=True, reason="주민 운동장 개방을 이어 갑니다.")
    with acting_as(roles.WORK, office.identity):
        comment_on_clause(
            viewer=office,
            agreement_id=agreement_id,
            clause_id=opened.pk,
            text="개방 시간과 학교의 부담을 먼저 함께 살펴보면 좋겠습니다.",
            now=now,
        )
        propose_clause(
            viewer=office,
            agreement_id=agreement_id,
            after_id=safety.pk,
            text="④ 두 기관은 장애 학생이 함께할 수 있는 체험처의 목록을 따로 만들어 학교에 안내한다.",
            reason="특수학급에서 요청이 많았습니다.",
            now=now,
        )


def _clause(agreement_id: int, **wanted: str) -> AgreementClause:
    with acting_as(roles.OWNER):
        return AgreementClause.objects.get(agreement_id=agreement_id, **wanted)


def _open(clause: AgreementClause) -> int:
    with acting_as(roles.OWNER):
        return Proposal.objects.get(clause=clause, state="open").pk


def _propose(
    viewer: Viewer,
    clause: AgreementClause,
    now: datetime,
    *,
    text: str = "",
    reason: str = "",
    is_in: bool = True,
) -> None:
    changes: Mapping[str, str] = {"heading": clause.heading, "text": text or clause.text}
    with acting_as(roles.WORK, viewer.identity):
        propose_wording(
            viewer=viewer,
            agreement_id=clause.agreement_id,
            clause_id=clause.pk,
            version=clause.version,
            seen=0,
            is_in=is_in,
            reason=reason,
            now=now,
            **changes,
        )
