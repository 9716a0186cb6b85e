"""Every form of the work area says under which membership it was opened.

`csrf_token` is the one thing that every form has, so its tag brings the membership along: no form
can be forgotten. `IdentityMiddleware` refuses a form of another membership than the one that is on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from hamkke.accounts.middleware import HAT_FIELD

if TYPE_CHECKING:
    from django.template.base import Parser, Token
    from django.template.context import Context

register = template.Library()


class HatNode(CsrfTokenNode):
    """The hidden fields of a form: Django's token, and the membership that is on."""

    def render(self, context: Context) -> str:
        """This function will draw both."""
        token = super().render(context)
        worn = getattr(context.get("viewer"), "membership_id", None)
        if worn is None:
            return token
        return format_html('{}<input type="hidden" name="{}" value="{}">', token, HAT_FIELD, worn)


@register.tag
def csrf_token(parser: Parser, token: Token) -> HatNode:  # noqa: ARG001 - as Django calls it
    """This tag will draw the hidden fields of a form."""
    return HatNode()
