"""What can keep the embedded server from running, each as a sentence.

Korean first, English after it: these are read on a terminal before Django,
and with it gettext, is set up.
"""

from __future__ import annotations

from contextlib import contextmanager
from errno import (
    EACCES,
    EDQUOT,
    EEXIST,
    EISDIR,
    ELOOP,
    ENAMETOOLONG,
    ENOENT,
    ENOSPC,
    ENOTDIR,
    EPERM,
    EROFS,
)
from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_ROOM: Final = {ENOSPC, EDQUOT}
_NOT_USABLE: Final = {
    *(EACCES, EPERM, EROFS),
    *(EEXIST, ENOTDIR, EISDIR, ENAMETOOLONG, ELOOP, ENOENT),
}


class ServerError(Exception):
    """The embedded server cannot run; the sentences say why and what to do.

    A subclass sets the sentences; the constructor's arguments fill their places.
    """

    korean: ClassVar[str]
    english: ClassVar[str]
    exit_code: ClassVar[int] = 3

    def __init__(self, **data: str) -> None:
        super().__init__(data)
        self.data = data

    @property
    def message(self) -> str:
        """Return the Korean sentence."""
        return self.korean.format_map(self.data)

    @property
    def message_in_english(self) -> str:
        """Return the English sentence."""
        return self.english.format_map(self.data)

    def __str__(self) -> str:
        return f"{self.message}\n{self.message_in_english}"


class DiskFullError(ServerError):
    """The disk that holds the data folder has no room."""

    korean = (
        "디스크가 가득 찼습니다. {folder} 폴더가 있는 디스크를 비운 뒤 다시 실행하세요. "
        "저장된 자료는 그대로 있습니다."
    )
    english = (
        "The disk is full. Free some room where {folder} lies and run this again; "
        "what was stored is unharmed."
    )


class FolderNotUsableError(ServerError):
    """The data folder cannot be created, read or written by this user."""

    korean = (
        "자료 폴더 {folder}를 쓸 수 없습니다({reason}). 쓸 수 있는 폴더를 --data로 알려 주세요."
    )
    english = (
        "The data folder {folder} cannot be used ({reason}). "
        "Name a folder you may write to with --data."
    )


class NewerFolderError(ServerError):
    """The data folder was written by a newer hamkke or PostgreSQL."""

    korean = (
        "자료 폴더 {folder}는 더 새로운 판({found})이 만들었습니다. 이 판은 {known}까지 압니다. "
        "hamkke를 새 판으로 올리거나 다른 폴더를 --data로 알려 주세요."
    )
    english = (
        "The data folder {folder} was made by a newer version ({found}); this one knows "
        "up to {known}. Update hamkke or name another folder with --data."
    )


class OlderClusterError(ServerError):
    """The data folder holds the cluster of an older PostgreSQL major version."""

    korean = (
        "자료 폴더 {folder}는 PostgreSQL {found}의 것이고 지금은 {known}입니다. "
        "만들 때 쓴 hamkke의 pg_dump로 내려받아 새 폴더에 옮기세요."
    )
    english = (
        "The data folder {folder} belongs to PostgreSQL {found}, and this is {known}. "
        "Dump it with the hamkke that made it and restore it into a new folder."
    )


class NoUnprivilegedUserError(ServerError):
    """PostgreSQL refuses to run as root, and no other account could be taken."""

    korean = (
        "PostgreSQL은 root로 실행할 수 없는데 다른 계정을 쓰지 못했습니다({reason}). "
        "root가 아닌 사용자로 실행하거나 postgres 계정을 만드세요."
    )
    english = (
        "PostgreSQL does not run as root, and no other account could be used ({reason}). "
        "Run hamkke as an ordinary user, or create the account postgres."
    )


class BinariesMissingError(ServerError):
    """The embedded PostgreSQL is not installed for this machine."""

    korean = (
        "함께 설치되는 PostgreSQL을 실행할 수 없습니다({reason}). "
        "DATABASE_URL로 PostgreSQL 17 이상 서버를 알려 주세요."
    )
    english = (
        "The embedded PostgreSQL cannot run here ({reason}). "
        "Point DATABASE_URL at a PostgreSQL server, version 17 or newer."
    )


class ServerNotStartedError(ServerError):
    """PostgreSQL was started and gave up."""

    korean = "데이터베이스를 시작하지 못했습니다: {reason} (기록: {log})"
    english = "The database did not start: {reason} (log: {log})"


KINDS: Final = {kind.__name__: kind for kind in ServerError.__subclasses__()}


@contextmanager
def folder_trouble(folder: Path) -> Iterator[None]:
    """Turn what the file system refuses into a sentence about the data folder."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFullError(folder=str(folder)) from error
        if error.errno in _NOT_USABLE:
            reason = error.strerror or str(error)
            raise FolderNotUsableError(folder=str(folder), reason=reason) from error
        raise
