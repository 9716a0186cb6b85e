"""The addresses of inbox."""

from __future__ import annotations

from django.urls import path

from hamkke.inbox.views.day import day
from hamkke.inbox.views.handover import hand_over

desk = (
    [
        path("", day, name="day"),
        path("handover/<int:membership_id>/", hand_over, name="handover"),
    ],
    "inbox",
)
