"""Whether exchanges that cost nobody anything can go in a circle: then there are equal optima."""

import numpy as np
from numpy.typing import NDArray

from fair_allocation.columns import Int32s, Int64s
from fair_allocation.compiled import Kernel


@Kernel
def has_circle(arcs: Int32s, spare: NDArray[np.bool_], free: NDArray[np.bool_]) -> bool:
    """This function will tell whether exchanges can go in a circle.

    Places with one left, and going without, are one node, the last: free places move among them.
    From it a free place can go to any session that costs nothing. Nodes that nothing leads to are
    taken away until none is left, or a circle.
    """
    nodes = len(spare) + 1
    node = np.arange(nodes).astype(np.int32)
    node[:-1][spare] = nodes - 1
    moved = node[arcs[0]] == node[arcs[1]]
    if moved.any():
        return True
    ahead = np.zeros(nodes, np.int64)
    ahead[:-1] += free & ~spare
    start, heads = group_by_tail(node[arcs[0]], node[arcs[1]], ahead)
    ready, count, done = np.empty(nodes, np.int32), 0, 0
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
                if free[session] and not spare[session]:
                    count = count_down(ahead, session, ready, count)
    return count < nodes


@Kernel
def group_by_tail(tails: Int32s, heads: Int32s, ahead: Int64s) -> tuple[Int64s, Int32s]:
    """This function will sort arcs by their tails, and count those that lead to each node."""
    start = np.zeros(len(ahead) + 1, np.int64)
    for number in range(len(tails)):
        start[tails[number] + 1] += 1
        ahead[heads[number]] += 1
    for tail in range(len(ahead)):
        start[tail + 1] += start[tail]
    at, grouped = start[:-1].copy(), np.empty(len(heads), np.int32)
    for number in range(len(tails)):
        grouped[at[tails[number]]] = heads[number]
        at[tails[number]] += 1
    return start, grouped


@Kernel
def count_down(ahead: Int64s, node: int, ready: Int32s, count: int) -> int:
    """This function will note that one fewer is ahead of a node, and whether none is any more."""
    ahead[node] -= 1
    if ahead[node] == 0:
        ready[count] = node
        return count + 1
    return count
