"""What a person holds in the hand: an authenticator app, and a device with passkeys."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import TYPE_CHECKING

from tests.journeys.conftest import FILLED

if TYPE_CHECKING:
    from playwright.sync_api import Page


def code_of(secret: str, steps: int = 0) -> str:
    """This function will return the six digits that an app shows now, or `steps` half minutes on."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    offset = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def set_up_app(page: Page) -> tuple[str, list[str]]:
    """This function will register an app on its page; return its secret and the recovery codes."""
    secret = page.locator(".hk-secret").inner_text()
    page.locator("[name=code]").fill(code_of(secret))
    page.locator(FILLED).click()
    page.wait_for_url("**/accounts/security/codes/")
    return secret, page.locator(".hk-codes code").all_inner_texts()


def hold_passkeys(page: Page) -> None:
    """This function will put a device into the page's browser that confirms by finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
