"""System checks: the demo stays a demo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from hamkke.accounts.rules import demo_is_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.apps import AppConfig
    from django.core.checks import CheckMessage


@register(Tags.security)
def demo_only_on_this_machine(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 - Django passes it
    **options: Any,  # noqa: ARG001
) -> list[CheckMessage]:
    """This function will refuse HAMKKE_DEMO=1 wherever hamkke is set up for real use."""
    if not settings.DEMO or demo_is_safe():
        return []
    return [
        Error(
            "HAMKKE_DEMO=1 lets anybody sign in without a password, and this is no demo: there is"
            " a public host name, HTTPS, a proxy, or a database on another machine.",
            hint="Unset HAMKKE_DEMO, or start the demo with ./hamkke demo.",
            id="hamkke.E001",
        )
    ]
