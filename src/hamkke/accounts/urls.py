"""The addresses of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern

identity: tuple[list[URLPattern], str] = ([], "accounts")
