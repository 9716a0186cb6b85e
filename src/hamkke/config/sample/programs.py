"""The sample's programs: invented, at invented venues, approved by both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from hamkke.agreements.queries.pillars import in_force_pillars
from hamkke.config.sample.hours import SEOUL_TIME, at_work
from hamkke.config.sample.people import VENUES
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.inbox.hours import is_day_off
from hamkke.organizations.models import District
from hamkke.programs.actions.approve_program import approve_program
from hamkke.programs.actions.offer_program import offer_program
from hamkke.programs.actions.submit_program import submit_program
from hamkke.programs.models import Program
from hamkke.programs.rules.content import ProgramContent, SessionContent

if TYPE_CHECKING:
    from datetime import date

    from hamkke.config.sample.people import People


@dataclass(frozen=True, slots=True)
class Offer:
    """An invented program: where, under which pillar (1 or 2), for whom, and its sessions.

    `days` count from now; a session lasts two hours and has `capacity` places for class groups.
    """

    venue: str
    pillar: int
    title: str
    summary: str
    description: str
    level: str
    grades: tuple[int, int]
    preparation: str
    days: tuple[int, ...]
    hour: int
    capacity: int
    max_pupils: int | None = None


PAST: Final = (
    Offer(
        "안양천 생태교실",
        2,
        "가을 안양천에서 만나는 풀과 벌레",
        "물가를 걸으며 풀과 벌레를 관찰하고 그림으로 남깁니다.",
        "해설사와 함께 안양천 물가를 두 시간 걷습니다. 모둠마다 관찰함과 돋보기를 쓰고, 찾은 생물을"
        " 그려 우리 반 생물 지도를 만듭니다. 비가 오면 교실에서 표본을 관찰합니다.",
        "elementary",
        (4, 6),
        "편한 신발, 물, 모자",
        (-26, -24),
        9,
        4,
    ),
    Offer(
        "금천 나무공방",
        1,
        "나무 의자 하나, 우리 반 손으로",
        "목수와 함께 작은 의자를 만들어 교실에 둡니다.",
        "공구를 안전하게 다루는 법을 먼저 배우고 모둠마다 의자 하나를 완성합니다. 만든 의자는 교실로"
        " 가져갑니다. 강사 한 사람과 보조 강사 두 사람이 함께합니다.",
        "elementary",
        (5, 6),
        "앞치마나 버려도 되는 옷",
        (-20,),
        10,
        3,
        28,
    ),
    Offer(
        "문래 금속공작소",
        1,
        "문래 금속공과 만드는 나만의 열쇠고리",
        "쇠를 자르고 두드려 세상에 하나뿐인 물건을 만듭니다.",
        "금속 가공이 어떻게 우리 마을의 일이 되었는지 듣고, 보호구를 갖춘 뒤 열쇠고리를 만듭니다.",
        "middle",
        (1, 2),
        "없음",
        (-18,),
        13,
        3,
    ),
)
OPEN: Final = (
    Offer(
        "안양천 생태교실",
        2,
        "안양천에서 겨울 철새 만나기",
        "쌍안경으로 겨울 철새를 찾아보고 우리 반 새 달력을 만듭니다.",
        "해설사와 함께 안양천을 걸으며 철새를 관찰합니다. 쌍안경과 도감은 체험처가 준비합니다. 기온이"
        " 영하 10도 아래로 내려가면 실내 관찰로 바꿉니다.",
        "elementary",
        (4, 6),
        "따뜻한 옷, 장갑, 물",
        (36, 38),
        9,
        3,
    ),
    Offer(
        "금천 나무공방",
        1,
        "금천 목공소에서 의자 만들기",
        "톱과 망치를 배워 모둠마다 의자를 하나씩 만듭니다.",
        "공구를 안전하게 다루는 법을 먼저 배우고 모둠마다 의자 하나를 완성합니다. 만든 의자는 교실로"
        " 가져갑니다.",
        "elementary",
        (5, 6),
        "앞치마나 버려도 되는 옷",
        (37,),
        10,
        4,
        26,
    ),
    Offer(
        "시흥동 마을기록관",
        1,
        "시흥동 옛길 사진 산책",
        "옛 사진을 들고 같은 자리를 찾아가 지금을 찍습니다.",
        "기록관의 옛 사진을 보고 마을 해설사와 옛길을 걷습니다. 같은 자리에서 찍은 사진으로 작은 전시를"
        " 엽니다.",
        "elementary",
        (4, 6),
        "사진을 찍을 수 있는 기기(모둠에 하나)",
        (39,),
        10,
        5,
    ),
    Offer(
        "시흥동 마을기록관",
        2,
        "마을 라디오 만들기",
        "우리 동네 이야기를 취재해 라디오로 내보냅니다.",
        "이야기를 찾고 원고를 써서 직접 녹음합니다. 완성한 방송은 기록관 누리집에서 들을 수 있습니다.",
        "elementary",
        (5, 6),
        "없음",
        (43,),
        9,
        2,
    ),
    Offer(
        "구로 하늘과학관",
        2,
        "별 보러 가는 과학관",
        "돔 영상관에서 겨울 별자리를 배우고 망원경을 다뤄 봅니다.",
        "낮에는 태양 망원경으로 흑점을 보고, 돔 영상관에서 겨울 별자리를 찾습니다.",
        "elementary",
        (4, 6),
        "없음",
        (42,),
        13,
        2,
        24,
    ),
    Offer(
        "문래 금속공작소",
        1,
        "문래 철공소 장인과 만드는 나만의 도구",
        "쇠를 깎아 쓸모 있는 도구 하나를 만듭니다.",
        "보호구를 갖추고 장인의 시범을 본 뒤 모둠마다 도구를 만듭니다. 안전 교육을 먼저 받습니다.",
        "middle",
        (1, 2),
        "긴 바지, 운동화",
        (41, 44),
        13,
        2,
    ),
)
ELSEWHERE: Final = (
    Offer(
        "안산자락 숲학교",
        2,
        "안산자락길 숲 해설사와 걷는 하루",
        "숲길을 걸으며 나무와 새의 이름을 배웁니다.",
        "휠체어도 다닐 수 있는 무장애 숲길입니다. 해설사 두 사람이 함께 걷습니다.",
        "elementary",
        (1, 6),
        "편한 신발, 물",
        (50, 52),
        10,
        4,
    ),
)
NOT_YET: Final = (
    Offer(
        "금천 나무공방",
        2,
        "새활용 목재로 만드는 새집",
        "버려진 나무로 새집을 지어 학교 숲에 답니다.",
        "쓰고 남은 목재를 손질해 새집을 만들고, 학교 숲에 다는 법을 배웁니다.",
        "elementary",
        (4, 6),
        "앞치마나 버려도 되는 옷",
        (60,),
        10,
        3,
    ),
)
OFFICE_OF: Final = {"11545": "남부", "11530": "남부", "11560": "남부", "11410": "서부"}


def add_programs(people: People, now: datetime) -> dict[str, int]:
    """This function will add the programs that are missing and return all ids by title."""
    for offers, back in ((PAST, 75), (OPEN, 30), (ELSEWHERE, 20), (NOT_YET, 3)):
        for offer in offers:
            _add(
                people,
                offer,
                at_work(now - timedelta(days=back)),
                now,
                approved=offers is not NOT_YET,
            )
    with acting_as(roles.OWNER):
        return dict(Program.objects.values_list("title", "pk"))


def _add(people: People, offer: Offer, done_at: datetime, now: datetime, *, approved: bool) -> None:
    code = next(code for code, name, _ in VENUES if name == offer.venue)
    with acting_as(roles.OWNER):
        if Program.objects.filter(title=offer.title).exists():
            return
        district_id = District.objects.get(code=code).pk
    manager = people.viewers[f"venue:{offer.venue}"]
    with acting_as(roles.WORK, manager.identity):
        pillar = in_force_pillars(district_id)[offer.pillar - 1]
        program_id = offer_program(
            viewer=manager,
            content=ProgramContent(
                agreement_pillar_id=pillar.agreement_pillar_id,
                title=offer.title,
                summary=offer.summary,
                description=offer.description,
                level=offer.level,
                grade_from=offer.grades[0],
                grade_to=offer.grades[1],
                preparation=offer.preparation,
            ),
            sessions=sessions_of(offer, now),
            now=done_at,
        )
        submit_program(viewer=manager, program_id=program_id, version=1, now=done_at)
    officers = (people.viewers[f"district:{code}"], people.viewers[f"office:{OFFICE_OF[code]}"])
    for version, officer in enumerate(officers if approved else (), start=2):
        with acting_as(roles.WORK, officer.identity):
            approve_program(
                viewer=officer,
                program_id=program_id,
                version=version,
                now=at_work(done_at + timedelta(days=version)),
            )


def sessions_of(offer: Offer, now: datetime) -> list[SessionContent]:
    """This function will return an offer's sessions, each on a school day of its own."""
    today = now.astimezone(SEOUL_TIME).date()
    taken: list[date] = []
    for day in offer.days:
        planned = today + timedelta(days=day)
        while is_day_off(planned) or planned in taken:
            planned += timedelta(days=1)
        taken.append(planned)
    return [_session(offer, day) for day in taken]


def _session(offer: Offer, day: date) -> SessionContent:
    starts_at = datetime.combine(day, time(offer.hour, 30), SEOUL_TIME)
    return SessionContent(
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place=offer.venue,
        capacity=offer.capacity,
        minimum=1,
        max_pupils=offer.max_pupils,
    )
