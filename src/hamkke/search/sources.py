"""Where the index comes from: each app that publishes registers what can be found of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """One thing that can be found.

    `path` is its address in Korean; `about` a line under the title; `words` are found but not
    shown. Of equal matches the greater `weight`, then the later `dated_on` comes first.
    """

    number: int
    path: str
    title: str
    title_en: str = ""
    about: str = ""
    about_en: str = ""
    words: tuple[str, ...] = ()
    weight: int = 0
    dated_on: date | None = None


type Source = Callable[[Collection[int] | None], Iterable[PublicEntry]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that can be found: its name for readers and who tells of it."""

    label: str | Promise
    source: Source


_KINDS: Final[dict[str, Kind]] = {}


def register(name: str, *, label: str | Promise, source: Source) -> None:
    """This function will let `source` tell what can be found of a kind.

    It is called under the public role with the numbers that changed, or with None for everything,
    and returns the entries that are public now: what it leaves out is taken from the index.
    """
    _KINDS[name] = Kind(label, source)


def kinds() -> dict[str, Kind]:
    """This function will return all kinds by name, in the order of the apps."""
    return dict(_KINDS)
