"""What the kernels of the optimum work on: who may have which session, and who has it now.

An applicant *goes without* a place at the value 0. To the kernels that is one more session, with
number m, where everybody finds room.
"""

from typing import NamedTuple

import numpy as np

from fair_allocation.columns import NONE, Int32s, Int64s

Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


class Graph(NamedTuple):
    """The wishes as edges with weights, and the places.

    The edges of applicant ``a`` are ``indptr[a]:indptr[a + 1]``; each has its ``session``,
    ``weight`` and ``owner``. The places of session ``s`` are ``seats[s]:seats[s + 1]``. An
    applicant with ``must`` may not go without; a session with ``full`` may leave no place free.
    """

    indptr: Int64s
    session: Int32s
    weight: Int64s
    owner: Int32s
    seats: Int64s
    must: Flags
    full: Flags


class State(NamedTuple):
    """Who has what. ``given`` is the edge of each applicant, `NONE` for going without.

    ``holder[seats[s]:seats[s] + load[s]]`` are those who have session ``s``, ``bid`` what each of
    them offers. ``price`` has one number more: the price of going without, in the end 0.
    """

    given: Int32s
    price: Int64s
    load: Int64s
    holder: Int32s
    bid: Int64s


def empty_state(graph: Graph) -> State:
    """This function will return the state in which all go without and all is free of charge."""
    places = int(graph.seats[-1])
    return State(
        given=np.full(len(graph.indptr) - 1, NONE, np.int32),
        price=np.zeros(len(graph.seats), np.int64),
        load=np.zeros(len(graph.seats) - 1, np.int64),
        holder=np.empty(places, np.int32),
        bid=np.zeros(places, np.int64),
    )
