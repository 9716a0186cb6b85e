"""The sample's press releases, invented: published, corrected, under embargo, in review, begun."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile

from hamkke.config.sample.hours import at_work
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.actions.approve_release import approve_release
from hamkke.news.actions.attach_to_release import attach_to_release
from hamkke.news.actions.revise_release import revise_release
from hamkke.news.actions.submit_release import submit_release
from hamkke.news.actions.write_release import write_release
from hamkke.news.queries.releases import list_releases
from hamkke.news.release.content import ReleaseContent

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.config.sample.people import People

NOTE: Final = "이 글은 화면을 보여 드리려고 지어낸 예시입니다."
FORUM: Final = ReleaseContent(
    category="협약·협력",
    title="교육협력특화지구 첫해 이야기마당 연다(예시)",
    subtitle="학생, 학부모, 교직원, 마을강사가 한자리에서 한 해를 돌아봐",
    body=f"""{NOTE} 교육청은 25개 자치구와 함께 교육협력특화지구의 첫해를 돌아보는 이야기마당을 연다.

■ 무엇을 이야기하나

- 우리 동네에서 배운 것: 학생 발표
- 협약이 학교에 가져온 변화: 교직원 대담
- 다음 해에 함께 하고 싶은 것: 모둠 토론

이야기마당에서 나온 말은 정리해서 누구나 볼 수 있게 공개하고, 다음 해 계획에 담는다.

■ 어떻게 참여하나

자치구마다 학생, 학부모, 교직원, 지역기관에서 열 명씩 참여한다. 참여를 바라는 사람은 사는 곳의 자치구에 알리면 된다.""",
    department="협력교육과(예시)",
    contact_name="예시 담당자",
    contact_phone="02-000-0000",
    contact_email="press@example.com",
)
BRIEFING: Final = ReleaseContent(
    category="체험·프로그램",
    title="금천구, 담임교사 대상 마을 배움터 설명회 연다(예시)",
    subtitle="체험처 세 곳의 봄 회차를 미리 만나",
    body=f"""{NOTE} 금천구는 봄 회차 신청을 앞두고 담임교사를 위한 설명회를 연다.

설명회에서는 체험처 세 곳이 프로그램을 소개하고, 배정이 어떤 차례로 이루어지는지 설명한다.

- 때: 다음 달 둘째 주 수요일 오후 3시
- 곳: 금천구 평생학습관(예시) 2층

먼저 신청한다고 유리하지 않다. 마감 뒤에 공개된 규칙으로 배정한다.""",
    department="교육지원과(예시)",
    contact_name="예시 담당자",
    contact_phone="02-000-0001",
    contact_email="geumcheon-press@example.com",
)


def add_releases(people: People, now: datetime) -> None:
    """This function will add the sample's releases, unless there are some."""
    city, chief = people.viewers["city:officer"], people.viewers["city:superintendent"]
    ours, press = people.viewers["district:11545"], people.viewers["press:11545"]
    with acting_as(roles.WORK, ours.identity):
        if list_releases(viewer=ours):
            return
    forum = _do(city, write_release, content=FORUM, now=at_work(now - timedelta(days=4)))
    for upload, alt in (_picture(), _table()):
        _do(
            city,
            attach_to_release,
            release_id=forum,
            upload=upload,
            alt=alt,
            now=at_work(now - timedelta(days=4)),
        )
    _publish(forum, 1, city, chief, at_work(now - timedelta(days=3)))
    briefing = _do(ours, write_release, content=BRIEFING, now=at_work(now - timedelta(days=3)))
    _publish(briefing, 1, ours, press, at_work(now - timedelta(days=2)))
    corrected = replace(
        BRIEFING,
        body=BRIEFING.body.replace("오후 3시", "오후 4시"),
        correction_note="설명회 시작 시각을 오후 3시에서 오후 4시로 바로잡습니다.",
    )
    day_ago = at_work(now - timedelta(days=1))
    _do(ours, revise_release, release_id=briefing, version=3, content=corrected, now=day_ago)
    _publish(briefing, 4, ours, press, day_ago)
    _add_waiting(people, now)


def _add_waiting(people: People, now: datetime) -> None:
    """This function will add what the public does not see yet."""
    ours, press = people.viewers["district:11545"], people.viewers["press:11545"]
    today = at_work(now)
    embargoed = replace(
        BRIEFING,
        category="행사·모집",
        title="금천구, 겨울 하늘 보기 가족 200명 모은다(예시)",
        subtitle="망원경으로 달과 목성을 만나는 저녁",
        embargo_at=(now + timedelta(days=2)).replace(hour=9, minute=0, second=0, microsecond=0),
    )
    _publish(_do(press, write_release, content=embargoed, now=today), 1, press, ours, today)
    waiting = replace(
        BRIEFING,
        category="학생 지원",
        title="금천구·남부교육지원청, 학생맞춤통합지원 연수 함께 연다(예시)",
        subtitle="",
    )
    number = _do(press, write_release, content=waiting, now=today)
    _do(press, submit_release, release_id=number, version=1, now=today)
    begun = replace(BRIEFING, title="금천 나무공방 봄 전시 안내(예시)", subtitle="")
    _do(ours, write_release, content=begun, now=today)


def _do(viewer: Viewer, action: Callable[..., Any], **arguments: Any) -> Any:
    with acting_as(roles.WORK, viewer.identity):
        return action(viewer=viewer, **arguments)


def _publish(number: int, version: int, writer: Viewer, reviewer: Viewer, now: datetime) -> None:
    _do(writer, submit_release, release_id=number, version=version, now=now)
    _do(reviewer, approve_release, release_id=number, version=version + 1, now=now)


def _picture() -> tuple[SimpleUploadedFile, str]:
    """Draw two hills, a sun and a round table of people: nobody's photograph."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only when the sample is made

    picture = Image.new("RGB", (1200, 675), "#e8f1ff")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((900, 70, 1040, 210), fill="#ffb114")
    draw.polygon([(0, 675), (0, 420), (360, 250), (760, 520), (760, 675)], fill="#9ec3a8")
    draw.polygon([(420, 675), (860, 300), (1200, 470), (1200, 675)], fill="#6fa57d")
    draw.ellipse((360, 470, 840, 640), fill="#f4ead8", outline="#8a6d3b", width=6)
    for index in range(7):
        left = 330 + 80 * index
        top = 400 + abs(index - 3) * 18
        draw.ellipse((left, top, left + 60, top + 60), fill="#052561" if index % 2 else "#256ef4")
    data = io.BytesIO()
    picture.save(data, "PNG", optimize=True)
    alt = "언덕과 해를 배경으로 일곱 사람이 둥근 탁자에 둘러앉은 모습을 그린 그림(예시)"
    return SimpleUploadedFile("이야기마당(예시).png", data.getvalue()), alt


def _table() -> tuple[SimpleUploadedFile, str]:
    rows = "\ufeff시각,내용\r\n14:00,여는 말\r\n14:20,학생 발표\r\n15:00,모둠 토론\r\n"
    return SimpleUploadedFile("이야기마당 순서(예시).csv", rows.encode()), ""
