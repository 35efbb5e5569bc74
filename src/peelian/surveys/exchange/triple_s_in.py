"""Reading triple-s: the definition in XML, and the answers beside it in fixed columns or CSV."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peelian.errors import FileRefused
from peelian.surveys.exchange.imported import Imported
from peelian.surveys.exchange.interview_columns import interview_columns
from peelian.surveys.exchange.no_answer_label import no_answer_kind
from peelian.surveys.exchange.plain_name import plain_name
from peelian.surveys.exchange.safe_xml import read_xml
from peelian.surveys.exchange.skeleton import Parts, question_name, survey_of
from peelian.surveys.exchange.told import Told
from peelian.surveys.exchange.triple_s_rows import read_triple_rows
from peelian.surveys.exchange.triple_s_variable import TripleVariable, triple_variable

_DATA = (".asc", ".dat", ".csv", ".txt")


def import_triple_s(
    path: Path, *, name: str, title: str = "", columns: Mapping[str, str] | None = None
) -> Imported:
    """Read a triple-s definition, and its answers where their file lies beside it under the same name.

    Parameters
    ----------
    path, name
        The XML file, and the name of the survey.
    title
        Its title; left out, the file's.
    columns
        Key of `interview`, or level of area -> variable, where they are not to be guessed.

    Raises
    ------
    FileRefused
        If the XML is not triple-s of version 2 or 3, or is not sound.
    NotFound
        If `columns` names a variable that is not there.
    """
    top = read_xml(path, name=path.name)
    told: list[Told] = []
    record = _record(top, path.name, told)
    variables = [triple_variable(each, file=path.name) for each in record.findall("variable")]
    said = {**_used(variables), **(columns or {})}
    interview, areas, more = interview_columns({v.name: v.label for v in variables}, said=said)
    told += more
    told += [
        Told(v.name, "left out", f"whom it is asked of: the filter '{v.filter}'; write it as 'asked of'")
        for v in variables
        if v.filter
    ]
    questions: dict[str, dict[str, Any]] = {}
    taken = {*interview.values(), *areas.values()}
    for variable in variables:
        if variable.name not in taken:
            questions[question_name(variable.name, taken=questions)] = _question(variable, told)
    survey_element = top.find("survey")
    found_title = "" if survey_element is None else (survey_element.findtext("title") or "").strip()
    written: dict[str, Any] = {**interview, **({"areas": areas} if areas else {})}
    survey = survey_of(
        Parts(plain_name(name), title or found_title or name, questions=questions, interview=written),
        file=path.name,
    )
    beside = _beside(path, record.get("href", ""))
    if beside is None:
        told.append(
            Told(path.name, "left out", "no file of answers lies beside it: the questionnaire alone is taken")
        )
        return Imported(survey, tuple(told))
    form = "csv" if record.get("format") == "csv" else "fixed"
    skip = int(record.get("skip") or 0)
    rows = read_triple_rows(beside, variables, form=form, skip=skip)
    return Imported(survey, tuple(told), rows)


def _record(top: Any, file: str, told: list[Told]) -> Any:
    version = top.get("version", "")
    records = top.findall("survey/record")
    if top.tag != "sss" or version.split(".")[0] not in ("1", "2", "3") or len(records) != 1:
        many = f"{len(records)} records" if top.tag == "sss" else f"the element '{top.tag}'"
        raise FileRefused(
            file,
            found=f"{many}, version '{version}'",
            accepted="a triple-s definition (the element 'sss', version 2.0 or 3.0) with one record",
            next_step="export the survey again as triple-s 2.0; a hierarchy needs one export for each level",
        )
    if top.find("hierarchy") is not None:
        told.append(Told(file, "left out", "how this record belongs to others (its hierarchy)"))
    return records[0]


def _used(variables: list[TripleVariable]) -> dict[str, str]:
    keys = {"serial": "number", "weight": "weight"}
    found: dict[str, str] = {}
    for variable in variables:
        if variable.use in keys:
            found.setdefault(keys[variable.use], variable.name)
    return found


def _question(variable: TripleVariable, told: list[Told]) -> dict[str, Any]:
    question: dict[str, Any] = {"label": variable.label, "heading": variable.name}
    no_answers: dict[str, dict[str, str]] = {}
    for code, label in variable.codes.items():
        kind = no_answer_kind(label)
        if kind is not None and len(variable.codes) > 1 and variable.type != "multiple":
            no_answers.setdefault(kind, {})[code] = label
            told.append(
                Told(variable.name, "guessed", f"'{label}' ({code}) is no answer, by its label: {kind}")
            )
    out = {code for part in no_answers.values() for code in part}
    answers = {code: label or code for code, label in variable.codes.items() if code not in out}
    match variable.type:
        case "single" if answers:
            question["answers"] = {"answers": answers, **no_answers}
        case "single":
            low, high = variable.span
            codes = range(int(low), int(high) + 1) if low.isdigit() and high.isdigit() else range(0)
            if 0 < len(codes) <= 100:
                question["answers"] = {"answers": {str(code): str(code) for code in codes}}
            else:
                question["kind"] = "text"
        case "multiple":
            question |= {
                "kind": "several answers",
                "heading": f"{variable.name}_{{code}}",
                "answers": {"answers": answers or {"1": "1"}},
            }
        case "logical":
            question |= {"kind": "yes or no", "answers": {"answers": {"1": "Yes", "0": "No"}}}
        case "quantity":
            question["kind"] = "number"
            if no_answers:
                question["answers"] = no_answers
                told += [
                    Told(variable.name, "guessed", "labels of a number that are answers are left out")
                ] * bool(answers)
        case "date":
            question["kind"] = "date"
        case _:
            question["kind"] = "text"
    return question


def _beside(path: Path, href: str) -> Path | None:
    """Return the file of answers beside the definition, never one that it points to elsewhere."""
    named = (
        [path.with_name(Path(href.replace("\\", "/")).name)] if href and "/" not in href.strip("/") else []
    )
    for each in (*named, *(path.with_suffix(ending) for ending in (*_DATA, *(e.upper() for e in _DATA)))):
        if each.is_file() and each != path:
            return each
    return None
