"""The addresses of accounts."""

from __future__ import annotations

from django.urls import URLPattern

identity: tuple[list[URLPattern], str] = ([], "accounts")
