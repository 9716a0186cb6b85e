"""HSDS 3.0: every endpoint against the schemas, filters together, nothing confidential."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamkke.directory.models import Topic
from hamkke.directory.records import derived
from tests.hamkke.directory.samples import Directory, add_directory
from tests.world import client_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(world: World) -> Directory:
    return add_directory(world)


def get(path: str, **query: Any) -> Any:
    answer = client_of(None).get(f"/api/hsds/{path}", query)
    assert answer.status_code == 200, answer.content
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Type"] == "application/json"
    return answer.json()


@pytest.fixture(scope="module")
def schemas(shared_data: Path) -> dict[str, Any]:
    folder = shared_data / "data" / "hsds" / "schema"
    if not (folder / "service.json").is_file():
        pytest.skip(f"HSDS schemas are not here: {folder}")
    found = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    service = found["service"]["properties"]
    found["place"] = service["service_at_locations"]["items"]
    found["term"] = service["attributes"]["items"]["properties"]["taxonomy_term"]
    found["taxonomy"] = found["term"]["properties"]["taxonomy_detail"]
    found["page"] = found["openapi"]["components"]["schemas"]["Page"]
    return found


def check(value: Any, schema: dict[str, Any]) -> None:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(value)


PAGES = [
    ("services", {}, "service_list"),
    ("services", {"minimal": "true"}, "service_list"),
    ("services", {"full": "true"}, "service"),
    ("organizations", {}, "organization_list"),
    ("organizations", {"full": "true"}, "organization"),
    ("organizations", {"full": "true", "full_service": "true"}, "organization"),
    ("service_at_locations", {}, "place"),
    ("service_at_locations", {"full": "true"}, "place"),
    ("taxonomies", {}, "taxonomy"),
    ("taxonomy_terms", {}, "term"),
]


@pytest.mark.parametrize(("path", "query", "schema"), PAGES)
def test_lists_are_valid(
    directory: Directory, schemas: dict[str, Any], path: str, query: dict[str, str], schema: str
) -> None:
    page = get(path, **query)
    check(page, schemas["page"])
    assert set(schemas["page"]["properties"]) | {"contents"} == set(page)
    assert page["size"] == len(page["contents"]) > 0
    for record in page["contents"]:
        check(record, schemas[schema])
    one = get(f"{path}/{page['contents'][0]['id']}")
    check(one, schemas[schema.removesuffix("_list")])
    assert one["id"] == page["contents"][0]["id"]


def test_the_api_says_what_it_is(directory: Directory) -> None:
    about = get("")
    assert about["version"] == "3.0"
    assert set(about) == {"version", "profile", "openapi_url"}


def test_a_service_brings_all_that_belongs_to_it(directory: Directory) -> None:
    record = get(f"services/{directory.services['venue'].key}")
    place = record["service_at_locations"][0]
    assert place["location"]["addresses"][0]["address_1"] == "가람광역시 한빛구 비밀길 7"
    assert place["schedules"][0]["byday"] == "TU,WE,TH"
    assert record["attributes"][0]["taxonomy_term"]["code"] == "science"
    assert record["organization"]["id"] == str(directory.profiles["venue"].key)
    assert record["minimum_age"] == 8


@pytest.mark.parametrize("path", ["services", "organizations", "service_at_locations"])
def test_what_endangers_is_left_out(directory: Directory, path: str) -> None:
    text = json.dumps(get(path, full="true", full_service="true"), ensure_ascii=False)
    assert "솔샘구 비밀길" not in text
    assert text.count("127.0") <= 1
    assert text.count("비밀역") <= 1


def test_filters_all_hold(directory: Directory) -> None:
    science, care = derived("term", "science"), derived("term", "care")
    venue = str(directory.profiles["venue"].key)

    def count(**query: Any) -> int:
        return int(get("services", **query)["total_items"])

    assert count() == 2
    assert count(search="별") == 1
    assert count(taxonomy_term_id=science) == 1
    assert count(taxonomy_term_id=science, organization_id=venue) == 1
    assert count(taxonomy_term_id=care, organization_id=venue) == 0
    assert count(search="별", taxonomy_term_id=care) == 0
    assert count(taxonomy_id=derived("taxonomy")) == 2
    assert count(taxonomy_id=str(uuid.uuid4())) == 0
    assert count(modified_after="2025-12-02T00:00:00+09:00") == 0
    assert count(modified_after="2025-12-01T00:00:00+09:00") == 2
    assert get("service_at_locations", organization_id=venue)["total_items"] == 1


def test_pages_add_up(directory: Directory) -> None:
    first = get("services", per_page=1)
    second = get("services", per_page=1, page=2)
    beyond = get("services", per_page=1, page=3)
    assert first["total_pages"] == 2
    assert (first["first_page"], first["last_page"]) == (True, False)
    assert (second["first_page"], second["last_page"]) == (False, True)
    assert first["contents"] != second["contents"]
    assert beyond["empty"] is True
    assert beyond["total_items"] == 2


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=x",
        "per_page=-1",
        "per_page=99999999999",
        "organization_id=7",
        "modified_after=soon",
        "modified_after=2025-13-40",
        "full=maybe",
        "postcode=08611",
        "format=xml",
    ],
)
def test_what_cannot_be_understood_is_said(db: None, query: str) -> None:
    answer = client_of(None).get(f"/api/hsds/services?{query}")
    assert answer.status_code == 400
    assert answer.json()["parameter"] == query.partition("=")[0]


def test_the_unknown_is_not_found_and_nothing_is_written(db: None) -> None:
    client = client_of(None)
    assert client.get(f"/api/hsds/services/{uuid.uuid4()}").status_code == 404
    assert client.post("/api/hsds/services").status_code == 405


NAMES = ["search", "page", "per_page", "minimal", "full", "taxonomy_term_id", "taxonomy_id"]
NAMES += ["organization_id", "modified_after", "parent_id", "format", "postcode", "full_service"]
VALUE = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.uuids().map(str),
    st.datetimes().map(str),
    st.sampled_from(["true", "false", "1", "9999-12-31T23:59:59-12:00", "0001-01-01"]),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=st.sampled_from(
        ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]
    ),
    query=st.dictionaries(st.sampled_from(NAMES), VALUE, max_size=4),
)
def test_any_question_gets_an_answer_in_json(
    directory: Directory, path: str, query: dict[str, str]
) -> None:
    answer = client_of(None).get(f"/api/hsds/{path}", query)
    assert answer.status_code in {200, 400}
    if answer["Content-Type"] == "application/json":
        answer.json()


def test_a_lapsed_organization_is_gone(world: World) -> None:
    from datetime import date

    add_directory(world, verified_until=date(2020, 1, 1))
    for path in ("services", "organizations", "service_at_locations"):
        assert get(path)["total_items"] == 0


def test_lists_cost_the_same_however_long(
    directory: Directory, django_assert_max_num_queries: Any
) -> None:
    client = client_of(None)
    with django_assert_max_num_queries(14):
        assert client.get("/api/hsds/services?full=true").status_code == 200


def test_every_topic_is_a_term(db: None) -> None:
    assert get("taxonomy_terms", per_page=100)["total_items"] == len(Topic)
