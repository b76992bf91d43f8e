"""The committed description of the API is a promise: what it holds may not be taken away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from drf_spectacular.generators import SchemaGenerator

CONTRACT = Path(settings.BASE_DIR) / "docs" / "openapi.yaml"
RENEW = "manage.py spectacular --file docs/openapi.yaml"
Schema = dict[str, Any]


def current() -> Schema:
    found: Schema = yaml.safe_load(yaml.safe_dump(SchemaGenerator().get_schema(public=True)))  # type: ignore[no-untyped-call]
    return found


def committed() -> Schema:
    found: Schema = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    return found


def breaks(old: Schema, new: Schema) -> list[str]:
    """What a client of the old API would miss, or be refused, in the new one."""
    return [*_of_operations(old, new), *_of_records(old, new)]


def _operations(schema: Schema) -> dict[str, Any]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    }


def _of_operations(old: Schema, new: Schema) -> Iterator[str]:
    after = _operations(new)
    for name, before in _operations(old).items():
        now = after.get(name)
        if now is None:
            yield f"{name} is gone"
            continue
        parameters = {parameter["name"]: parameter for parameter in now.get("parameters", [])}
        for parameter in before.get("parameters", []):
            there = parameters.pop(parameter["name"], None)
            if there is None:
                yield f"{name} lost the parameter {parameter['name']}"
            elif lost := _values(parameter["schema"]) - _values(there["schema"]):
                yield f"{name}: {parameter['name']} lost {sorted(lost)}"
        for added in parameters.values():
            if added.get("required"):
                yield f"{name} demands {added['name']}"
        for status in before["responses"].keys() - now["responses"].keys():
            yield f"{name} lost the answer {status}"


def _of_records(old: Schema, new: Schema) -> Iterator[str]:
    after = new["components"]["schemas"]
    for name, before in old["components"]["schemas"].items():
        now = after.get(name)
        if now is None:
            yield f"{name} is gone"
            continue
        for field, kind in before.get("properties", {}).items():
            there = now.get("properties", {}).get(field)
            if there is None:
                yield f"{name} lost {field}"
            elif kind.get("type") != there.get("type"):
                yield f"{name}.{field} is another type"
        for field in set(now.get("required", [])) - set(before.get("required", [])):
            if name.endswith("Request") and field in now["properties"]:
                yield f"{name} demands {field}"
        for field in set(before.get("required", [])) - set(now.get("required", [])):
            yield f"{name}.{field} may be left out"


def _values(schema: Schema) -> set[Any]:
    return set(schema.get("enum") or schema.get("items", {}).get("enum") or ())


def test_nothing_of_the_contract_was_broken() -> None:
    old, new = committed(), current()

    assert old["info"]["version"] != new["info"]["version"] or breaks(old, new) == []


def test_the_contract_is_up_to_date() -> None:
    assert committed() == current(), f"what was added is not in the contract: {RENEW}"


def test_every_kind_of_break_is_noticed() -> None:
    old, new = current(), current()
    quotes = new["paths"]["/api/v1/quotes/"]["get"]
    kind = next(parameter for parameter in quotes["parameters"] if parameter["name"] == "kind")
    kind["schema"]["items"]["enum"].remove("turn")
    quotes["parameters"] = [each for each in quotes["parameters"] if each["name"] != "speaker"]
    quotes["parameters"].append({"name": "key", "required": True, "schema": {}})
    del quotes["responses"]["503"]
    del new["paths"]["/api/v1/topics/"]
    records = new["components"]["schemas"]
    del records["Quote"]["properties"]["text"]
    records["Quote"]["properties"]["start"]["type"] = "string"
    records["Quote"]["required"].remove("id")
    del records["Problem"]

    assert sorted(breaks(old, new)) == [
        "GET /api/v1/quotes/ demands key",
        "GET /api/v1/quotes/ lost the answer 503",
        "GET /api/v1/quotes/ lost the parameter speaker",
        "GET /api/v1/quotes/: kind lost ['turn']",
        "GET /api/v1/topics/ is gone",
        "Problem is gone",
        "Quote lost text",
        "Quote.id may be left out",
        "Quote.start is another type",
    ]


def test_every_operation_and_parameter_is_explained() -> None:
    for name, operation in _operations(current()).items():
        assert operation["summary"], name
        assert operation["description"], name
        for parameter in operation.get("parameters", []):
            assert parameter.get("description") or parameter["in"] == "path", (name, parameter["name"])
