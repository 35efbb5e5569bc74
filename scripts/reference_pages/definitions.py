"""Reference pages of the definitions: every key an analyst may write, from the JSON Schemas."""

from __future__ import annotations

from typing import Any

from peelian.workspace.schemas import definition_schemas
from reference_pages.markdown import page, table

Schema = dict[str, Any]


def definitions_page() -> str:
    parts = [
        "Definitions are YAML. Each document begins with the key that says what it is (`source:`, `layout:` "
        "...); several may stand in one file, with `---` between them. Unknown keys are refused with the "
        "nearest known one. Editors can complete and check as you type: `peelian schema --to FOLDER` writes "
        "the JSON Schemas. The settings, in `peelian.yaml`, are on [a page of their own](settings.md).",
    ]
    for kind, schema in definition_schemas().items():
        if kind != "workspace":
            parts += _kind(kind, schema)
    return page("Definitions", *parts)


def settings_page() -> str:
    schema = definition_schemas("workspace")["workspace"]
    return page("Settings: peelian.yaml", *_models(schema, level="##"))


def _kind(kind: str, schema: Schema) -> list[str]:
    return [f"## {kind}", *_models(schema, level="###")]


def _models(schema: Schema, *, level: str) -> list[str]:
    """Describe the top model and then each model it is made of."""
    parts = _model(schema)
    for name, inner in schema.get("$defs", {}).items():
        if "properties" in inner:
            parts += [f"{level} {name}", *_model(inner)]
    return parts


def _model(schema: Schema) -> list[str]:
    needed = schema.get("required", [])
    rows = []
    for key, inner in schema.get("properties", {}).items():
        default = "needed" if key in needed else _default(inner.get("default"))
        rows.append((f"`{key}`", said(inner), default, inner.get("description", "")))
    return [schema.get("description", ""), table(("key", "value", "if left out", "what it is"), rows)]


def said(schema: Schema) -> str:
    """Say in plain words what kind of value a key takes."""
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    if "enum" in schema:
        return " or ".join(f"`{word}`" for word in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "anyOf" in schema:
        options = [said(option) for option in schema["anyOf"] if option.get("type") != "null"]
        return " or ".join(dict.fromkeys(options))
    if "allOf" in schema:
        return " and ".join(said(part) for part in schema["allOf"])
    return _plain(schema)


def _plain(schema: Schema) -> str:
    kind = schema.get("type")
    if kind == "array":
        if "prefixItems" in schema:
            return "list: " + ", ".join(said(item) for item in schema["prefixItems"])
        return f"list of {said(schema.get('items', {}))}"
    if kind == "object":
        extra = schema.get("additionalProperties")
        return f"mapping of name to {said(extra)}" if isinstance(extra, dict) else "mapping"
    if kind == "string":
        return {"date": "date", "date-time": "date and time"}.get(schema.get("format", ""), "text")
    names = {"integer": "whole number", "number": "number", "boolean": "`true` or `false`"}
    return names.get(str(kind), "any value")


def _default(value: object) -> str:
    if value in (None, "", [], {}, ()):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, dict | list):
        return ""
    return f"`{value}`"
