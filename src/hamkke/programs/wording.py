"""Sentences about programs, shared by their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hamkke.web.text import josa

if TYPE_CHECKING:
    from hamkke.programs.queries.desk import DeskLine

DEEDS = {
    "revise": gettext_lazy("고치기"),
    "submit": gettext_lazy("확인하고 승인 요청하기"),
    "approve": gettext_lazy("검토하고 승인하기"),
}


def headline(line: DeskLine) -> str:
    """This function will say in one sentence how far a program has come."""
    if line.state == "draft":
        return _("아직 승인을 요청하지 않은 프로그램입니다")
    if line.state == "returned":
        return _("보완을 기다리는 프로그램입니다")
    if line.state == "published":
        return _("누구나 볼 수 있게 공개된 프로그램입니다")
    if line.next_deed == "approve":
        return _("우리 기관의 승인을 기다립니다")
    if len(line.waiting) > 1:
        return _("자치구와 교육지원청의 승인을 기다립니다")
    return _("%(side)s의 승인을 기다립니다") % {"side": "".join(line.waiting)}


def next_step(line: DeskLine) -> str:
    """This function will say what comes next, whoever's turn it is."""
    if line.state == "draft":
        return _("체험처가 내용과 일정을 갖추어 승인을 요청합니다.")
    if line.state == "returned":
        venue = josa(line.venue_name, "이/가")
        return _("%(venue)s 고쳐서 다시 요청합니다.") % {"venue": venue}
    if line.state == "submitted":
        return _("승인할 곳: %(sides)s") % {"sides": ", ".join(line.waiting)}
    return _("배정 회차가 열리면 학급이 희망을 낼 수 있습니다.")


def deed_label(line: DeskLine) -> str:
    """This function will name the viewer's next deed as a link says it."""
    return str(DEEDS.get(line.next_deed, _("프로그램 보기")))


def list_headline(lines: tuple[DeskLine, ...], *, is_party: bool) -> str:
    """This function will count what the viewer has to do."""
    mine = sum(bool(line.next_deed) for line in lines)
    if mine:
        return ngettext(
            "할 일이 있는 프로그램이 %(count)d건 있습니다",
            "할 일이 있는 프로그램이 %(count)d건 있습니다",
            mine,
        ) % {"count": mine}
    if is_party:
        return _("지금 할 일이 있는 프로그램이 없습니다")
    return _("프로그램은 공개 페이지에서 찾을 수 있습니다")
