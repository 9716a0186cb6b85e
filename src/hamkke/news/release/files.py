"""The pictures and attachments of a release as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hamkke.files.queries.files import files_of
from hamkke.news.models import PressRelease

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamkke.files.queries.files import FileLine


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what is read to those who cannot see it."""

    file: FileLine
    alt: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """Another file; `kind` is what people call it."""

    file: FileLine

    @property
    def kind(self) -> str:
        """The kind by its suffix, as in PDF."""
        return self.file.name.rpartition(".")[2].upper()


def held_files(
    *, release_id: int, pictures: Sequence[dict[str, Any]], attachments: Sequence[str]
) -> tuple[tuple[Picture, ...], tuple[Attachment, ...]]:
    """This function will return a release's files in their order, in one query.

    Only those that PostgreSQL shows to whoever asks.
    """
    if not pictures and not attachments:
        return (), ()
    known = {str(each.key): each for each in files_of(subject=PressRelease(pk=release_id))}
    return (
        tuple(Picture(known[p["key"]], p["alt"]) for p in pictures if p["key"] in known),
        tuple(Attachment(known[key]) for key in attachments if key in known),
    )
