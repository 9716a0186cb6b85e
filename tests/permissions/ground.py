"""The city on which permissions are tried: the demo's sample, and everything in every state.

`geumcheon` (금천구, office 남부) and its people are "ours"; 용산구 (office 중부) is the other
district, whose agreement is the one still being negotiated.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator

from hamkke.accounts.actions.import_staff import import_staff
from hamkke.accounts.actions.invite_person import invite_person
from hamkke.accounts.actions.print_codes import print_codes
from hamkke.accounts.changes import Offer
from hamkke.accounts.models import Account, ChildSignUp, Membership
from hamkke.accounts.queries.viewer import viewer_of_account
from hamkke.accounts.staff.checking import StaffRow
from hamkke.accounts.viewer import ANONYMOUS, Viewer
from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.agreements.actions.begin_standard import begin_standard
from hamkke.agreements.actions.enter_stand_in import enter_stand_in
from hamkke.agreements.actions.lay_line import lay_line
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.agreements.models import Agreement, AgreementClause, Standard, StandardClause, StandIn
from hamkke.agreements.queries.pillars import in_force_pillars
from hamkke.config.sample import load
from hamkke.config.sample.releases import BRIEFING
from hamkke.database import roles
from hamkke.database.identity import acting_as, civil_day
from hamkke.directory.models import Application, Location, Profile, Service
from hamkke.inbox.models import Task
from hamkke.mail.models import Message
from hamkke.news.actions.approve_release import approve_release
from hamkke.news.actions.import_page import Source, import_page
from hamkke.news.actions.submit_release import submit_release
from hamkke.news.actions.write_release import write_release
from hamkke.news.models import NewsItem, PressRelease
from hamkke.news.pages.article import read_page
from hamkke.organizations.models import District, Organization
from hamkke.placements.actions.allocate_round import allocate_round
from hamkke.placements.actions.close_round import close_round
from hamkke.placements.actions.enter_seed import enter_seed
from hamkke.placements.actions.make_round import make_round
from hamkke.placements.models import (
    AllocationRun,
    Placement,
    PlaceOffer,
    ReturnedPlace,
    Round,
    Wish,
)
from hamkke.placements.rules.terms import RoundTerms
from hamkke.programs.actions.offer_program import offer_program
from hamkke.programs.models import Program
from hamkke.programs.rules.content import ProgramContent, SessionContent
from tests.world import client_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

# A Wednesday morning of the school year 2026: the sample is as old as this, and requests happen
# at this moment.
NOW: Final = datetime(2026, 6, 10, 10, 0, tzinfo=ZoneInfo("Asia/Seoul"))

# Who asks: role, kind of the organization's name, district code where a district is meant.
PEOPLE: Final[dict[str, dict[str, Any]]] = {
    "citizen": {"person__account__login_name": "demo.citizen"},
    "student": {"role": "student"},
    "parent": {"role": "parent"},
    "teacher": {"person__account__login_name": "demo.homeroom-teacher"},
    "other_teacher": {"role": "homeroom_teacher", "organization__name": "별마루초등학교"},
    "manager": {"role": "venue_manager", "organization__name": "금천 나무공방"},
    "other_manager": {"role": "venue_manager", "organization__name": "안산자락 숲학교"},
    "district_officer": {"role": "officer", "organization__name": "금천구"},
    "other_district_officer": {"role": "officer", "organization__name": "용산구"},
    "head": {"role": "head", "organization__name": "금천구"},
    "other_head": {"role": "head", "organization__name": "용산구"},
    "office_officer": {"role": "officer", "organization__name": "서울특별시남부교육지원청"},
    "other_office_officer": {"role": "officer", "organization__name": "서울특별시중부교육지원청"},
    "city_officer": {"role": "officer", "organization__name": "서울특별시교육청"},
    "superintendent": {"role": "superintendent"},
    "school_officer": {"person__account__login_name": "demo.school-officer"},
}
ROUND_TITLE: Final = "2026학년도 시험 회차"
EMBARGOED_TITLE: Final = "아직 알릴 수 없는 소식(예시)"
DRAFT_TITLE: Final = "아직 내지 않은 의자 수업"
DAMAGED: Final = """용산구, 여름 배움터를 엽니다(예시)
  • 해당된 기사를 공유합니다

IT/교육/건강

용산구, 여름 배움터를 엽니다(예시)

지어낸 예시의 부제

이 글은 지어낸 예시입니다. 927() 열린 모임에서 배움터를\u00a0소개했습니다.

모바일 버전으로 보기
"""


@dataclass
class Ground:
    """The sample with its people's viewers and signed-in clients, and what is looked at."""

    viewers: dict[str, Viewer]
    clients: dict[str, Client]
    ids: dict[str, int]

    def agreement(self, state: str) -> int:
        """This function will bring 용산구's draft to `state`, or give 금천구's in force."""
        if state == "in force":
            return self.ids["agreement in force"]
        number = self.ids["agreement"]
        ours, theirs = self.viewers["other_district_officer"], self.viewers["other_office_officer"]
        if state != "draft":
            self._decide(submit_agreement, theirs)
        if state == "in signing":
            with acting_as(roles.OWNER):
                head, chief = (
                    Membership.objects.filter(organization_id=viewer.organization_id)
                    .exclude(person_id=viewer.person_id)
                    .get()
                    for viewer in (ours, theirs)
                )
            for viewer, held in ((ours, head), (theirs, chief)):
                line = {"reviewers": (), "decider": held.person_id, "due_date": None}
                self._decide(partial(lay_line, **line), viewer)
                with acting_as(roles.OWNER):
                    account = Account.objects.get(person_id=held.person_id)
                    decider = viewer_of_account(
                        account=account, membership_id=held.pk, today=civil_day(NOW)
                    )
                self._decide(approve_agreement, decider)
        return number

    def _decide(self, act: Callable[..., int], viewer: Viewer) -> None:
        number = self.ids["agreement"]
        with acting_as(roles.WORK, viewer.identity):
            version = Agreement.objects.values_list("version", flat=True).get(pk=number)
            act(viewer=viewer, agreement_id=number, version=version, now=NOW)

    def standard(self, state: str) -> dict[str, int]:
        """This function will give the standard in use, or a new edition and a clause of it."""
        if not state:
            return {"standard_id": self.ids["standard"]}
        keeper = self.viewers["city_officer"]
        with acting_as(roles.WORK, keeper.identity):
            number = begin_standard(viewer=keeper, now=NOW)
            clause = StandardClause.objects.filter(standard_id=number)[0].pk
        return {"standard_id": number} | ({"clause_id": clause} if state == "clause" else {})

    def _passkey(self) -> int:
        """One of the teacher's."""
        with acting_as(roles.OWNER):
            account = Account.objects.get(person_id=self.viewers["teacher"].person_id)
            kind, data = Authenticator.Type.WEBAUTHN, {"name": "교무실", "credential": {}}
            return Authenticator.objects.create(user=account, type=kind, data=data).pk

    def round(self, state: str) -> int:
        """This function will give a round of the sample, closed and drawn where that is asked."""
        if state in {"draft", "published"}:
            return self.ids[f"round {state}"]
        number, officer = self.ids["round open"], self.viewers["office_officer"]
        if state == "open":
            return number
        with acting_as(roles.WORK, officer.identity):
            close_round(viewer=officer, round_id=number, reason="시험", now=NOW)
        if state == "drawn":
            with acting_as(roles.WORK, officer.identity):
                enter_seed(viewer=officer, round_id=number, seed="3-14-15-9-26-5", now=NOW)
            with acting_as(roles.JOBS, officer.identity):
                allocate_round(viewer=officer.identity, round_id=number, now=NOW)
        return number

    def place(self, state: str) -> dict[str, int]:
        """This function will give a place that the teacher's class group holds, or is offered."""
        number = self.ids["round published"]
        with acting_as(roles.OWNER):
            applied = Wish.objects.filter(application__round_id=number)
            ours = {"application__class_group_id": self.viewers["teacher"].class_group_id}
            wish, others = applied.filter(**ours)[0], applied.exclude(**ours)[0]
            place = {"round_session_id": wish.round_session_id}
            if state == "held":
                run = AllocationRun.objects.get(round_id=number, published_at__isnull=False)
                Placement.objects.get_or_create(
                    run=run, application_id=wish.application_id, **place, defaults={"rank": 1}
                )
                return {"round_id": number, "number": wish.round_session_id}
            returned = ReturnedPlace.objects.create(
                application_id=others.application_id,
                returned_at=NOW,
                returned_by_id=self.viewers["other_teacher"].person_id,
                **place,
            )
            offer = PlaceOffer.objects.create(
                returned=returned,
                application_id=wish.application_id,
                offered_at=NOW,
                answer_by=NOW + timedelta(days=3),
                **place,
            )
        return {"offer_id": offer.pk}

    def membership(self, who: str) -> int:
        """This function will give somebody's membership."""
        return self.viewers[who].membership_id or 0

    def change(self, state: str) -> int:
        """This function will invite a school officer, or propose an officer of the office."""
        powerful = state == "proposed"
        who = self.viewers["city_officer" if powerful else "office_officer"]
        kind, role = ("office", "officer") if powerful else ("school", "school_officer")
        return self._invite(who, Offer(self.ids[f"people {kind}"], role, civil_day(NOW), "새 사람"))

    def letters(self) -> dict[str, Any]:
        """This function will invite somebody whose letter can be printed."""
        self.change("open")
        return {"organization_id": self.ids["people school"]}

    def _invite(self, viewer: Viewer, offer: Offer) -> int:
        with acting_as(roles.WORK, viewer.identity):
            return invite_person(viewer=viewer, offer=offer, site="http://testserver", now=NOW).pk

    def staff_import(self) -> int:
        """This function will bring a school officer of 가온초등학교 in from a file."""
        viewer = self.viewers["school_officer"]
        row = StaffRow(2, "새 사람", "", "school_officer", None, "", None)
        with acting_as(roles.WORK, viewer.identity):
            return import_staff(
                viewer=viewer, rows=[row], school_year=2026, site="http://testserver", now=NOW
            ).pk

    def secret(self, state: str) -> str:
        """This function will print the code of an invitation, or give one that opens nothing."""
        if state == "unknown":
            return "AAAA-AAAA-AAAA"
        change_id, officer = self.change("open"), self.viewers["office_officer"]
        with acting_as(roles.WORK, officer.identity):
            return print_codes(
                viewer=officer,
                organization_id=self.ids["people school"],
                change_id=change_id,
                now=NOW,
            )[0][1]

    @staticmethod
    def guardian_link(state: str) -> str:
        """This function will give the link that the sample's guardian was sent, or nobody's."""
        if state == "unknown":
            return "nobodys"
        with acting_as(roles.OWNER):
            letter = Message.objects.get(purpose="guardian")
        return letter.text.partition("/accounts/guardian/")[2].partition("/")[0]

    def arguments(self, on: str) -> dict[str, Any]:
        """This function will bring about what a row is about and return its URL's arguments."""
        what, _, state = on.partition(" ")
        make: dict[str, Callable[[], dict[str, Any]]] = {
            "": dict,
            "file": lambda: {"key": uuid.UUID(int=7)},
            "status": lambda: {"secret": "nobodys"},
            "agreement": lambda: {"agreement_id": self.agreement(state)},
            "clause": lambda: {"agreement_id": self.ids["agreement"], "clause_id": self.ids[on]},
            "stand-in": lambda: {"stand_in_id": self.ids[on]},
            "standard": lambda: self.standard(state),
            "round": lambda: {"round_id": self.round(state)},
            "place": lambda: self.place(state),
            "program": lambda: {"program_id": self.ids[on]},
            "task": lambda: {"task_id": self.ids[on]},
            "news": lambda: {"item_id": self.ids[on]},
            "release": lambda: {"release_id": self.ids[on]},
            "attached": lambda: {"release_id": self.ids["release draft"], "key": uuid.UUID(int=7)},
            "repair": lambda: {"item_id": self.ids["news draft"], "number": 1},
            "directory": lambda: {f"{state.partition(' ')[0]}_id": self.ids[on]},
            "district": lambda: {"code": state},
            "people": lambda: {"organization_id": self.ids[on]},
            "letters": self.letters,
            "change": lambda: {"change_id": self.change(state)},
            "guardian": lambda: {"secret": self.guardian_link(state)},
            "families": lambda: {
                "class_group_id": self.viewers["teacher"].class_group_id if state == "class" else 0
            },
            "child": lambda: {"change_id": self.ids[on]},
            "membership": lambda: {"membership_id": self.membership(state)},
            "import": lambda: {"import_id": self.staff_import()},
            "template": lambda: {"kind": state},
            "secret": lambda: {"secret": self.secret(state)},
            "provider": lambda: {"provider_id": "nobody"},
            "link": lambda: {"uidb36": "1", "key": "d3x8-1"},
            "key": lambda: {"key": "MQ:1"},
            "passkey": lambda: {"pk": self._passkey()},
        }
        return make[what]()


def lay() -> Ground:
    """This function will load the sample, add what it lacks, and sign everybody in."""
    load(now=NOW)
    viewers = {"anonymous": ANONYMOUS} | {key: _viewer(key) for key in PEOPLE}
    _delegate(viewers["head"], viewers["district_officer"])
    _add_draft_round(viewers["office_officer"])
    _add_draft_program(viewers["manager"])
    _add_draft_news()
    _add_embargoed(viewers["district_officer"], viewers["head"])
    clients = {
        key: client_of(viewer if viewer.is_signed_in else None) for key, viewer in viewers.items()
    }
    with acting_as(roles.OWNER):
        ids = _ids()
    return Ground(viewers, clients, ids)


def _viewer(key: str) -> Viewer:
    today = civil_day(NOW)
    with acting_as(roles.OWNER):
        if key == "citizen":
            account = Account.objects.get(login_name="demo.citizen")
            return viewer_of_account(account=account, membership_id=None, today=today)
        held = Membership.objects.filter(**PEOPLE[key]).order_by("pk")[0]
        account = Account.objects.get(person_id=held.person_id)
        return viewer_of_account(account=account, membership_id=held.pk, today=today)


def _delegate(head: Viewer, officer: Viewer) -> None:
    with acting_as(roles.WORK, head.identity):
        enter_stand_in(
            viewer=head,
            manner="delegated",
            person=head.person_id or 0,
            deputy=officer.person_id or 0,
            valid_from=civil_day(NOW),
            valid_until=civil_day(NOW),
            now=NOW,
        )


def _add_draft_round(officer: Viewer) -> None:
    terms = RoundTerms(
        title=ROUND_TITLE,
        school_year=2026,
        opens_at=NOW + timedelta(days=1),
        closes_at=NOW + timedelta(days=12),
        wish_limit=3,
        quota=1,
        seed_source="마감 다음 날 복권 번호(예시)",
    )
    with acting_as(roles.WORK, officer.identity):
        make_round(viewer=officer, terms=terms, now=NOW)


def _add_draft_program(manager: Viewer) -> None:
    with acting_as(roles.OWNER):
        district_id = District.objects.get(code="11545").pk
    with acting_as(roles.WORK, manager.identity):
        pillar = in_force_pillars(district_id)[0]
        content = ProgramContent(
            agreement_pillar_id=pillar.agreement_pillar_id,
            title=DRAFT_TITLE,
            summary="아직 요청하지 않은 예시입니다.",
            description="모둠마다 의자 하나를 만듭니다.",
            level="elementary",
            grade_from=4,
            grade_to=6,
            preparation="앞치마",
        )
        session = SessionContent(
            starts_at=NOW + timedelta(days=40),
            ends_at=NOW + timedelta(days=40, hours=2),
            place="작업실",
            capacity=2,
            minimum=1,
            max_pupils=None,
        )
        offer_program(viewer=manager, content=content, sessions=[session], now=NOW)


def _add_draft_news() -> None:
    data = DAMAGED.encode()
    with acting_as(roles.JOBS):
        import_page(
            viewer=ANONYMOUS,
            data=data,
            page=read_page(data),
            source=Source(file_name="draft.txt"),
            accept=False,
            publish=False,
            now=NOW,
        )


def _add_embargoed(writer: Viewer, reviewer: Viewer) -> None:
    """A release of 금천구 that is approved; the database's clock is far from its embargo's end."""
    content = replace(BRIEFING, title=EMBARGOED_TITLE, embargo_at=datetime(2099, 1, 1, tzinfo=UTC))
    with acting_as(roles.WORK, writer.identity):
        number = write_release(viewer=writer, content=content, now=NOW)
        submit_release(viewer=writer, release_id=number, version=1, now=NOW)
    with acting_as(roles.WORK, reviewer.identity):
        approve_release(viewer=reviewer, release_id=number, version=2, now=NOW)


def _ids() -> dict[str, int]:
    def program(**found: Any) -> int:
        return Program.objects.filter(**found).order_by("pk")[0].pk

    def of_round(state: str) -> int:
        return Round.objects.get(state=state).pk

    def release(**found: Any) -> int:
        return PressRelease.objects.filter(organization__name="금천구", **found)[0].pk

    def body(name: str) -> int:
        return Organization.objects.get(name=name).pk

    ours = "금천 나무공방"
    return {
        "people school": body("가온초등학교"),
        "people office": body("서울특별시남부교육지원청"),
        "people venue": body("금천 나무공방"),
        "directory service": Service.objects.filter(organization__name=ours).order_by("pk")[0].pk,
        "directory location": Location.objects.get(organization__name=ours).pk,
        "directory organization": Profile.objects.get(organization__name=ours).pk,
        "directory application": Application.objects.get().pk,
        "agreement": Agreement.objects.get(district__code="11170").pk,
        "clause": AgreementClause.objects.filter(agreement__district__code="11170")[0].pk,
        "stand-in": StandIn.objects.get(organization__name="금천구").pk,
        "standard": Standard.objects.get().pk,
        "agreement in force": Agreement.objects.get(district__code="11545").pk,
        "task awaited": Task.objects.filter(kind="finish_draft", closed_at=None).latest("pk").pk,
        "program draft": program(title=DRAFT_TITLE),
        "program submitted": program(state="submitted"),
        "program published": program(
            published_at__isnull=False, venue__organization__name="금천 나무공방"
        ),
        "child waiting": ChildSignUp.objects.get(guardian_email="").pk,
        "round draft": of_round("draft"),
        "round open": of_round("open"),
        "round published": of_round("published"),
        "news draft": NewsItem.objects.get(published_at__isnull=True).pk,
        "news published": NewsItem.objects.get(
            source_page__isnull=False, published_at__isnull=False
        ).pk,
        "news release": NewsItem.objects.filter(release__isnull=False, embargo_until=None)[0].pk,
        "news embargoed": NewsItem.objects.get(title=EMBARGOED_TITLE).pk,
        "release draft": release(state="draft"),
        "release review": release(state="review"),
        "release published": release(title=EMBARGOED_TITLE),
    }
