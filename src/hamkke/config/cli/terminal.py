"""What the commands say on the terminal: Korean first, English under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OUT: Final = Console(highlight=False, soft_wrap=True)
ERR: Final = Console(stderr=True, highlight=False, soft_wrap=True)

EXIT_FAILED: Final = 1
EXIT_ENVIRONMENT: Final = 3


class TroubleError(Exception):
    """A command cannot go on; the sentences say why and what to do."""

    def __init__(self, korean: str, english: str, code: int = EXIT_ENVIRONMENT) -> None:
        super().__init__(f"{korean}\n{english}")
        self.code = code


def say(sentence: str) -> None:
    """Print a sentence as it is; what was typed by people is never read as markup."""
    OUT.print(sentence, markup=False)


def warn(sentence: str) -> None:
    """Print a sentence on the error output."""
    ERR.print(sentence, markup=False)


def fail(sentence: str, code: int = EXIT_FAILED) -> NoReturn:
    """Print a sentence on the error output and end the command."""
    warn(sentence)
    raise typer.Exit(code)


def progress[T](items: Iterable[T], title: str, total: int | None = None) -> Iterator[T]:
    """Yield the items and show how far they are; silent where nobody watches."""
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    with Progress(
        *columns, TimeElapsedColumn(), console=ERR, transient=True, disable=not ERR.is_terminal
    ) as bar:
        yield from bar.track(items, description=title, total=total)
