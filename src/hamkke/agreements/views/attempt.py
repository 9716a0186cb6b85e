"""Run an action with what a form holds; what it refuses stands on the form, text kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hamkke.agreements.errors import FORBIDDEN
from hamkke.database.errors import NotVisible, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form

    from hamkke.accounts.http import Request


def attempt(
    request: Request, form: Form, action: Callable[..., int], **arguments: Any
) -> int | None:
    """This function will return what the action returns, or None when the form is to be mended."""
    if not form.is_valid():
        return None
    content: Callable[[], dict[str, Any]] = getattr(form, "content", lambda: form.cleaned_data)
    values = dict(content())
    if "after" in values:
        values["after_id"] = values.pop("after")
    if "comment" in values:
        values["text"] = values.pop("comment")
    try:
        return action(viewer=request.viewer, now=request.now, **arguments, **values)
    except Refusal as refusal:
        if refusal.status in {FORBIDDEN, NotVisible.status}:
            raise
        form.add_error(None, refusal.message)
    return None
