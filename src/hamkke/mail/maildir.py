"""The folder into which the city's mail server puts what comes back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from hamkke.mail.dsn import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

logger = logging.getLogger(__name__)


def unseen(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """This function will give each new message of a Maildir: its file, and what is in it."""
    for path in sorted((folder / "new").iterdir()):
        try:
            with path.open("rb") as file:
                yield path, file.read(LONGEST)
        except OSError as error:
            logger.error("cannot read returned mail %s: %s", path.name, error.strerror)  # noqa: TRY400


def mark_seen(path: Path) -> None:
    """This function will move a message among the seen ones, as a mail reader does."""
    path.rename(path.parent.parent / "cur" / f"{path.name}:2,S")
