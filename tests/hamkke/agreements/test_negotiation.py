"""Two sides come to a wording: proposals, counters, conflicts, consents, and who may not."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hamkke.agreements import errors
from hamkke.agreements.actions.accept_proposal import accept_proposal
from hamkke.agreements.actions.comment_on_clause import comment_on_clause
from hamkke.agreements.actions.consent_to_deviation import consent_to_deviation
from hamkke.agreements.actions.propose_clause import propose_clause
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.agreements.actions.withdraw_proposal import withdraw_proposal
from hamkke.agreements.models import AgreementClause, Proposal
from hamkke.agreements.queries.clauses import clause_page
from hamkke.agreements.queries.desk import agreement_page
from hamkke.agreements.queries.published import published_agreement
from hamkke.agreements.text import hash_of
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from tests.hamkke.agreements.conftest import Way
from tests.hamkke.agreements.test_row_security import OTHERS, run

DISTRICT, OFFICE = "district_officer", "office_officer"


@pytest.fixture
def draft(way: Way) -> int:
    """A draft with clauses from a standard."""
    way.standard()
    return way.to("draft")


def open_points(way: Way, number: int) -> list[str]:
    viewer = way.viewer(DISTRICT)
    with acting_as(roles.WORK, viewer.identity):
        points = agreement_page(viewer=viewer, agreement_id=number).open_points
        with connection.cursor() as cursor:
            cursor.execute("select agreements_open_points(%s)", [number])
            assert cursor.fetchone()[0] == len(points)
    return [point.heading or point.text for point in points]


def test_a_wording_is_proposed_countered_and_accepted(way: Way, draft: int) -> None:
    clause = way.clause(draft, heading="목적")
    first = way.propose(DISTRICT, clause, text="더 넓게 함께한다.")
    assert open_points(way, draft) == ["목적", "재정"]
    second = way.propose(OFFICE, clause, text="더 깊게 함께한다.")
    with acting_as(roles.OWNER):
        assert Proposal.objects.get(pk=first).state == "countered"
        assert Proposal.objects.get(pk=second).answers_id == first
    with pytest.raises(errors.NoOpenProposal):
        way.answer(OFFICE, accept_proposal, clause, first)
    way.answer(DISTRICT, accept_proposal, clause, second)
    clause = way.clause(draft, heading="목적")
    assert (clause.text, clause.version) == ("더 깊게 함께한다.", 2)
    assert open_points(way, draft) == ["재정"]


def test_a_side_does_not_accept_its_own_nor_withdraw_the_others(way: Way, draft: int) -> None:
    clause = way.clause(draft, heading="목적")
    number = way.propose(DISTRICT, clause, text="우리끼리 정한다.")
    with pytest.raises(errors.OwnProposal):
        way.answer(DISTRICT, accept_proposal, clause, number)
    with pytest.raises(errors.OthersProposal):
        way.answer(OFFICE, withdraw_proposal, clause, number)
    for who in ("city_officer", "head", "superintendent"):
        with pytest.raises(errors.MayNotNegotiate):
            way.answer(who, accept_proposal, clause, number)
        with pytest.raises(errors.MayNotNegotiate):
            way.propose(who, clause, text="끼어든다.")
    for who in OTHERS:
        with pytest.raises(NotVisible):
            way.answer(who, accept_proposal, clause, number)
        with pytest.raises(NotVisible):
            way.act(
                who,
                comment_on_clause,
                agreement_id=draft,
                clause_id=clause.pk,
                text="보았다.",
            )
    way.answer(DISTRICT, withdraw_proposal, clause, number)
    assert way.clause(draft, heading="목적").version == 1


def test_nobodys_words_are_lost_when_two_write_at_once(way: Way, draft: int, browse: Any) -> None:
    clause = way.clause(draft, heading="목적")
    address = f"/desk/agreements/{draft}/clauses/{clause.pk}/"
    seen = {"version": 1, "seen": 0, "heading": "목적", "reason": ""}
    fast, slow = browse(way.viewer(OFFICE)), browse(way.viewer(DISTRICT))
    assert fast.post(address, seen | {"text": "빠르게 함께한다."}).status_code == 302
    page = slow.post(address, seen | {"text": "천천히 함께한다."}).content.decode()
    assert "저장하지 못했습니다." in page
    assert way.viewer(OFFICE).name in page
    assert "그사이 바뀐 문안" in page
    assert "빠르게 함께한다." in page
    assert "천천히 함께한다.</textarea>" in page
    with acting_as(roles.OWNER):
        waiting = Proposal.objects.get(state="open")
    assert waiting.text == "빠르게 함께한다."
    again = seen | {"seen": waiting.pk, "text": "천천히 함께한다."}
    assert slow.post(address, again).status_code == 302
    with acting_as(roles.OWNER):
        assert Proposal.objects.get(state="open").text == "천천히 함께한다."
        assert Proposal.objects.count() == 2


def test_a_clause_is_added_left_out_and_taken_in(way: Way, draft: int) -> None:
    article = way.clause(draft, heading="특색사업")
    with pytest.raises(errors.ClauseTooDeep):
        way.act(
            DISTRICT,
            propose_clause,
            agreement_id=draft,
            after_id=0,
            text="① 조 없이",
            reason="",
        )
    way.act(
        DISTRICT,
        propose_clause,
        agreement_id=draft,
        after_id=article.pk,
        text="① 하천에서 배운다.",
        reason="안양천이 가깝습니다.",
    )
    with acting_as(roles.OWNER):
        proposal = Proposal.objects.select_related("clause").get()
    assert not proposal.clause.is_in
    way.answer(OFFICE, accept_proposal, proposal.clause, proposal.pk)
    goal = way.clause(draft, text="목표")
    way.answer(OFFICE, accept_proposal, goal, way.propose(DISTRICT, goal, is_in=False))
    opened = way.clause(draft, heading="개방")
    way.answer(DISTRICT, accept_proposal, opened, way.propose(OFFICE, opened))
    viewer = way.viewer("city_officer")
    with acting_as(roles.WORK, viewer.identity):
        clauses = agreement_page(viewer=viewer, agreement_id=draft).clauses
    standing = [clause.name for clause in clauses if clause.is_in]
    assert standing == [
        *("제1조", "제2조", "제2조 ①", "제2조 ②", "제2조 ③", "제2조 ③ 1."),
        *("제3조", "제4조", "제5조"),
    ]
    deviating = {clause.title for clause in clauses if clause.deviates}
    assert deviating == {"하천에서 배운다."[:40], "목표"} | {
        c.title for c in clauses if c.id == goal.pk
    }


def test_a_reserved_change_waits_for_the_metropolitan_office(way: Way, draft: int) -> None:
    way.fill(draft)
    clause = way.clause(draft, heading="기간")
    consent = {"agreement_id": draft, "clause_id": clause.pk}
    with pytest.raises(errors.NothingToConsent):
        way.act("city_officer", consent_to_deviation, version=1, **consent)
    proposal = way.propose(DISTRICT, clause, text="3년으로 한다.")
    way.answer(OFFICE, accept_proposal, clause, proposal)
    assert open_points(way, draft) == ["기간"]
    version = way.row(draft).version
    with pytest.raises(errors.PointsOpen):
        way.act(DISTRICT, submit_agreement, agreement_id=draft, version=version)
    with pytest.raises(IntegrityError, match="points are open"):
        run(
            way,
            DISTRICT,
            "update agreements_agreement set state = 'approving', version = version + 1,"
            " submission = 1",
        )
    for who in (DISTRICT, OFFICE, "head", "superintendent"):
        with pytest.raises(errors.MayNotConsent):
            way.act(who, consent_to_deviation, version=2, **consent)
    way.act("city_officer", consent_to_deviation, version=2, **consent)
    assert open_points(way, draft) == []
    # Another wording needs another consent.
    proposal = way.propose(OFFICE, clause, text="4년으로 한다.")
    way.answer(DISTRICT, accept_proposal, clause, proposal)
    assert open_points(way, draft) == ["기간"]


def test_a_blank_and_an_open_proposal_keep_the_draft_back(way: Way, draft: int) -> None:
    submit = {"agreement_id": draft}
    with pytest.raises(errors.PointsOpen):
        way.act(DISTRICT, submit_agreement, version=1, **submit)
    way.fill(draft)
    clause = way.clause(draft, heading="목적")
    proposal = way.propose(DISTRICT, clause, text="다르게 함께한다.")
    version = way.row(draft).version
    with pytest.raises(errors.PointsOpen):
        way.act(DISTRICT, submit_agreement, version=version, **submit)
    way.answer(DISTRICT, withdraw_proposal, clause, proposal)
    way.act(DISTRICT, submit_agreement, version=version, **submit)
    with pytest.raises(errors.MayNotNegotiate):
        way.propose(OFFICE, clause, text="이미 늦었다.")


def test_the_signed_text_holds_every_clause(way: Way, draft: int) -> None:
    way.fill(draft)
    way.walk_on(draft)
    with acting_as(roles.PUBLIC):
        page = published_agreement(draft)
        assert hash_of(page.frozen_text) == page.line.content_hash
        assert [clause.mark for clause in page.clauses] == [
            *("제1조", "제2조", "①", "②", "1.", "2.", "제3조", "제4조")
        ]
        assert page.clauses[6].text == "한빛구는 5억 원을 편성한다."
    for change in ("text = '몰래'", "is_in = false"):
        with acting_as(roles.OWNER), pytest.raises(IntegrityError, match="in the draft only"):
            _as_owner(f"update agreements_agreementclause set {change}")


def test_a_changed_byte_voids_the_signatures_by_itself(way: Way, draft: int, browse: Any) -> None:
    way.fill(draft)
    way.walk_on(draft)
    address = f"/agreements/{draft}/"
    assert "서명은 효력이 없습니다" not in browse(None).get(address).content.decode()
    with acting_as(roles.OWNER):
        # As somebody with the keys to the machine would: with every guard switched off.
        _as_owner("set constraints all immediate")
        _as_owner("alter table agreements_agreement disable trigger user")
        _as_owner(
            "update agreements_agreement set frozen_text = replace(frozen_text, '5억', '6억')"
        )
    with acting_as(roles.PUBLIC):
        page = published_agreement(draft)
    assert page.signatures == ()
    assert not page.is_intact
    assert "서명은 효력이 없습니다" in browse(None).get(address).content.decode()
    # A hash of one's own does not help: signatures carry the one that was signed.
    with acting_as(roles.OWNER):
        _as_owner(
            "update agreements_agreement set content_hash ="
            " encode(sha256(convert_to(frozen_text, 'UTF8')), 'hex')"
        )
    with acting_as(roles.PUBLIC):
        assert published_agreement(draft).signatures == ()


def _as_owner(query: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query)


def test_a_page_costs_the_same_however_much_was_said(way: Way, draft: int) -> None:
    viewer, clause = way.viewer(DISTRICT), way.clause(draft, heading="목적")

    def queries() -> list[int]:
        counts = []
        for query, more in ((agreement_page, {}), (clause_page, {"clause_id": clause.pk})):
            with acting_as(roles.WORK, viewer.identity), CaptureQueriesContext(connection) as seen:
                query(viewer=viewer, agreement_id=draft, **more)
            counts.append(len(seen))
        return counts

    few = queries()
    for place in range(4):
        way.propose((DISTRICT, OFFICE)[place % 2], clause, text=f"{place}번째로 함께한다.")
        way.act(
            OFFICE, comment_on_clause, agreement_id=draft, clause_id=clause.pk, text=f"의견 {place}"
        )
    assert queries() == few


def test_the_pages_of_a_clause(way: Way, draft: int, browse: Any) -> None:
    clause = way.clause(draft, heading="목적")
    address = f"/desk/agreements/{draft}/clauses/{clause.pk}/"
    office: Client = browse(way.viewer(OFFICE))
    district: Client = browse(way.viewer(DISTRICT))
    hostile = "<script>x</script> 함께한다."
    data = {"version": 1, "seen": 0, "heading": "목적", "text": hostile, "reason": "넓게"}
    assert district.post(address, data).status_code == 302
    page = office.get(address).content.decode()
    assert "한빛구의 제안에 답해 주세요" in page
    assert "<script>x" not in page
    assert page.count("krds-btn primary large") == 1
    assert "<del>" in page
    assert "<ins>" in page
    with acting_as(roles.OWNER):
        proposal = Proposal.objects.get().pk
    assert district.post(f"{address}answer/", {"proposal": proposal}).status_code == 403
    assert office.post(f"{address}comment/", {"comment": ""}).status_code == 200
    assert office.post(f"{address}comment/", {"comment": "좋습니다."}).status_code == 302
    for who in ("other_district_officer", "teacher"):
        other: Client = browse(way.viewer(who))
        assert other.get(address).status_code == 404
        for deed in ("answer/", "comment/", "consent/", ""):
            assert other.post(f"{address}{deed}", {"proposal": proposal}).status_code == 404
    stale = office.post(f"{address}answer/", {"proposal": proposal + 99}, follow=True)
    assert "이 제안은 이미 끝났습니다" in stale.content.decode()
    assert office.post(f"{address}answer/", {"proposal": proposal}).status_code == 302
    assert way.clause(draft, pk=clause.pk).text == hostile
    page = office.get(f"/desk/agreements/{draft}/").content.decode()
    assert "아직 정하지 못한 곳" in page
    assert "표준과 다름" in page
    add = {"after": 0, "text": "제1조(새로) 새로 정한다.", "reason": ""}
    assert office.post(f"/desk/agreements/{draft}/clauses/add/", add).status_code == 302
    with acting_as(roles.OWNER):
        assert AgreementClause.objects.filter(agreement=draft, is_in=False).count() == 2
