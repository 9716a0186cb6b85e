"""The weights of the optimum: what counts, in its order, and how many of it one number can hold."""

from dataclasses import dataclass

import numpy as np

from fair_allocation.columns import Int64s
from fair_allocation.mechanisms.price_paths import Scale, Table

ROOM = 52
"""Bits of one packed number; the rest is for sums along paths, and for the auction's fractions."""
LOTTERY_BITS = 32
LONGEST_LIST = 64


@dataclass(frozen=True)
class Counting:
    """What the full scale is made of: groups of merit, ranks of wishes, reserved places, lottery.

    ``group`` is 1 for the last group of equal need tier and past losses, more for those before;
    ``lottery`` has one row for each word of the lottery keys, the greater number first.
    """

    group: Int64s
    ranks: int
    reserves: bool
    lottery: Table

    def full(self) -> Scale:
        """This function will return the scale with one row for each thing that counts."""
        words = len(self.lottery)
        first_word = 2 + self.ranks
        source = np.zeros(first_word + words, np.int64)
        source[first_word:] = np.arange(1, words + 1)
        times = np.zeros((len(source), kinds(self.ranks)), np.int64)
        plus = np.zeros_like(times)
        rank, reserved, is_open = kind_parts(self.ranks)
        times[0] = 1
        for row in range(1, self.ranks + 1):
            plus[row] = rank == row
        plus[self.ranks + 1] = reserved
        times[first_word:] = 2 * (max(LONGEST_LIST, self.ranks) - rank) + is_open
        return Scale(np.vstack((self.group, self.lottery)), source, times, plus)

    def packed(self, bits: int) -> tuple[Scale, list[int]]:
        """This function will put many rows into one number, each counting up to 2^(bits - 1).

        Also returns the topmost bit of each packed row. Each lottery word keeps a row of its own.
        """
        full = self.full()
        first_word = 2 + self.ranks
        rows: list[list[int]] = [[0]]
        used = int(self.group.max(initial=0)).bit_length()
        for row in range(1, first_word - (not self.reserves)):
            if used + bits > ROOM:
                rows.append([])
                used = 0
            rows[-1].append(row)
            used += bits
        tops = [bits * (len(together) - 1) for together in rows]
        rows += [[row] for row in range(first_word, len(full.plus))]
        tops += [LOTTERY_BITS + LONGEST_LIST.bit_length()] * len(self.lottery)
        times = np.zeros((len(rows), full.times.shape[1]), np.int64)
        plus = np.zeros_like(times)
        for number, together in enumerate(rows):
            for place, row in enumerate(reversed(together)):
                times[number] += full.times[row] << (bits * place)
                plus[number] += full.plus[row] << (bits * place)
        source = np.array([full.source[together[0]] for together in rows], np.int64)
        return Scale(full.merit, source, times, plus), tops


def kinds(ranks: int) -> int:
    """This function will return how many kinds of edges there are."""
    return 4 * (ranks + 1)


def kind_parts(ranks: int) -> tuple[Int64s, Int64s, Int64s]:
    """This function will return rank, reserved place (0, 1) and open place (0, 1) of each kind."""
    kind = np.arange(kinds(ranks))
    return kind >> 2, (kind >> 1) & 1, kind & 1
