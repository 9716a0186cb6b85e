"""The mechanisms on wishes that real people had."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fair_allocation import (
    MECHANISMS,
    Applicant,
    Bundle,
    Explainer,
    Instance,
    Session,
    allocate,
    verify_bundle,
)

if TYPE_CHECKING:
    from pathlib import Path

every_mechanism = pytest.mark.parametrize("mechanism", MECHANISMS)


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    found = shared_data / "data" / "allocation"
    if not found.is_dir():
        pytest.skip(f"the published wishes are not here: {found}")
    return found


def check(instance: Instance, mechanism: str) -> int:
    allocation = allocate(instance, mechanism=mechanism, seed="2003")
    assert verify_bundle(Bundle.of(instance, allocation)).ok
    explainer = Explainer(instance, allocation)
    for applicant in instance.applicants:
        assert len(explainer.explain(applicant.id).reasons) == len(applicant.wishes)
    return sum(len(places) for places in allocation.places.values())


@every_mechanism
def test_146_students_choose_among_9_courses(folder: Path, mechanism: str) -> None:
    applicants: list[Applicant] = []
    for line in (folder / "agh_2003.soc").read_text().splitlines():
        if not line.startswith("#"):
            count, ranking = line.split(": ")
            applicants += [
                Applicant(f"student {len(applicants) + n}", tuple(ranking.split(",")), quota=2)
                for n in range(int(count))
            ]
    assert len(applicants) == 146
    sessions = [Session(str(n), 30, minimum=15, slot=str(n % 4)) for n in range(1, 10)]
    # 292 wanted places, 270 there are: everything that runs is full or wished for by nobody more.
    assert 146 < check(Instance(applicants, sessions), mechanism) <= 270


@every_mechanism
def test_fairpyx_sample(folder: Path, mechanism: str) -> None:
    sample = json.loads((folder / "naor_input.json").read_text())
    applicants = [
        Applicant(name, tuple(sorted(values, key=lambda item: (-values[item], item))), quota=3)
        for name, values in sample["valuations"].items()
    ]
    sessions = [Session(name, places) for name, places in sample["item_capacities"].items()]
    assert check(Instance(applicants, sessions), mechanism) == 12
