"""The exact end of an optimisation: prices that prove a state the best, or a chain to better it.

Prices prove it if nobody would do better elsewhere at them. They are raised wherever somebody
would (label correction); if that ever runs in a circle, the applicants on it change places, all of
them together to a greater sum. So it ends, at the greatest sum.

Source: M. Klein: A primal method for minimal cost flows (1967); B. V. Cherkassky, A. V. Goldberg:
Negative-cycle detection algorithms (1999), with circles looked for among the parents.
"""

from typing import NamedTuple

import numpy as np

from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.mechanisms.assignment import Flags, Graph, State

FREE_PLACE = -1
"""What moves along: a free place, or an edge, or (from `LEAVES` down) somebody who goes without."""
LEAVES = -2


class Desk(NamedTuple):
    """Room to work on, one number a node: where a price came from, nodes in line, circles found."""

    parent: Int32s
    mover: Int32s
    queue: Int32s
    queued: Flags
    mark: Int32s
    circles: Int32s


def run(graph: Graph, state: State, steps: int) -> int:
    """This function will make a state the best and its prices exact; return how often it moved."""
    nodes = len(graph.full) + 1
    parent, queue = np.full(nodes, NONE, np.int32), np.arange(nodes, dtype=np.int32)
    mover, mark, circles = np.empty((3, nodes), np.int32)
    desk = Desk(parent, mover, queue, np.ones(nodes, np.bool_), mark, circles)
    return improve.on(steps)(graph, state, desk)


@Kernel
def improve(graph: Graph, state: State, desk: Desk) -> int:
    """This function will raise prices until they prove the state, or turn circles."""
    nodes = len(graph.full) + 1
    parent, mover, queue, queued = desk.parent, desk.mover, desk.queue, desk.queued
    head, tail, raised, moved = 0, nodes, 0, 0
    while head < tail:
        node = queue[head % nodes]
        head += 1
        queued[node] = False
        before = tail
        if node < nodes - 1:
            tail = raise_by_holders(graph, state, node, parent, mover, (queue, queued), tail)
        else:
            tail = raise_by_others(graph, state, parent, mover, (queue, queued), tail)
        raised += tail - before
        if raised > nodes or head == tail:
            raised = 0
            found = find_circles(parent, desk.mark, desk.circles)
            for number in range(found):
                start = desk.circles[number]
                tail = turn(graph, state, start, parent, mover, (queue, queued), tail)
            if found:
                for node in range(nodes):
                    parent[node] = NONE
                moved += found
    without = state.price[nodes - 1]
    for node in range(nodes):
        state.price[node] -= without
    return moved


@Kernel
def raise_by_holders(
    graph: Graph,
    state: State,
    session: int,
    parent: Int32s,
    mover: Int32s,
    queue: tuple[Int32s, Flags],
    tail: int,
) -> int:
    """This function will raise all prices at which somebody of this session would rather move."""
    without = len(graph.full)
    first, load = graph.seats[session], state.load[session]
    for place in range(first, first + load):
        applicant = state.holder[place]
        base = state.price[session] - graph.weight[state.given[applicant]]
        for edge in range(graph.indptr[applicant], graph.indptr[applicant + 1]):
            target, price = graph.session[edge], base + graph.weight[edge]
            if price > state.price[target]:
                state.price[target], parent[target], mover[target] = price, session, edge
                tail = put(queue, target, tail)
        if not graph.must[applicant] and base > state.price[without]:
            state.price[without], parent[without] = base, session
            mover[without] = LEAVES - applicant
            tail = put(queue, without, tail)
    spare = load < graph.seats[session + 1] - first and not graph.full[session]
    if spare and state.price[session] > state.price[without]:
        state.price[without], parent[without] = state.price[session], session
        mover[without] = FREE_PLACE
        tail = put(queue, without, tail)
    return tail


@Kernel
def raise_by_others(
    graph: Graph,
    state: State,
    parent: Int32s,
    mover: Int32s,
    queue: tuple[Int32s, Flags],
    tail: int,
) -> int:
    """This function will raise prices at which one without would come, and those below 0."""
    without = len(graph.full)
    base = state.price[without]
    for applicant in range(len(graph.indptr) - 1):
        if state.given[applicant] == NONE:
            for edge in range(graph.indptr[applicant], graph.indptr[applicant + 1]):
                target, price = graph.session[edge], base + graph.weight[edge]
                if price > state.price[target]:
                    state.price[target], parent[target], mover[target] = price, without, edge
                    tail = put(queue, target, tail)
    for target in range(without):
        if not graph.full[target] and base > state.price[target]:
            state.price[target], parent[target], mover[target] = base, without, FREE_PLACE
            tail = put(queue, target, tail)
    return tail


@Kernel
def put(queue: tuple[Int32s, Flags], node: int, tail: int) -> int:
    """This function will queue a node that is not queued yet."""
    nodes, queued = queue
    if queued[node]:
        return tail
    queued[node] = True
    nodes[tail % len(nodes)] = node
    return tail + 1


@Kernel
def find_circles(parent: Int32s, mark: Int32s, found: Int32s) -> int:
    """This function will write one node of each circle of parents, and count them."""
    for node in range(len(parent)):
        mark[node] = NONE
    count = 0
    for start in range(len(parent)):
        node = start
        while node != NONE and mark[node] == NONE:
            mark[node] = start
            node = parent[node]
        if node != NONE and mark[node] == start:
            found[count] = node
            count += 1
    return count


@Kernel
def turn(
    graph: Graph,
    state: State,
    start: int,
    parent: Int32s,
    mover: Int32s,
    queue: tuple[Int32s, Flags],
    tail: int,
) -> int:
    """This function will move everybody of a circle on by one, and queue its sessions."""
    node = start
    while True:
        if mover[node] != FREE_PLACE and parent[node] < len(graph.full):
            edge = mover[node]
            leave(graph, state, parent[node], graph.owner[edge] if edge >= 0 else LEAVES - edge)
        node = parent[node]
        if node == start:
            break
    while True:
        edge = mover[node]
        if edge <= LEAVES:
            state.given[LEAVES - edge] = NONE
        elif edge != FREE_PLACE:
            state.given[graph.owner[edge]] = edge
            state.holder[graph.seats[node] + state.load[node]] = graph.owner[edge]
            state.load[node] += 1
        tail = put(queue, node, tail)
        node = parent[node]
        if node == start:
            break
    return tail


@Kernel
def leave(graph: Graph, state: State, session: int, applicant: int) -> None:
    """This function will strike an applicant off the holders of a session."""
    place = graph.seats[session]
    while state.holder[place] != applicant:
        place += 1
    state.load[session] -= 1
    state.holder[place] = state.holder[graph.seats[session] + state.load[session]]


def sessions_of(state: State, graph: Graph) -> Int64s:
    """This function will return each applicant's session, m for going without."""
    without = len(graph.full)
    given = state.given
    if not len(graph.session):
        return np.full(len(given), without, np.int64)
    return np.where(given == NONE, without, graph.session[given]).astype(np.int64)
