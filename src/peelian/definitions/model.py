"""The base of every definition, and the errors a reader gets when one is wrong."""

from __future__ import annotations

import difflib
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from peelian.definitions.explained import explained, prose
from peelian.definitions.located import Located
from peelian.errors import DefinitionError

_LONGEST = 200
_KEYS = 8
_LIST = "a list, as '[one, another]'"
_DAY = "a day of the calendar, as 2024-05-31"
_PLAINLY = {
    "model_type": "keys with values, as 'key: value'",
    "dict_type": "keys with values, as 'key: value'",
    "tuple_type": _LIST,
    "list_type": _LIST,
    "string_type": "text; what looks like a number or a day, or like yes and no, is text in quotes",
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
}
_NAMES = {
    r"^[a-z][a-z0-9_]*$": "a name of small letters, digits and '_' that begins with a letter",
    r"^([a-z][a-z0-9_]*)?$": "a name of small letters, digits and '_' that begins with a letter",
    r"^[a-z][a-z0-9_-]*$": "a name of small letters, digits, '_' and '-' that begins with a letter",
}


class Definition(BaseModel):
    """A checked, unchangeable record of something an analyst decided. Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> JsonSchemaValue:
        """Explain each key in the JSON Schema with the words of the docstring, for editors to show."""
        schema = handler(core_schema)
        here = handler.resolve_ref_schema(schema)
        here["description"] = prose(cls)
        words: dict[str, str] = {}
        for each in reversed(cls.__mro__):
            words.update(explained(each) if issubclass(each, BaseModel) else {})
        for name, info in cls.model_fields.items():
            key = info.alias or name
            if name in words and key in here.get("properties", {}):
                here["properties"][key]["description"] = words[name]
        return schema


D = TypeVar("D", bound=Definition)


def read_definition(model: type[D], document: Located) -> D:
    """Check one document against its model.

    Parameters
    ----------
    model
        The kind of definition expected.
    document
        What was read, with line numbers.

    Raises
    ------
    DefinitionError
        Naming the file and line, what was found, what is accepted and what to do.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as problem:
        raise _explain(model, document, problem) from problem


def _explain(model: type[Definition], document: Located, problem: ValidationError) -> DefinitionError:
    errors = problem.errors()
    # A misspelt key is told first: it explains most of the others.
    first = next((error for error in errors if error["type"] == "extra_forbidden"), errors[0])
    position = _position(document.data, first["loc"])
    thing = document.where(position)
    more = f" ({len(errors) - 1} more after this one)" if len(errors) > 1 else ""
    if first["type"] == "extra_forbidden":
        known = _keys_at(model, first["loc"][:-1])
        near = difflib.get_close_matches(str(first["loc"][-1]), known, n=1)
        hint = f"write '{near[0]}'" if near else "remove the key or use one of those listed"
        found = f"the key '{first['loc'][-1]}', which is not known here{more}"
        return DefinitionError(
            thing, found=found, accepted=", ".join(known) or "no further keys", next_step=hint
        )
    if first["type"] == "missing" and isinstance(first["loc"][-1], int):
        held = first["loc"][-1]
        return DefinitionError(
            document.where(position),
            found=f"{held} item{'s' * (held != 1)}{more}",
            accepted=f"{held + 1} items or more",
            next_step="write the others too, as '[1, 2]'",
        )
    if first["type"] == "missing":
        return DefinitionError(
            document.where(position[:-1]),
            found=f"no '{first['loc'][-1]}'{more}",
            accepted=_choices_at(model, first["loc"]) or f"a value for '{first['loc'][-1]}'",
            next_step="add the key",
        )
    word = _near_word(first)
    step = f"write '{word}'" if word else "change the value on that line"
    if not position:
        step = "change what does not fit; the line is its first"
    found = f"{_shown(first.get('input'))}{more}"
    return DefinitionError(thing, found=found, accepted=_accepted(first), next_step=step)


def _near_word(error: Any) -> str:
    """Return the word among the only ones accepted that is nearest to the one found, or ""."""
    if error["type"] != "literal_error" or not isinstance(error.get("input"), str):
        return ""
    words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    return next(iter(difflib.get_close_matches(error["input"], words, n=1)), "")


def _accepted(error: Any) -> str:
    """Return what would be accepted, without the words of Python for it."""
    least = error.get("ctx", {}).get("min_length")
    if error["type"] == "too_short":
        return f"{least} item{'s' * (least != 1)} or more"
    plain = _PLAINLY.get(error["type"], "")
    if error["type"] == "string_pattern_mismatch":
        plain = _NAMES.get(error["ctx"]["pattern"], "")
    if plain:
        return plain
    return str(error["msg"]).removeprefix("Value error, ").removeprefix("Input should be ")


def _shown(given: Any) -> str:
    """Return what was found; of what is long only the keys, or how many items: its lines stand there."""
    text = "nothing" if given is None else repr(given)
    if len(text) <= _LONGEST:
        return text
    if isinstance(given, dict):
        keys = [str(key) for key in given]
        more = f" and {len(keys) - _KEYS} more" if len(keys) > _KEYS else ""
        return f"what stands under {', '.join(keys[:_KEYS])}{more}"
    if isinstance(given, list):
        return f"{len(given)} items"
    return f"{text[:_LONGEST]}…"


def _position(data: Any, loc: tuple[int | str, ...]) -> tuple[str | int, ...]:
    """Keep the parts of a pydantic location that exist in the data (it adds names of union members)."""
    kept: list[str | int] = []
    here = data
    for part in loc:
        if _has(here, part):
            here = here[part]
        elif part == loc[-1] and isinstance(here, dict):
            kept.append(part)
            break
        else:
            continue
        kept.append(part)
    return tuple(kept)


def _has(data: Any, part: int | str) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, dict) and part in data


def _keys_at(model: Any, loc: tuple[int | str, ...]) -> list[str]:
    """Return the keys accepted at a location, as an analyst writes them."""
    schema = model.model_json_schema(by_alias=True)
    here: Any = schema
    for part in loc:
        here = _step(_resolve(here, schema), part, schema)
        if here is None:
            return []
    return sorted(_resolve(here, schema).get("properties", {}))


def _choices_at(model: Any, loc: tuple[int | str, ...]) -> str:
    """Return the only values accepted at a location, or "" where any value of a kind is."""
    schema = model.model_json_schema(by_alias=True)
    here: Any = schema
    for part in loc:
        here = _step(_resolve(here, schema), part, schema)
        if here is None:
            return ""
    return ", ".join(str(value) for value in _resolve(here, schema).get("enum", []))


def _resolve(node: Any, schema: Any) -> Any:
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    for option in node.get("anyOf", []):
        if "$ref" in option or option.get("type") in ("object", "array"):
            return _resolve(option, schema)
    return node


def _step(node: Any, part: int | str, schema: Any) -> Any:
    if isinstance(part, int):
        return node.get("items")
    if part in node.get("properties", {}):
        return node["properties"][part]
    extra = node.get("additionalProperties")
    if isinstance(extra, dict):
        return extra
    return node if part in schema.get("$defs", {}) else None
