"""The addresses of agreements in the work area; the public ones are the portal's."""

from __future__ import annotations

from django.urls import path

from hamkke.agreements.views import deciding, drafting, listing

desk = (
    [
        path("", listing.agreements, name="list"),
        path("new/", drafting.new, name="new"),
        path("<int:agreement_id>/", listing.agreement, name="detail"),
        path("<int:agreement_id>/edit/", drafting.edit, name="edit"),
        path("<int:agreement_id>/submit/", deciding.submit, name="submit"),
        path("<int:agreement_id>/approve/", deciding.approve, name="approve"),
        path("<int:agreement_id>/return/", deciding.send_back, name="return"),
        path("<int:agreement_id>/sign/", deciding.sign, name="sign"),
    ],
    "agreements_desk",
)
