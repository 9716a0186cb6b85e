"""The command line: every command in one place."""

from __future__ import annotations

import sys

import typer

from hamkke.config.cli import allocation, database, serving
from hamkke.config.cli.environment import DataOption, installation
from hamkke.config.cli.terminal import TroubleError, say, warn
from hamkke.database.server.errors import ServerError

app = typer.Typer(
    name="hamkke",
    help="함께: 교육청과 자치구가 함께 쓰는 교육협력특구 플랫폼. "
    "(The open platform for an Education Cooperation Special District)",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_AS_THEY_ARE = {"allow_extra_args": True, "ignore_unknown_options": True}

app.command()(serving.demo)
app.command()(serving.serve)
app.command()(serving.worker)
app.add_typer(database.app, name="db")
app.add_typer(allocation.app, name="allocation")


@app.command()
def migrate(data: DataOption = None) -> None:
    """데이터베이스의 역할, 표, 권한을 이 판에 맞춥니다 (bring the database up to date)."""
    from hamkke.config.cli.schema import migrate as bring_up

    with installation(data) as here:
        bring_up(here)
    say("데이터베이스가 이 판에 맞습니다. (The database is up to date)")


def run() -> None:
    """Run the command line; what is anticipated ends in sentences, never in a traceback."""
    try:
        app(prog_name="./hamkke")
    except TroubleError as error:
        warn(str(error))
        sys.exit(error.code)
    except ServerError as error:
        warn(str(error))
        sys.exit(error.exit_code)
