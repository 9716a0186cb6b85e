"""`db`: look at the database as one of its roles."""

from __future__ import annotations

import os
import subprocess
from enum import StrEnum
from typing import Annotated

import typer

from hamkke.config.cli.environment import DataOption, installation
from hamkke.config.cli.schema import migrate_if_needed
from hamkke.config.cli.terminal import TroubleError
from hamkke.database.server.binaries import program

app = typer.Typer(
    name="db", help="데이터베이스를 역할별로 살핍니다 (look at the database).", no_args_is_help=True
)


class RoleName(StrEnum):
    """The roles a person may look at the database as."""

    PUBLIC = "public"
    WORK = "work"
    SUPPORT = "support"
    IDENTITY = "identity"
    JOBS = "jobs"
    OWNER = "owner"


@app.callback()
def _keep_as_group() -> None:
    """Keep `psql` a command of its own: a Typer with one command would swallow its name."""


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def psql(
    context: typer.Context,
    role: Annotated[RoleName, typer.Option(help="역할 (role)")],
    data: DataOption = None,
) -> None:
    """psql을 그 역할로 엽니다. 나머지 인자는 psql에 넘깁니다 (psql as a role)."""
    from psycopg.conninfo import conninfo_to_dict

    with installation(data) as here:
        migrate_if_needed(here)
        url = here.owner_url if role is RoleName.OWNER else here.url
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
        environment = {
            **os.environ,
            "PGPASSWORD": parts.pop("password", ""),
            "PGOPTIONS": f"-c role=hamkke_{role}",
        }
        address = " ".join(f"{name}='{value}'" for name, value in parts.items())
        command = [str(program("psql")), "--dbname", address, *context.args]
        try:
            code = subprocess.run(command, env=environment, check=False).returncode
        except OSError as error:
            raise TroubleError(
                f"psql을 실행하지 못했습니다: {error.strerror}", "psql could not be run."
            ) from error
    raise typer.Exit(code)
