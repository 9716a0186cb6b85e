"""An agreement for those who are about to change it, or the reason why they may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.agreements.errors import (
    AlreadySigned,
    MayNotReturn,
    MayNotRevise,
    MayNotSign,
    NotADraft,
    NotReturnable,
    NotSigning,
)
from hamkke.agreements.models import AgreementState
from hamkke.agreements.queries.desk import SIGN, agreement_page
from hamkke.agreements.rules import OFFICER

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.queries.desk import AgreementPage


def page_to_revise(*, viewer: Viewer, agreement_id: int) -> AgreementPage:
    """This function will return a draft for editing. Raises NotVisible, MayNotRevise, NotADraft."""
    page = page_to_save(viewer=viewer, agreement_id=agreement_id)
    if page.line.state != AgreementState.DRAFT:
        raise NotADraft(state=AgreementState(page.line.state).label)
    return page


def page_to_save(*, viewer: Viewer, agreement_id: int) -> AgreementPage:
    """This function will return what an officer of a side typed a text for, draft or no longer.

    Raises NotVisible, MayNotRevise.
    """
    page = agreement_page(viewer=viewer, agreement_id=agreement_id)
    if viewer.role != OFFICER or not any(side.is_own for side in page.approvals):
        raise MayNotRevise
    return page


def page_to_return(*, viewer: Viewer, agreement_id: int) -> AgreementPage:
    """This function will return what may be sent back.

    Raises NotVisible, NotReturnable, MayNotReturn.
    """
    page = agreement_page(viewer=viewer, agreement_id=agreement_id)
    if page.may_return:
        return page
    if page.is_party and page.line.state not in {"approving", "signing"}:
        raise NotReturnable(state=AgreementState(page.line.state).label)
    raise MayNotReturn


def page_to_sign(*, viewer: Viewer, agreement_id: int) -> AgreementPage:
    """This function will return what the viewer is to sign.

    Raises NotVisible, AlreadySigned, NotSigning, MayNotSign.
    """
    page = agreement_page(viewer=viewer, agreement_id=agreement_id)
    if page.line.next_deed == SIGN:
        return page
    if not page.may_sign:
        raise MayNotSign
    if any(side.is_own and side.is_done for side in page.signatures):
        raise AlreadySigned
    raise NotSigning(state=AgreementState(page.line.state).label)
