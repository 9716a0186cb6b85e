"""What is still open at the best prices: the edges that cost nobody anything, and their circles.

At exact prices an applicant can have exactly those edges that leave as much as the one held
(*tight* ones) without harm to the sum. Only applicants who exchange along a circle of tight edges
can have something else at the same sum; all others are settled. So the next, finer weight decides
among the tight edges within one strongly connected part of the exchange graph, and whoever has no
such edge keeps what is held.

Source: R. Tarjan: Depth-first search and linear graph algorithms (1972).
"""

import numpy as np

from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.mechanisms.assignment import Flags, Graph, State


def tight_edges(graph: Graph, state: State, steps: int) -> tuple[Flags, Flags]:
    """This function will tell which edges are tight, and whose going without is not."""
    tight = np.empty(len(graph.session), np.bool_)
    must = np.empty(len(graph.indptr) - 1, np.bool_)
    mark_tight.on(steps)(graph, state, tight, must)
    return tight, must


@Kernel
def mark_tight(graph: Graph, state: State, tight: Flags, must: Flags) -> None:
    """This function will mark tight edges, and those whose going without is not tight."""
    for applicant in range(len(must)):
        given, left = state.given[applicant], 0
        if given != NONE:
            left = graph.weight[given] - state.price[graph.session[given]]
        must[applicant] = graph.must[applicant] or left != 0
        for edge in range(graph.indptr[applicant], graph.indptr[applicant + 1]):
            tight[edge] = graph.weight[edge] - state.price[graph.session[edge]] == left


def exchange_arcs(graph: Graph, state: State, steps: int) -> tuple[Int64s, Int32s]:
    """This function will return the exchange graph of sessions: who holds one may go to another.

    Bounds and targets by session; the last node is going without. All edges are taken for tight.
    """
    m = len(graph.full)
    start = np.zeros(m + 2, np.int64)
    arcs = np.empty(len(graph.session) + len(state.given) + 2 * m, np.int32)
    count = list_arcs.on(steps)(graph, state, start, arcs)
    return start, arcs[:count]


@Kernel
def list_arcs(graph: Graph, state: State, start: Int64s, arcs: Int32s) -> int:
    """This function will write bounds and targets of the exchange graph, and count the latter."""
    m = len(graph.full)
    count = 0
    for session in range(m):
        count = arcs_of_session(graph, state, session, arcs, count)
        start[session + 1] = count
    for applicant in range(len(state.given)):
        if state.given[applicant] == NONE:
            for edge in range(graph.indptr[applicant], graph.indptr[applicant + 1]):
                arcs[count] = graph.session[edge]
                count += 1
    for session in range(m):
        if not graph.full[session]:
            arcs[count] = session
            count += 1
    start[m + 1] = count
    return count


@Kernel
def arcs_of_session(graph: Graph, state: State, session: int, arcs: Int32s, count: int) -> int:
    """This function will list where the holders of a session, and its free places, may go."""
    first, without = graph.seats[session], len(graph.full)
    for place in range(first, first + state.load[session]):
        applicant = state.holder[place]
        for edge in range(graph.indptr[applicant], graph.indptr[applicant + 1]):
            arcs[count] = graph.session[edge]
            count += graph.session[edge] != session
        if not graph.must[applicant]:
            arcs[count] = without
            count += 1
    if state.load[session] < graph.seats[session + 1] - first and not graph.full[session]:
        arcs[count] = without
        count += 1
    return count


def strong_parts(start: Int64s, arcs: Int32s, steps: int) -> Int32s:
    """This function will number the strongly connected parts of a graph, for each node."""
    nodes = len(start) - 1
    part, low, index, path, open_nodes = np.full((5, nodes), NONE, np.int32)
    search.on(steps)(start, arcs, (start[:-1].copy(), low, index, path, open_nodes), part)
    return part


@Kernel
def search(
    start: Int64s, arcs: Int32s, desk: tuple[Int64s, Int32s, Int32s, Int32s, Int32s], part: Int32s
) -> None:
    """This function will search in depth; a part is found when its first node is left."""
    at, low, index, path, open_nodes = desk
    nodes = len(part)
    counter = parts = opened = 0
    for root in range(nodes):
        depth = 0
        if index[root] == NONE:
            path[0], depth = root, 1
        while depth:
            node = path[depth - 1]
            if index[node] == NONE:
                index[node] = low[node] = counter
                counter += 1
                open_nodes[opened] = node
                opened += 1
            if at[node] < start[node + 1]:
                target = arcs[at[node]]
                at[node] += 1
                if index[target] == NONE:
                    path[depth] = target
                    depth += 1
                elif part[target] == NONE:
                    low[node] = min(low[node], index[target])
            else:
                depth -= 1
                if depth:
                    low[path[depth - 1]] = min(low[path[depth - 1]], low[node])
                if low[node] == index[node]:
                    opened = close_part(open_nodes, opened, node, part, parts)
                    parts += 1


@Kernel
def close_part(open_nodes: Int32s, opened: int, node: int, part: Int32s, number: int) -> int:
    """This function will number all nodes opened since this one, itself included."""
    while True:
        opened -= 1
        part[open_nodes[opened]] = number
        if open_nodes[opened] == node:
            return opened
