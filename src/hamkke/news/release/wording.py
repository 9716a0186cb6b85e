"""Sentences about press releases, shared by their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hamkke.web.text import format_datetime

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.news.queries.releases import ReleaseLine, ReleasePage


HEADLINES: Final = {
    "withdrawn": gettext_lazy("철회한 보도자료입니다"),
    "review": gettext_lazy("다른 사람의 승인을 기다립니다"),
    "returned": gettext_lazy("보완을 기다리는 보도자료입니다"),
    "draft": gettext_lazy("아직 검토를 요청하지 않은 보도자료입니다"),
    "published": gettext_lazy("누구나 볼 수 있게 공개된 보도자료입니다"),
}


def headline(page: ReleasePage, *, now: datetime) -> str:
    """This function will say in one sentence how far a release has come."""
    line = page.line
    if line.next_deed == "approve":
        return _("승인을 기다립니다. 읽고 결정해 주세요")
    if line.state == "draft" and line.edition:
        return _("정정을 쓰는 중입니다. 공개된 글은 그대로입니다")
    if line.state == "published" and line.embargo_at and line.embargo_at > now:
        return _("%(moment)s에 공개됩니다") % {"moment": format_datetime(line.embargo_at)}
    return str(HEADLINES[line.state])


def next_step(page: ReleasePage) -> str:
    """This function will say what comes next where this viewer has nothing to do."""
    if page.line.state == "review":
        return _("내가 쓰거나 고친 글은 내가 승인할 수 없습니다.")
    if page.line.state == "withdrawn":
        return _("까닭: %(reason)s") % {"reason": page.withdrawal_note}
    return ""


def list_headline(lines: tuple[ReleaseLine, ...]) -> str:
    """This function will count what the viewer has to do."""
    waiting = sum(bool(line.next_deed) for line in lines)
    if waiting:
        return ngettext(
            "할 일이 있는 보도자료가 %(count)d건 있습니다",
            "할 일이 있는 보도자료가 %(count)d건 있습니다",
            waiting,
        ) % {"count": waiting}
    if lines:
        return _("지금 할 일이 있는 보도자료가 없습니다")
    return _("아직 쓴 보도자료가 없습니다")
