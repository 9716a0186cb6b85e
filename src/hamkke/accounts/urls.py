"""The addresses of accounts; allauth's views keep the names by which allauth finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as providers
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods

from hamkke.accounts.views.demo import demo
from hamkke.accounts.views.families import end as end_family
from hamkke.accounts.views.families import families, paper, show_classes
from hamkke.accounts.views.guardian import guardian, refused
from hamkke.accounts.views.invitations import code, invitation
from hamkke.accounts.views.links import confirm_address, new_password
from hamkke.accounts.views.me import correct, erase, everything, export, me
from hamkke.accounts.views.memberships import membership
from hamkke.accounts.views.passkeys import remove_passkey
from hamkke.accounts.views.people import (
    add,
    decide,
    end,
    invite,
    print_letters,
    revoke,
    show_people,
)
from hamkke.accounts.views.providers import come_back, go_to
from hamkke.accounts.views.security import reset, second_factor, security, sessions
from hamkke.accounts.views.sessions import sign_in, sign_out
from hamkke.accounts.views.sign_up import child_notice, waiting
from hamkke.accounts.views.staff import confirm, take_file, template, undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.urls import URLPattern

identity: tuple[list[URLPattern], str] = (
    [
        path("sign-in/", sign_in, name="sign_in"),
        path("sign-out/", sign_out, name="sign_out"),
        path("membership/", membership, name="membership"),
        path("demo/", demo, name="demo"),
        path("code/", code, name="code"),
        path("invitations/<str:secret>/", invitation, name="invitation"),
        path("second-factor/", second_factor, name="second_factor"),
        path("sessions/", sessions, name="sessions"),
        path("lost-factor/", reset, name="reset"),
        path("waiting/", waiting, name="waiting"),
        path("notice/", child_notice, name="child_notice"),
        path("guardian/refused/", refused, name="guardian_refused"),
        path("guardian/<str:secret>/", guardian, name="guardian"),
        path("me/", me, name="me"),
        path("me/all/", everything, name="everything"),
        path("me/export.json", export, name="export"),
        path("me/correct/", correct, name="correct"),
        path("me/delete/", erase, name="erase"),
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

families_desk: tuple[list[URLPattern], str] = (
    [
        path("", show_classes, name="classes"),
        path("<int:class_group_id>/", families, name="families"),
        path("children/<int:change_id>/", paper, name="paper"),
        path("memberships/<int:membership_id>/end/", end_family, name="end"),
    ],
    "families_desk",
)


def _at(address: str, view: Callable[..., Any], name: str) -> URLPattern:
    """Allauth's views answer methods that no form of theirs sends: those are refused."""
    return path(address, require_http_methods(["GET", "HEAD", "POST"])(view), name=name)


allauth: Final[list[URLPattern]] = [
    path("sign-in/", sign_in, name="account_login"),
    _at("sign-in/second-factor/", factors.authenticate, "mfa_authenticate"),
    _at("sign-in/passkey/", passkeys.login_webauthn, "mfa_login_webauthn"),
    _at("sign-in/<slug:provider_id>/", go_to, "openid_connect_login"),
    _at("sign-in/<slug:provider_id>/back/", come_back, "openid_connect_callback"),
    _at("cancelled/", providers.login_cancelled, "socialaccount_login_cancelled"),
    _at("confirm/", account.reauthenticate, "account_reauthenticate"),
    _at("confirm/code/", factors.reauthenticate, "mfa_reauthenticate"),
    _at("confirm/passkey/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _at("password/", account.password_change, "account_change_password"),
    _at("password/first/", account.password_set, "account_set_password"),
    _at("password/forgotten/", account.password_reset, "account_reset_password"),
    _at("password/sent/", account.password_reset_done, "account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]{1,20})-(?P<key>[^/]{1,200})/$",
        new_password,
        name="account_reset_password_from_key",
    ),
    _at(
        "password/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    _at("address/", account.email, "account_email"),
    path("address/<str:key>/", confirm_address, name="account_confirm_email"),
    path("security/", security, name="mfa_index"),
    _at("security/app/", app.activate_totp, "mfa_activate_totp"),
    _at("security/app/remove/", app.deactivate_totp, "mfa_deactivate_totp"),
    _at("security/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _at("security/codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _at("security/passkeys/add/", passkeys.add_webauthn, "mfa_add_webauthn"),
    _at("security/passkeys/<int:pk>/remove/", remove_passkey, "mfa_remove_webauthn"),
    _at("providers/", providers.connections, "socialaccount_connections"),
]
