"""Whether exchanges that cost nobody anything can go in a circle: then there are equal optima."""

import numpy as np
from numpy.typing import NDArray

from fair_allocation.columns import Int32s, Int64s
from fair_allocation.compiled import Kernel


def has_circle(
    arcs: Int32s, spare: NDArray[np.bool_], free: NDArray[np.bool_], steps: int = 0
) -> bool:
    """This function will tell whether exchanges can go in a circle.

    Places with one left, and going without, are one node, the last: free places move among them.
    From it a free place can go to any session that costs nothing. Nodes that nothing leads to are
    taken away until none is left, or a circle.
    """
    nodes = len(spare) + 1
    node = np.arange(nodes, dtype=np.int32)
    node[:-1][spare] = nodes - 1
    tails, heads = node[arcs[0]], node[arcs[1]]
    if (tails == heads).any():
        return True
    fills = free & ~spare
    ahead = np.bincount(heads, minlength=nodes)
    ahead[:-1] += fills
    start = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.bincount(tails, minlength=nodes))))
    grouped = heads[np.argsort(tails, kind="stable")]
    return goes_round.on(steps)(start, grouped, ahead, fills, np.empty(nodes, np.int32))


@Kernel
def goes_round(
    start: Int64s, heads: Int32s, ahead: Int64s, fills: NDArray[np.bool_], ready: Int32s
) -> bool:
    """This function will take away what nothing leads to, and tell whether anything stays."""
    nodes, count, done = len(ready), 0, 0
    for one in range(nodes):
        if ahead[one] == 0:
            ready[count] = one
            count += 1
    while done < count:
        one = ready[done]
        done += 1
        for number in range(start[one], start[one + 1]):
            count = count_down(ahead, heads[number], ready, count)
        if one == nodes - 1:
            for session in range(nodes - 1):
                if fills[session]:
                    count = count_down(ahead, session, ready, count)
    return count < nodes


@Kernel
def count_down(ahead: Int64s, node: int, ready: Int32s, count: int) -> int:
    """This function will note that one fewer is ahead of a node, and whether none is any more."""
    ahead[node] -= 1
    if ahead[node] == 0:
        ready[count] = node
        return count + 1
    return count
