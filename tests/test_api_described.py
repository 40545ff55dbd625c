"""The OpenAPI document tells an integrator everything: each operation and each field, in Danish, with an example."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api_fakes import make_app

JSON = "application/json"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return make_app(tmp_path_factory.mktemp("api")).openapi()


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def _fields(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field there is: of each schema, named or within a response, and each parameter."""
    for name, schema in document["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            yield f"{name}.{field}", described
    for name, operation in _operations(document):
        for parameter in operation.get("parameters", []):
            yield f"{name} {parameter['name']}", {**parameter["schema"], **parameter}
        for status, response in operation["responses"].items():
            for kind, content in response.get("content", {}).items():
                for field, described in content["schema"].get("properties", {}).items():
                    yield f"{name} {status} {kind} {field}", described


def test_it_is_openapi_3_1_with_a_description(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert "/mcp" in document["info"]["description"]


def test_every_operation_says_what_it_does(document: dict[str, Any]) -> None:
    operations = dict(_operations(document))
    assert len(operations) >= 13
    for name, operation in operations.items():
        for told in ("summary", "description", "tags", "operationId"):
            assert operation.get(told), f"{name} has no {told}"
        assert any(status.startswith("2") for status in operation["responses"]), name
        for status, response in operation["responses"].items():
            assert response["description"], f"{name} does not say what {status} means"


def test_every_field_has_a_description_and_an_example(document: dict[str, Any]) -> None:
    fields = dict(_fields(document))
    assert len(fields) > 100
    for name, field in fields.items():
        assert field.get("description"), f"{name} has no description"
        nested = "$ref" in str(field)  # its example is that of its own fields
        assert nested or "examples" in field or "example" in field, f"{name} has no example"


def test_every_schema_is_ours(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        assert schema.get("description"), f"{name} has no description"
