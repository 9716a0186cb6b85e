"""Files of a release: nobody outside the office reads them before their time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.files.errors import KindNotAllowed
from hamkke.files.models import FileContent, StoredFile
from hamkke.news.actions.approve_release import approve_release
from hamkke.news.actions.attach_to_release import MOST_FILES, attach_to_release
from hamkke.news.actions.detach_from_release import detach_from_release
from hamkke.news.actions.revise_release import revise_release
from hamkke.news.actions.submit_release import submit_release
from hamkke.news.actions.withdraw_release import withdraw_release
from hamkke.news.errors import AltTextMissing, NotInWritersHands, TooManyFiles
from tests.hamkke.news.releases import CONTENT, FAR, REVIEWER, WRITER, Press, picture, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from hamkke.accounts.viewer import Viewer

pytestmark = pytest.mark.django_db


def readable(press: Press, who: str | None = None) -> set[UUID]:
    """This function will return the files whose bytes PostgreSQL gives out."""
    if who is None:
        with acting_as(roles.PUBLIC):
            return set(FileContent.objects.values_list("pk", flat=True))
    with acting_as(roles.WORK, press.world.viewer(who).identity):
        return set(FileContent.objects.values_list("pk", flat=True))


def test_a_picture_without_words_is_refused(press: Press) -> None:
    number = press.write()
    with pytest.raises(AltTextMissing, match="그림의 설명이 없어 올리지 못했습니다"):
        press.act(WRITER, attach_to_release, release_id=number, upload=picture(), alt=" ")
    with acting_as(roles.OWNER):
        assert not StoredFile.objects.exists()


def test_only_what_may_be_kept_and_not_too_much(press: Press) -> None:
    number = press.write()
    wrong = picture("가.exe")
    wrong.file.write(b"MZ")
    wrong.file.seek(0)
    with pytest.raises(KindNotAllowed):
        press.act(WRITER, attach_to_release, release_id=number, upload=wrong, alt="그림")
    for _ in range(MOST_FILES):
        press.act(WRITER, attach_to_release, release_id=number, upload=table(), alt="")
    with pytest.raises(TooManyFiles):
        press.act(WRITER, attach_to_release, release_id=number, upload=table(), alt="")


def test_files_follow_their_release(press: Press) -> None:
    number, shown, attached = press.with_files()
    assert readable(press) == set()
    assert readable(press, "other_district_officer") == set()
    assert readable(press, REVIEWER) == {shown, attached}
    press.out(number)
    assert readable(press) == readable(press, "teacher") == {shown, attached}
    press.act(WRITER, withdraw_release, release_id=number, reason="틀렸습니다.")
    assert readable(press) == set()


def test_files_under_embargo(press: Press, browse: Callable[[Viewer | None], Client]) -> None:
    number, shown, attached = press.with_files(embargo_at=FAR)
    press.out(number)
    assert readable(press) == readable(press, "teacher") == set()
    assert readable(press, WRITER) == {shown, attached}
    for key in (shown, attached):
        assert browse(None).get(f"/files/{key}/").status_code == 404


def test_a_file_stays_public_until_its_correction_is_approved(press: Press) -> None:
    number, shown, attached = press.with_files()
    press.out(number)
    with pytest.raises(NotInWritersHands):
        press.act(WRITER, detach_from_release, release_id=number, key=shown)
    content = replace(CONTENT, correction_note="그림을 바꿈")
    press.act(WRITER, revise_release, release_id=number, version=3, content=content)
    press.act(WRITER, detach_from_release, release_id=number, key=shown)
    fresh = press.act(WRITER, attach_to_release, release_id=number, upload=picture(), alt="새")
    assert readable(press) == {shown, attached}
    press.act(WRITER, submit_release, release_id=number, version=4)
    press.act(REVIEWER, approve_release, release_id=number, version=5)
    assert readable(press) == {fresh, attached}
    assert readable(press, WRITER) == {shown, fresh, attached}


def test_a_file_taken_out_of_a_draft_is_gone(press: Press) -> None:
    number, shown, attached = press.with_files()
    press.act(WRITER, detach_from_release, release_id=number, key=shown)
    assert readable(press, WRITER) == {attached}
    with pytest.raises(NotVisible):
        press.act(WRITER, detach_from_release, release_id=number, key=shown)
    press.act(WRITER, submit_release, release_id=number, version=1)
    with pytest.raises(NotInWritersHands):
        press.act(WRITER, attach_to_release, release_id=number, upload=table(), alt="")
