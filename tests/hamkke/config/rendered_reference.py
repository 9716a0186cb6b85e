"""The pages of docs/reference that follow from the code: commands and actions."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import typer.core
import typer.main

from hamkke.config.cli.main import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer.core import TyperCommand

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "src" / "hamkke"
MADE = (
    "Made from the code by `tests/hamkke/config/test_reference.py`; change the code, not this page."
)
ABOUT_ACTIONS = (
    "Everything that changes data, by app. An action checks the permission, locks, changes and\n"
    "writes an audit row, all or nothing; those that are a part of another action, or of a job,\n"
    "leave the audit row to that one. What stands after “Raises” are refusals: each is a sentence\n"
    "on the page."
)


def commands() -> str:
    """This function will render every command with its arguments and options."""
    root = typer.main.get_command(build(None))
    assert isinstance(root, typer.core.TyperGroup)
    parts = [
        "# Commands\n",
        f"{MADE}\n",
        "Each command says the same with `--help`. A command sets up the checkout first if it must.\n",
        *_group(root, "./hamkke"),
    ]
    return "\n".join(parts)


def _group(group: typer.core.TyperGroup, path: str) -> Iterator[str]:
    context = typer.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, typer.core.TyperGroup):
            yield from _group(command, f"{path} {name}")
        else:
            yield from _command(command, f"{path} {name}")


def _command(command: TyperCommand, path: str) -> Iterator[str]:
    arguments = [p for p in command.params if isinstance(p, typer.core.TyperArgument)]
    options = [p for p in command.params if isinstance(p, typer.core.TyperOption)]
    called = " ".join([path, *(str(a.metavar or (a.name or "").upper()) for a in arguments)])
    yield f"## `{called}`\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    if command.context_settings.get("allow_extra_args"):
        yield "Further arguments are passed on.\n"
    if options:
        yield "| option | default | meaning |\n|---|---|---|"
        yield from (_option(option) for option in options)
        yield ""


def _option(option: typer.core.TyperOption) -> str:
    names = ", ".join(option.opts)
    if option.secondary_opts:
        names += " / " + ", ".join(option.secondary_opts)
    if option.required:
        default = "required"
    elif option.default is None or option.default == "" or (option.is_flag and not option.default):
        default = ""
    else:
        default = f"`{option.default}`"
    text = (option.help or "").replace("|", "\\|")
    return f"| `{names}` | {default} | {text} |"


def actions() -> str:
    """This function will render the first function of every action's module with its docstring."""
    parts = [
        "# Actions\n",
        f"{MADE}\n",
        f"{ABOUT_ACTIONS}\n",
    ]
    for app in sorted(path.name for path in PACKAGE.iterdir() if (path / "actions").is_dir()):
        parts.append(f"## {app}\n")
        modules = sorted((PACKAGE / app / "actions").glob("[!_]*.py"))
        parts.extend(_action(path) for path in modules)
    return "\n".join(parts)


def _action(path: Path) -> str:
    tree = ast.parse(path.read_text("utf-8"))
    found = [
        node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == path.stem
    ]
    assert len(found) == 1, f"{path.relative_to(ROOT)} has no function of its name"
    text = ast.get_docstring(found[0])
    assert text, f"{path.relative_to(ROOT)}: the action has no docstring"
    text = re.sub(r"^This function will ", "Will ", text)
    return f"### {path.stem}\n\n{text}\n"
