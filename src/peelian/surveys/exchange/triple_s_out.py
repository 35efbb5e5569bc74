"""Writing triple-s 2.0: the definition in XML, and the answers in CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from peelian.surveys.exchange.answer_rows import AnswerRows
from peelian.surveys.exchange.columns import SurveyColumn, survey_columns
from peelian.surveys.exchange.safe_xml import write_xml
from peelian.surveys.exchange.told import Told
from peelian.surveys.survey import Survey

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]*")
_FLAGS = {**dict.fromkeys(("y", "yes", "true", "1"), "1"), **dict.fromkeys(("n", "no", "false", "0"), "0")}
_LONGEST_TEXT = 255


@dataclass(frozen=True, slots=True)
class _Written:
    """One variable of the export: its element, and how its cells are made of a row."""

    element: ET.Element
    cells: Callable[[AnswerRows], list[str]]


def export_triple_s(
    survey: Survey, rows: AnswerRows | None, *, data_name: str
) -> tuple[str, str | None, tuple[Told, ...]]:
    """Return the definition, the answers as CSV where rows are given, and what could not be written.

    Parameters
    ----------
    survey
        The definition.
    rows
        The answers, or None for the definition alone.
    data_name
        Name of the file of answers that the definition points to.
    """
    told: list[Told] = []
    names: set[str] = set()
    written = [
        _variable(survey, columns, told, (names, rows, place))
        for place, columns in enumerate(_together(survey), start=1)
    ]
    top = ET.Element("sss", version="2.0")
    said = ET.SubElement(top, "survey")
    ET.SubElement(said, "name").text = survey.survey
    ET.SubElement(said, "title").text = survey.title
    record = ET.SubElement(said, "record", ident="A", format="csv", skip="1")
    if rows is not None:
        record.set("href", data_name)
    record.extend(each.element for each in written)
    told += [
        Told(name, "left out", "whom it is asked of: triple-s has no words for routes")
        for name, question in survey.questions.items()
        if question.asked_of is not None
    ]
    return write_xml(top), None if rows is None else _data(written, rows), tuple(told)


def _together(survey: Survey) -> list[list[SurveyColumn]]:
    """Return the columns, those of one question with several answers together."""
    found: dict[str, list[SurveyColumn]] = {}
    for column in survey_columns(survey):
        found.setdefault(column.question if column.code else column.heading, []).append(column)
    return list(found.values())


def _variable(
    survey: Survey,
    columns: list[SurveyColumn],
    told: list[Told],
    at: tuple[set[str], AnswerRows | None, int],
) -> _Written:
    names, rows, place = at
    column = columns[0]
    use = ""
    if survey.interview is not None and not column.question:
        use = {survey.interview.number: "serial", survey.interview.weight: "weight"}.get(column.heading, "")
    heading = column.question if column.code else column.heading
    name = _name(heading, names)
    names.add(name)
    if name != heading:
        told.append(
            Told(heading, "guessed", f"is named {name}: triple-s takes letters, digits, '_' and '.' alone")
        )
    element = ET.Element("variable", ident=str(place))
    ET.SubElement(element, "name").text = name
    label = survey.questions[column.question].label if column.question else column.heading
    ET.SubElement(element, "label").text = label
    ET.SubElement(element, "position", start=str(place))
    kind, cells = _typed(element, columns, told, rows)
    element.set("type", kind)
    if use and (use != "weight" or kind == "quantity"):
        element.set("use", use)
    return _Written(element, cells)


def _typed(
    element: ET.Element, columns: list[SurveyColumn], told: list[Told], rows: AnswerRows | None
) -> tuple[str, Callable[[AnswerRows], list[str]]]:
    column = columns[0]
    heading = column.heading

    def as_is(given: AnswerRows) -> list[str]:
        return [cell or "" for cell in given.columns.get(heading, (None,) * given.count)]

    if column.code:
        return "multiple", _multiple(element, columns, told)
    if column.kind == "yes or no" and not (column.scale and column.scale.no_answers):
        return "logical", lambda given: [_FLAGS.get(cell.lower(), "") for cell in as_is(given)]
    if column.words and column.kind in ("one answer", "yes or no"):
        if not all(code.isdigit() for code in column.words):
            element.set("format", "literal")
        values = ET.SubElement(element, "values")
        for code, words in column.words.items():
            ET.SubElement(values, "value", code=code).text = words
        return "single", as_is
    if column.kind == "number":
        _range(element, column, rows)
        return "quantity", as_is
    if column.kind == "date":
        return "date", lambda given: [cell.replace("-", "") for cell in as_is(given)]
    longest = max((len(cell) for cell in as_is(rows)), default=1) if rows is not None else _LONGEST_TEXT
    ET.SubElement(element, "size").text = str(max(longest, 1))
    return "character", as_is


def _multiple(
    element: ET.Element, columns: list[SurveyColumn], told: list[Told]
) -> Callable[[AnswerRows], list[str]]:
    values = ET.SubElement(element, "values")
    whole = all(each.code.isdigit() and 0 < int(each.code) <= 999 for each in columns)
    places = {each.heading: int(each.code) if whole else place for place, each in enumerate(columns, start=1)}
    if not whole:
        codes = ", ".join(f"{each.code} as {places[each.heading]}" for each in columns)
        told.append(Told(columns[0].question, "guessed", f"codes are numbered: {codes}"))
    for each in columns:
        code = str(places[each.heading])
        ET.SubElement(values, "value", code=code).text = each.label.partition(": ")[2] or each.label
    longest = max(places.values())

    def cells(given: AnswerRows) -> list[str]:
        made = []
        for row in range(given.count):
            bits, answered = ["0"] * longest, False
            for heading, place in places.items():
                cell = given.columns.get(heading, (None,) * given.count)[row]
                answered = answered or cell is not None
                bits[place - 1] = _FLAGS.get((cell or "").lower(), "0")
            made.append("".join(bits) if answered else "")
        return made

    return cells


def _range(element: ET.Element, column: SurveyColumn, rows: AnswerRows | None) -> None:
    numbers = [
        float(cell) for cell in (rows.columns.get(column.heading, ()) if rows else ()) if cell and _is(cell)
    ]
    values = ET.SubElement(element, "values")
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 999_999_999.0)
    decimals = max(
        (len(f"{each!r}".partition(".")[2]) for each in numbers if not each.is_integer()), default=0
    )
    decimals = min(decimals, 9)
    ranged = {"from": f"{low:.{decimals}f}", "to": f"{high:.{decimals}f}"}
    ET.SubElement(values, "range", ranged)
    for code, words in column.words.items():
        ET.SubElement(values, "value", code=code).text = words


def _data(written: list[_Written], rows: AnswerRows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([each.element.findtext("name") for each in written])
    for record in zip(*(each.cells(rows) for each in written), strict=True):
        writer.writerow(record)
    return out.getvalue()


def _is(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _name(heading: str, taken: set[str]) -> str:
    name = heading if _NAME.fullmatch(heading) else re.sub(r"[^A-Za-z0-9_.]+", "_", heading).strip("_.")
    name = name if name[:1].isalpha() else f"V{name}"
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found
