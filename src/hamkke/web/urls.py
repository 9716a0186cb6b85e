"""Addresses that every zone serves."""

from __future__ import annotations

from django.urls import URLPattern, path

from hamkke.web.views.health import healthz
from hamkke.web.views.language import change_language

urlpatterns: list[URLPattern] = [
    path("healthz", healthz, name="healthz"),
    path("language/", change_language, name="language"),
]
