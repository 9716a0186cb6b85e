"""What can keep the embedded server from running, each as a sentence.

Korean first, English after it: these are read on a terminal before Django,
and with it gettext, is set up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path


class ServerError(Exception):
    """The embedded server cannot run; `message` says why and what to do."""

    exit_code = 3

    def __init__(self, korean: str, english: str) -> None:
        super().__init__(korean)
        self.message = korean
        self.english = english

    def __str__(self) -> str:
        return f"{self.message}\n{self.english}"


class DiskFullError(ServerError):
    """The disk that holds the data folder has no room."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"디스크가 가득 찼습니다. {folder}가 있는 디스크를 비운 뒤 다시 실행하세요. "
            "저장된 자료는 그대로 있습니다.",
            f"The disk is full. Free some room where {folder} lies and run this again; "
            "what was stored is unharmed.",
        )
        self.folder = folder


class FolderNotUsableError(ServerError):
    """The data folder cannot be created, read or written by this user."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"자료 폴더 {folder}를 쓸 수 없습니다 ({reason}). 쓸 수 있는 폴더를 --data로 알려 주세요.",
            f"The data folder {folder} cannot be used ({reason}). "
            "Name a folder you may write to with --data.",
        )
        self.folder = folder


class NewerFolderError(ServerError):
    """The data folder was written by a newer hamkke or PostgreSQL."""

    def __init__(self, folder: Path, found: str, known: str) -> None:
        super().__init__(
            f"자료 폴더 {folder}는 더 새로운 판({found})이 만들었습니다. 이 판은 {known}까지 압니다. "
            "hamkke를 새 판으로 올리거나 다른 폴더를 --data로 알려 주세요.",
            f"The data folder {folder} was made by a newer version ({found}); this one knows "
            f"up to {known}. Update hamkke or name another folder with --data.",
        )
        self.folder = folder


class OlderClusterError(ServerError):
    """The data folder holds the cluster of an older PostgreSQL major version."""

    def __init__(self, folder: Path, found: str, known: str) -> None:
        super().__init__(
            f"자료 폴더 {folder}는 PostgreSQL {found}의 것이고 지금은 {known}입니다. 만들 때 쓴 "
            "hamkke로 내려받아(pg_dump) 새 폴더에 옮기세요.",
            f"The data folder {folder} belongs to PostgreSQL {found}, and this is {known}. "
            "Dump it with the hamkke that made it and restore it into a new folder.",
        )
        self.folder = folder


class NoUnprivilegedUserError(ServerError):
    """PostgreSQL refuses to run as root, and no other account could be taken."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"PostgreSQL은 root로 실행할 수 없는데 다른 계정을 쓰지 못했습니다 ({reason}). "
            "root가 아닌 사용자로 실행하거나 postgres 계정을 만드세요.",
            f"PostgreSQL does not run as root, and no other account could be used ({reason}). "
            "Run hamkke as an ordinary user, or create the account postgres.",
        )


class BinariesMissingError(ServerError):
    """The embedded PostgreSQL is not installed for this machine."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"함께 설치되는 PostgreSQL을 실행할 수 없습니다 ({reason}). "
            "DATABASE_URL로 PostgreSQL 17 이상 서버를 알려 주세요.",
            f"The embedded PostgreSQL cannot run here ({reason}). "
            "Point DATABASE_URL at a PostgreSQL server, version 17 or newer.",
        )


class ServerNotStartedError(ServerError):
    """PostgreSQL was started and gave up."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"데이터베이스를 시작하지 못했습니다: {reason} (기록: {folder})",
            f"The database did not start: {reason} (log: {folder})",
        )
        self.reason = reason


@contextmanager
def folder_trouble(folder: Path) -> Iterator[None]:
    """Turn what the file system refuses into a sentence about the data folder."""
    try:
        yield
    except OSError as error:
        if error.errno in {ENOSPC, EDQUOT}:
            raise DiskFullError(folder) from error
        if error.errno in {EACCES, EPERM, EROFS}:
            raise FolderNotUsableError(folder, error.strerror or str(error)) from error
        if isinstance(error, FileExistsError | NotADirectoryError):
            reason = error.strerror or str(error)
            raise FolderNotUsableError(folder, reason) from error
        raise
