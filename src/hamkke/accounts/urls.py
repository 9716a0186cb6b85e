"""The addresses of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hamkke.accounts.views.demo import demo
from hamkke.accounts.views.invitations import code, invitation
from hamkke.accounts.views.memberships import membership
from hamkke.accounts.views.people import (
    add,
    decide,
    end,
    invite,
    print_letters,
    revoke,
    show_people,
)
from hamkke.accounts.views.sessions import sign_in, sign_out
from hamkke.accounts.views.staff import confirm, take_file, template, undo

if TYPE_CHECKING:
    from django.urls import URLPattern

identity: tuple[list[URLPattern], str] = (
    [
        path("sign-in/", sign_in, name="sign_in"),
        path("sign-out/", sign_out, name="sign_out"),
        path("membership/", membership, name="membership"),
        path("demo/", demo, name="demo"),
        path("code/", code, name="code"),
        path("invitations/<str:secret>/", invitation, name="invitation"),
    ],
    "accounts",
)

desk: tuple[list[URLPattern], str] = (
    [
        path("", show_people, name="own"),
        path("organizations/new/", add, name="add"),
        path("import/", take_file, name="import"),
        path("import/template.<str:kind>", template, name="template"),
        path("import/confirm/", confirm, name="confirm_import"),
        path("import/<int:import_id>/undo/", undo, name="undo"),
        path("<int:organization_id>/", show_people, name="organization"),
        path("<int:organization_id>/invite/", invite, name="invite"),
        path("<int:organization_id>/letters/", print_letters, name="letters"),
        path("changes/<int:change_id>/", decide, name="change"),
        path("changes/<int:change_id>/revoke/", revoke, name="revoke"),
        path("memberships/<int:membership_id>/end/", end, name="end"),
    ],
    "people_desk",
)
