"""Where a command works: its data folder, its database, and Django over both."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from hamkke.config.cli.terminal import TroubleError
from hamkke.database.server import open_server
from hamkke.database.server.errors import folder_trouble
from hamkke.database.server.folder import SUPERUSER, DataFolder, write_private

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[4]
PACKAGE: Final = ROOT / "src" / "hamkke"
LOGIN: Final = "hamkke_login"
SETTINGS: Final = "hamkke.config.settings"

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="자료 폴더. 없으면 HAMKKE_DATA, 그것도 없으면 data/demo. (Data folder)",
        show_default=False,
    ),
]


@dataclass(frozen=True)
class Installation:
    """One hamkke: its folder and the addresses of its database.

    `variables` is what the settings read; `owner_url` logs in as whoever may migrate.
    """

    data: Path
    url: str = field(repr=False)
    owner_url: str = field(repr=False)
    passwords: dict[str, str] = field(repr=False)
    variables: dict[str, str] = field(repr=False)
    embedded: bool

    def environment(self, **more: str) -> dict[str, str]:
        """Return the whole environment for a process of this installation."""
        return {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, **self.variables, **more}

    def owner_environment(self) -> dict[str, str]:
        """Return the environment of a process that connects as the owner of the schema."""
        return self.environment(HAMKKE_AS_OWNER="1", HAMKKE_OWNER_URL=self.owner_url)

    def is_done(self, name: str, made_from: str) -> bool:
        """Say whether something was done to the embedded database from exactly this."""
        stamp = DataFolder(self.data).stamps / name
        with folder_trouble(self.data):
            return self.embedded and stamp.exists() and stamp.read_text("ascii") == made_from

    def mark_done(self, name: str, made_from: str) -> None:
        """Remember what was done to the embedded database, as long as that exists."""
        if self.embedded:
            with folder_trouble(self.data):
                write_private(DataFolder(self.data).stamps / name, made_from)


def data_folder(given: Path | None) -> Path:
    """Return the data folder: as asked for, as the environment says, or the demo's."""
    return (given or Path(os.environ.get("HAMKKE_DATA") or ROOT / "data" / "demo")).absolute()


def source_hash(*patterns: str) -> str:
    """Return one hash of the files of hamkke's source that fit the patterns."""
    total = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in PACKAGE.glob(pattern)):
        total.update(f"{path.relative_to(PACKAGE)}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


@contextmanager
def installation(data: Path | None) -> Iterator[Installation]:
    """Give the installation a command works on; its server runs as long as the block.

    With DATABASE_URL that is a server elsewhere; without it, the one embedded in
    the data folder. Raises ServerError and TroubleError.
    """
    folder = data_folder(data)
    url = os.environ.get("DATABASE_URL", "") if data is None else ""
    if url:
        yield _elsewhere(folder, url)
        return
    with open_server(folder) as lease:
        yield Installation(
            data=folder,
            url=lease.dsn(LOGIN),
            owner_url=lease.dsn(SUPERUSER),
            passwords=lease.passwords,
            variables={
                "DATABASE_URL": lease.dsn(LOGIN),
                "HAMKKE_DATA": str(folder),
                "HAMKKE_SECRET_KEY": os.environ.get("HAMKKE_SECRET_KEY") or lease.secret_key,
            },
            embedded=True,
        )


def _elsewhere(folder: Path, url: str) -> Installation:
    from psycopg.conninfo import conninfo_to_dict

    owner_url = os.environ.get("HAMKKE_OWNER_URL") or url
    parts = conninfo_to_dict(url)
    login, password = str(parts.get("user", "")), str(parts.get("password") or "")
    require_supported(owner_url)
    return Installation(
        data=folder,
        url=url,
        owner_url=owner_url,
        # `migrate` may be given the administrator's address beside the runtime login's:
        # then it makes the login as the address says.
        passwords={login: password} if password and owner_url != url else {},
        variables={"DATABASE_URL": url, "HAMKKE_DATA": str(folder)},
        embedded=False,
    )


def require_supported(url: str) -> None:
    """Refuse a server that does not answer or is older than hamkke supports."""
    import psycopg

    from hamkke.database.roles import OLDEST_SUPPORTED

    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            found = connection.info.server_version // 10_000
    except psycopg.OperationalError as error:
        raise TroubleError(
            f"데이터베이스 서버에 연결하지 못했습니다: {error}",
            "The database server in DATABASE_URL could not be reached; the reason is above.",
        ) from error
    if found < OLDEST_SUPPORTED:
        raise TroubleError(
            f"데이터베이스 서버가 PostgreSQL {found}입니다. {OLDEST_SUPPORTED} 이상이 필요합니다.",
            f"The server runs PostgreSQL {found}; hamkke needs {OLDEST_SUPPORTED} or newer.",
        )


@contextmanager
def open_installation(data: Path | None) -> Iterator[Installation]:
    """Give an installation that is ready to use from this very process, with Django set up.

    An embedded database is migrated first if it needs to be; another one is not:
    its operator decides when.
    """
    from hamkke.config.cli.schema import migrate_if_needed

    with installation(data) as here:
        migrate_if_needed(here)
        os.environ.update(here.environment())

        import django

        django.setup()
        yield here
