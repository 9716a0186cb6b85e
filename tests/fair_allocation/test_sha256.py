"""SHA-256 in lanes is SHA-256: NIST's vectors, and Python's own on anything."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair_allocation import compiled
from fair_allocation.sha256 import FEW, constants, digests

EVERYWHERE = st.text(st.characters(codec="utf-8"), max_size=150)


def by_python(prefix: bytes, texts: list[str]) -> list[str]:
    return [sha256(prefix + text.encode()).hexdigest() for text in texts]


def in_lanes(prefix: bytes, texts: list[str]) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "LITTLE", 0)
        words = digests(prefix, [*texts, *["filled up"] * (FEW + 1)])
    return ["".join(f"{word:016x}" for word in row) for row in words[: len(texts)].tolist()]


NIST = {  # FIPS 180-4, examples of the Computer Security Resource Center
    "abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq": (
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    "a" * 10**6: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
}


def test_the_published_vectors() -> None:
    assert in_lanes(b"", [*NIST]) == [*NIST.values()]


def test_the_constants_are_the_published_ones() -> None:
    first, added = constants()
    assert [first[0], first[7]] == [0x6A09E667, 0x5BE0CD19]
    assert [added[0], added[63]] == [0x428A2F98, 0xC67178F2]
    assert first.dtype == added.dtype == np.uint32


@given(prefix=st.binary(max_size=150), texts=st.lists(EVERYWHERE, max_size=20))
def test_it_is_what_hashlib_gives(prefix: bytes, texts: list[str]) -> None:
    assert in_lanes(prefix, texts) == by_python(prefix, texts)


@pytest.mark.parametrize("size", [54, 55, 56, 63, 64, 65, 119, 120, 10_000])
def test_every_end_of_a_block(size: int) -> None:
    texts = ["x" * size, "한" * (size // 3), "short", "with\0a nought", "", "\0"]
    for prefix in (b"", b"seed", b"p" * 64):
        assert in_lanes(prefix, texts) == by_python(prefix, texts)
