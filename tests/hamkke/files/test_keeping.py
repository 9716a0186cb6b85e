"""Files in PostgreSQL: kept, shown and hidden by their subject's app."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.db.utils import ProgrammingError
from psycopg.errors import DiskFull

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from hamkke.files.actions.keep_file import keep_file
from hamkke.files.actions.publish_files import publish_files
from hamkke.files.actions.remove_file import remove_file
from hamkke.files.errors import FileTooBig, StorageFull
from hamkke.files.kinds import LARGEST_FILE
from hamkke.files.models import FileContent, StoredFile
from hamkke.files.queries.files import download, files_of

if TYPE_CHECKING:
    from datetime import datetime

    from tests.world import World

pytestmark = pytest.mark.django_db


def upload(name: str = "등록증.pdf", data: bytes = b"%PDF-1.7 x") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
def kept(world: World, now: datetime) -> StoredFile:
    with acting_as(roles.JOBS):
        return keep_file(
            viewer=ANONYMOUS, upload=upload(), subject=world.organization("venue"), now=now
        )


def test_a_file_comes_back_as_it_was(world: World, kept: StoredFile) -> None:
    with acting_as(roles.JOBS):
        assert download(key=kept.pk).data == b"%PDF-1.7 x"
        assert [line.name for line in files_of(subject=world.organization("venue"))] == [
            "등록증.pdf"
        ]


@pytest.mark.parametrize("role", [roles.WORK, roles.PUBLIC])
def test_nobody_sees_a_file_without_a_policy_of_its_app(
    world: World, kept: StoredFile, role: str
) -> None:
    with acting_as(role, world.viewer("manager").identity):
        assert not StoredFile.objects.exists()
        assert not FileContent.objects.exists()
        with pytest.raises(NotVisible):
            download(key=kept.pk)


@pytest.mark.parametrize("role", [roles.WORK, roles.PUBLIC])
def test_a_published_file_is_everybodys(world: World, kept: StoredFile, role: str) -> None:
    with acting_as(roles.JOBS):
        assert publish_files(subject=world.organization("venue"), is_public=True) == 1
    with acting_as(role):
        assert download(key=kept.pk).name == "등록증.pdf"


def test_work_cannot_publish_or_remove_by_itself(world: World, kept: StoredFile) -> None:
    subject = world.organization("venue")
    with acting_as(roles.WORK, world.viewer("manager").identity):
        assert publish_files(subject=subject, is_public=True) == 0
        with pytest.raises(NotVisible):
            remove_file(subject=subject, key=kept.pk)
    manager = world.viewer("manager")
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as(roles.WORK, manager.identity),
    ):
        keep_file(viewer=manager, upload=upload(), subject=subject, now=kept.uploaded_at)


def test_bytes_go_with_their_file(world: World, kept: StoredFile) -> None:
    with acting_as(roles.JOBS):
        remove_file(subject=world.organization("venue"), key=kept.pk)
        assert not FileContent.objects.exists()
        with pytest.raises(NotVisible):
            remove_file(subject=world.organization("venue"), key=uuid.uuid4())


def test_a_large_upload_is_refused_unread(world: World, now: datetime) -> None:
    class Huge(SimpleUploadedFile):
        def read(self, *_args: object) -> bytes:  # type: ignore[override]
            raise AssertionError

    huge = Huge("큰.pdf", b"%PDF-")
    huge.size = LARGEST_FILE + 1
    with acting_as(roles.JOBS), pytest.raises(FileTooBig):
        keep_file(viewer=ANONYMOUS, upload=huge, subject=world.organization("venue"), now=now)


def test_a_request_of_300_mb_is_refused_before_it_is_read(browse: object) -> None:
    from tests.world import client_of

    answer = client_of(None).post(
        "/accounts/organizations/apply/", {}, headers={"content-length": "300000000"}
    )
    assert answer.status_code == 413
    assert "25" in answer.content.decode()


def test_a_full_disk_is_said(world: World, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_options: object) -> None:
        raise OperationalError from DiskFull()

    monkeypatch.setattr(FileContent, "save", full)
    with acting_as(roles.JOBS):
        with pytest.raises(StorageFull) as caught:
            keep_file(
                viewer=ANONYMOUS, upload=upload(), subject=world.organization("venue"), now=now
            )
        assert "공간이 모자라" in caught.value.message
        assert not StoredFile.objects.exists()


def test_a_download_runs_nothing(world: World, kept: StoredFile) -> None:
    from tests.world import client_of

    address = f"/files/{kept.pk}/"
    assert client_of(None).get(address).status_code == 404
    with acting_as(roles.JOBS):
        publish_files(subject=world.organization("venue"), is_public=True)
    answer = client_of(None).get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
