"""The addresses of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hamkke.accounts.views.demo import demo
from hamkke.accounts.views.memberships import membership
from hamkke.accounts.views.sessions import sign_in, sign_out

if TYPE_CHECKING:
    from django.urls import URLPattern

identity: tuple[list[URLPattern], str] = (
    [
        path("sign-in/", sign_in, name="sign_in"),
        path("sign-out/", sign_out, name="sign_out"),
        path("membership/", membership, name="membership"),
        path("demo/", demo, name="demo"),
    ],
    "accounts",
)
