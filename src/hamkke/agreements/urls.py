"""The addresses of agreements."""

from __future__ import annotations

from django.urls import URLPattern

desk: tuple[list[URLPattern], str] = ([], "agreements_desk")
