"""The data folder: what lies where, and what it keeps secret."""

import json
import os
import secrets
import string
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path
from typing import Final

from hamkke.database.server.errors import FolderNotUsableError, NewerFolderError

LAYOUT: Final = 1
SUPERUSER: Final = "postgres"
DATABASE: Final = "hamkke"
LOGINS: Final = ("hamkke_login",)
_ALPHABET: Final = string.ascii_letters + string.digits


@dataclass(frozen=True)
class DataFolder:
    """Names the parts of one data folder; `path` is absolute and resolved."""

    path: Path

    @property
    def cluster(self) -> Path:
        """Return the folder PostgreSQL calls PGDATA."""
        return self.path / "postgres"

    @property
    def fresh_cluster(self) -> Path:
        """Return where a cluster is made before it is renamed into place."""
        return self.path / "postgres.new"

    @property
    def postmaster_pid(self) -> Path:
        """Return the file in which a running server says where it listens."""
        return self.cluster / "postmaster.pid"

    @property
    def log(self) -> Path:
        """Return the server's log."""
        return self.path / "postgres.log"

    @property
    def secrets(self) -> Path:
        """Return the file of generated passwords, readable by its owner only."""
        return self.path / "secrets.json"

    @property
    def stamps(self) -> Path:
        """Return the folder of notes on what was done to this very cluster."""
        return self.path / "done"

    @property
    def lease(self) -> Path:
        """Return the file whose shared locks are the server's users."""
        return self.path / "lease.lock"

    @property
    def mutex(self) -> Path:
        """Return the file locked while a server is being made or started."""
        return self.path / "start.lock"

    @property
    def keeper(self) -> Path:
        """Return the file the keeper holds locked as long as it lives."""
        return self.path / "keeper.lock"

    def prepare(self) -> None:
        """Create the folder, or refuse one that a newer hamkke has written."""
        self.path.mkdir(parents=True, exist_ok=True)
        marker = self.path / "hamkke.json"
        if not marker.exists():
            write_private(marker, json.dumps({"layout": LAYOUT}))
        try:
            found = int(json.loads(marker.read_text("utf-8"))["layout"])
        except (ValueError, KeyError, TypeError) as error:
            raise self._spoilt(marker, error) from error
        if found > LAYOUT:
            raise NewerFolderError(
                folder=str(self.path), found=f"layout {found}", known=f"layout {LAYOUT}"
            )

    def _spoilt(self, file: Path, error: Exception) -> FolderNotUsableError:
        return FolderNotUsableError(folder=str(self.path), reason=f"{file.name}: {error}")

    def load_secrets(self) -> dict[str, str]:
        """Return what the folder keeps secret; empty before the first start."""
        try:
            kept = json.loads(self.secrets.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise self._spoilt(self.secrets, error) from error
        return {str(name): str(value) for name, value in kept.items()}

    def secret(self, name: str) -> str:
        """Return the secret of that name, made and stored when it is new."""
        kept = self.load_secrets()
        if name not in kept:
            kept[name] = "".join(secrets.choice(_ALPHABET) for _ in range(64))
            write_private(self.secrets, json.dumps(kept, indent=1))
        return kept[name]


def write_private(path: Path, text: str) -> None:
    """Replace a file by one only its owner reads; a crash leaves the old one."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def lock_shared(path: Path) -> int:
    """Take a shared lock, waiting while another holds it alone; return its descriptor."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    flock(descriptor, LOCK_SH)
    return descriptor


def try_lock(path: Path) -> int | None:
    """Take an exclusive lock if nobody has it; return its descriptor, or None."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def is_locked(path: Path) -> bool:
    """Say whether anybody holds a lock on the file."""
    descriptor = try_lock(path)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file's exclusive lock for the length of the block."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        flock(descriptor, LOCK_EX)
        yield
    finally:
        os.close(descriptor)
