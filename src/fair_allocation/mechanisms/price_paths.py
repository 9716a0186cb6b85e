"""Prices as vectors of small whole numbers, that prove an allocation the best one.

The least prices at which nobody would do better elsewhere are sums along paths: the price of a
session is what those would gain who could come, each of them moving on, if it had one place more.
Summed up component by component they are vectors, to be compared in lexicographic order. A search
by E. W. Dijkstra (1959) finds the paths, led by prices that were found before.
"""

from typing import NamedTuple

import numpy as np

from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.mechanisms.assignment import Graph, State

Table = np.ndarray[tuple[int, int], np.dtype[np.int64]]


class Scale(NamedTuple):
    """The weights of edges, one row for each number in a weight, the heaviest first.

    An edge of applicant ``a`` and kind ``k`` weighs ``merit[source[row], a] * times[row, k] +
    plus[row, k]`` in each row.
    """

    merit: Table
    source: Int64s
    times: Table
    plus: Table


class Desk(NamedTuple):
    """Room to work on.

    ``key`` is the known price less the price found so far: the nearest session is least. ``heap``
    orders the sessions, each at its ``place``; ``fresh`` is a key on trial.
    """

    key: Table
    parent: Int32s
    edge_in: Int32s
    heap: Int32s
    place: Int32s
    fresh: Int64s


def least_prices(
    graph: Graph,
    state: State,
    kind: Int32s,
    packed: Scale,
    full: Scale,
    known: Table,
    steps: int,
) -> Table:
    """This function will return the least prices: a row for each row of the full scale.

    ``known`` are any exact prices on the packed scale, whose numbers compare as the full ones do.
    """
    nodes = len(graph.full) + 1
    desk = Desk(
        key=known.copy(),
        parent=np.full(nodes, nodes - 1, np.int32),
        edge_in=np.full(nodes, NONE, np.int32),
        heap=np.arange(nodes - 1, dtype=np.int32),
        place=np.arange(nodes, dtype=np.int32),
        fresh=np.empty(len(known), np.int64),
    )
    prices = np.zeros((len(full.plus), nodes), np.int64)
    find_paths.on(steps)(graph, state, kind, packed, full, known, desk, prices)
    return prices


@Kernel
def find_paths(
    graph: Graph,
    state: State,
    kind: Int32s,
    packed: Scale,
    full: Scale,
    known: Table,
    desk: Desk,
    prices: Table,
) -> None:
    """This function will find the path to each session, the nearest first, and its price."""
    key, parent, edge_in, heap, place, fresh = desk
    for applicant in range(len(state.given)):
        if state.given[applicant] == NONE:
            relax(graph, applicant, NONE, kind, packed, (known, key, fresh), (parent, edge_in))
    size = len(heap)
    for number in range(size // 2 - 1, -1, -1):
        settle(heap, place, size, number, key)
    while size:
        node = heap[0]
        size -= 1
        place[node] = NONE
        if size:
            heap[0] = heap[size]
            place[heap[0]] = 0
            settle(heap, place, size, 0, key)
        add_up(graph, state, kind, full, node, parent[node], edge_in[node], prices)
        first = graph.seats[node]
        for at in range(first, first + state.load[node]):
            applicant = state.holder[at]
            given = state.given[applicant]
            for edge in range(graph.indptr[applicant], graph.indptr[applicant + 1]):
                target = graph.session[edge]
                if place[target] != NONE and shorter(
                    node, target, applicant, given, edge, kind, packed, (known, key, fresh)
                ):
                    for row in range(len(fresh)):
                        key[row, target] = fresh[row]
                    parent[target], edge_in[target] = node, edge
                    climb(heap, place, place[target], key)


@Kernel
def relax(
    graph: Graph,
    applicant: int,
    given: int,
    kind: Int32s,
    packed: Scale,
    keys: tuple[Table, Table, Int64s],
    came: tuple[Int32s, Int32s],
) -> None:
    """This function will note that one who goes without would come to each session wished for."""
    without = len(graph.full)
    _, key, fresh = keys
    parent, edge_in = came
    for edge in range(graph.indptr[applicant], graph.indptr[applicant + 1]):
        target = graph.session[edge]
        if shorter(without, target, applicant, given, edge, kind, packed, keys):
            for row in range(len(fresh)):
                key[row, target] = fresh[row]
            parent[target], edge_in[target] = without, edge


@Kernel
def shorter(
    node: int,
    target: int,
    applicant: int,
    given: int,
    edge: int,
    kind: Int32s,
    packed: Scale,
    keys: tuple[Table, Table, Int64s],
) -> bool:
    """This function will tell whether an edge leads nearer to its session, and how near."""
    known, key, fresh = keys
    lead = 0
    for row in range(len(fresh)):
        merit = packed.merit[packed.source[row], applicant]
        gain = merit * packed.times[row, kind[edge]] + packed.plus[row, kind[edge]]
        if given != NONE:
            gain -= merit * packed.times[row, kind[given]] + packed.plus[row, kind[given]]
        fresh[row] = known[row, target] - (known[row, node] - key[row, node]) - gain
        if lead == 0:
            lead = key[row, target] - fresh[row]
            if lead < 0:
                return False
    return lead > 0


@Kernel
def add_up(
    graph: Graph,
    state: State,
    kind: Int32s,
    full: Scale,
    node: int,
    parent: int,
    edge: int,
    prices: Table,
) -> None:
    """This function will add what the last edge of a path gains to the price at its start."""
    if edge == NONE:
        return
    applicant = graph.owner[edge]
    given = state.given[applicant]
    for row in range(len(prices)):
        merit = full.merit[full.source[row], applicant]
        gain = merit * full.times[row, kind[edge]] + full.plus[row, kind[edge]]
        if given != NONE:
            gain -= merit * full.times[row, kind[given]] + full.plus[row, kind[given]]
        prices[row, node] = prices[row, parent] + gain


@Kernel
def before(one: int, other: int, key: Table) -> bool:
    """This function will tell whether one node is nearer than another."""
    for row in range(len(key)):
        if key[row, one] != key[row, other]:
            nearer: bool = key[row, one] < key[row, other]
            return nearer
    return False


@Kernel
def climb(heap: Int32s, place: Int32s, number: int, key: Table) -> None:
    """This function will move a node of the heap up to where it belongs."""
    node = heap[number]
    while number > 0:
        above = (number - 1) >> 1
        if not before(node, heap[above], key):
            break
        heap[number] = heap[above]
        place[heap[number]] = number
        number = above
    heap[number] = node
    place[node] = number


@Kernel
def settle(heap: Int32s, place: Int32s, size: int, number: int, key: Table) -> None:
    """This function will move a node of the heap down to where it belongs."""
    node = heap[number]
    while True:
        below = 2 * number + 1
        if below >= size:
            break
        if below + 1 < size and before(heap[below + 1], heap[below], key):
            below += 1
        if not before(heap[below], node, key):
            break
        heap[number] = heap[below]
        place[heap[number]] = number
        number = below
    heap[number] = node
    place[node] = number


@Kernel
def proves(graph: Graph, state: State, kind: Int32s, full: Scale, prices: Table) -> bool:
    """This function will tell whether prices prove the state the best, number by number."""
    nothing = len(graph.full)
    for session in range(nothing):
        sign = compare(NONE, nothing, NONE, session, 0, kind, full, prices)
        spare = state.load[session] < graph.seats[session + 1] - graph.seats[session]
        if sign < 0 or (spare and sign != 0):
            return False
    for applicant in range(len(state.given)):
        given, held = state.given[applicant], nothing
        if given != NONE:
            held = graph.session[given]
            if compare(given, held, NONE, nothing, applicant, kind, full, prices) < 0:
                return False
        for edge in range(graph.indptr[applicant], graph.indptr[applicant + 1]):
            target = graph.session[edge]
            if compare(given, held, edge, target, applicant, kind, full, prices) < 0:
                return False
    return True


@Kernel
def compare(
    one: int,
    session: int,
    other: int,
    target: int,
    applicant: int,
    kind: Int32s,
    full: Scale,
    prices: Table,
) -> int:
    """This function will compare what two edges leave: 1 if the first more, -1 if less, 0."""
    for row in range(len(prices)):
        more = prices[row, target] - prices[row, session]
        merit = full.merit[full.source[row], applicant] if one != other else 0
        if one != NONE:
            more += merit * full.times[row, kind[one]] + full.plus[row, kind[one]]
        if other != NONE:
            more -= merit * full.times[row, kind[other]] + full.plus[row, kind[other]]
        if more != 0:
            return 1 if more > 0 else -1
    return 0
