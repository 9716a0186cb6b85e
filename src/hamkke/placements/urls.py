"""The addresses of placements."""

from __future__ import annotations

from django.urls import URLPattern

desk: tuple[list[URLPattern], str] = ([], "placements_desk")
