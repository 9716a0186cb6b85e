"""Sentences about an agreement, shared by its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

if TYPE_CHECKING:
    from hamkke.agreements.queries.desk import AgreementLine

DEEDS = {
    "revise": gettext_lazy("초안 쓰기"),
    "submit": gettext_lazy("초안 이어 쓰기"),
    "lay": gettext_lazy("결재선 정하기"),
    "review": gettext_lazy("읽고 검토하기"),
    "approve": gettext_lazy("읽고 결재하기"),
    "sign": gettext_lazy("읽고 서명하기"),
}


def headline(line: AgreementLine) -> str:
    """This function will say in one sentence how far an agreement has come."""
    names = {"district": line.district_name}
    if line.state == "draft":
        return _("%(district)s 협약 초안을 다듬고 있습니다") % names
    if line.state in {"approving", "signing"}:
        return _waiting(line)
    if line.state == "in_force":
        return _("%(district)s 협약을 이행하고 있습니다") % names
    return _("%(district)s 협약이 끝났습니다") % names


def _waiting(line: AgreementLine) -> str:
    both = len(line.waiting) > 1
    names = {"district": line.district_name, "side": "".join(line.waiting[:1])}
    if line.state == "approving":
        return (
            _("%(district)s 협약이 양쪽의 결재를 기다립니다")
            if both
            else _("%(district)s 협약이 %(side)s의 결재를 기다립니다")
        ) % names
    return (
        _("%(district)s 협약이 양쪽의 서명을 기다립니다")
        if both
        else _("%(district)s 협약이 %(side)s의 서명을 기다립니다")
    ) % names


def next_step(line: AgreementLine) -> str:
    """This function will say what comes next, whoever's turn it is."""
    sides = ", ".join(line.waiting)
    if line.state == "draft":
        return _("양쪽 담당자가 문안을 갖추어 결재를 올립니다.")
    if line.state == "approving":
        return _("결재할 곳: %(sides)s") % {"sides": sides}
    if line.state == "signing":
        return _("서명할 곳: %(sides)s") % {"sides": sides}
    return _("누구나 볼 수 있게 공개되어 있습니다.")


def deed_label(line: AgreementLine) -> str:
    """This function will name the viewer's next deed as a link says it."""
    return str(DEEDS.get(line.next_deed, _("협약 보기")))


def list_headline(lines: tuple[AgreementLine, ...], *, is_official: bool) -> str:
    """This function will count what the viewer has to do, or what there is to read."""
    mine = sum(bool(line.next_deed) for line in lines)
    if mine:
        return ngettext(
            "할 일이 있는 협약이 %(count)d건 있습니다",
            "할 일이 있는 협약이 %(count)d건 있습니다",
            mine,
        ) % {"count": mine}
    if is_official:
        return _("지금 할 일이 있는 협약이 없습니다")
    running = sum(line.state == "in_force" for line in lines)
    if not running:
        return _("아직 이행 중인 협약이 없습니다")
    return ngettext(
        "이행 중인 협약이 %(count)d건 있습니다", "이행 중인 협약이 %(count)d건 있습니다", running
    ) % {"count": running}
