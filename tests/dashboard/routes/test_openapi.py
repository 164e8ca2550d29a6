"""/api/openapi.json says what the addresses answer: whatever is asked of them, no answer is one that it does not name.

Schemathesis makes the requests from the description: ids that exist nowhere, filters that a view has not, odd text.
"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import extract, warehouse
from dashboard.routes import index
from ingest.extracts.wanted import FILTERS

SCHEMA = schemathesis.openapi.from_dict(index.description(""))
SCHEMA.app = Starlette(routes=index.ROUTES)
OPERATIONS = {result.ok().path: result.ok() for result in SCHEMA.get_all_operations()}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]
REQUESTS = 5  # of each address
ROWS = 20  # of an extract: more make the requests slower and no other
THERE = {"view": "force_years", "slug": "kent", "chart": "compare"}


pytestmark = pytest.mark.usefixtures("shipped")


@pytest.mark.parametrize("path", OPERATIONS)
def test_no_answer_is_another_than_the_description_names(path: str) -> None:
    @given(case=OPERATIONS[path].as_strategy())
    @settings(
        max_examples=REQUESTS, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: Any) -> None:
        if path.startswith("/data/{view}.") and "limit" in {parameter.name for parameter in OPERATIONS[path].query}:
            case.query["limit"] = ROWS
        case.call_and_validate(checks=CHECKS, timeout=60)

    ask()


@pytest.mark.parametrize("path", OPERATIONS)
def test_what_is_there_is_answered_as_described(path: str) -> None:
    ((figure,),) = warehouse.values("select min(figure_id) from figures")
    named = {name: value for name, value in {**THERE, "id": figure}.items() if f"{{{name}}}" in path}
    answer = OPERATIONS[path].Case(path_parameters=named).call_and_validate(checks=CHECKS, timeout=60)
    assert answer.status_code == 200 or path == "/evidence/{id}.png", answer.content
    for asked, status in (("bytes=0-9", 206), ("bytes=9999999999-", 416)):
        case = OPERATIONS[path].Case(path_parameters=named, headers={"Range": asked})
        part = case.call_and_validate(checks=CHECKS, timeout=60)
        assert (part.status_code == status) == (str(status) in OPERATIONS[path].definition.raw["responses"])


def test_the_description_names_both_licences_of_what_is_served() -> None:
    licence = index.description("")["info"]["license"]
    assert licence["identifier"] == "CC-BY-4.0 AND OGL-UK-3.0" and "url" not in licence, "OpenAPI has one or the other"
    assert "official series: Open Government Licence" in licence["name"]


def test_a_value_that_no_filter_knows_is_refused_for_charts_too() -> None:
    for path in ("/chart/{chart}.svg", "/embed/{chart}"):
        case = OPERATIONS[path].Case(path_parameters={"chart": "compare"}, query={"offence": ["nonsense"]})
        answer = case.call()
        assert answer.status_code == 400 and "“nonsense” is no known offence. Known are: " in answer.text


def test_a_filter_that_a_chart_does_not_have_is_refused_with_those_that_it_has() -> None:
    for asked in ({"kind": ["press"]}, {"hand": ["own_document"]}):
        answer = OPERATIONS["/chart/{chart}.csv"].Case(path_parameters={"chart": "compare"}, query=asked).call()
        assert answer.status_code == 400 and "It takes force, release, measure" in answer.text


def test_each_filter_has_a_sentence_and_an_example_that_it_knows_and_the_page_lists_what_is_closed() -> None:
    for name in FILTERS:
        if name != "release":
            filter_ = index.PARAMETERS[name]
            (example,) = filter_["example"]
            extract.must_be_known(name, example)
            assert "Ids of" not in filter_["description"] and filter_["description"].endswith(".")
    page = TestClient(SCHEMA.app).get("/api", headers={"Accept": "text/html"}).text
    assert "<option>own_document</option>" in page and "For example kent." in page and "For example 100." in page
