"""Addresses that every zone serves."""

from __future__ import annotations

from django.urls import URLPattern, path

from hamkke.web.views.health import healthz

urlpatterns: list[URLPattern] = [path("healthz", healthz, name="healthz")]
