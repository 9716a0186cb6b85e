"""The addresses of inbox."""

from __future__ import annotations

from django.urls import URLPattern

desk: tuple[list[URLPattern], str] = ([], "inbox")
