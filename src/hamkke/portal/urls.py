"""The addresses of the portal: everything public that is neither news nor weather."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hamkke.documents.rendering import MEDIA_TYPES
from hamkke.portal.views.about import (
    about,
    accessibility,
    contact,
    open_data,
    privacy,
    verify,
)
from hamkke.portal.views.agreements import agreement, agreements, signed_text, states_csv
from hamkke.portal.views.districts import district, districts
from hamkke.portal.views.documents import agreement_document, verify_agreement
from hamkke.portal.views.files import schools_csv
from hamkke.portal.views.home import home
from hamkke.portal.views.programs import program, programs
from hamkke.portal.views.rounds import bundle, checker, round_results, rounds
from hamkke.portal.views.search import search

if TYPE_CHECKING:
    from django.urls import URLPattern

public: tuple[list[URLPattern], str] = (
    [
        path("", home, name="home"),
        path("about/", about, name="about"),
        path("contact/", contact, name="contact"),
        path("privacy/", privacy, name="privacy"),
        path("accessibility/", accessibility, name="accessibility"),
        path("data/", open_data, name="data"),
        path("data/schools.csv", schools_csv, name="schools_csv"),
        path("data/agreement-states.csv", states_csv, name="states_csv"),
        path("verify/", verify, name="verify"),
        path("search/", search, name="search"),
        path("districts/", districts, name="districts"),
        path("districts/<str:code>/", district, name="district"),
        path("agreements/", agreements, name="agreements"),
        path("agreements/verify/", verify_agreement, name="agreement_verify"),
        path("agreements/<int:agreement_id>/", agreement, name="agreement"),
        path("agreements/<int:agreement_id>/text/", signed_text, name="agreement_text"),
        *(
            path(
                f"agreements/<int:agreement_id>/agreement.{kind}",
                agreement_document,
                {"kind": kind},
                name=f"agreement_{kind}",
            )
            for kind in MEDIA_TYPES
        ),
        path("programs/", programs, name="programs"),
        path("programs/<int:program_id>/", program, name="program"),
        path("rounds/", rounds, name="rounds"),
        path("rounds/<int:round_id>/", round_results, name="round"),
        path("rounds/checker.html", checker, name="checker"),
        path("rounds/<int:round_id>/bundle.json", bundle, name="round_bundle"),
    ],
    "portal",
)
