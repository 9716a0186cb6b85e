"""Sentences of the day page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamkke.web.navigation import served

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer
    from hamkke.inbox.queries.day import Day

WORKING = frozenset({"officer", "head", "superintendent", "venue_manager", "homeroom_teacher"})


@dataclass(frozen=True, slots=True)
class Way:
    """A place to go on to."""

    label: str
    url: str
    note: str


def count_words(number: int) -> str:
    """This function will write how many things there are, as one says it: 두 가지."""
    words = (
        _("한 가지"),
        _("두 가지"),
        _("세 가지"),
        _("네 가지"),
        _("다섯 가지"),
        _("여섯 가지"),
        _("일곱 가지"),
        _("여덟 가지"),
        _("아홉 가지"),
        _("열 가지"),
    )
    if number <= len(words):
        return words[number - 1]
    return ngettext("%(count)d가지", "%(count)d가지", number) % {"count": number}


def day_headline(day: Day, viewer: Viewer) -> str:
    """This function will count today's work in one sentence."""
    if day.today_count:
        return _("오늘 마칠 일이 %(count)s 있습니다") % {"count": count_words(day.today_count)}
    if day.tasks:
        return _("할 일이 %(count)s 있습니다") % {"count": count_words(len(day.tasks))}
    if viewer.role in WORKING:
        return _("오늘 할 일을 모두 마쳤습니다.")
    if viewer.role is None:
        return _("아직 소속이 없습니다")
    return _("지금 답할 일이 없습니다")


def counts(day: Day) -> tuple[str, ...]:
    """This function will say how much is overdue, due today and due this week."""
    found = (
        (day.late_count, _("기한 지남 %(n)d건")),
        (day.due_today_count, _("오늘까지 %(n)d건")),
        (day.week_count, _("이번 주 %(n)d건")),
    )
    return tuple(text % {"n": number} for number, text in found if number)


def lead(day: Day, viewer: Viewer) -> str:
    """This function will say what an empty day means for who looks at it."""
    if day.tasks:
        return ""
    if viewer.role is None:
        return _("학교나 기관에서 함께하시려면 그 기관 담당자에게 등록을 부탁해 주세요.")
    if viewer.role in WORKING:
        return _("새로 할 일이 생기면 여기에 가장 먼저 나옵니다.")
    return _("우리 학급에 물어볼 일이 생기면 여기에 나옵니다.")


def onward(viewer: Viewer) -> tuple[Way, ...]:
    """This function will list where this viewer goes on from an empty day."""
    ways = (
        Way(_("협약 살펴보기"), "/desk/agreements/", _("초안부터 서명까지 단계별로 봅니다."))
        if viewer.role in {"officer", "head", "superintendent"}
        else Way(
            _("우리 지역 협약 읽기"), "/agreements/", _("자치구마다 무엇을 약속했는지 봅니다.")
        ),
        Way(_("프로그램 찾아보기"), "/programs/", _("지금 열린 체험과 수업을 찾습니다.")),
        Way(_("소식 보기"), "/news/", _("교육협력특화지구의 새 소식을 읽습니다.")),
    )
    return tuple(way for way in ways if served(way.url, "ko"))
