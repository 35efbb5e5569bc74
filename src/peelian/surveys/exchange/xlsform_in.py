"""Reading XLSForm: a workbook with the sheets survey, choices and settings (xlsform.org)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peelian.errors import FileRefused
from peelian.surveys.exchange.answers_in import answers_offered
from peelian.surveys.exchange.form_parts import Asked, form_survey
from peelian.surveys.exchange.imported import Imported
from peelian.surveys.exchange.routing import read_route
from peelian.surveys.exchange.told import Told
from peelian.warehouse.decode.rows_of_text import value_text
from peelian.warehouse.decode.sheets import open_sheets

_KINDS = {"integer": "number", "decimal": "number", "range": "number", "text": "text", "date": "date"}
_KNOWN = frozenset({"type", "name", "label", "hint", "relevant", "list_name", "list name"})
_OF_THE_INTERVIEW = {"start": "", "end": "", "today": "date", "deviceid": "", "username": "interviewer"}
_BEGIN = frozenset({"begin group", "begin_group", "begin repeat", "begin_repeat"})
_END = frozenset({"end group", "end_group", "end repeat", "end_repeat"})
Row = dict[str, str]


@dataclass(slots=True)
class _Reading:
    """What is read so far: the open groups with their words and conditions, and what is told."""

    choices: dict[str, list[tuple[str, str]]]
    told: list[Told]
    asked: list[Asked] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)
    dated: dict[str, str] = field(default_factory=dict)


def import_xlsform(
    path: Path, *, name: str, title: str = "", columns: Mapping[str, str] | None = None
) -> Imported:
    """Read an XLSForm. What is not understood is told, row by row.

    Parameters
    ----------
    path, name
        The workbook, and the name of the survey.
    title
        Its title; left out, the form's.
    columns
        Key of `interview`, or level of area -> heading in deliveries.

    Raises
    ------
    FileRefused
        If it is no workbook, or has no sheet `survey` with the columns type and name.
    """
    sheets = _sheets(path)
    rows = sheets.get("survey", [])
    if not rows or not {"type", "name"} <= set(rows[0]):
        raise FileRefused(
            path.name,
            found=f"the sheets {', '.join(sheets) or 'of no table'}",
            accepted="an XLSForm: a sheet 'survey' with the columns type and name, and a sheet 'choices'",
            next_step="save the form as .xlsx and give that file",
        )
    choices: dict[str, list[tuple[str, str]]] = {}
    for row in sheets.get("choices", []):
        listed = row.get("list_name") or row.get("list name", "")
        code = row.get("name") or row.get("value", "")
        if listed and code:
            choices.setdefault(listed, []).append((code, _words(row, "label") or code))
    reading = _Reading(choices, [])
    for row in rows:
        if row.get("type"):
            _take(row, reading)
    settings = (sheets.get("settings") or [{}])[0]
    told = reading.told
    told += [
        Told("settings", "left out", f"what a definition has no words for: {key}")
        for key, value in settings.items()
        if value and key not in ("form_title", "form_id", "title", "id_string")
    ]
    survey = form_survey(
        reading.asked,
        named=(name, title or settings.get("form_title") or settings.get("title") or name, ""),
        columns={**reading.dated, **(columns or {})},
        told=told,
        file=path.name,
    )
    return Imported(survey, tuple(told))


def _sheets(path: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    with open_sheets(path, "workbook", name=path.name) as sheets:
        for sheet in sheets.names():
            if sheet.strip().lower() in ("survey", "choices", "settings"):
                found[sheet.strip().lower()] = list(_table(sheets.rows(sheet)))
    return found


def _table(rows: Iterator[Any]) -> Iterator[Row]:
    headings: list[str] = []
    for row in rows:
        cells = [(value_text(value) or "").strip() for value in row]
        if not headings:
            headings = [cell if "::" in cell else cell.lower() for cell in cells]
            continue
        if any(cells):
            yield {heading: cell for heading, cell in zip(headings, cells, strict=False) if heading}


def _take(row: Row, reading: _Reading) -> None:
    kind = " ".join(row["type"].split())
    name = row.get("name", "")
    word = kind.lower()
    if word in _BEGIN:
        reading.groups.append((_words(row, "label") or name, row.get("relevant", "")))
        if "repeat" in word:
            reading.told.append(
                Told(name or "repeat", "left out", "that its questions may be asked again and again")
            )
        return
    if word in _END:
        if reading.groups:
            reading.groups.pop()
        return
    if word in _OF_THE_INTERVIEW:
        key = _OF_THE_INTERVIEW[word]
        if key and key not in reading.dated:
            reading.dated[key] = name
        says = (
            f"is taken as the {key} of the interview"
            if key
            else "is written by the device and holds no answer"
        )
        reading.told.append(Told(name, "guessed" if key else "left out", says))
        return
    if not name:
        reading.told.append(Told(kind, "left out", "a row without a name"))
        return
    asked = Asked(
        name,
        name,
        _words(row, "label") or name,
        topic=reading.groups[-1][0] if reading.groups else "",
        about=_words(row, "hint"),
    )
    if not _fill(asked, kind, reading):
        return
    _tell_rest(row, name, reading.told)
    conditions = [each for each in (*(group[1] for group in reading.groups), row.get("relevant", "")) if each]
    if conditions:
        asked.route = read_route(conditions[0], "xlsform") if len(conditions) == 1 else None
        if asked.route is None:
            said = " and ".join(f"({each})" for each in conditions)
            says = f"whom it is asked of: {said}; write it as 'asked of'"
            reading.told.append(Told(name, "left out", says))
    reading.asked.append(asked)


def _fill(asked: Asked, kind: str, reading: _Reading) -> bool:
    first, *rest = kind.split(" ")
    listed = rest[0] if rest else ""
    if first in ("select_one", "select_multiple"):
        offered = list(reading.choices.get(listed, []))
        if not offered:
            reading.told.append(
                Told(asked.name, "left out", f"its choices: there is no list '{listed}' in the form")
            )
            return False
        if "or_other" in rest:
            offered.append(("other", "Other"))
            reading.told.append(Told(asked.name, "left out", "what is written beside 'Other'"))
        several = first == "select_multiple"
        asked.keys["answers"] = answers_offered(asked.name, offered, told=reading.told, several=several)
        if several:
            asked.keys["kind"] = "several answers"
            asked.heading = f"{asked.name}/{{code}}"
        return True
    if kind in _KINDS:
        asked.keys["kind"] = _KINDS[kind]
        return True
    why = "shows something and asks nothing" if kind == "note" else f"rows of the type '{kind}' are not read"
    reading.told.append(Told(asked.name, "left out", why))
    return False


def _words(row: Row, key: str) -> str:
    """Return a text of a row; where it has one for each language, English, or the first."""
    if row.get(key):
        return " ".join(row[key].split())
    spoken = {
        heading: text for heading, text in row.items() if heading.lower().startswith(f"{key}::") and text
    }
    english = next((text for heading, text in spoken.items() if "english" in heading.lower()), "")
    return " ".join((english or next(iter(spoken.values()), "")).split())


def _tell_rest(row: Row, name: str, told: list[Told]) -> None:
    rest = sorted(
        {heading for heading, text in row.items() if text}
        - _KNOWN
        - {heading for heading in row if heading.lower().startswith(("label::", "hint::"))}
    )
    if rest:
        told.append(Told(name, "left out", f"what a definition has no words for: {', '.join(rest)}"))
