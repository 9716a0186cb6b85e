"""Each rule attacked through the actions: what is refused, and that nothing came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from hamkke.agreements import errors
from hamkke.agreements.actions.approve_agreement import approve_agreement
from hamkke.agreements.actions.draft_agreement import draft_agreement
from hamkke.agreements.actions.lay_line import lay_line
from hamkke.agreements.actions.return_agreement import return_agreement
from hamkke.agreements.actions.revise_agreement import revise_agreement
from hamkke.agreements.actions.sign_agreement import sign_agreement
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.agreements.queries.desk import agreement_page, list_agreements
from hamkke.agreements.text import PillarText
from hamkke.database import roles
from hamkke.database.errors import NotVisible, Refusal
from hamkke.database.identity import acting_as
from tests.hamkke.agreements.conftest import STATES, Way

PARTIES = (
    *("district_officer", "office_officer", "district_chief", "office_chief"),
    *("city_officer", "head", "superintendent"),
)
OTHERS = (
    "other_district_officer",
    "other_office_officer",
    "other_head",
    "teacher",
    "manager",
    "student",
    "parent",
    "citizen",
)
VERSIONS = dict(zip(STATES, (1, 2, 2, 2, 3, 3, 4), strict=True))


def attempt(way: Way, who: str, deed: str, number: int, state: str) -> Any:
    """This function will try a deed with everything else right."""
    version = {"agreement_id": number, "version": VERSIONS[state]}
    if deed == "revise":
        return way.act(who, revise_agreement, **version, **way.content(title="새 이름"))
    if deed == "submit":
        return way.act(who, submit_agreement, **version)
    if deed == "lay":
        line = {"reviewers": (), "decider": way.viewer("head").person_id, "due_date": None}
        return way.act(who, lay_line, **version, **line)
    if deed == "approve":
        return way.act(who, approve_agreement, **version)
    if deed == "return":
        return way.act(who, return_agreement, **version, reason="다시 봅시다.")
    content_hash = way.row(number).content_hash
    return way.act(who, sign_agreement, agreement_id=number, content_hash=content_hash)


DEEDS = ("revise", "submit", "lay", "approve", "return", "sign")
CHIEFS = {"district_chief", "office_chief"}
OFFICERS = {"district_officer", "office_officer"} | CHIEFS
SIGNERS = {"head", "superintendent"}
# Who may do what in which state; everything that is not here is refused.
ALLOWED = {
    ("draft", "revise"): OFFICERS,
    ("draft", "submit"): OFFICERS,
    ("submitted", "lay"): {"district_officer", "district_chief"},
    ("submitted", "return"): OFFICERS,
    ("approving", "approve"): CHIEFS,
    ("approving", "return"): OFFICERS,
    ("half_approved", "approve"): {"office_chief"},
    ("half_approved", "return"): {"office_officer", "office_chief"},
    ("signing", "return"): SIGNERS,
    ("signing", "sign"): SIGNERS,
    ("half_signed", "return"): SIGNERS,
    ("half_signed", "sign"): {"head"},
}


def snapshot(way: Way) -> list[Any]:
    """This function will return all that stands, as the owner sees it."""
    with acting_as(roles.OWNER), connection.cursor() as cursor:
        found = []
        for table in (
            *("agreement", "agreementpillar", "agreementstep"),
            *("linestep", "approval", "signature"),
        ):
            cursor.execute(f"select * from agreements_{table} order by id")
            found.append(cursor.fetchall())
        cursor.execute("select * from audit_actionentry order by id")
        return [*found, cursor.fetchall()]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("state", STATES)
def test_only_who_may_does_and_only_in_its_state(way: Way, state: str, deed: str) -> None:
    number = way.to(state)
    allowed = ALLOWED.get((state, deed), set())
    before = snapshot(way)
    for who in (*PARTIES, *OTHERS):
        if who in allowed:
            continue
        with pytest.raises(Refusal) as refused:
            attempt(way, who, deed, number, state)
        hidden = who in OTHERS and state != "in_force"
        assert isinstance(refused.value, NotVisible) == hidden, who
        assert refused.value.message
        assert snapshot(way) == before, who
    for who in sorted(allowed)[:1]:
        assert attempt(way, who, deed, number, state) == number


@pytest.mark.parametrize("state", STATES)
def test_who_is_no_party_reads_nothing_before_publication(way: Way, state: str) -> None:
    number = way.to(state)
    public = state == "in_force"
    for who in OTHERS:
        viewer = way.viewer(who)
        with acting_as(roles.WORK, viewer.identity):
            assert len(list_agreements(viewer=viewer)) == public
            if public:
                assert agreement_page(viewer=viewer, agreement_id=number).steps == ()
            else:
                with pytest.raises(NotVisible):
                    agreement_page(viewer=viewer, agreement_id=number)


def test_a_side_cannot_act_for_the_other_by_a_forged_viewer(way: Way) -> None:
    """Even if a view mixed people up, PostgreSQL knows the identity."""
    number = way.to("approving")
    mine, theirs = way.viewer("district_chief"), way.viewer("office_chief")
    before = snapshot(way)
    with pytest.raises(Exception, match="row-level security"), acting_as(roles.WORK, mine.identity):
        approve_agreement(viewer=theirs, agreement_id=number, version=2, now=way.now)
    assert snapshot(way) == before


def test_a_side_approves_once(way: Way) -> None:
    number = way.to("half_approved")
    with pytest.raises(errors.AlreadyApproved):
        way.act("district_chief", approve_agreement, agreement_id=number, version=2)
    way.act("office_chief", approve_agreement, agreement_id=number, version=2)
    with pytest.raises(errors.AlreadyApproved):
        way.act("office_chief", approve_agreement, agreement_id=number, version=2)


def test_a_side_signs_once_and_only_what_was_read(way: Way) -> None:
    number = way.to("signing")
    for wrong in ("", "0" * 64, way.row(number).content_hash.upper()):
        with pytest.raises(errors.TextChanged):
            way.act("head", sign_agreement, agreement_id=number, content_hash=wrong)
    way.sign("head", number)
    with pytest.raises(errors.AlreadySigned):
        way.sign("head", number)


def test_a_return_voids_what_was_approved_and_signed(way: Way) -> None:
    number = way.to("half_signed")
    old = way.row(number).content_hash
    way.act("head", return_agreement, agreement_id=number, version=3, reason="날짜가 다릅니다.")
    row = way.row(number)
    assert (row.state, row.content_hash, row.frozen_text) == ("draft", "", "")
    way.act(
        "office_officer",
        revise_agreement,
        agreement_id=number,
        version=4,
        **way.content(signing_date=date(2025, 9, 28)),
    )
    way.act("office_officer", submit_agreement, agreement_id=number, version=5)
    way.decide(number)
    assert way.row(number).content_hash != old
    with pytest.raises(errors.TextChanged):
        way.act("superintendent", sign_agreement, agreement_id=number, content_hash=old)
    way.sign("head", number)
    assert way.row(number).state == "signing"
    way.sign("superintendent", number)
    assert way.row(number).state == "in_force"


def test_a_stale_save_is_refused_and_names_who_was_faster(way: Way) -> None:
    number = way.to("draft")
    way.act("office_officer", revise_agreement, agreement_id=number, version=1, **way.content())
    with pytest.raises(errors.StaleVersion) as refused:
        way.act(
            "district_officer",
            revise_agreement,
            agreement_id=number,
            version=1,
            **way.content(title="늦은 이름"),
        )
    assert way.viewer("office_officer").name in refused.value.message
    assert refused.value.data["version"] == 2


@pytest.mark.parametrize(
    ("deed", "arguments"), [(submit_agreement, {}), (return_agreement, {"reason": "까닭"})]
)
def test_a_decision_on_an_outdated_page_is_refused(
    way: Way, deed: Any, arguments: dict[str, Any]
) -> None:
    number = way.to("draft" if deed is submit_agreement else "approving")
    with pytest.raises(errors.ReadAgain):
        way.act("district_officer", deed, agreement_id=number, version=77, **arguments)


def test_an_approval_of_a_text_that_has_changed_is_refused(way: Way) -> None:
    number = way.to("approving")
    way.act("district_officer", return_agreement, agreement_id=number, version=2, reason="까닭")
    way.act("district_officer", submit_agreement, agreement_id=number, version=3)
    with pytest.raises(errors.ReadAgain):
        way.act("office_chief", approve_agreement, agreement_id=number, version=2)


@pytest.mark.parametrize("prefix", ["", "other_"])
def test_a_district_has_one_living_agreement(way: Way, prefix: str) -> None:
    way.to("in_force", prefix=prefix)
    district = way.world.organization(f"{prefix}district").pk
    with pytest.raises(errors.LivingAgreementExists):
        way.act(f"{prefix}office_officer", draft_agreement, district_id=district, **way.content())


@pytest.mark.parametrize(
    "who",
    [
        "other_district_officer",
        "other_office_officer",
        "city_officer",
        "head",
        "superintendent",
        "teacher",
        "student",
        "citizen",
    ],
)
def test_only_the_districts_own_officers_draft(way: Way, who: str) -> None:
    district = way.world.organization("district").pk
    with pytest.raises(errors.MayNotDraft):
        way.act(who, draft_agreement, district_id=district, **way.content())


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": " \x00 "}, errors.TitleMissing),
        ({"title": "가" * 121}, errors.TextTooLong),
        ({"subtitle": "가" * 201}, errors.TextTooLong),
        ({"signing_date": date(1999, 12, 31)}, errors.SigningDateOutOfRange),
        ({"signing_date": date(2100, 1, 1)}, errors.SigningDateOutOfRange),
        ({"pillars": [PillarText(10**12, "없는 과제")]}, errors.UnknownPillar),
    ],
)
def test_bad_content_is_refused_in_a_sentence(
    way: Way, changes: dict[str, Any], error: type[Refusal]
) -> None:
    district = way.world.organization("district").pk
    with pytest.raises(error) as refused:
        way.act("district_officer", draft_agreement, district_id=district, **way.content(**changes))
    assert "%(" not in refused.value.message


def test_a_pillar_twice_or_too_long_is_refused(way: Way) -> None:
    number = way.to("draft")
    one = way.pillars[0]
    for pillars, error in (
        ([PillarText(one, "가"), PillarText(one, "나")], errors.UnknownPillar),
        ([PillarText(one, "가" * 4001)], errors.TextTooLong),
    ):
        content = way.content(pillars=pillars)
        with pytest.raises(error):
            way.act("district_officer", revise_agreement, agreement_id=number, version=1, **content)


def test_an_empty_draft_is_kept_but_not_submitted(way: Way) -> None:
    district = way.world.organization("district").pk
    content = way.content(pillars=[PillarText(way.pillars[0], "  \r\n ")])
    number = way.act("district_officer", draft_agreement, district_id=district, **content)
    with pytest.raises(errors.PillarsMissing):
        way.act("district_officer", submit_agreement, agreement_id=number, version=1)


def test_a_return_needs_a_reason(way: Way) -> None:
    number = way.to("approving")
    with pytest.raises(errors.ReasonMissing):
        way.act("district_officer", return_agreement, agreement_id=number, version=2, reason=" \n ")
    assert way.row(number).state == "approving"


def test_two_pillars_change_places_and_keep_their_rows(way: Way) -> None:
    number = way.to("draft")
    first, second, third = way.pillars

    def rows() -> list[tuple[int, int, int]]:
        with acting_as(roles.OWNER), connection.cursor() as cursor:
            cursor.execute(
                'select pillar_id, "order", id from agreements_agreementpillar order by "order"'
            )
            return cursor.fetchall()

    before = {row[0]: row[2] for row in rows()}
    pillars = [PillarText(third, "먼저"), PillarText(second, "새로"), PillarText(first, "나중")]
    way.act(
        "district_officer",
        revise_agreement,
        agreement_id=number,
        version=1,
        **way.content(pillars=pillars),
    )
    after = rows()
    assert [row[:2] for row in after] == [(third, 1), (second, 2), (first, 3)]
    assert {row[0]: row[2] for row in after if row[0] in before} == before
