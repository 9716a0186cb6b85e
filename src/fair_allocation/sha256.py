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
LANES = 16
ROUNDS = 64
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


def digests(prefix: bytes, texts: Sequence[str]) -> NDArray[np.uint64]:
    """This function will return the digest of prefix ‖ text for each text, a row of four words."""
    call = hash_all.on(STEPS * len(texts))
    if len(texts) <= FEW or call is hash_all.interpreted:
        found = b"".join([sha256(prefix + text.encode()).digest() for text in texts])
        return np.frombuffer(found, ">u8").astype(np.uint64).reshape(len(texts), WORDS)
    words = np.empty((len(texts), WORDS), np.uint64)
    row = Texts(np.frombuffer(prefix, np.uint8), *_in_a_row(texts))
    call(row, constants(), np.empty(WORK + 8 * LANES, np.uint32), words)
    return words


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
        longest = 0
        for lane in range(count):
            longest = max(longest, blocks_of(texts, first + lane))
        for at in range(8 * LANES):
            lanes[STATE + at] = constants.first[at // LANES]
        for at in range(longest):
            for lane in range(count):
                fill(texts, first + lane, at, lanes, lane)
            compress(constants.added, lanes)
            for lane in range(count):
                if at < blocks_of(texts, first + lane):
                    add(lanes, lane)
        for lane in range(count):
            for number in range(WORDS):
                high = np.uint64(lanes[STATE + LANES * 2 * number + lane])
                low = np.uint64(lanes[STATE + LANES * (2 * number + 1) + lane])
                words[first + lane, number] = (high << np.uint64(32)) | low


@Kernel
def add(lanes: NDArray[np.uint32], lane: int) -> None:
    """This function will add the work on a block to the state of a lane."""
    for number in range(8):
        lanes[STATE + LANES * number + lane] += lanes[WORK + LANES * number + lane]


@Kernel
def blocks_of(texts: Texts, number: int) -> int:
    """This function will return how many blocks a text takes: 9 bytes more than it has."""
    size = len(texts.prefix) + texts.bounds[number + 1] - texts.bounds[number] - 1
    return int((size + 9 + BLOCK - 1) // BLOCK)


@Kernel
def fill(texts: Texts, number: int, at: int, lanes: NDArray[np.uint32], lane: int) -> None:
    """This function will put one block of a text into its lane: bytes, a 1, zeros, the length."""
    start, head = BLOCK * at, len(texts.prefix)
    begin = texts.bounds[number]
    size = head + texts.bounds[number + 1] - begin - 1
    for word in range(16):
        lanes[LANES * word + lane] = 0
    for place in range(start, min(start + BLOCK, head)):
        put(lanes, lane, place - start, texts.prefix[place])
    for place in range(max(start, head), min(start + BLOCK, size)):
        put(lanes, lane, place - start, texts.text[begin + place - head])
    if start <= size < start + BLOCK:
        put(lanes, lane, size - start, np.uint8(0x80))
    if start + BLOCK >= size + 9:
        lanes[LANES * 14 + lane] = 8 * size >> 32
        lanes[LANES * 15 + lane] = 8 * size & 0xFFFFFFFF


@Kernel
def put(lanes: NDArray[np.uint32], lane: int, place: int, byte: np.uint8) -> None:
    """This function will put a byte into the words of a block, the greatest of a word first."""
    lanes[LANES * (place >> 2) + lane] |= np.uint32(
        np.uint32(byte) << np.uint32(24 - 8 * (place & 3))
    )


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
    for number in range(ROUNDS):
        for lane in range(LANES):
            at = WORK + lane
            a, b, c = lanes[at], lanes[at + LANES], lanes[at + 2 * LANES]
            e, f, g = lanes[at + 4 * LANES], lanes[at + 5 * LANES], lanes[at + 6 * LANES]
            mixed = np.uint32(turn(e, 6) ^ turn(e, 11) ^ turn(e, 25))
            chosen = np.uint32(g ^ (e & (f ^ g)))
            more = np.uint32(lanes[at + 7 * LANES] + mixed)
            more = np.uint32(more + np.uint32(chosen + added[number]))
            more = np.uint32(more + lanes[LANES * number + lane])
            spread = np.uint32(turn(a, 2) ^ turn(a, 13) ^ turn(a, 22))
            most = np.uint32((a & b) | (c & (a | b)))
            lanes[at + 7 * LANES] = g
            lanes[at + 6 * LANES] = f
            lanes[at + 5 * LANES] = e
            lanes[at + 4 * LANES] = np.uint32(lanes[at + 3 * LANES] + more)
            lanes[at + 3 * LANES] = c
            lanes[at + 2 * LANES] = b
            lanes[at + LANES] = a
            lanes[at] = np.uint32(more + np.uint32(spread + most))


@Kernel
def turn(word: np.uint32, by: int) -> np.uint32:
    """This function will turn the bits of a word to the right."""
    return np.uint32(np.uint32(word >> np.uint32(by)) | np.uint32(word << np.uint32(32 - by)))
