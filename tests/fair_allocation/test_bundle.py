from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from fair_allocation import (
    DEFERRED_ACCEPTANCE,
    Applicant,
    Bundle,
    Instance,
    Session,
    allocate,
    errors,
    read_bundle,
    write_bundle,
)
from tests.fair_allocation.strategies import SEEDS, instances

if TYPE_CHECKING:
    from pathlib import Path


def bundle_of(instance: Instance, seed: str = "1") -> Bundle:
    return Bundle.of(instance, allocate(instance, mechanism=DEFERRED_ACCEPTANCE, seed=seed))


SMALL = bundle_of(
    Instance([Applicant("가", ("S",)), Applicant("나", ("T",))], [Session("S", 1), Session("T", 1)])
)


@settings(deadline=None)
@given(instances(), SEEDS)
def test_what_is_written_is_read_back(instance: Instance, seed: str) -> None:
    bundle = bundle_of(instance, seed)
    assert Bundle.from_text(bundle.to_bytes()) == bundle


def test_a_file_is_written_whole_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "결과.json"
    write_bundle(path, SMALL)
    assert read_bundle(path) == SMALL
    assert [found.name for found in tmp_path.iterdir()] == ["결과.json"]


def test_the_file_has_the_documented_fields() -> None:
    value = json.loads(SMALL.to_bytes())
    assert value["format"] == "hamkke-allocation-bundle/1"
    assert value["allocation"] == {"가": ["S"], "나": ["T"]}
    assert value["cancelled"] == []
    assert value["seed"] == "1"
    assert value["mechanism"] == "deferred-acceptance"
    assert value["instance_digest"] == SMALL.instance.digest
    assert Instance.from_json(value["instance"]) == SMALL.instance


def changed(**changes: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(SMALL.to_bytes())
    return value | changes


@pytest.mark.parametrize(
    ("value", "expected", "sentence"),
    [
        (None, errors.WrongFormat, "null"),
        (changed(format="hamkke-allocation-instance/1"), errors.WrongFormat, "instance/1"),
        (changed(comment=""), errors.UnknownField, "comment"),
        (changed(seed=7), errors.InvalidField, '"seed" must be a text, not 7'),
        (changed(allocation=[]), errors.InvalidField, "an object"),
        (changed(allocation={"가": "S"}), errors.InvalidField, "a list"),
        (changed(allocation={"가": [1]}), errors.InvalidField, "a text, not 1"),
        (changed(cancelled=None), errors.InvalidField, "a list"),
        (changed(instance=None), errors.InvalidField, "an object"),
        (changed(instance={}), errors.WrongFormat, "null"),
    ],
)
def test_refuses_what_is_no_bundle(
    value: object, expected: type[errors.AllocationError], sentence: str
) -> None:
    with pytest.raises(expected) as refused:
        Bundle.from_json(value)
    assert sentence in str(refused.value)


@pytest.mark.parametrize("field", sorted(json.loads(SMALL.to_bytes())))
def test_every_field_is_required(field: str) -> None:
    value = changed()
    del value[field]
    with pytest.raises((errors.MissingField, errors.WrongFormat)):
        Bundle.from_json(value)


def test_refuses_an_applicant_named_twice() -> None:
    text = SMALL.to_bytes().decode().replace('"나": [', '"가": [')
    with pytest.raises(errors.InvalidJson, match="named twice"):
        Bundle.from_text(text)


@settings(deadline=None)
@given(instances(), SEEDS)
def test_the_compact_form_says_the_same(instance: Instance, seed: str) -> None:
    bundle = bundle_of(instance, seed)
    compact = bundle.to_bytes(compact=True)
    again = Bundle.from_text(compact)
    assert again == bundle
    assert again.to_bytes() == bundle.to_bytes()
    assert again.to_bytes(compact=True) == compact


@pytest.mark.parametrize("compact", [False, True])
def test_a_bundle_fits_its_documented_schema(compact: bool) -> None:  # noqa: FBT001
    name = "bundle-compact" if compact else "bundle"
    folder = resources.files("fair_allocation") / "schema"
    schema = json.loads((folder / f"{name}.schema.json").read_text())
    validator = Draft202012Validator(schema)
    Draft202012Validator.check_schema(schema)
    value = json.loads(SMALL.to_bytes(compact=compact))
    validator.validate(value)
    assert not validator.is_valid(value | {"comment": ""})
    assert not validator.is_valid({key: value[key] for key in value if key != "seed"})


def test_an_instance_fits_its_documented_schema() -> None:
    folder = resources.files("fair_allocation") / "schema"
    schema = json.loads((folder / "instance.schema.json").read_text())
    Draft202012Validator(schema).validate(SMALL.instance.to_json())
