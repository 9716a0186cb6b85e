"""What an office says in a press release, in the form in which it is kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from hamkke.database.identity import civil_day
from hamkke.news.errors import EmbargoPast, TextMissing, TextTooLong, UnknownCategory
from hamkke.news.models import Licence, PressRelease
from hamkke.news.release.categories import categories_on

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise as Text

BODY: Final = 20_000
# What each text is called, its limit, and whether it may stay empty.
TEXTS: Final[dict[str, tuple[Text, int, bool]]] = {
    "title": (_("제목"), PressRelease.LONGEST_TITLE, False),
    "subtitle": (_("부제"), PressRelease.LONGEST_SUBTITLE, True),
    "body": (_("본문"), BODY, False),
    "department": (_("담당 부서"), PressRelease.LONGEST_NAME, False),
    "contact_name": (_("담당자"), PressRelease.LONGEST_NAME, False),
    "contact_phone": (_("전화번호"), PressRelease.LONGEST_PHONE, False),
    "contact_email": (_("이메일"), 254, False),
    "correction_note": (_("정정한 내용"), PressRelease.LONGEST_NOTE, True),
}


@dataclass(frozen=True, slots=True)
class ReleaseContent:
    """The words of a press release; `embargo_at` None: public as soon as it is approved."""

    category: str
    title: str
    subtitle: str
    body: str
    department: str
    contact_name: str
    contact_phone: str
    contact_email: str
    licence: str = Licence.KOGL_1
    embargo_at: datetime | None = None
    correction_note: str = ""


def content_of(release: PressRelease) -> ReleaseContent:
    """This function will return the words as they stand."""
    return ReleaseContent(**{each.name: getattr(release, each.name) for each in _FIELDS})


_FIELDS: Final = fields(ReleaseContent)


def checked_content(
    content: ReleaseContent, *, now: datetime, was: ReleaseContent | None = None
) -> ReleaseContent:
    """This function will return the content as it is kept, or refuse it.

    What stands already (`was`) may stay: a category that ended since, an embargo that passed.
    Raises TextMissing, TextTooLong, UnknownCategory, EmbargoPast.
    """
    category, embargo = (was.category, was.embargo_at) if was else ("", None)
    if content.category != category and content.category not in categories_on(civil_day(now)):
        raise UnknownCategory
    if content.licence not in Licence.values:
        raise UnknownCategory
    if content.embargo_at and content.embargo_at != embargo and content.embargo_at <= now:
        raise EmbargoPast
    texts: dict[str, Any] = {
        name: tidy(getattr(content, name), what=what, limit=limit, optional=optional)
        for name, (what, limit, optional) in TEXTS.items()
    }
    return replace(content, **texts)


def tidy(text: str, *, what: Text, limit: int, optional: bool = False) -> str:
    """This function will return `text` in NFC, trimmed, or refuse it.

    Raises TextMissing, TextTooLong.
    """
    kept = unicodedata.normalize("NFC", text.replace("\x00", "").replace("\r\n", "\n")).strip()
    if not kept and not optional:
        raise TextMissing(what=what)
    if len(kept) > limit:
        raise TextTooLong(what=what, limit=limit, length=len(kept))
    return kept
