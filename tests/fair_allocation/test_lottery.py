from __future__ import annotations

import shutil
import subprocess

import pytest

from fair_allocation import Applicant, Instance, lottery_key, published_order
from fair_allocation.errors import InvalidSeed


def test_the_key_is_the_digest_of_seed_and_id_and_nothing_else() -> None:
    # The digest of "abc" as FIPS 180 prints it.
    assert lottery_key("a", "bc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert lottery_key("ab", "c") == lottery_key("a", "bc")


@pytest.mark.parametrize(
    ("seed", "applicant"), [("1193", "a-17"), ("동행", "금천 3-2"), ("%s", "\\")]
)
def test_anybody_can_redo_it_in_a_shell(seed: str, applicant: str) -> None:
    shell = shutil.which("sh")
    assert shell, "a POSIX shell is part of every system hamkke runs on"
    script = """printf '%s%s' "$SEED" "$APPLICANT_ID" | sha256sum"""
    done = subprocess.run(
        [shell, "-c", script],
        env={"SEED": seed, "APPLICANT_ID": applicant, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.split()[0] == lottery_key(seed, applicant)


def test_the_order_is_need_then_past_losses_then_the_smaller_key() -> None:
    applicants = [
        Applicant("x"),
        Applicant("y"),
        Applicant("z"),
        Applicant("lost once", past_losses=1),
        Applicant("lost twice", past_losses=2),
        Applicant("in need", need_tier=1),
        Applicant("in need, lost once", need_tier=1, past_losses=1),
    ]
    order = [a.id for a in published_order(Instance(applicants, []), seed="2026")]
    assert order[:4] == ["in need, lost once", "in need", "lost twice", "lost once"]
    assert order[4:] == sorted("xyz", key=lambda name: lottery_key("2026", name))


def test_another_seed_makes_another_order() -> None:
    instance = Instance([Applicant(f"a{n}") for n in range(20)], [])
    assert published_order(instance, seed="1") != published_order(instance, seed="2")


def test_refuses_an_empty_seed() -> None:
    with pytest.raises(InvalidSeed):
        published_order(Instance([], []), seed="")
