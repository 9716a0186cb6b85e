"""The addresses of portal."""

from __future__ import annotations

from django.urls import URLPattern

public: tuple[list[URLPattern], str] = ([], "portal")
