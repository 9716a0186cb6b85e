"""What proves an invitation: a link sent by e-mail or a printed code, kept as keyed hashes only."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from django.utils.crypto import salted_hmac

# Without what looks or sounds alike: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET: Final = "34679ACDEFGHJKMNPQRTWXY"
# 23^12 ≈ 2^54: with 50,000 open invitations, 100 guesses a second find one in 70 years.
CODE_LENGTH: Final = 12
GROUP: Final = 4
LONGEST_SECRET: Final = 64
VALID_FOR: Final = timedelta(days=14)


def new_link() -> str:
    """This function will return the secret part of a link: 192 random bits."""
    return secrets.token_urlsafe(24)


def new_code() -> str:
    """This function will return a code to print, as A3C4-E6F7-H9J4."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, CODE_LENGTH, GROUP))


def hash_of(secret: str) -> str:
    """This function will return the keyed hash of a link or of a code however it was typed.

    The key is the installation's: who reads the table cannot try codes out.
    """
    typed = "".join(letter for letter in secret.upper() if letter.isalnum())
    is_code = len(typed) == CODE_LENGTH and set(typed) <= set(ALPHABET)
    return _hash("code:" + typed if is_code else "link:" + secret)


def hash_of_guardian(secret: str) -> str:
    """This function will return the keyed hash of a guardian's link, which opens no invitation."""
    return _hash("guardian:" + secret)


def _hash(text: str) -> str:
    return salted_hmac("hamkke.accounts.keys", text, algorithm="sha256").hexdigest()
