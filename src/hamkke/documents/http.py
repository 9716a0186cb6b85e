"""Hand a document out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    from hamkke.documents.rendering import DocumentFile


def document_answer(file: DocumentFile) -> HttpResponse:
    """This function will answer with a file to keep; nothing in it runs under the site's name."""
    answer = HttpResponse(file.data, content_type=file.media_type)
    header = content_disposition_header(as_attachment=True, filename=file.name)
    answer["Content-Disposition"] = header or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
