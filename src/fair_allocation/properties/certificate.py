"""The certificate of an optimum, read from what the bundle says; nothing in it is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from fair_allocation.instance import Instance
from fair_allocation.properties.report import Violation

WORDS = 8
LARGEST_PRICE = 2**61


@dataclass(frozen=True)
class CertificateUnreadable(Violation):
    """There is no certificate, or not one of the form that is documented; ``where`` it is wrong."""

    where: str


class UnreadableError(Exception):
    """The certificate is not of the documented form."""

    def __init__(self, where: str) -> None:
        """This function will keep where."""
        super().__init__(where)
        self.where = where


class RoundProof(NamedTuple):
    """What proves one round: prices of open and reserved places, and who holds the latter."""

    prices: Mapping[str, list[int]]
    reserved_prices: Mapping[str, list[int]]
    on_reserved: tuple[str, ...]


def read_certificate(
    instance: Instance, certificate: Mapping[str, object] | None
) -> tuple[list[RoundProof], int]:
    """This function will return the rounds and the number of lottery words, or raise."""
    if not isinstance(certificate, Mapping) or set(certificate) != {"lottery_words", "rounds"}:
        raise UnreadableError("certificate")
    words, rounds = certificate["lottery_words"], certificate["rounds"]
    if not isinstance(words, int) or isinstance(words, bool) or not 1 <= words <= WORDS:
        raise UnreadableError("certificate.lottery_words")
    if not isinstance(rounds, list | tuple):
        raise UnreadableError("certificate.rounds")
    longest = 2 + int(np.diff(instance.wish_indptr).max(initial=0)) + words
    return [_read_round(instance, f"rounds[{n}]", r, longest) for n, r in enumerate(rounds)], words


def _read_round(instance: Instance, where: str, value: object, longest: int) -> RoundProof:
    known = {"prices", "reserved_prices", "on_reserved"}
    if not isinstance(value, Mapping) or not set(value) <= known or "prices" not in value:
        raise UnreadableError(f"certificate.{where}")
    maps = []
    for name in ("prices", "reserved_prices"):
        prices = value.get(name, {})
        if not isinstance(prices, Mapping) or not all(
            instance.has_session(session) and _is_price(price, longest)
            for session, price in prices.items()
        ):
            raise UnreadableError(f"certificate.{where}.{name}")
        maps.append(prices)
    holders = value.get("on_reserved", ())
    if not isinstance(holders, list | tuple) or not all(
        isinstance(name, str) and instance.has_applicant(name) for name in holders
    ):
        raise UnreadableError(f"certificate.{where}.on_reserved")
    return RoundProof(maps[0], maps[1], tuple(holders))


def _is_price(value: object, longest: int) -> bool:
    if not isinstance(value, list | tuple) or len(value) > longest:
        return False
    if not value:
        return True
    # the type itself, because JSON's true would pass for 1
    return set(map(type, value)) == {int} and max(map(abs, value)) <= LARGEST_PRICE
