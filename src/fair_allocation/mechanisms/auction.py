"""An auction of places: near the optimum in a few passes, for `improvement` to finish.

Applicants bid for the session that leaves them most, by as much as makes it no better than the
second best, plus a step. The places of one session share a price: the lowest bid once all are
taken. Then sessions with places left over come down in price until they fill, or cost nothing. A
few rounds with ever smaller steps; in each all stay whose place is within a step of their best.

Sources: D. P. Bertsekas: The auction algorithm (1988); with D. A. Castañón on similar objects
(1989) and on unequal numbers, forward and reverse (1992).
"""

from typing import NamedTuple

import numpy as np

from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.mechanisms.assignment import Flags, Graph, State

NOTHING = -(2**62)


class Desk(NamedTuple):
    """Room to work on: who waits, the edges of each session, sessions in line, offers to one."""

    waiting: Int32s
    start: Int64s
    by_session: Int32s
    queue: Int32s
    queued: Flags
    offers: Int64s
    edges: Int32s


def run(graph: Graph, state: State, first_step: int, shrink: int, steps: int) -> None:
    """This function will improve a state until all are within the step 1 of their best."""
    n, m = len(graph.indptr) - 1, len(graph.full)
    wished = np.bincount(graph.session, minlength=m)
    most = int(wished.max(initial=0))
    desk = Desk(
        waiting=np.empty(n, np.int32),
        start=np.concatenate((np.zeros(1, np.int64), np.cumsum(wished))),
        by_session=np.argsort(graph.session, kind="stable").astype(np.int32),
        queue=np.empty(m, np.int32),
        queued=np.empty(m, np.bool_),
        offers=np.empty(most, np.int64),
        edges=np.empty(most, np.int32),
    )
    auction.on(steps)(graph, state, first_step, shrink, desk)


@Kernel
def auction(graph: Graph, state: State, first_step: int, shrink: int, desk: Desk) -> None:
    """This function will bid with ever smaller steps."""
    m = len(graph.full)
    step = first_step
    while True:
        count = let_go(graph, state, step, desk.waiting)
        for number in range(count):
            seat(graph, state, desk.waiting[number], step)
        fill_up(graph, state, step, desk)
        if step == 1:
            break
        # prices are a step or two too high: bidding again is cheaper than coming down
        for session in range(m):
            if not graph.full[session]:
                state.price[session] = max(0, state.price[session] - 2 * step)
        step = max(1, step // shrink)


@Kernel
def let_go(graph: Graph, state: State, step: int, waiting: Int32s) -> int:
    """This function will list those more than a step from their best, and take them out."""
    count = 0
    for applicant in range(len(graph.indptr) - 1):
        best = NOTHING if graph.must[applicant] else 0
        for edge in range(graph.indptr[applicant], graph.indptr[applicant + 1]):
            best = max(best, graph.weight[edge] - state.price[graph.session[edge]])
        given = state.given[applicant]
        has = NOTHING if graph.must[applicant] else 0
        if given != NONE:
            has = graph.weight[given] - state.price[graph.session[given]]
        if has < best - step:
            waiting[count] = applicant
            count += 1
            state.given[applicant] = NONE - 1
    for session in range(len(graph.full)):
        first = graph.seats[session]
        kept = 0
        for place in range(first, first + state.load[session]):
            if state.given[state.holder[place]] != NONE - 1:
                state.holder[first + kept] = state.holder[place]
                state.bid[first + kept] = state.price[session]
                kept += 1
        state.load[session] = kept
    return count


@Kernel
def seat(graph: Graph, state: State, applicant: int, step: int) -> None:
    """This function will have an applicant bid, then whom that drives out, until none is."""
    while applicant != NONE:
        best, second, chosen = NOTHING, NOTHING, NONE
        if not graph.must[applicant]:
            best = 0
        for edge in range(graph.indptr[applicant], graph.indptr[applicant + 1]):
            left = graph.weight[edge] - state.price[graph.session[edge]]
            if left > best:
                best, second, chosen = left, best, edge
            elif left > second:
                second = left
        state.given[applicant] = chosen
        if chosen == NONE:
            break
        session = graph.session[chosen]
        first, load = graph.seats[session], state.load[session]
        size = graph.seats[session + 1] - first
        bid = state.price[session] + best - second + step
        if size == 0:
            state.price[session] = bid
        elif load < size:
            rise(state.bid, state.holder, first, load, bid, applicant)
            state.load[session] = load + 1
            if load + 1 == size:
                state.price[session] = max(state.price[session], state.bid[first])
            break
        else:
            out = state.holder[first]
            sink(state.bid, state.holder, first, size, 0, bid, applicant)
            state.price[session] = state.bid[first]
            applicant = out


@Kernel
def fill_up(graph: Graph, state: State, step: int, desk: Desk) -> None:
    """This function will lower prices until each session is full, or may stay so and is free."""
    m = len(graph.full)
    queue, queued, offers = desk.queue, desk.queued, desk.offers
    for session in range(m):
        queued[session] = False
    head = tail = 0
    for session in range(m):
        tail = line_up(graph, state, session, queue, queued, tail)
    while head < tail:
        session = queue[head % m]
        head += 1
        queued[session] = False
        free = graph.seats[session + 1] - graph.seats[session] - state.load[session]
        if free > 0:
            count = best_offers(graph, state, session, free, desk)
            lower(graph, state, session, step, count, free, offers)
            for number in range(count):
                # of more offers than places the smallest, on top of the heap, sets the price
                left_out = count > free and number == 0
                if not left_out and offers[number] - state.price[session] >= step:
                    source = move(graph, state, desk.edges[number])
                    if source != NONE:
                        tail = line_up(graph, state, source, queue, queued, tail)
            for place in range(graph.seats[session], graph.seats[session] + state.load[session]):
                state.bid[place] = state.price[session]
            tail = line_up(graph, state, session, queue, queued, tail)


@Kernel
def line_up(
    graph: Graph, state: State, session: int, queue: Int32s, queued: Flags, tail: int
) -> int:
    """This function will queue a session that may not stay as empty as it is at its price."""
    size = graph.seats[session + 1] - graph.seats[session]
    wrong = graph.full[session] or state.price[session] > 0
    if state.load[session] < size and wrong and not queued[session]:
        queued[session] = True
        queue[tail % len(queue)] = session
        return tail + 1
    return tail


@Kernel
def best_offers(graph: Graph, state: State, session: int, free: int, desk: Desk) -> int:
    """This function will heap the best offers of others: one more than places, lowest on top."""
    offers, edges = desk.offers, desk.edges
    count = 0
    for at in range(desk.start[session], desk.start[session + 1]):
        edge = desk.by_session[at]
        given = state.given[graph.owner[edge]]
        if given == edge:
            continue
        offer = graph.weight[edge]
        if given != NONE:
            offer -= graph.weight[given] - state.price[graph.session[given]]
        if offer <= 0 and not graph.full[session]:
            continue
        if count <= free:
            rise(offers, edges, 0, count, offer, edge)
            count += 1
        elif offer > offers[0]:
            sink(offers, edges, 0, count, 0, offer, edge)
    return count


@Kernel
def lower(
    graph: Graph, state: State, session: int, step: int, count: int, free: int, offers: Int64s
) -> None:
    """This function will set the price a step below the best offer that finds no place."""
    price = 0
    if count > free or (graph.full[session] and count > 0):
        price = offers[0] - step
    price = min(price, state.price[session] - step)
    state.price[session] = price if graph.full[session] else max(0, price)


@Kernel
def move(graph: Graph, state: State, edge: int) -> int:
    """This function will seat an applicant on this edge, and return the session left."""
    applicant, given = graph.owner[edge], state.given[graph.owner[edge]]
    source = NONE
    if given != NONE:
        source = graph.session[given]
        take_out(graph, state, source, applicant)
    session = graph.session[edge]
    first, load = graph.seats[session], state.load[session]
    rise(state.bid, state.holder, first, load, state.price[session], applicant)
    state.load[session] = load + 1
    state.given[applicant] = edge
    return source


@Kernel
def take_out(graph: Graph, state: State, session: int, applicant: int) -> None:
    """This function will take an applicant out of the heap of a session."""
    first = graph.seats[session]
    hole = 0
    while state.holder[first + hole] != applicant:
        hole += 1
    load = state.load[session] - 1
    state.load[session] = load
    if hole < load:
        bid, last = state.bid[first + load], state.holder[first + load]
        above = (hole - 1) >> 1
        if hole > 0 and state.bid[first + above] > bid:
            rise(state.bid, state.holder, first, hole, bid, last)
        else:
            sink(state.bid, state.holder, first, load, hole, bid, last)


@Kernel
def rise(keys: Int64s, items: Int32s, first: int, hole: int, key: int, item: int) -> None:
    """This function will put an item into a hole of a heap, or as far up as it belongs."""
    while hole > 0:
        above = (hole - 1) >> 1
        if keys[first + above] <= key:
            break
        keys[first + hole], items[first + hole] = keys[first + above], items[first + above]
        hole = above
    keys[first + hole], items[first + hole] = key, item


@Kernel
def sink(
    keys: Int64s, items: Int32s, first: int, size: int, hole: int, key: int, item: int
) -> None:
    """This function will put an item into a hole of a heap, or as far down as it belongs."""
    while True:
        below = 2 * hole + 1
        if below >= size:
            break
        if below + 1 < size and keys[first + below + 1] < keys[first + below]:
            below += 1
        if keys[first + below] >= key:
            break
        keys[first + hole], items[first + hole] = keys[first + below], items[first + below]
        hole = below
    keys[first + hole], items[first + hole] = key, item
