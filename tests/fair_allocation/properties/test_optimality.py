"""The checker of the optimum, on certificates made by hand: no mechanism is run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from fair_allocation.instance import Applicant, Instance, Session
from fair_allocation.properties import circles, optimality
from fair_allocation.properties.certificate import CertificateUnreadable
from tests.fair_allocation.properties.build import given

PAIR = Instance(
    [Applicant("a", ("S", "T")), Applicant("b", ("S",))], [Session("S", 1), Session("T", 1)]
)
BEST = given(a="T", b="S")
RESERVED = Instance(
    [Applicant("own", ("S",), district="D"), Applicant("other", ("S",))],
    [Session("S", 1, district="D", reserve=1)],
)


def proof(prices: dict[str, list[int]], **more: Any) -> dict[str, Any]:
    return {"lottery_words": 1, "rounds": [{"prices": prices, **more}]}


def found(certificate: Any, places: Any = BEST, instance: Instance = PAIR) -> list[Any]:
    return optimality.find(instance, replace(places, certificate=certificate))


# a has T: what S offers more (a first wish, a better lottery sum) must cost it no less.
PRICE = {"S": [1]}


def test_prices_that_prove_it_are_accepted() -> None:
    assert found(proof(PRICE)) == []
    assert found(proof({"S": [0, 5]})) == []


def test_without_prices_nothing_is_proved() -> None:
    assert found(proof({})) == [optimality.BetterElsewhere(1, "a", "S")]
    assert found({"lottery_words": 1, "rounds": []}) == [optimality.BetterElsewhere(1, "a", "S")]


def test_a_price_too_high_drives_somebody_out() -> None:
    assert found(proof({"S": [2]})) == [optimality.WorseThanNothing(1, "b")]


def test_a_negative_price_is_named() -> None:
    assert optimality.PriceWrong(1, "S", reserved=False) in found(proof({"S": [-1]}))


def test_a_free_place_with_a_price_is_named() -> None:
    names = {type(v) for v in found(proof(PRICE), given(a="S", b=""))}
    assert names == {optimality.BetterElsewhere}
    free = found(proof({**PRICE, "T": [0, 0, 1]}), given(a="", b="S"))
    assert optimality.PriceWrong(1, "T", reserved=False) in free


def test_a_worse_allocation_has_no_proof() -> None:
    for first in range(-1, 3):
        for second in range(-2, 3):
            prices = {"S": [first, second], "T": [0, second]}
            assert found(proof(prices), given(a="S", b=""))
            assert found(proof(prices), given(a="", b="S"))


def test_more_on_a_place_than_there_are() -> None:
    assert optimality.PlacesWrong(1, "S") in found(proof(PRICE), given(a="S", b="S"))


def test_reserved_places_have_holders_and_prices_of_their_own() -> None:
    places = given(own="S", other="")
    good = {"reserved_prices": {"S": [1, 1, 0, 2**45]}, "on_reserved": ["own"]}
    assert found(proof({}, **good), places, RESERVED) == []
    nobody = {**good, "on_reserved": []}
    assert optimality.PlacesWrong(1, "S") in found(proof({}, **nobody), places, RESERVED)
    stranger = {**good, "on_reserved": ["own", "other"]}
    wrong = CertificateUnreadable("certificate.rounds[0].on_reserved")
    assert wrong in found(proof({}, **stranger), places, RESERVED)
    swapped = found(proof({}, **{**good, "on_reserved": ["other"]}), given(own="", other="S"), RESERVED)  # fmt: skip
    assert optimality.BetterElsewhere(1, "own", "S") in swapped


def test_what_is_left_after_the_last_round_is_seen() -> None:
    instance = Instance([Applicant("a", ("S", "T"), quota=2)], [Session("S", 1), Session("T", 1)])
    assert found(proof({}), given(a="S"), instance) == [optimality.BetterElsewhere(2, "a", "T")]
    both = {"lottery_words": 1, "rounds": [{"prices": {}}, {"prices": {}}]}
    assert found(both, given(a="S T"), instance) == []


def test_a_circle_of_free_exchanges_is_not_unique() -> None:
    arcs = np.array([[0, 1], [1, 0]], np.int32)
    no, yes = np.zeros(2, np.bool_), np.ones(2, np.bool_)
    assert circles.has_circle(arcs, no, no)
    assert not circles.has_circle(arcs[:, :1], no, no)
    assert circles.has_circle(arcs[:, :1], yes, no)  # from one free place to the other
    to_nothing = np.array([[0], [2]], np.int32)
    assert circles.has_circle(to_nothing, no, yes)
    assert not circles.has_circle(to_nothing, no, no)


@pytest.mark.parametrize(
    ("certificate", "where"),
    [
        (None, "certificate"),
        ({}, "certificate"),
        ({"lottery_words": True, "rounds": []}, "certificate.lottery_words"),
        ({"lottery_words": 9, "rounds": []}, "certificate.lottery_words"),
        ({"lottery_words": 1, "rounds": {}}, "certificate.rounds"),
        ({"lottery_words": 1, "rounds": [{}]}, "certificate.rounds[0]"),
        (proof({"S": [1]}, extra=1), "certificate.rounds[0]"),
        (proof({"X": [1]}), "certificate.rounds[0].prices"),
        (proof({"S": [1.0]}), "certificate.rounds[0].prices"),  # type: ignore[list-item]
        (proof({"S": [2**62]}), "certificate.rounds[0].prices"),
        (proof({"S": [0] * 6}), "certificate.rounds[0].prices"),
        (proof({}, reserved_prices=[]), "certificate.rounds[0].reserved_prices"),
        (proof({}, on_reserved=["x"]), "certificate.rounds[0].on_reserved"),
        (proof({}, on_reserved=[1]), "certificate.rounds[0].on_reserved"),
    ],
)
def test_a_certificate_of_another_form_is_unreadable(certificate: Any, where: str) -> None:
    assert found(certificate) == [CertificateUnreadable(where)]
