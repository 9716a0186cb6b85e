"""What a venue says about a program, in the form in which it is kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from hamkke.programs.errors import (
    CostOutOfRange,
    GradesOutOfLevel,
    SessionPast,
    SessionPlacesWrong,
    SessionPupilsWrong,
    SessionTimesWrong,
    SessionTooFar,
    SessionTwice,
    TextMissing,
    TextTooLong,
    TooManySessions,
    UnknownLevel,
)
from hamkke.programs.models import GRADES, ProgramLevel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

TITLE, SUMMARY, DESCRIPTION, PREPARATION, PLACE, REASON = 120, 200, 4000, 1000, 120, 1000
DEAREST: Final = 1_000_000
LARGEST_SESSION, LARGEST_CLASS, MOST_SESSIONS = 500, 60, 50
FARTHEST: Final = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class ProgramContent:
    """The text of a program and for whom it is; `cost` in won a pupil."""

    agreement_pillar_id: int
    title: str
    summary: str
    description: str
    level: str
    grade_from: int
    grade_to: int
    preparation: str = ""
    cost: int = 0


@dataclass(frozen=True, slots=True)
class SessionContent:
    """One session; aware moments, `capacity` and `minimum` in class groups."""

    starts_at: datetime
    ends_at: datetime
    place: str
    capacity: int
    minimum: int
    max_pupils: int | None = None


def tidy(text: str, *, what: str, limit: int, required: bool = True) -> str:
    """This function will return `text` in NFC, trimmed, or refuse it.

    Raises TextMissing, TextTooLong.
    """
    kept = unicodedata.normalize("NFC", text.replace("\x00", "").replace("\r\n", "\n")).strip()
    if required and not kept:
        raise TextMissing(what=what)
    if len(kept) > limit:
        raise TextTooLong(what=what, limit=limit, length=len(kept))
    return kept


def checked_content(content: ProgramContent) -> ProgramContent:
    """This function will return the content as it is kept, or refuse it.

    Raises TextMissing, TextTooLong, UnknownLevel, GradesOutOfLevel, CostOutOfRange.
    """
    if content.level not in ProgramLevel.values:
        raise UnknownLevel
    level = ProgramLevel(content.level)
    if not 1 <= content.grade_from <= content.grade_to <= GRADES[level]:
        raise GradesOutOfLevel(level=level.label, last=GRADES[level])
    if not 0 <= content.cost <= DEAREST:
        raise CostOutOfRange(limit=f"{DEAREST:,}")
    return replace(
        content,
        title=tidy(content.title, what=_("프로그램 이름"), limit=TITLE),
        summary=tidy(content.summary, what=_("한 줄 소개"), limit=SUMMARY),
        description=tidy(content.description, what=_("활동 내용"), limit=DESCRIPTION),
        preparation=tidy(
            content.preparation, what=_("준비물과 유의 사항"), limit=PREPARATION, required=False
        ),
    )


def checked_sessions(
    sessions: Sequence[SessionContent], *, now: datetime
) -> tuple[SessionContent, ...]:
    """This function will return the sessions by date, or refuse the first one that cannot be.

    Sentences count the sessions as they were given, from 1. Raises the refusals named Session…,
    TextMissing, TextTooLong, TooManySessions.
    """
    if len(sessions) > MOST_SESSIONS:
        raise TooManySessions(limit=MOST_SESSIONS)
    seen: set[tuple[datetime, str]] = set()
    kept: list[SessionContent] = []
    for number, given in enumerate(sessions, start=1):
        session = _checked_session(given, number=number, now=now)
        if (session.starts_at, session.place) in seen:
            raise SessionTwice(number=number)
        seen.add((session.starts_at, session.place))
        kept.append(session)
    return tuple(sorted(kept, key=lambda each: (each.starts_at, each.place)))


def _checked_session(session: SessionContent, *, number: int, now: datetime) -> SessionContent:
    if not timedelta(0) < session.ends_at - session.starts_at < timedelta(days=1):
        raise SessionTimesWrong(number=number)
    check_ahead(session.starts_at, number=number, now=now)
    if not _is_one_day(session):
        raise SessionTimesWrong(number=number)
    if not 1 <= session.minimum <= session.capacity <= LARGEST_SESSION:
        raise SessionPlacesWrong(number=number, limit=LARGEST_SESSION)
    if session.max_pupils is not None and not 1 <= session.max_pupils <= LARGEST_CLASS:
        raise SessionPupilsWrong(number=number, limit=LARGEST_CLASS)
    what = _("%(number)d번째 일정의 장소") % {"number": number}
    return replace(session, place=tidy(session.place, what=what, limit=PLACE))


def _is_one_day(session: SessionContent) -> bool:
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return starts.date() == ends.date()


def check_ahead(starts_at: datetime, *, number: int, now: datetime) -> None:
    """This function will refuse a session that has begun or lies years ahead.

    Raises SessionPast, SessionTooFar.
    """
    if starts_at <= now:
        raise SessionPast(number=number)
    if starts_at > now + FARTHEST:
        raise SessionTooFar(number=number)
