"""The questions that one element of a SurveyJS form becomes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peelian.surveys.exchange.answers_in import answers_offered
from peelian.surveys.exchange.form_parts import Asked
from peelian.surveys.exchange.told import Told

KNOWN_OF_ALL = frozenset({"name", "title", "type", "visibleIf", "valueName", "description"})
"""Keys of any element that a definition takes up."""

_KNOWN: dict[str, frozenset[str]] = {
    "radiogroup": frozenset({"choices"}),
    "dropdown": frozenset({"choices"}),
    "checkbox": frozenset({"choices"}),
    "tagbox": frozenset({"choices"}),
    "rating": frozenset({"rateValues", "rateMin", "rateMax", "rateStep", "rateCount", "minRateDescription",
                         "maxRateDescription"}),
    "matrix": frozenset({"columns", "rows"}),
    "boolean": frozenset({"labelTrue", "labelFalse", "valueTrue", "valueFalse"}),
    "text": frozenset({"inputType", "min"}),
    "comment": frozenset(),
}  # fmt: skip
_SPECIAL = {
    "other": (("hasOther", "showOtherItem"), "otherText", "Other"),
    "none": (("hasNone", "showNoneItem"), "noneText", "None"),
    "dontknow": (("showDontKnowItem",), "dontKnowText", "Don't know"),
    "refused": (("showRefuseItem",), "refuseText", "Refuse to answer"),
}
_TEXTS = {"number": "number", "range": "number", "date": "date"}
_LARGEST = 1_000_000
_SHOWN = frozenset({"html", "image", "expression"})


def questions_of_element(element: dict[str, Any], *, topic: str, told: list[Told]) -> list[Asked]:
    """Return the questions an element becomes: one, one for each row of a matrix, or none.

    Parameters
    ----------
    element
        The element.
    topic
        Heading it stands under.
    told
        What is told; what is not taken is added.
    """
    kind = str(element.get("type", ""))
    name = str(element.get("name") or "")
    if kind not in _KNOWN or not name:
        why = (
            "shows something and asks nothing"
            if kind in _SHOWN
            else f"elements of the type '{kind}' are not read"
        )
        told.append(Told(name or "an element", "left out", why))
        return []
    special = (
        {key for keys, text, _ in _SPECIAL.values() for key in (*keys, text)}
        if "choices" in _KNOWN[kind]
        else set()
    )
    rest = sorted(set(element) - KNOWN_OF_ALL - _KNOWN[kind] - special)
    if rest:
        told.append(Told(name, "left out", f"what a definition has no words for: {', '.join(rest)}"))
    asks = words_of(element.get("title")) or name
    asked = Asked(
        name, str(element.get("valueName") or name), asks, topic, words_of(element.get("description"))
    )
    if kind == "matrix":
        return _rows(element, asked, told)
    _fill(asked, element, kind, told)
    if kind not in ("text", "comment", "boolean") and not asked.keys.get("answers", {}).get("answers"):
        told.append(Told(name, "left out", "a choice without choices"))
        return []
    return [asked]


def words_of(value: Any) -> str:
    """Return a text of a form; where it has one for each language, the default one, or English, or the first.

    Parameters
    ----------
    value
        The text, or the texts by language.
    """
    if isinstance(value, dict):
        value = value.get("default") or value.get("en") or next(iter(value.values()), "")
    return " ".join(str(value).split()) if value is not None else ""


def _fill(asked: Asked, element: dict[str, Any], kind: str, told: list[Told]) -> None:
    match kind:
        case "radiogroup" | "dropdown":
            asked.keys["answers"] = answers_offered(asked.name, _choices(element, asked, told), told=told)
        case "checkbox" | "tagbox":
            choices = _choices(element, asked, told)
            asked.keys |= {
                "kind": "several answers",
                "answers": answers_offered(asked.name, choices, told=told, several=True),
            }
        case "rating":
            asked.keys["answers"] = {"answers": dict(_rates(element))}
        case "boolean":
            _boolean(asked, element)
        case "text":
            said = str(element.get("inputType", "text"))
            asked.keys["kind"] = _TEXTS.get(said, "text")
            if said not in ("text", *_TEXTS):
                told.append(Told(asked.name, "guessed", f"text, for there is no kind '{said}'"))
            least = element.get("min")
            if asked.keys["kind"] == "number" and isinstance(least, int | float):
                asked.keys["at least"] = float(least)
        case _:
            asked.keys["kind"] = "text"


def _boolean(asked: Asked, element: dict[str, Any]) -> None:
    yes, no = str(element.get("valueTrue", "true")), str(element.get("valueFalse", "false"))
    answers = {
        yes.lower() if yes in ("True", "False") else yes: words_of(element.get("labelTrue")) or "Yes",
        no.lower() if no in ("True", "False") else no: words_of(element.get("labelFalse")) or "No",
    }
    asked.keys["answers"] = {"answers": answers}
    if {yes.lower(), no.lower()} <= {"true", "false", "yes", "no", "y", "n", "1", "0"}:
        asked.keys["kind"] = "yes or no"


def _choices(element: dict[str, Any], asked: Asked, told: list[Told]) -> list[tuple[str, str]]:
    found = list(_items(element.get("choices") or []))
    for code, (keys, text, words) in _SPECIAL.items():
        if any(element.get(key) for key in keys):
            found.append((code, words_of(element.get(text)) or words))
            if code == "other":
                told.append(
                    Told(
                        asked.name, "left out", "what is written beside 'Other'; add a question of kind text"
                    )
                )
    return found


def _items(choices: Any) -> Iterable[tuple[str, str]]:
    for choice in choices if isinstance(choices, list) else []:
        if isinstance(choice, dict):
            code = str(choice.get("value", ""))
            yield code, words_of(choice.get("text")) or code
        else:
            yield str(choice), str(choice)


def _rates(element: dict[str, Any]) -> Iterable[tuple[str, str]]:
    if element.get("rateValues"):
        rates = list(_items(element["rateValues"]))
    else:
        low, step = _whole(element.get("rateMin"), 1), max(1, _whole(element.get("rateStep"), 1))
        count = _whole(element.get("rateCount"), 0)
        high = _whole(element.get("rateMax"), low + step * (count - 1) if count else 5)
        rates = [(str(rate), str(rate)) for rate in range(low, min(high, low + 100 * step) + 1, step)]
    ends = {
        0: words_of(element.get("minRateDescription")),
        len(rates) - 1: words_of(element.get("maxRateDescription")),
    }
    for place, (code, words) in enumerate(rates):
        end = ends.get(place, "")
        yield code, f"{words} - {end}" if end else words


def _whole(value: Any, otherwise: int) -> int:
    """Return a number of a form, or another one where there is none, or none that can be meant."""
    meant = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST
    return int(value) if meant else otherwise


def _rows(element: dict[str, Any], asked: Asked, told: list[Told]) -> list[Asked]:
    columns = list(_items(element.get("columns") or []))
    rows = list(_items(element.get("rows") or []))
    if not columns or not rows:
        told.append(Told(asked.name, "left out", "a matrix without rows or columns"))
        return []
    made = []
    for code, words in rows:
        each = Asked(
            f"{asked.name}.{code}",
            f"{asked.heading}.{code}",
            f"{asked.asks} {words}",
            asked.topic,
            asked.about,
        )
        each.keys["answers"] = answers_offered(each.name, columns, told=told)
        each.label = words
        made.append(each)
    return made
