"""The verification code of a document: the beginning of its content's SHA-256, made readable.

80 bits in 16 letters of Crockford's alphabet (no I, L, O, U), in groups of four. Two documents
share one by chance once in 10^24; who looks for a second text to a given code needs 2^80 trials.
"""

from __future__ import annotations

import re
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 16
HEX: Final = 20
READ_AS: Final = str.maketrans("OIL", "011")
CODE: Final = re.compile(rf"[{ALPHABET}]{{4}}(?:-[{ALPHABET}]{{4}}){{3}}")


def code_of(content_hash: str) -> str:
    """This function will return the code of a SHA-256 in hexadecimal, as 7K2M-…; four groups."""
    number = int(content_hash[:HEX], 16)
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return "-".join(letters[place : place + 4] for place in range(0, LENGTH, 4))


def hash_prefix(code: str) -> str:
    """This function will return how the hash of a typed code begins; empty if it is no code."""
    letters = re.sub(r"[\s-]", "", code).upper().translate(READ_AS)
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return ""
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    return f"{number:0{HEX}x}"


def codes_in(text: str) -> tuple[str, ...]:
    """This function will return the codes that stand in a text, each once, in their order."""
    return tuple(dict.fromkeys(CODE.findall(text)))
