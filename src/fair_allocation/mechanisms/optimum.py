"""One round of the optimum: the best allocation of one place each, and the prices that prove it.

The weights (see `weights`) are packed into few numbers, the heaviest first. For the heaviest an
`auction` and its `improvement` find an optimum and exact prices; the next number then decides among
what is left open (`exchange`), and so on until nothing is open. Small counts are packed tightly, in
the hope that no path sums up more of them than fit; whether it did is found out at the end, when
the prices are written out and checked number by number (`price_paths.proves`). If not, all is done
again with more room. So what is returned is proved, or nothing is.
"""

from typing import NamedTuple

import numpy as np

from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.mechanisms import auction, exchange, improvement, price_paths
from fair_allocation.mechanisms.assignment import Flags, Graph, State, empty_state
from fair_allocation.mechanisms.price_paths import Scale, Table
from fair_allocation.mechanisms.weights import Counting

FRACTION_BITS = 6
"""The auction works in 64ths, so that its last step seldom leaves anything to improve."""
PASSES = 40
"""About so often every edge is looked at."""
BITS = (4, 8, 16)
"""Room for each count, tried in turn: no path of an allocation of any size needs more than 16."""


class Proved(NamedTuple):
    """The optimum: each applicant's edge (`NONE` without) and the prices, a row a session."""

    given: Int32s
    prices: Table


class Open(NamedTuple):
    """The tight part of a graph, and the numbers of its edges in the whole one."""

    graph: Graph
    state: State
    edges: Int64s


def find_optimum(
    indptr: Int64s, session: Int32s, kind: Int32s, capacity: Int64s, counting: Counting
) -> Proved | None:
    """This function will find the optimum and its proof, or None where no try was proved.

    The edges of applicant ``a`` are ``indptr[a]:indptr[a + 1]``, each with a session and a kind.
    """
    n, m = len(indptr) - 1, len(capacity)
    graph = Graph(
        indptr=indptr,
        session=session,
        weight=np.zeros(len(session), np.int64),
        owner=np.repeat(np.arange(n, dtype=np.int32), np.diff(indptr)),
        seats=np.concatenate((np.zeros(1, np.int64), np.cumsum(capacity, dtype=np.int64))),
        must=np.zeros(n, np.bool_),
        full=np.zeros(m, np.bool_),
    )
    if not len(session):
        return Proved(
            np.full(n, NONE, np.int32), np.zeros((m, len(counting.full().plus)), np.int64)
        )
    for bits in BITS:
        found = _try(graph, kind, counting, bits)
        if found is not None:
            return found
    return None


def _try(graph: Graph, kind: Int32s, counting: Counting, bits: int) -> Proved | None:
    packed, tops = counting.packed(bits)
    full = counting.full()
    steps = PASSES * (len(graph.session) + len(graph.must))
    whole = Open(graph, empty_state(graph), np.arange(len(graph.session)))
    known = np.zeros((len(tops), len(graph.seats)), np.int64)
    last = whole
    for row, top in enumerate(tops):
        last.graph.weight[:] = _weights(packed, row, last.graph.owner, kind[last.edges])
        if row == 0:
            _auction(last.graph, last.state, top, bits, steps)
        else:
            rest = _open_part(last, steps)
            if rest is not None:
                _decide(last, rest, top, bits, steps)
        improvement.run(last.graph, last.state, steps)
        known[row] = last.state.price
        last = _tight(last, steps)
    if _open_part(last, steps) is not None:
        return None  # the lottery left a tie
    state = whole.state
    given = last.state.given
    state.given[:] = NONE
    held = given != NONE
    state.given[held] = last.edges[given[held]]
    _seat(graph, state)
    prices = price_paths.least_prices(graph, state, kind, packed, full, known, steps)
    if not price_paths.proves.on(steps)(graph, state, kind, full, prices):
        return None
    return Proved(state.given, prices[:, :-1].T)


def _weights(scale: Scale, row: int, owner: Int32s, kind: Int32s) -> Int64s:
    merit = scale.merit[scale.source[row]]
    weights: Int64s = scale.times[row][kind]
    weights *= merit[owner]
    weights += scale.plus[row][kind]
    return weights


def _auction(graph: Graph, state: State, top: int, bits: int, steps: int) -> None:
    """This function will bring a state near the optimum, starting with an eighth of a unit."""
    graph.weight[:] <<= FRACTION_BITS
    first_step = 1 << (top + FRACTION_BITS - 3)
    auction.run(graph, state, first_step, 1 << bits, steps)
    graph.weight[:] >>= FRACTION_BITS
    state.price[:] >>= FRACTION_BITS


def _tight(found: Open, steps: int) -> Open:
    """This function will keep the tight edges only; what must be full or served stays so."""
    graph, state, edges = found
    tight, must = exchange.tight_edges(graph, state, steps)
    kept = np.flatnonzero(tight)
    counts = np.bincount(graph.owner[kept], minlength=len(must))
    new_number = np.cumsum(tight) - 1
    held = state.given != NONE
    given = np.full(len(must), NONE, np.int32)
    given[held] = new_number[state.given[held]]
    tight_graph = Graph(
        indptr=np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))),
        session=graph.session[kept],
        weight=graph.weight[kept],
        owner=graph.owner[kept],
        seats=graph.seats,
        must=must,
        full=graph.full | (state.price[:-1] != 0),
    )
    price = np.zeros_like(state.price)
    return Open(tight_graph, state._replace(given=given, price=price), edges[kept])


def _open_part(found: Open, steps: int) -> Open | None:
    """This function will return those who can still exchange places among one another, if any.

    The applicants are numbered anew; the sessions keep their numbers and as many places as these
    applicants hold. None may leave the strongly connected part of the exchange graph.
    """
    graph, state, _ = found
    start, arcs = exchange.exchange_arcs(graph, state, steps)
    part = exchange.strong_parts(start, arcs, steps)
    n, m = len(graph.must), len(graph.full)
    node = improvement.sessions_of(state, graph)
    inside = part[graph.session] == part[node[graph.owner]]
    without = ~graph.must & (part[node] == part[m])
    options = np.bincount(graph.owner[inside], minlength=n) + without
    movable = options > 1
    if not movable.any():
        return None
    kept = np.flatnonzero(inside & movable[graph.owner])
    new_number = np.cumsum(movable) - 1
    counts = np.bincount(new_number[graph.owner[kept]], minlength=int(movable.sum()))
    spare = np.where(graph.full | (part[:m] != part[m]), 0, np.diff(graph.seats) - state.load)
    places = np.bincount(node[movable], minlength=m + 1)[:m] + spare
    core = Graph(
        indptr=np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))),
        session=graph.session[kept],
        weight=graph.weight[kept],
        owner=new_number[graph.owner[kept]].astype(np.int32),
        seats=np.concatenate((np.zeros(1, np.int64), np.cumsum(places))),
        must=~without[movable],
        full=graph.full | (part[:m] != part[m]),
    )
    return Open(core, empty_state(core), kept)


def _decide(found: Open, core: Open, top: int, bits: int, steps: int) -> None:
    """This function will bring those who can still exchange near the optimum of a finer weight."""
    graph, state, _ = found
    core.graph.weight[:] = graph.weight[core.edges]
    _auction(core.graph, core.state, top, bits, steps)
    given = core.state.given
    held = given != NONE
    movable = np.unique(graph.owner[core.edges])
    state.given[movable] = NONE
    state.given[movable[held]] = core.edges[given[held]]
    state.price[:] = core.state.price
    _seat(graph, state)


def _seat(graph: Graph, state: State) -> None:
    """This function will list the holders of each session anew."""
    m = len(graph.full)
    node = improvement.sessions_of(state, graph)
    order = np.argsort(node, kind="stable")
    load = np.bincount(node, minlength=m + 1)[:m]
    state.load[:] = load
    held = order[: int(load.sum())]
    offset = np.arange(len(held)) - np.repeat(np.cumsum(load) - load, load)
    state.holder[np.repeat(graph.seats[:m], load) + offset] = held


__all__ = ["Flags", "Proved", "find_optimum"]
