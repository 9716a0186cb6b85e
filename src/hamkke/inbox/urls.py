"""The addresses of inbox."""

from __future__ import annotations

from django.urls import path

from hamkke.inbox.views.day import day

desk = ([path("", day, name="day")], "inbox")
