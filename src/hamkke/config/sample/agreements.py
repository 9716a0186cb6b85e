"""The sample's agreements: four known signing dates, the rest invented, in every state."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from hamkke.agreements.actions.draft_agreement import draft_agreement
from hamkke.agreements.actions.sign_agreement import sign_agreement
from hamkke.agreements.actions.submit_agreement import submit_agreement
from hamkke.agreements.models import Agreement
from hamkke.agreements.text import PillarText
from hamkke.config.pillars import define_pillars
from hamkke.config.sample import seoul
from hamkke.config.sample.hours import SEOUL_TIME, at_work
from hamkke.config.sample.lines import decide, wait_for_review
from hamkke.config.sample.standard import add_standard, agree_on_amount, negotiate
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.organizations.models import District

if TYPE_CHECKING:
    from collections.abc import Callable

    from hamkke.accounts.viewer import Viewer
    from hamkke.config.sample.people import People

TEXTS: Final = (
    "{area}의 교육 환경과 자원을 살린 특색사업을 교육지원청과 {area}가 함께 기획하고 운영한다.",
    "어린이·청소년이 지역의 배움터에서 미래 역량을 기르도록 체험교육과 마을 교육과정을 마련한다.",
    "어린이·청소년이 건강하고 안전하게 자라도록 학교와 지역이 함께하는 지원 체계를 갖춘다.",
)
# Known from the press; every other date is invented.
KNOWN_DATES: Final = {
    "11545": date(2025, 9, 27),
    "11560": date(2025, 11, 11),
    "11410": date(2025, 11, 25),
    "11710": date(2025, 12, 30),
}
KNOWN_SUBTITLES: Final = {
    "11545": "주체적이고 행복한 학생 성장을 지원하는 체험교육 및 학생맞춤통합지원",
}
SUBTITLES: Final = (
    "마을에서 배우고 함께 자라는 생태 전환 교육",
    "지역의 문화 자원과 만나는 예술 체험 교육",
    "학교와 마을이 잇는 진로 탐색과 돌봄",
    "모두가 안전하게 배우는 학생맞춤통합지원",
    "미래 기술을 손으로 익히는 메이커 교육",
    "책과 사람이 만나는 독서·토론 마을",
    "어린이·청소년이 스스로 여는 자치 배움터",
)
SIGNING: Final = frozenset({"11680", "11215", "11320"})
APPROVING: Final = frozenset({"11290"})
NEGOTIATING: Final = frozenset({"11440"})
DRAFTING: Final = frozenset({"11170"})
PREPARING: Final = frozenset({"11140"})


def add_agreements(people: People, now: datetime) -> None:
    """This function will bring an agreement of each district as far as its story goes."""
    pillars = define_pillars(now)
    add_standard(people.viewers["city:officer"], pillars, now)
    with acting_as(roles.OWNER):
        begun = set(Agreement.objects.values_list("district__code", flat=True))
        ids = dict(District.objects.values_list("code", "pk"))
    number = 0
    for short, _, districts in seoul.OFFICES:
        for code, name, _ in districts:
            number += 1
            if code not in begun | PREPARING:
                _add(people, short, code, name, ids[code], pillars, number, now)


def _add(
    people: People,
    office: str,
    code: str,
    name: str,
    district_id: int,
    pillars: list[int],
    number: int,
    now: datetime,
) -> None:
    signing = (
        KNOWN_DATES.get(code)
        or at_work(_at(date(2025, 10, 13) + timedelta(days=3 * number), 15)).date()
    )
    waiting = code in SIGNING | APPROVING | NEGOTIATING | DRAFTING
    if waiting:
        signing = now.astimezone(SEOUL_TIME).date() + timedelta(days=14 + number)
    begun = at_work(now - timedelta(days=9) if waiting else _at(signing - timedelta(days=24), 10))
    ours, theirs = people.viewers[f"district:{code}"], people.viewers[f"office:{office}"]
    area = name.removesuffix("구") if name != "중구" else name
    agreement = _as(
        theirs,
        lambda viewer: draft_agreement(
            viewer=viewer,
            district_id=district_id,
            title=f"{area}교육협력특구 업무협약",
            subtitle=KNOWN_SUBTITLES.get(code, SUBTITLES[number % len(SUBTITLES)]),
            signing_date=signing,
            pillars=[
                PillarText(pillar, text.format(area=name))
                for pillar, text in zip(pillars, TEXTS, strict=True)
            ],
            now=begun,
        ),
    )
    agree_on_amount((theirs, ours), agreement, number, at_work(begun + timedelta(days=1)))
    if code in NEGOTIATING:
        negotiate((theirs, ours), agreement, at_work(begun + timedelta(days=1, hours=3)))
    if code in DRAFTING | NEGOTIATING:
        return
    _submit(theirs, agreement, at_work(begun + timedelta(days=2, hours=4)))
    if code in APPROVING:
        wait_for_review(people, agreement, office, code, begun)
        return
    decide(people, agreement, office, code, begun)
    signed = at_work(begun + timedelta(days=7)) if waiting else _at(signing, 15)
    _sign(people.viewers["city:superintendent"], agreement, signed)
    if code not in SIGNING:
        _sign(people.viewers[f"head:{code}"], agreement, signed + timedelta(minutes=10))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), SEOUL_TIME)


def _as[T](viewer: Viewer, act: Callable[[Viewer], T]) -> T:
    with acting_as(roles.WORK, viewer.identity):
        return act(viewer)


def _row(agreement_id: int) -> Agreement:
    with acting_as(roles.OWNER):
        return Agreement.objects.get(pk=agreement_id)


def _submit(viewer: Viewer, agreement_id: int, now: datetime) -> None:
    version = _row(agreement_id).version
    _as(
        viewer,
        lambda who: submit_agreement(
            viewer=who, agreement_id=agreement_id, version=version, now=now
        ),
    )


def _sign(viewer: Viewer, agreement_id: int, now: datetime) -> None:
    content_hash = _row(agreement_id).content_hash
    _as(
        viewer,
        lambda who: sign_agreement(
            viewer=who, agreement_id=agreement_id, content_hash=content_hash, now=now
        ),
    )
