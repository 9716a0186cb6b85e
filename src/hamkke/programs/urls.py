"""The addresses of programs."""

from __future__ import annotations

from django.urls import URLPattern

desk: tuple[list[URLPattern], str] = ([], "programs_desk")
