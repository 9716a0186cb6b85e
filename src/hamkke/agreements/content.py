"""What people write into an agreement, checked before it reaches the database."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hamkke.agreements.errors import (
    SigningDateOutOfRange,
    TextTooLong,
    TitleMissing,
    UnknownPillar,
)
from hamkke.agreements.models import AgreementPillar, Pillar
from hamkke.agreements.text import PillarText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hamkke.agreements.models import Agreement

TITLE, SUBTITLE, PILLAR, REASON = 120, 200, 4000, 1000
FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True, slots=True)
class Content:
    """The checked text of an agreement."""

    title: str
    subtitle: str
    signing_date: date
    pillars: tuple[PillarText, ...]


def checked_content(
    *, title: str, subtitle: str, signing_date: date, pillars: Sequence[PillarText]
) -> Content:
    """This function will return the content in the form in which it is kept, or refuse it.

    A pillar without text is left out. Raises TitleMissing, TextTooLong, SigningDateOutOfRange,
    UnknownPillar.
    """
    title = tidy(title, what=_("협약 이름"), limit=TITLE)
    if not title:
        raise TitleMissing
    if not FIRST_YEAR <= signing_date.year <= LAST_YEAR:
        raise SigningDateOutOfRange(first=FIRST_YEAR, last=LAST_YEAR)
    names = dict(Pillar.objects.values_list("id", "name"))
    chosen = [pillar for pillar in pillars if pillar.text.strip()]
    numbers = [pillar.pillar_id for pillar in chosen]
    if len(set(numbers)) < len(numbers) or not set(numbers) <= names.keys():
        raise UnknownPillar
    return Content(
        title=title,
        subtitle=tidy(subtitle, what=_("부제"), limit=SUBTITLE),
        signing_date=signing_date,
        pillars=tuple(
            PillarText(one.pillar_id, tidy(one.text, what=names[one.pillar_id], limit=PILLAR))
            for one in chosen
        ),
    )


def tidy(text: str, *, what: str, limit: int) -> str:
    """This function will return the text in NFC, with plain line ends, no NUL and no margins."""
    plain = unicodedata.normalize("NFC", text.replace("\x00", ""))
    plain = plain.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(plain) > limit:
        raise TextTooLong(what=what, limit=limit, length=len(plain))
    return plain


def write_pillars(agreement: Agreement, pillars: Sequence[PillarText]) -> None:
    """This function will make the agreement's pillars those given; rows that stay keep their id."""
    there = {row.pillar_id: row for row in AgreementPillar.objects.filter(agreement=agreement)}
    for order, one in enumerate(pillars, start=1):
        row = there.pop(one.pillar_id, None)
        if row is None:
            AgreementPillar.objects.create(
                agreement=agreement, pillar_id=one.pillar_id, order=order, text=one.text
            )
        elif (row.order, row.text) != (order, one.text):
            row.order, row.text = order, one.text
            row.save(update_fields=["order", "text"])
    for row in there.values():
        row.delete()
