"""Agreements as files to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.agreements.errors import TextTampered
from hamkke.agreements.models.agreement import PUBLISHED
from hamkke.agreements.official import party_document, signed_document
from hamkke.agreements.queries.desk import agreement_page
from hamkke.agreements.queries.published import published_agreement
from hamkke.documents.rendering import document_file

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer
    from hamkke.documents.rendering import DocumentFile


def signed_file(*, agreement_id: int, kind: str) -> DocumentFile:
    """This function will return a published agreement as `kind`, for anybody.

    Raises NotVisible, TextTampered.
    """
    agreement = published_agreement(agreement_id)
    if not agreement.is_intact:
        raise TextTampered
    return document_file(signed_document(agreement), kind)


def agreement_file(*, viewer: Viewer, agreement_id: int, kind: str) -> DocumentFile:
    """This function will return what the viewer may read: the signed document, or its draft.

    Raises NotVisible, TextTampered.
    """
    page = agreement_page(viewer=viewer, agreement_id=agreement_id)
    if page.line.state in PUBLISHED:
        return signed_file(agreement_id=agreement_id, kind=kind)
    return document_file(party_document(page), kind)
