"""SHA-256 of many texts behind one prefix, several side by side.

Of few texts Python's own hashlib takes the digests; of many a loop, which the processor works off
in lanes. Tests hold the loop to hashlib and to the vectors that NIST published (FIPS 180-4).
"""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fair_allocation.columns import Int64s
from fair_allocation.compiled import Kernel

WORDS = 4
"""Words of 64 bits in a digest."""
BLOCK = 64
LANES = 32
ROUNDS = 64
LAST = 3
"""The last byte of a word."""
STATE, WORK = LANES * ROUNDS, LANES * (ROUNDS + 8)
FEW = 64
"""Up to so many texts hashlib is as fast."""
STEPS = 20
"""About how much work a text is: see `compiled.Kernel.on`."""

Bytes = NDArray[np.uint8]


class Texts(NamedTuple):
    """A prefix, and texts in a row, a byte between: where each begins, and one would follow."""

    prefix: Bytes
    text: Bytes
    bounds: Int64s


class Constants(NamedTuple):
    """Where SHA-256 starts from and what it adds in each round."""

    first: NDArray[np.uint32]
    added: NDArray[np.uint32]


def digests(prefix: bytes, texts: Sequence[str], words: int = WORDS) -> NDArray[np.uint64]:
    """This function will return the digest of prefix ‖ text for each text, a row of words.

    The first words are enough to compare nearly all.
    """
    call = hash_all.on(STEPS * len(texts))
    if len(texts) <= FEW or call is hash_all.interpreted:
        found = b"".join([sha256(prefix + text.encode()).digest() for text in texts])
        rows = np.frombuffer(found, ">u8").reshape(len(texts), WORDS)
        return rows[:, :words].astype(np.uint64, order="C")
    written = np.empty((len(texts), words), np.uint64)
    row = Texts(np.frombuffer(prefix, np.uint8), *_in_a_row(texts))
    call(row, constants(), np.empty(WORK + 8 * LANES, np.uint32), written)
    return written


def _in_a_row(texts: Sequence[str]) -> tuple[Bytes, Int64s]:
    """This function will return the texts' bytes, a byte between, and where each begins."""
    encoded = "\0".join(texts).encode()
    row = np.frombuffer(encoded, np.uint8)
    bounds = np.zeros(len(texts) + 1, np.int64)
    if encoded.count(0) == len(texts) - 1:
        bounds[1:-1] = np.flatnonzero(row == 0)
        bounds[-1] = len(row)
        bounds[1:] += 1
    else:
        np.cumsum([len(text.encode()) + 1 for text in texts], out=bounds[1:])
    return row, bounds


@cache
def constants() -> Constants:
    """This function will compute the constants: bits of roots of the first primes."""
    primes = [n for n in range(2, 312) if all(n % d for d in range(2, n))]
    first = [_fraction_of_root(prime, 2) for prime in primes[:8]]
    added = [_fraction_of_root(prime, 3) for prime in primes[:ROUNDS]]
    return Constants(np.array(first, np.uint32), np.array(added, np.uint32))


def _fraction_of_root(number: int, degree: int) -> int:
    """This function will return the first 32 bits behind the point of a root, exactly."""
    low, high = 0, number << 32
    while low < high:
        middle = (low + high + 1) // 2
        if middle**degree <= number << (32 * degree):
            low = middle
        else:
            high = middle - 1
    return low % 2**32


@Kernel
def hash_all(
    texts: Texts,
    constants: Constants,
    lanes: NDArray[np.uint32],
    words: NDArray[np.uint64],
) -> None:
    """This function will write the digests, as many at a time as there are lanes.

    ``lanes`` has, for each lane side by side, the rounds' words, the state and the work on it.
    """
    for first in range(0, len(words), LANES):
        count = min(LANES, len(words) - first)
        shortest = longest = blocks_of(texts, first)
        for lane in range(1, count):
            blocks = blocks_of(texts, first + lane)
            shortest, longest = min(shortest, blocks), max(longest, blocks)
        for at in range(8 * LANES):
            lanes[STATE + at] = constants.first[at // LANES]
        for at in range(longest):
            fill(texts, first, count, at, lanes)
            compress(constants.added, lanes)
            if at < shortest:
                for word in range(8 * LANES):
                    lanes[STATE + word] += lanes[WORK + word]
            else:
                add_where_longer(texts, first, count, at, lanes)
        for lane in range(count):
            for number in range(words.shape[1]):
                high = np.uint64(lanes[STATE + LANES * 2 * number + lane])
                low = np.uint64(lanes[STATE + LANES * (2 * number + 1) + lane])
                words[first + lane, number] = (high << np.uint64(32)) | low


@Kernel
def add_where_longer(
    texts: Texts, first: int, count: int, at: int, lanes: NDArray[np.uint32]
) -> None:
    """This function will add the work on a block to the state of those lanes that have it."""
    for lane in range(count):
        if at < blocks_of(texts, first + lane):
            for number in range(8):
                lanes[STATE + LANES * number + lane] += lanes[WORK + LANES * number + lane]


@Kernel
def blocks_of(texts: Texts, number: int) -> int:
    """This function will return how many blocks a text takes: 9 bytes more than it has."""
    size = len(texts.prefix) + texts.bounds[number + 1] - texts.bounds[number] - 1
    return int((size + 9 + BLOCK - 1) // BLOCK)


@Kernel
def fill(texts: Texts, first: int, count: int, at: int, lanes: NDArray[np.uint32]) -> None:
    """This function will put a block of each text into its lane."""
    for word in range(16 * LANES):
        lanes[word] = 0
    for lane in range(count):
        fill_lane(texts, first + lane, at, lanes, lane)


@Kernel
def fill_lane(texts: Texts, number: int, at: int, lanes: NDArray[np.uint32], lane: int) -> None:
    """This function will put one block of a text into its lane: bytes, a 1, zeros, the length."""
    start, head = BLOCK * at, len(texts.prefix)
    begin = texts.bounds[number]
    size = head + texts.bounds[number + 1] - begin - 1
    word = np.int64(0)
    for place in range(start, min(start + BLOCK, size)):
        byte = texts.prefix[place] if place < head else texts.text[begin + place - head]
        word = (word << 8 | np.int64(byte)) & 0xFFFFFFFF
        if place % 4 == LAST:
            lanes[LANES * ((place - start) // 4) + lane] = word
    if start <= size < start + BLOCK:
        word = (word << 8 | 0x80) << 8 * (LAST - size % 4)
        lanes[LANES * ((size - start) // 4) + lane] = word & 0xFFFFFFFF
    if start + BLOCK >= size + 9:
        lanes[LANES * 14 + lane] = 8 * size >> 32
        lanes[LANES * 15 + lane] = 8 * size & 0xFFFFFFFF


@Kernel
def compress(added: NDArray[np.uint32], lanes: NDArray[np.uint32]) -> None:
    """This function will run the 64 rounds in all lanes at once."""
    for number in range(16, ROUNDS):
        for lane in range(LANES):
            at = LANES * number + lane
            two, fifteen = lanes[at - 2 * LANES], lanes[at - 15 * LANES]
            one = turn(two, 17) ^ turn(two, 19) ^ np.uint32(two >> np.uint32(10))
            other = turn(fifteen, 7) ^ turn(fifteen, 18) ^ np.uint32(fifteen >> np.uint32(3))
            lanes[at] = np.uint32(lanes[at - 7 * LANES] + lanes[at - 16 * LANES]) + np.uint32(
                one + other
            )
    for at in range(8 * LANES):
        lanes[WORK + at] = lanes[STATE + at]
    for number in range(0, ROUNDS, 8):
        eight_rounds(added, lanes, number)


@Kernel
def eight_rounds(added: NDArray[np.uint32], lanes: NDArray[np.uint32], number: int) -> None:
    """This function will run eight rounds in all lanes, after which a is called a again."""
    for lane in range(LANES):
        at = WORK + lane
        a, b, c, d = lanes[at], lanes[at + LANES], lanes[at + 2 * LANES], lanes[at + 3 * LANES]
        e, f = lanes[at + 4 * LANES], lanes[at + 5 * LANES]
        g, h = lanes[at + 6 * LANES], lanes[at + 7 * LANES]
        word = LANES * number + lane
        d, h = mix(a, b, c, d, e, f, g, h, added[number], lanes[word])
        c, g = mix(h, a, b, c, d, e, f, g, added[number + 1], lanes[word + LANES])
        b, f = mix(g, h, a, b, c, d, e, f, added[number + 2], lanes[word + 2 * LANES])
        a, e = mix(f, g, h, a, b, c, d, e, added[number + 3], lanes[word + 3 * LANES])
        h, d = mix(e, f, g, h, a, b, c, d, added[number + 4], lanes[word + 4 * LANES])
        g, c = mix(d, e, f, g, h, a, b, c, added[number + 5], lanes[word + 5 * LANES])
        f, b = mix(c, d, e, f, g, h, a, b, added[number + 6], lanes[word + 6 * LANES])
        e, a = mix(b, c, d, e, f, g, h, a, added[number + 7], lanes[word + 7 * LANES])
        lanes[at], lanes[at + LANES], lanes[at + 2 * LANES], lanes[at + 3 * LANES] = a, b, c, d
        lanes[at + 4 * LANES], lanes[at + 5 * LANES] = e, f
        lanes[at + 6 * LANES], lanes[at + 7 * LANES] = g, h


@Kernel
def mix(  # noqa: PLR0913, PLR0917 - the standard's names
    a: np.uint32,
    b: np.uint32,
    c: np.uint32,
    d: np.uint32,
    e: np.uint32,
    f: np.uint32,
    g: np.uint32,
    h: np.uint32,
    added: np.uint32,
    word: np.uint32,
) -> tuple[np.uint32, np.uint32]:
    """This function will run one round; return what becomes of d and of h."""
    mixed = np.uint32(turn(e, 6) ^ turn(e, 11) ^ turn(e, 25))
    chosen = np.uint32(g ^ (e & (f ^ g)))
    more = np.uint32(np.uint32(h + mixed) + np.uint32(chosen + np.uint32(added + word)))
    spread = np.uint32(turn(a, 2) ^ turn(a, 13) ^ turn(a, 22))
    most = np.uint32((a & b) | (c & (a | b)))
    return np.uint32(d + more), np.uint32(more + np.uint32(spread + most))


@Kernel
def turn(word: np.uint32, by: int) -> np.uint32:
    """This function will turn the bits of a word to the right."""
    return np.uint32(np.uint32(word >> np.uint32(by)) | np.uint32(word << np.uint32(32 - by)))
