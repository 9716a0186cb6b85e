"""Press releases at each point of their way, brought there by the actions of those who would."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.actions.approve_release import approve_release
from hamkke.news.actions.attach_to_release import attach_to_release
from hamkke.news.actions.submit_release import submit_release
from hamkke.news.actions.write_release import write_release
from hamkke.news.models import NewsItem, PressRelease
from hamkke.news.release.content import ReleaseContent

if TYPE_CHECKING:
    from uuid import UUID

    from tests.world import World

# The database's own clock decides: far enough for any day on which the tests run.
FAR: Final = datetime(2099, 1, 1, 9, 0, tzinfo=UTC)
CONTENT: Final = ReleaseContent(
    category="체험·프로그램",
    title="한빛구, 마을 배움터 문 연다",
    subtitle="학급이 함께 배우는 세 곳",
    body="한빛구는 마을 배움터를 연다.\n\n■ 무엇을 배우나\n\n- 나무 의자\n- 겨울 철새",
    department="교육지원과",
    contact_name="담당자",
    contact_phone="02-000-0000",
    contact_email="press@example.com",
)
# Who writes and who approves, of one body.
WRITER, REVIEWER = "district_officer", "head"


@dataclass
class Press:
    """Walks press releases of the world's bodies."""

    world: World
    now: datetime

    def act(self, who: str, action: Any, **arguments: Any) -> Any:
        """This function will run an action as a viewer of the world, a minute later each time."""
        self.now += timedelta(minutes=1)
        viewer = self.world.viewer(who)
        with acting_as(roles.WORK, viewer.identity):
            return action(viewer=viewer, now=self.now, **arguments)

    def write(self, who: str = WRITER, **changes: Any) -> int:
        """This function will begin a release."""
        number: int = self.act(who, write_release, content=replace(CONTENT, **changes))
        return number

    def submitted(self, **changes: Any) -> int:
        """This function will bring a release before its reviewer (version 2)."""
        number = self.write(**changes)
        self.act(WRITER, submit_release, release_id=number, version=1)
        return number

    def published(self, **changes: Any) -> int:
        """This function will bring a release to its approval (version 3)."""
        number = self.submitted(**changes)
        self.act(REVIEWER, approve_release, release_id=number, version=2)
        return number

    def with_files(self, **changes: Any) -> tuple[int, UUID, UUID]:
        """This function will begin a release with a picture and an attachment."""
        number = self.write(**changes)
        keys = [
            self.act(WRITER, attach_to_release, release_id=number, upload=upload, alt=alt)
            for upload, alt in ((picture(), "의자를 만드는 모습"), (table(), ""))
        ]
        return number, keys[0], keys[1]

    def out(self, number: int) -> None:
        """This function will submit and approve what stands (version 1)."""
        self.act(WRITER, submit_release, release_id=number, version=1)
        self.act(REVIEWER, approve_release, release_id=number, version=2)

    def row(self, number: int) -> PressRelease:
        """This function will return the release as the owner sees it."""
        with acting_as(roles.OWNER):
            return PressRelease.objects.get(pk=number)

    def item(self, number: int) -> NewsItem:
        """This function will return the public item as the owner sees it."""
        with acting_as(roles.OWNER):
            return NewsItem.objects.get(release_id=number)


def picture(name: str = "의자.png") -> SimpleUploadedFile:
    """This function will return a small picture."""
    data = io.BytesIO()
    Image.new("RGB", (8, 6), "#256ef4").save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue())


def table() -> SimpleUploadedFile:
    """This function will return a small table."""
    return SimpleUploadedFile("일정.csv", "날짜,내용\n1,의자\n".encode())
