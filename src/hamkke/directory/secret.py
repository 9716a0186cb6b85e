"""What opens an applicant's own page: kept as a keyed hash only."""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac


def new_secret() -> str:
    """This function will return the secret part of an address: 192 random bits."""
    return secrets.token_urlsafe(24)


def hash_of(secret: str) -> str:
    """This function will return the keyed hash of a secret."""
    return salted_hmac("hamkke.directory.secret", secret, algorithm="sha256").hexdigest()
