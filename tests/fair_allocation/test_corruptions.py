"""Of many random one-edit corruptions of a valid bundle none is accepted, and each is named."""

from __future__ import annotations

import copy
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from fair_allocation import (
    DEFERRED_ACCEPTANCE,
    SERIAL_DICTATORSHIP,
    AllocationError,
    Bundle,
    Instance,
    Session,
    allocate,
    verify_bundle,
)
from tests.fair_allocation.test_compiled import market

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[dict[str, Any], random.Random], str]


def kinds_of(value: object) -> set[str]:
    """What is said of a bundle: the kind of each violation, or of the error that refuses it."""
    text = value if isinstance(value, str) else json.dumps(value)
    try:
        return {violation.kind for violation in verify_bundle(Bundle.from_text(text)).violations}
    except AllocationError as error:
        return {type(error).__name__}


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    crowded = market(5, applicants=120, sessions=4)
    lonely = [Session(f"lonely {n}", 5, minimum=2) for n in range(3)]
    instance = Instance(crowded.applicants, [*crowded.sessions, *lonely])
    made = Bundle.of(instance, allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed="2026"))
    assert made.allocation.cancelled
    assert verify_bundle(made).ok
    return made


def _applicant(bundle: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return chance.choice([a for a in bundle["instance"]["applicants"] if len(a["wishes"]) > 1])


def _session(bundle: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return chance.choice(bundle["instance"]["sessions"])


def change_digest(bundle: dict[str, Any], chance: random.Random) -> str:
    digits = bundle["instance_digest"]
    at = chance.randrange(64)
    other = chance.choice([d for d in "0123456789abcdef" if d != digits[at]])
    bundle["instance_digest"] = digits[:at] + other + digits[at + 1 :]
    return "DigestDiffers"


def change_seed(bundle: dict[str, Any], chance: random.Random) -> str:
    bundle["seed"] = chance.choice(["2025", "20260", " 2026", "２０２６"]) + chance.choice(
        ["", "0"]
    )
    return "NotReproduced"


def change_mechanism(bundle: dict[str, Any], chance: random.Random) -> str:
    bundle["mechanism"] = chance.choice([SERIAL_DICTATORSHIP, "first-come"])
    return "UnknownMechanism" if bundle["mechanism"] == "first-come" else "NotReproduced"


def change_number_of_applicant(bundle: dict[str, Any], chance: random.Random) -> str:
    _applicant(bundle, chance)[chance.choice(["quota", "need_tier", "past_losses"])] += 1
    return "DigestDiffers"


def change_number_of_session(bundle: dict[str, Any], chance: random.Random) -> str:
    _session(bundle, chance)["capacity"] += 1
    return "DigestDiffers"


def change_label(bundle: dict[str, Any], chance: random.Random) -> str:
    _session(bundle, chance)[chance.choice(["slot", "program", "district"])] = "another"
    return "DigestDiffers"


def swap_wishes(bundle: dict[str, Any], chance: random.Random) -> str:
    wishes = _applicant(bundle, chance)["wishes"]
    wishes[0], wishes[1] = wishes[1], wishes[0]
    return "DigestDiffers"


def drop_wish(bundle: dict[str, Any], chance: random.Random) -> str:
    _applicant(bundle, chance)["wishes"].pop()
    return "DigestDiffers"


def repeat_wish(bundle: dict[str, Any], chance: random.Random) -> str:
    wishes = _applicant(bundle, chance)["wishes"]
    wishes.append(wishes[0])
    return "DuplicateWish"


def wish_for_nothing_known(bundle: dict[str, Any], chance: random.Random) -> str:
    _applicant(bundle, chance)["wishes"].append("nowhere")
    return "UnknownWish"


def rename_applicant(bundle: dict[str, Any], chance: random.Random) -> str:
    _applicant(bundle, chance)["id"] += "'"
    return "DigestDiffers"


def drop_applicant(bundle: dict[str, Any], chance: random.Random) -> str:
    applicants = bundle["instance"]["applicants"]
    applicants.remove(chance.choice(applicants))
    return "ApplicantUnknown"


def double_session(bundle: dict[str, Any], chance: random.Random) -> str:
    bundle["instance"]["sessions"].append(_session(bundle, chance))
    return "DuplicateSession"


def negative_capacity(bundle: dict[str, Any], chance: random.Random) -> str:
    _session(bundle, chance)["capacity"] = -3
    return "NumberOutOfRange"


def fraction(bundle: dict[str, Any], chance: random.Random) -> str:
    _session(bundle, chance)["capacity"] = 1.0
    return "InvalidField"


def _placed(bundle: dict[str, Any], chance: random.Random) -> str:
    return chance.choice([name for name, places in bundle["allocation"].items() if places])


def take_place(bundle: dict[str, Any], chance: random.Random) -> str:
    bundle["allocation"][_placed(bundle, chance)].pop()
    return "NotReproduced"


def give_place(bundle: dict[str, Any], chance: random.Random) -> str:
    name = _placed(bundle, chance)
    others = [s["id"] for s in bundle["instance"]["sessions"]]
    bundle["allocation"][name].append(
        chance.choice([s for s in others if s not in bundle["allocation"][name]])
    )
    return "NotReproduced"


def exchange_places(bundle: dict[str, Any], chance: random.Random) -> str:
    one, other = _placed(bundle, chance), _placed(bundle, chance)
    places = bundle["allocation"]
    while places[one] == places[other]:
        other = _placed(bundle, chance)
    places[one], places[other] = places[other], places[one]
    return "NotReproduced"


def forget_applicant(bundle: dict[str, Any], chance: random.Random) -> str:
    del bundle["allocation"][_placed(bundle, chance)]
    return "ApplicantMissing"


def add_stranger(bundle: dict[str, Any], chance: random.Random) -> str:
    bundle["allocation"][f"stranger {chance.random()}"] = []
    return "ApplicantUnknown"


def place_nowhere(bundle: dict[str, Any], chance: random.Random) -> str:
    bundle["allocation"][_placed(bundle, chance)].append("nowhere")
    return "SessionUnknown"


def place_twice(bundle: dict[str, Any], chance: random.Random) -> str:
    places = bundle["allocation"][_placed(bundle, chance)]
    places.append(places[0])
    return "GivenTwice"


def cancel_another(bundle: dict[str, Any], chance: random.Random) -> str:
    going = [s["id"] for s in bundle["instance"]["sessions"] if s["id"] not in bundle["cancelled"]]
    bundle["cancelled"].append(chance.choice(going))
    return "CancellationsDiffer"


def cancel_none(bundle: dict[str, Any], chance: random.Random) -> str:
    bundle["cancelled"].remove(chance.choice(bundle["cancelled"]))
    return "CancellationsDiffer"


def cancel_twice(bundle: dict[str, Any], chance: random.Random) -> str:
    bundle["cancelled"].append(chance.choice(bundle["cancelled"]))
    return "CancelledTwice"


def change_format(bundle: dict[str, Any], chance: random.Random) -> str:
    bundle["format"] += chance.choice("0 x")
    return "WrongFormat"


def add_field(bundle: dict[str, Any], chance: random.Random) -> str:
    chance.choice([bundle, _applicant(bundle, chance), _session(bundle, chance)])["note"] = ""
    return "UnknownField"


def drop_field(bundle: dict[str, Any], chance: random.Random) -> str:
    del bundle[chance.choice(["instance_digest", "seed", "mechanism", "allocation", "cancelled"])]
    return "MissingField"


def add_certificate(bundle: dict[str, Any], chance: random.Random) -> str:
    bundle["certificate"] = {"prices": [chance.random()]}
    return "CertificateUnwanted"


EDITS: list[Edit] = [
    change_digest, change_seed, change_mechanism, change_number_of_applicant,
    change_number_of_session, change_label, swap_wishes, drop_wish, repeat_wish,
    wish_for_nothing_known, rename_applicant, drop_applicant, double_session, negative_capacity,
    fraction, take_place, give_place, exchange_places, forget_applicant, add_stranger,
    place_nowhere, place_twice, cancel_another, cancel_none, cancel_twice, change_format, add_field,
    drop_field, add_certificate,
]  # fmt: skip


def test_of_200_random_corruptions_none_is_accepted_and_each_is_named(bundle: Bundle) -> None:
    chance = random.Random("corruptions")
    true = bundle.to_json()
    tried = EDITS + [chance.choice(EDITS) for _ in range(200 - len(EDITS))]
    for edit in tried:
        changed = copy.deepcopy(true)
        expected = edit(changed, chance)
        assert expected in kinds_of(changed), edit.__name__


def test_a_key_named_twice_is_named(bundle: Bundle) -> None:
    text = bundle.to_bytes().decode()
    assert kinds_of(text.replace('"seed":', '"seed": "0", "seed":', 1)) == {"InvalidJson"}


def test_no_change_of_one_character_of_a_compact_bundle_is_accepted(bundle: Bundle) -> None:
    chance = random.Random("characters")
    text = bundle.to_bytes(compact=True).decode().rstrip("\n")
    assert kinds_of(text) == set()
    for _ in range(200):
        at = chance.randrange(len(text))
        other = chance.choice([sign for sign in 'AZaz09+/=",[{ ' if sign != text[at]])
        changed = text[:at] + other + text[at + 1 :]
        if other == " " and text[at] in '",[]{}:':
            continue
        assert kinds_of(changed), (at, text[at - 9 : at + 9], other)
