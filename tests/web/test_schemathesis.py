"""Schemathesis on the whole API: drawn requests, sensible and not, find no 500 and no answer that the description does not know."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.schemas import BaseSchema

from detente.web import Library, create_app

LISTS = ["articles", "changes", "commitments", "dyads", "events", "incidents", "places", "rulings", "signals"]
CALLS = sorted(
    [
        *(f"/api/v1/{name}" for name in LISTS), *(f"/api/v1/{name}.{{form}}" for name in LISTS),
        *(f"/api/v1/{name}/{{name}}" for name in ("articles", "commitments", "events", "incidents")),
        *(f"/api/v1/{name}" for name in ("brief", "coverage", "ledger", "search", "status")), "/api/v1/dyads/{one}/{other}",
        *(f"/api/v1/dyads/{{one}}/{{other}}/{name}" for name in ("measures", "forecast", "what-if")),
        "/feeds/commitments.{form}",
    ]
)  # fmt: skip

BOUNDED = settings(
    max_examples=8, derandomize=True, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def schema(library: Library) -> BaseSchema:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", create_app(library))


def test_the_description_has_these_calls_and_no_other(schema: BaseSchema) -> None:
    assert sorted(schema) == CALLS


NOTHING_TO_GET_WRONG = {f"/api/v1/{name}" for name in ("coverage", "status", "dyads/{one}/{other}", "dyads/{one}/{other}/measures")} | {
    call for call in CALLS if call.endswith("/{name}")
}  # fmt: skip


@pytest.mark.parametrize("path", CALLS)
def test_sensible_requests_are_answered_as_described(schema: BaseSchema, path: str) -> None:
    drawn = schema[path]["GET"].as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)

    @given(case=drawn)
    @BOUNDED
    def check(case: schemathesis.Case[Any]) -> None:
        case.query.pop("cursor", None)  # only one that was handed out is sensible: test_api.py goes through pages
        if "path" in case.query:  # which paths can be held depends on the pair, which no schema can say
            case.query["path"] = f"{case.path_parameters['one']} halts"
        case.call_and_validate()

    check()


@pytest.mark.parametrize("path", [call for call in CALLS if call not in NOTHING_TO_GET_WRONG])
def test_requests_that_are_not_sensible_are_refused_as_described(schema: BaseSchema, path: str) -> None:
    drawn = schema[path]["GET"].as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

    @given(case=drawn)
    @BOUNDED
    def check(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate()

    check()
