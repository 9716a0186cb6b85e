"""The addresses of the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hamkke.directory.views import applying, keeping, verifying
from hamkke.directory.views import hsds as open_data
from hamkke.directory.views import public as published

if TYPE_CHECKING:
    from django.urls import URLPattern

public: tuple[list[URLPattern], str] = (
    [
        path("", published.services, name="list"),
        path("services.csv", published.services_csv, name="csv"),
        path("services/<int:service_id>/", published.service, name="service"),
        path("organizations/<int:organization_id>/", published.organization, name="organization"),
    ],
    "directory",
)
identity: tuple[list[URLPattern], str] = (
    [
        path("apply/", applying.apply, name="apply"),
        path("applications/<str:secret>/", applying.status, name="status"),
    ],
    "organization_application",
)
desk: tuple[list[URLPattern], str] = (
    [
        path("", keeping.own, name="own"),
        path("profile/", keeping.profile, name="profile"),
        path("places/new/", keeping.place, name="new_place"),
        path("places/<int:location_id>/", keeping.place, name="place"),
        path("services/new/", keeping.service, name="new_service"),
        path("services/<int:service_id>/", keeping.service, name="service"),
        path("services/<int:service_id>/checked/", keeping.checked, name="checked"),
        path("applications/<int:application_id>/", verifying.application, name="application"),
        path("organizations/<int:organization_id>/renew/", verifying.renew, name="renew"),
    ],
    "directory_desk",
)
hsds: tuple[list[URLPattern], str] = (
    [
        path("", open_data.about, name="about"),
        path("services", open_data.services, name="services"),
        path("services/<uuid:key>", open_data.service, name="service"),
        path("organizations", open_data.organizations, name="organizations"),
        path("organizations/<uuid:key>", open_data.organization, name="organization"),
        path("service_at_locations", open_data.places, name="places"),
        path("service_at_locations/<uuid:key>", open_data.place, name="place"),
        path("taxonomies", open_data.taxonomies, name="taxonomies"),
        path("taxonomies/<uuid:key>", open_data.taxonomy, name="taxonomy"),
        path("taxonomy_terms", open_data.terms, name="terms"),
        path("taxonomy_terms/<uuid:key>", open_data.term, name="term"),
    ],
    "hsds",
)
