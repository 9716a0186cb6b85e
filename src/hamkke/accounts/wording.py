"""What is said after a change of roles was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hamkke.accounts.models import ChangeState

if TYPE_CHECKING:
    from hamkke.accounts.models import RoleChange


def said_of(change: RoleChange, email: str = "") -> str:
    """This function will say what happened and what comes next."""
    if change.state == ChangeState.PROPOSED:
        return _("올렸습니다. 다른 담당자가 확인하면 이루어집니다.")
    if not change.gives:
        return _("끝나는 날을 정했습니다. 그날 자정까지 쓸 수 있습니다.")
    if change.person_id is not None:
        return _("역할을 주었습니다.")
    if email:
        return _("초대 메일을 보냈습니다. 2주 안에 답할 수 있습니다.")
    return _("초대했습니다. 초대장을 인쇄해 건네주세요.")
