"""What the optimum is measured against: general solvers, given the same markets.

Each returns the edge of each applicant (-1 without), or None where it does not finish or is not
meant for the size. The weights are the usual ones of a flow: a power of 16 for each rank, and on
top the group of need tier and past losses. They know no lottery, and give no proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import highspy
import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.optimize import linear_sum_assignment

if TYPE_CHECKING:
    from fair_allocation import Instance

BASE: Final = 16


class Edges:
    """The wishes of a market as edges with weights."""

    def __init__(self, instance: Instance) -> None:
        """Number the edges as the instance does its wishes."""
        bounds = instance.wish_indptr
        self.n, self.m = len(instance.applicant_ids), len(instance.session_ids)
        self.applicant = np.repeat(np.arange(self.n), np.diff(bounds))
        self.session = instance.wish_session.astype(np.int64)
        self.rank = np.arange(len(self.session)) - bounds[self.applicant]
        self.capacity = instance.capacity.astype(np.int64)
        merit = (instance.need_tier.astype(np.int64) << 31) | instance.past_losses
        self.group = np.unique(merit, return_inverse=True)[1].reshape(-1) + 1
        longest = int(np.diff(bounds).max(initial=0))
        self.weight = BASE ** (longest - 1 - self.rank).astype(np.int64)
        self.weight += self.group[self.applicant] * np.int64(BASE) ** longest


def min_cost_flow_of(edges: Edges) -> np.ndarray:
    """OR-Tools, minimum-cost flow."""
    n, m, count = edges.n, edges.m, len(edges.session)
    source, sink = n + m, n + m + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    ones, zeros = np.ones(count, np.int64), np.zeros(max(n, m), np.int64)
    add = flow.add_arcs_with_capacity_and_unit_cost
    add(edges.applicant, n + edges.session, ones, -edges.weight)
    add(np.full(n, source), np.arange(n), np.ones(n, np.int64), zeros[:n])
    add(n + np.arange(m), np.full(m, sink), edges.capacity, zeros[:m])
    add([source], [sink], [n], [0])
    flow.set_nodes_supplies([source, sink], [n, -n])
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("OR-Tools did not find the optimum")
    return _given(edges, flow.flows(np.arange(count)) > 0)


def linear_sum_assignment_of(edges: Edges) -> np.ndarray:
    """SciPy, linear_sum_assignment: one column a place."""
    column = np.concatenate(([0], np.cumsum(edges.capacity)))
    value = np.zeros((edges.n, column[-1] + edges.n))
    number = np.full(value.shape, -1)
    for edge, (a, s) in enumerate(zip(edges.applicant, edges.session, strict=True)):
        value[a, column[s] : column[s + 1]] = float(edges.weight[edge])
        number[a, column[s] : column[s + 1]] = edge
    rows, columns = linear_sum_assignment(value, maximize=True)
    return number[rows, columns]


def highs_of(edges: Edges) -> np.ndarray:
    """HiGHS, linear program (its corners are whole)."""
    count = len(edges.session)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, edges.n + edges.m
    model.col_cost_ = -edges.weight.astype(float)
    model.col_lower_, model.col_upper_ = np.zeros(count), np.ones(count)
    model.row_lower_ = np.full(model.num_row_, -highspy.kHighsInf)
    model.row_upper_ = np.concatenate((np.ones(edges.n), edges.capacity)).astype(float)
    model.a_matrix_.start_ = np.arange(0, 2 * count + 1, 2)
    model.a_matrix_.index_ = np.stack((edges.applicant, edges.n + edges.session), 1).reshape(-1)
    model.a_matrix_.value_ = np.ones(2 * count)
    solver.passModel(model)
    solver.run()
    return _given(edges, np.array(solver.getSolution().col_value) > 0.5)


def _given(edges: Edges, chosen: np.ndarray) -> np.ndarray:
    given = np.full(edges.n, -1)
    given[edges.applicant[chosen]] = np.flatnonzero(chosen)
    return given
