"""The command line: every command in one place.

A command's module is imported when the command is named: `demo` shall not wait
for what only `bench` needs. For `--help` all of them are.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

from hamkke.config.cli.terminal import TroubleError, warn
from hamkke.database.server.errors import ServerError

_PLAIN: Final = {
    "demo": "serving",
    "serve": "serving",
    "worker": "serving",
    "test": "testing",
    "migrate": "maintenance",
    "administrator": "administration",
    "check": "maintenance",
    "bench": "benching",
}
_GROUPS: Final = {"import": "imports", "db": "database", "allocation": "allocation"}
_PASSED_ON: Final = {"allow_extra_args": True, "ignore_unknown_options": True}
_ORDER: Final = (
    *("demo", "serve", "worker", "test", "migrate", "administrator"),
    *("import", "check", "bench", "db", "allocation"),
)


class _InOrder(TyperGroup):
    """Lists the commands as a newcomer needs them; Typer would list groups last."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(super().list_commands(ctx), key=_ORDER.index)


def build(named: str | None) -> typer.Typer:
    """Return the command line with the named command, or with all where none is known."""
    app = typer.Typer(
        name="hamkke",
        cls=_InOrder,
        help="함께: 교육청과 자치구가 함께 쓰는 교육협력특구 플랫폼 "
        "(the open platform for an Education Cooperation Special District).",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_every_command_is_named)
    for name in [named] if named in _ORDER else _ORDER:
        if name in _GROUPS:
            module = import_module(f"hamkke.config.cli.{_GROUPS[name]}")
            app.add_typer(module.app, name=name)
        else:
            module = import_module(f"hamkke.config.cli.{_PLAIN[name]}")
            passed_on = _PASSED_ON if name == "test" else {}
            app.command(name, context_settings=passed_on)(getattr(module, name))
    return app


def _every_command_is_named() -> None:
    """Keep a command's name needed, also when it is the only one built."""


def run() -> None:
    """Run the command line; what is anticipated ends in sentences, never in a traceback."""
    try:
        build(sys.argv[1] if sys.argv[1:] else None)(prog_name="./hamkke")
    except TroubleError as error:
        warn(str(error))
        sys.exit(error.code)
    except ServerError as error:
        warn(str(error))
        sys.exit(error.exit_code)
