"""How many places the cancellation rule lost: the rule against an optimum, by CP-SAT.

Finding the cancellations that serve most is NP-hard, so the mechanisms follow a rule that anybody
can follow by hand (see `mechanisms.cancellation`). Here its price is measured where it was paid.

The **core**: the cancelled sessions, all who wish for one of them, and every session those wish
for. Everybody else keeps their places, and those are taken out of capacity and minimum. In the core
CP-SAT gives as many places as it can, within wishes, capacity, quota, slots and programs, each
session at its minimum or closed. It knows no order and no reserve: ``best`` bounds what any rule
could have given in the core, it is no allocation to publish.

Needs OR-Tools, the extra ``minimums``. One thread and a bound of deterministic time, so that the
answer is the same everywhere; where the bound ends the search, ``proved`` is False.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from fair_allocation.allocation import Allocation
from fair_allocation.columns import NONE, Int64s
from fair_allocation.errors import CoreTooLarge, SolverMissing
from fair_allocation.instance import Instance

MOST_WISHES = 200_000
EFFORT = 20.0
"""The bound, in CP-SAT's deterministic seconds."""


@dataclass(frozen=True)
class Comparison:
    """Places served in the core by the rule, and the most that were possible.

    ``best`` was found; no more than ``bound`` are possible.
    """

    applicants: int
    sessions: int
    by_rule: int
    best: int
    bound: int

    @property
    def proved(self) -> bool:
        """Whether ``best`` is the optimum."""
        return self.best == self.bound

    @property
    def lost(self) -> int:
        """How many places more than the rule gave were found."""
        return self.best - self.by_rule


def compare(instance: Instance, allocation: Allocation) -> Comparison:
    """This function will measure what the cancellations of an allocation cost.

    Raises `SolverMissing`, `CoreTooLarge`.
    """
    start, place = allocation.numbered(instance)
    cancelled = np.zeros(len(instance.session_ids), np.bool_)
    cancelled[[instance.session_number_of[name] for name in allocation.cancelled]] = True
    owner = np.repeat(np.arange(len(instance.quota)), np.diff(instance.wish_indptr))
    core = np.unique(owner[cancelled[instance.wish_session] & (instance.quota[owner] > 0)])
    in_core = np.zeros(len(instance.quota), np.bool_)
    in_core[core] = True
    wishes = np.flatnonzero(in_core[owner])
    if len(wishes) > MOST_WISHES:
        raise CoreTooLarge(len(wishes), MOST_WISHES)
    holder = np.repeat(np.arange(len(instance.quota)), np.diff(start))
    outside = np.bincount(place[~in_core[holder]], minlength=len(cancelled))
    by_rule = int(in_core[holder].sum())
    sessions = len(np.unique(instance.wish_session[wishes]))
    if not by_rule and not len(wishes):
        return Comparison(0, 0, 0, 0, 0)
    best, bound = _most_places(instance, owner, wishes, outside, by_rule)
    return Comparison(len(core), sessions, by_rule, best, bound)


def _most_places(
    instance: Instance, owner: Int64s, wishes: Int64s, outside: Int64s, at_least: int
) -> tuple[int, int]:
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - an extra
    except ImportError:
        raise SolverMissing from None
    model = _model(cp_model, instance, owner, wishes, outside)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = EFFORT
    status = solver.solve(model)
    bound = round(solver.best_objective_bound)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return at_least, bound
    return max(at_least, round(solver.objective_value)), bound


def _model(
    cp_model: Any, instance: Instance, owner: Int64s, wishes: Int64s, outside: Int64s
) -> Any:
    model = cp_model.CpModel()
    by_applicant: dict[int, list[Any]] = {}
    by_session: dict[int, list[Any]] = {}
    by_label: dict[tuple[int, str, int], list[Any]] = {}
    chosen = []
    for wish in wishes.tolist():
        applicant, session = int(owner[wish]), int(instance.wish_session[wish])
        taken = model.new_bool_var("")
        chosen.append(taken)
        by_applicant.setdefault(applicant, []).append(taken)
        by_session.setdefault(session, []).append(taken)
        for kind, label in (("slot", instance.slot), ("program", instance.program)):
            if label[session] != NONE:
                by_label.setdefault((applicant, kind, int(label[session])), []).append(taken)
    for applicant, mine in by_applicant.items():
        model.add(sum(mine) <= min(len(mine), int(instance.quota[applicant])))
    for together in by_label.values():
        if len(together) > 1:
            model.add_at_most_one(together)
    _run_or_close(model, instance, outside, by_session)
    model.maximize(sum(chosen))
    return model


def _run_or_close(
    model: Any, instance: Instance, outside: Int64s, by_session: dict[int, list[Any]]
) -> None:
    for session, asked in by_session.items():
        room = int(instance.capacity[session] - outside[session])
        short = int(instance.minimum[session] - outside[session])
        runs = model.new_bool_var("")
        if outside[session]:
            model.add(runs == 1)  # those outside the core keep their places
        model.add(sum(asked) <= room * runs)
        model.add(sum(asked) >= short * runs)
