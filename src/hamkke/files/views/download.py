"""Hand a file out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hamkke.files.queries.files import download

if TYPE_CHECKING:
    from uuid import UUID

    from hamkke.accounts.http import Request


@require_safe
def hand_out(request: Request, key: UUID) -> HttpResponse:
    """This view will send a file; only pictures are shown in place, nothing in it can run."""
    file = download(key=key)
    response = HttpResponse(file.data, content_type=file.media_type)
    shown = file.media_type.startswith("image/")
    header = content_disposition_header(as_attachment=not shown, filename=file.name)
    response["Content-Disposition"] = header or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{file.sha256}"'
    response["Cache-Control"] = "private, no-cache" if request.viewer.is_signed_in else "no-cache"
    return response
