"""Bringing a database's roles and tables up to this code."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from hamkke.config.cli.environment import PACKAGE, source_hash
from hamkke.config.cli.terminal import TroubleError, warn

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from hamkke.config.cli.environment import Installation

_LAST_WORDS: Final = 4000


def migrate(here: Installation) -> None:
    """Make roles, tables and policies what this code expects; twice is the same as once."""
    import psycopg

    from hamkke.database.roles import ServerTooOldError, ensure_roles

    try:
        refuse_newer(here)
        ensure_roles(here.owner_url, here.passwords)
    except ServerTooOldError as error:
        raise TroubleError(
            f"데이터베이스 서버가 너무 오래되었습니다: PostgreSQL {error}. 17 이상이 필요합니다.",
            f"The server runs PostgreSQL {error}; hamkke needs 17 or newer.",
        ) from error
    except psycopg.Error as error:
        raise TroubleError(
            f"데이터베이스의 역할을 만들지 못했습니다: {error}",
            "The roles could not be made. HAMKKE_OWNER_URL must log in as somebody "
            "who may create roles and extensions.",
        ) from error
    manage(here, "migrate", "--verbosity", "0")
    here.mark_done("schema", _made_from())


def refuse_newer(here: Installation) -> None:
    """Refuse a database that a newer hamkke has migrated: this code does not know its tables."""
    import psycopg
    from psycopg import sql

    from hamkke.database.roles import OWNER

    with psycopg.connect(here.owner_url) as connection:
        if connection.execute("select to_regclass('django_migrations')").fetchone() == (None,):
            return
        connection.execute(sql.SQL("set role {}").format(sql.Identifier(OWNER)))
        done = connection.execute("select app, name from django_migrations order by id").fetchall()
    apps = {folder.parent.name: folder for folder in PACKAGE.glob("*/migrations")}
    for app, name in done:
        if app in apps and not (apps[app] / f"{name}.py").exists():
            raise TroubleError(
                f"데이터베이스를 더 새로운 판이 만들었습니다({app}.{name}). 자료는 그대로 "
                "있습니다. hamkke를 새 판으로 올리거나 다른 폴더를 --data로 알려 주세요.",
                f"A newer hamkke has migrated this database ({app}.{name}); it is unharmed. "
                "Update hamkke or name another folder with --data.",
            )


def _made_from() -> str:
    return source_hash("*/migrations/*.py", "*/sql/*.sql", "database/roles.py")


def migrate_if_needed(here: Installation) -> None:
    """Migrate an embedded database that another version of the code has left."""
    if here.embedded and not here.is_done("schema", _made_from()):
        warn("데이터베이스를 준비합니다 (preparing the database)")
        migrate(here)


def run_as_owner(here: Installation, module: str, *arguments: str) -> CompletedProcess[str]:
    """Run a Python module that connects as the owner of the schema; keep what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=here.owner_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode == -signal.SIGINT:
        raise TroubleError(
            "멈췄습니다. 다시 실행하면 이어서 합니다.", "Stopped; run it again to go on.", 130
        )
    return done


def manage(here: Installation, *arguments: str) -> str:
    """Run one of Django's commands as the owner of the schema; return what it printed."""
    done = run_as_owner(here, "django", *arguments)
    if done.returncode != 0:
        raise TroubleError(
            f"{done.stdout[-_LAST_WORDS:]}\n{arguments[0]} 단계를 마치지 못했습니다. "
            "까닭을 고친 뒤 다시 실행하면 멈춘 곳부터 이어서 합니다.",
            f"The step {arguments[0]} failed; run it again and it goes on where it stopped.",
        )
    return done.stdout
