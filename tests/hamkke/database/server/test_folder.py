"""Folders that cannot be used, each with a sentence of its own, and what they keep."""

import json
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hamkke.database.server import open_server
from hamkke.database.server.errors import (
    DiskFullError,
    FolderNotUsableError,
    NewerFolderError,
    OlderClusterError,
    ServerError,
)
from hamkke.database.server.folder import DataFolder
from tests.hamkke.database.server.conftest import await_stop, execute, server_of


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 100 MB; a fresh cluster takes 40 and its log 16 a piece."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", str(place)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"a full disk needs a disk to fill: {done.stderr.strip()}")
    yield place
    await_stop(place)
    subprocess.run(["umount", "--lazy", place], check=True)  # its keeper may be on its way out


def fill(disk: Path, *, leave: int) -> Path:
    """Fill a disk but for `leave` bytes."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        for _ in range(max(0, shutil.disk_usage(disk).free - leave) // 65536):
            file.write(bytes(65536))
    return filler


def test_a_new_folder_gets_a_korean_cluster_behind_passwords(data: Path, tmp_path: Path) -> None:
    data = tmp_path / "new"
    (data / "postgres.new" / "base").mkdir(parents=True)  # an interrupted set-up left this
    with open_server(data, durable=False) as lease:
        words = "(values ('하'), ('가'), ('나'), ('다'), ('각')) as word (text)"
        rows = execute(lease.dsn("postgres"), f"select text from {words} order by text")
        assert [row[0] for row in rows] == ["가", "각", "나", "다", "하"]
        made = "select datlocprovider, datlocale, pg_encoding_to_char(encoding) from pg_database"
        assert execute(lease.dsn("postgres"), f"{made} where datname = 'hamkke'") == [
            ("b", "C.UTF-8", "UTF8")
        ]
        wrong = lease.connection("postgres") | {"password": "wrong"}
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(**wrong)
    await_stop(data)


def test_secrets_are_their_owners_alone_and_stay_the_same(data: Path) -> None:
    with open_server(data) as lease:
        passwords, key = lease.passwords, lease.secret_key
        sockets = Path(lease.connection("postgres")["host"])
        assert stat.S_IMODE(sockets.stat().st_mode) == stat.S_IRWXU
    assert stat.S_IMODE(DataFolder(data).secrets.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    with open_server(data) as lease:
        assert (lease.passwords, lease.secret_key) == (passwords, key)
    assert len({*passwords.values(), key}) == len(passwords) + 1


def test_a_cluster_of_a_newer_postgresql_is_left_alone(data: Path) -> None:
    (DataFolder(data).cluster / "PG_VERSION").write_text("19\n", "ascii")
    with pytest.raises(NewerFolderError, match="더 새로운 판\\(PostgreSQL 19\\)"):
        open_server(data)


def test_a_cluster_of_an_older_postgresql_is_left_alone(data: Path) -> None:
    (DataFolder(data).cluster / "PG_VERSION").write_text("17\n", "ascii")
    with pytest.raises(OlderClusterError, match="PostgreSQL 17의 것"):
        open_server(data)


def test_a_folder_of_a_newer_hamkke_is_left_alone(data: Path) -> None:
    (data / "hamkke.json").write_text(json.dumps({"layout": 2}), "utf-8")
    with pytest.raises(NewerFolderError, match="layout 2"):
        open_server(data)


def test_foreign_files_in_place_of_a_cluster_are_left_alone(tmp_path: Path) -> None:
    stranger = tmp_path / "postgres" / "thesis.hwp"
    stranger.parent.mkdir()
    stranger.write_bytes(b"mine")
    with pytest.raises(FolderNotUsableError):
        open_server(tmp_path)
    assert stranger.read_bytes() == b"mine"


@pytest.mark.parametrize("below", [True, False])
def test_a_file_is_no_folder(tmp_path: Path, below: bool) -> None:  # noqa: FBT001
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(FolderNotUsableError, match="쓸 수 없습니다"):
        open_server(file / "data" if below else file)


@pytest.mark.parametrize("free", [200_000, 20_000_000])
def test_a_disk_too_full_for_a_cluster(small_disk: Path, free: int) -> None:
    filler = fill(small_disk, leave=free)
    with pytest.raises(DiskFullError, match="디스크가 가득 찼습니다"):
        open_server(small_disk)
    filler.unlink()
    with open_server(small_disk, durable=False) as lease:
        assert execute(lease.dsn("postgres"), "select 1") == [(1,)]


def test_a_disk_too_full_to_start(data: Path, small_disk: Path) -> None:
    subprocess.run(["cp", "-a", f"{data}/.", small_disk], check=True)
    filler = fill(small_disk, leave=0)
    with filler.open("ab") as file:  # not one more block fits
        while shutil.disk_usage(small_disk).free:
            file.write(bytes(4096))
            file.flush()
    with pytest.raises(DiskFullError):
        open_server(small_disk)
    filler.unlink()
    with open_server(small_disk, durable=False) as lease:
        assert execute(lease.dsn("postgres"), "select code from kept") == [(1545,)]


def test_a_broken_cluster_is_told_in_a_sentence(data: Path) -> None:
    (DataFolder(data).cluster / "global" / "pg_control").unlink()
    with pytest.raises(ServerError, match=r"데이터베이스를 시작하지 못했습니다: .*pg_control"):
        open_server(data)
    assert server_of(data) is None
