"""Identity providers (OpenID Connect) as the environment names them; imported by the settings."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit


class BadProvidersError(ValueError):
    """HAMKKE_OIDC is not what it should be; the text says where."""


def read_providers(text: str) -> list[dict[str, Any]]:
    """This function will read HAMKKE_OIDC into the form that allauth takes.

    `text` is a JSON list of objects: `id`, `name`, `issuer`, `client_id`, `secret`, and, if a
    confirmed address of this provider may sign in its owner without a link made before,
    `"trust_addresses": true`. Raises BadProvidersError.
    """
    if not text.strip():
        return []
    try:
        return [_provider(item) for item in json.loads(text)]
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        msg = f"HAMKKE_OIDC: {error!r}: a JSON list of id, name, issuer, client_id, secret is meant"
        raise BadProvidersError(msg) from error


def provider_origins(providers: list[dict[str, Any]]) -> list[str]:
    """This function will return the origins to which signing in leads."""
    addresses = [urlsplit(item["settings"]["server_url"]) for item in providers]
    return [f"{address.scheme}://{address.netloc}" for address in addresses]


def _provider(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "provider_id": str(item["id"]),
        "name": str(item["name"]),
        "client_id": str(item["client_id"]),
        "secret": str(item["secret"]),
        "settings": {
            "server_url": str(item["issuer"]),
            "email_authentication": item.get("trust_addresses") is True,
        },
    }
