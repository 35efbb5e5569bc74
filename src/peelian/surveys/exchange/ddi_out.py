"""Writing DDI-Codebook 2.5: what a survey is, for archives (ddialliance.org)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from peelian.surveys.exchange.answer_rows import AnswerRows
from peelian.surveys.exchange.columns import SurveyColumn, survey_columns
from peelian.surveys.exchange.safe_xml import write_xml
from peelian.surveys.survey import Survey
from peelian.version import __version__

_SPACE = "ddi:codebook:2_5"
_SAMPLED = {
    "drawn by chance": "Probability",
    "quota": "Non-probability: quota",
    "open to all": "Non-probability",
    "everyone asked": "Total universe: complete enumeration",
    "not said": "Not said",
}


def export_ddi(survey: Survey, rows: AnswerRows | None = None) -> str:
    """Return a codebook: the study, its sample and fieldwork, and every variable with its question and codes.

    Codes that are no answers are marked as missing. No answers of people are in it; with rows, only how many
    interviews and variables there are.

    Parameters
    ----------
    survey
        The definition.
    rows
        The answers, to say how many there are.
    """
    ET.register_namespace("", _SPACE)
    top = ET.Element(_q("codeBook"), {"version": "2.5", "ID": survey.survey})
    document = _down(top, "docDscr", "citation")
    _text(_down(document, "titlStmt"), "titl", survey.title)
    software = _text(_down(document, "prodStmt"), "software", "Peelian")
    software.set("version", __version__)
    study = _down(top, "stdyDscr")
    _study(study, survey)
    _method(study, survey)
    conditions = " ".join(part for part in (survey.access, survey.ask) if part)
    _text(_down(study, "dataAccs", "useStmt"), "conditions", conditions)
    _file(top, survey, rows)
    data = _down(top, "dataDscr")
    columns = survey_columns(survey)
    ids = {column.heading: f"V{place}" for place, column in enumerate(columns, start=1)}
    weights = [ids[column.heading] for column in columns if column.field == survey.sampling.weight]
    for column in columns:
        _variable(data, survey, column, (ids[column.heading], weights[0] if weights else ""))
    return write_xml(top)


def _study(study: ET.Element, survey: Survey) -> None:
    citation = _down(study, "citation")
    titles = _down(citation, "titlStmt")
    _text(titles, "titl", survey.title)
    _text(titles, "IDNo", survey.survey)
    if survey.owner:
        _text(_down(citation, "rspStmt"), "AuthEnty", survey.owner)
    if survey.contact:
        _text(_down(citation, "distStmt"), "contact", survey.contact)
    about = _down(study, "stdyInfo")
    if survey.themes:
        subject = _down(about, "subject")
        for theme in survey.themes:
            _text(subject, "keyword", theme)
    _text(about, "abstract", survey.about or survey.title)
    summary = _down(about, "sumDscr")
    for wave in survey.waves:
        for event, day in (("start", wave.start), ("end", wave.end)):
            each = _text(summary, "collDate", wave.wave)
            each.attrib.update({"date": day.isoformat(), "event": event, "cycle": wave.wave})
    if survey.coverage:
        _text(summary, "geogCover", survey.coverage)
    _text(summary, "anlyUnit", survey.row)
    _text(summary, "universe", survey.sampling.of)
    _text(summary, "dataKind", "survey data")
    for left in survey.sampling.left_out:
        _text(about, "notes", f"Left out: {left}")


def _method(study: ET.Element, survey: Survey) -> None:
    sampling = survey.sampling
    collected = _down(study, "method", "dataColl")
    stages = [*sampling.stages]
    _text(collected, "sampProc", "; ".join([_SAMPLED[sampling.kind], *stages]))
    if sampling.frame:
        _text(_down(collected, "sampleFrame"), "sampleFrameName", sampling.frame)
    targets = {wave.wave: wave.target for wave in survey.waves if wave.target}
    if targets:
        size = _down(collected, "targetSampleSize")
        _text(size, "sampleSize", str(sum(targets.values())))
        _text(size, "sampleSizeFormula", "; ".join(f"{wave}: {target}" for wave, target in targets.items()))
    for mode in dict.fromkeys(wave.mode for wave in survey.waves if wave.mode):
        _text(collected, "collMode", mode)
    if sampling.weight:
        design = [f"strata: {', '.join(sampling.strata)}"] if sampling.strata else []
        design += [f"units: {', '.join(sampling.units)}"] if sampling.units else []
        _text(collected, "weight", "; ".join([f"Weight in the variable {sampling.weight}", *design]))
    method = study.find(_q("method"))
    says = [wave for wave in survey.waves if not wave.comparable]
    if method is not None:
        for wave in says:
            _text(method, "notes", f"{wave.wave} does not compare with the waves before it: {wave.why}")


def _file(top: ET.Element, survey: Survey, rows: AnswerRows | None) -> None:
    described = _down(top, "fileDscr")
    described.set("ID", "F1")
    text = _down(described, "fileTxt")
    _text(text, "fileName", f"{survey.survey}.csv")
    shape = _down(text, "dimensns")
    if rows is not None:
        _text(shape, "caseQnty", str(rows.count))
    _text(shape, "varQnty", str(len(survey_columns(survey)) if rows is None else len(rows.columns)))
    _text(text, "fileType", "CSV")


def _variable(data: ET.Element, survey: Survey, column: SurveyColumn, ids: tuple[str, str]) -> None:
    own, weight = ids
    number = column.kind == "number"
    made = _down(data, "var")
    made.attrib.update(
        {
            "ID": own,
            "name": column.heading,
            "files": "F1",
            "intrvl": "contin" if number or column.kind == "date" else "discrete",
        }
    )
    if weight == own:
        made.set("wgt", "wgt")
    elif weight and column.question:
        made.set("wgt-var", weight)
    question = survey.questions.get(column.question)
    _text(made, "labl", column.label or column.field)
    if question is not None and question.asks:
        asked = _down(made, "qstn")
        _text(asked, "qstnLit", question.asks)
    if question is not None and question.at_least is not None:
        _down(made, "valrng", "range").set("min", f"{question.at_least:g}")
    if question is not None:
        _text(made, "universe", _whom(survey, column.question))
        if question.about:
            _text(made, "txt", question.about)
    words = {"1": "Yes", "0": "No"} if column.code else column.words
    missing = {} if column.scale is None else column.scale.no_answers
    for code, label in words.items():
        category = _down(made, "catgry")
        if code in missing:
            category.set("missing", "Y")
        _text(category, "catValu", code)
        _text(category, "labl", label)
    if question is not None and question.concept:
        _text(made, "concept", question.concept)
    _down(made, "varFormat").attrib.update(
        {
            "type": "numeric" if number else "character",
            **({"category": "date"} if column.kind == "date" else {}),
        }
    )


def _whom(survey: Survey, name: str) -> str:
    before = survey.questions[name].asked_of
    if before is None:
        return "Everyone asked"
    words = survey.words_of(before.question)
    said = " or ".join(words.get(code, code) for code in before.answered)
    return f"Those who answered {said} to {before.question}"


def _q(tag: str) -> str:
    return f"{{{_SPACE}}}{tag}"


def _down(parent: ET.Element, *tags: str) -> ET.Element:
    for tag in tags:
        parent = ET.SubElement(parent, _q(tag))
    return parent


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, _q(tag))
    made.text = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    return made
