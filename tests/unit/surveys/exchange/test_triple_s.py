"""Triple-s in and out: every type of variable, fixed columns and CSV, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.errors import FileRefused
from peelian.surveys.exchange.answer_rows import AnswerRows
from peelian.surveys.exchange.triple_s_in import import_triple_s
from peelian.surveys.exchange.triple_s_out import export_triple_s
from peelian.surveys.survey import Survey

DEFINITION = """<?xml version="1.0" encoding="UTF-8"?>
<sss version="2.0">
  <date>1 April 2024</date>
  <survey>
    <name>visits</name>
    <title>Visits to the front counter</title>
    <record ident="A"{record}>
      <variable ident="1" type="quantity" use="serial"><name>ID</name><label>Number</label>
        <position start="1" finish="3"/><values><range from="1" to="999"/></values></variable>
      <variable ident="2" type="single"><name>Q1</name><label>Seen <br/>in time?</label>
        <position start="4"/><values><value code="1">Yes, &amp; well</value><value code="2">No</value>
        <value code="9">Don't know</value></values></variable>
      <variable ident="3" type="multiple"><name>Q2</name><label>Why</label>
        <position start="5" finish="8"/><values><value code="1">Lost</value><value code="2">Found</value>
        <value code="4">Other</value></values></variable>
      <variable ident="4" type="multiple"><name>Q3</name><label>Spread</label>
        <position start="9" finish="12"/><spread subfields="2" width="2"/>
        <values><value code="1">One</value><value code="12">Twelve</value></values></variable>
      <variable ident="5" type="character"><name>Q4</name><label>Words</label>
        <position start="13" finish="17"/><size>5</size></variable>
      <variable ident="6" type="logical" filter="Q9"><name>Q5</name><label>Again?</label>
        <position start="18"/></variable>
      <variable ident="7" type="date"><name>DAY</name><label>Date of interview</label>
        <position start="19" finish="26"/></variable>
      <variable ident="8" type="time"><name>AT</name><label>At</label>
        <position start="27" finish="32"/></variable>
      <variable ident="9" type="quantity" use="weight"><name>WT</name><label>Weight</label>
        <position start="33" finish="36"/><values><range from="0.00" to="9.99"/></values></variable>
    </record>
  </survey>
</sss>
"""
PARTS = (
    ("  1", "1", "1001", "0112", "abc  ", "1", "20180401", "093000", "1.25"),
    ("  2", "2", "    ", "01  ", "     ", " ", "20180402", "      ", "0.50"),
    ("  3", "9", "0000", "    ", "words", "0"),
)
FIXED = "\n".join("".join(parts) for parts in PARTS) + "\n"


@pytest.fixture
def fixed(tmp_path: Path) -> Path:
    path = tmp_path / "visits.xml"
    path.write_text(DEFINITION.format(record=""), encoding="utf-8")
    (tmp_path / "visits.asc").write_text(FIXED, encoding="utf-8")
    return path


def test_every_type_becomes_a_question_or_a_part_of_the_interview(fixed):
    taken = import_triple_s(fixed, name="visits")
    survey = taken.survey
    assert survey.title == "Visits to the front counter"
    assert survey.interview is not None
    assert (survey.interview.number, survey.interview.date, survey.interview.weight) == ("ID", "DAY", "WT")
    assert {name: question.kind for name, question in survey.questions.items()} == {
        "q1": "one answer",
        "q2": "several answers",
        "q3": "several answers",
        "q4": "text",
        "q5": "yes or no",
        "at": "text",
    }
    q1 = survey.scale_of("q1")
    assert q1 is not None
    assert q1.answers == {"1": "Yes, & well", "2": "No"}
    assert q1.dont_know == {"9": "Don't know"}
    assert survey.questions["q1"].label == "Seen in time?"


def test_fixed_columns_are_cut_where_the_definition_says(fixed):
    rows = import_triple_s(fixed, name="visits").rows
    assert rows is not None
    assert rows.columns["ID"] == ("1", "2", "3")
    assert rows.columns["Q1"] == ("1", "2", "9")
    assert rows.columns["Q2_1"] == ("1", None, "0")
    assert rows.columns["Q2_2"] == ("0", None, "0")
    assert rows.columns["Q2_4"] == ("1", None, "0")
    assert rows.columns["Q3_1"] == ("1", "1", None)
    assert rows.columns["Q3_12"] == ("1", "0", None)
    assert rows.columns["Q4"] == ("abc", None, "words")
    assert rows.columns["Q5"] == ("1", None, "0")
    assert rows.columns["DAY"] == ("2018-04-01", "2018-04-02", None)
    assert rows.columns["AT"] == ("09:30:00", None, None)
    assert rows.columns["WT"] == ("1.25", "0.50", None)
    assert rows.lines == (1, 2, 3)


def test_a_filter_is_told_as_left_out(fixed):
    told = import_triple_s(fixed, name="visits").told
    assert [(each.thing, each.state) for each in told if "filter 'Q9'" in each.says] == [("Q5", "left out")]


def test_a_definition_alone_is_taken_and_said_so(tmp_path):
    path = tmp_path / "visits.xml"
    path.write_text(DEFINITION.format(record=' href="../../elsewhere.asc"'), encoding="utf-8")
    (tmp_path.parent / "elsewhere.asc").write_text("x", encoding="utf-8")
    taken = import_triple_s(path, name="visits")
    assert taken.rows is None
    assert any("no file of answers" in each.says for each in taken.told)


COURT = {
    "survey": "court",
    "title": "Court & after",
    "sampling": {"kind": "drawn by chance", "of": "victims", "weight": "weight"},
    "interview": {"number": "Number", "date": "Day", "weight": "Weight"},
    "questions": {
        "overall": {
            "label": "Overall",
            "answers": {"answers": {"1": "Good <very>", "2": "Bad"}, "don't know": {"8": "Does not know"}},
        },
        "letters": {"label": "Letters", "answers": {"answers": {"A": "Alpha", "B": "Beta"}}},
        "why": {"label": "Why", "kind": "several answers",
                "answers": {"answers": {"1": "Near", "3": "Safe"}}},
        "again": {"label": "Again", "kind": "yes or no", "answers": {"answers": {"1": "Yes", "0": "No"}},
                  "asked of": {"question": "overall", "answered": ["1"]}},
        "times": {"label": "Times", "kind": "number", "answers": {"refused": {"99": "Refused"}}},
        "when": {"label": "When", "kind": "date"},
        "words": {"label": "Words", "kind": "text"},
    },
}  # fmt: skip
ROWS = AnswerRows(
    {
        "Number": ("1", "2", "3"),
        "Day": ("2018-01-02", "2018-01-03", None),
        "Weight": ("1.25", "0.5", "2"),
        "overall": ("1", "8", None),
        "letters": ("A", None, "B"),
        "why 1": ("1", "0", None),
        "why 3": ("0", "0", None),
        "again": ("1", None, "0"),
        "times": ("3", "99", None),
        "when": ("2017-12-31", None, "2018-02-28"),
        "words": ("said, “so”", None, "0123"),
    },
    (1, 2, 3),
)


def test_what_is_written_is_read_back_with_the_same_codes_and_answers(tmp_path):
    survey = Survey.model_validate(COURT)
    text, answers, told = export_triple_s(survey, ROWS, data_name="court.csv")
    assert answers is not None
    (tmp_path / "court.xml").write_text(text, encoding="utf-8")
    (tmp_path / "court.csv").write_text(answers, encoding="utf-8", newline="")
    assert [each.thing for each in told if each.state == "left out"] == ["again"]
    again = import_triple_s(tmp_path / "court.xml", name="court")
    assert again.rows is not None
    for name, question in survey.questions.items():
        assert again.survey.questions[name].kind == question.kind, name
        assert again.survey.questions[name].label == question.label
    for name in ("overall", "letters", "why"):
        assert again.survey.scale_of(name) == survey.scale_of(name), name
    renamed = {"why 1": "why_1", "why 3": "why_3"}
    for heading, cells in ROWS.columns.items():
        assert again.rows.columns[renamed.get(heading, heading)] == cells, heading
    assert again.survey.interview is not None
    assert (again.survey.interview.number, again.survey.interview.weight) == ("Number", "Weight")


def test_codes_that_are_no_numbers_are_numbered_in_a_question_with_several_answers():
    changed = {
        **COURT,
        "questions": {"why": {**COURT["questions"]["why"], "answers": {"answers": {"a": "A", "b": "B"}}}},
    }
    text, _, told = export_triple_s(Survey.model_validate(changed), None, data_name="")
    assert '<value code="2">B</value>' in text
    assert [each.says for each in told] == ["codes are numbered: a as 1, b as 2"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('<!DOCTYPE sss SYSTEM "http://elsewhere/sss.dtd"><sss version="2.0"/>', "DOCTYPE"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>', "DOCTYPE"),
        ('<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', "DOCTYPE"),
        ("<sss version='2.0'><survey>", "not well-formed"),
        ("<html/>", "the element 'html'"),
        ("<sss version='2.0'><survey><record/><record/></survey></sss>", "2 records"),
        ("<sss version='9'><survey><record/></survey></sss>", "version '9'"),
        ("<sss version='2.0'><survey><record/></survey></sss>", "no question"),
        (
            "<sss version='2.0'><survey><record><variable type='matrix'><name>a</name><position start='1'/>"
            "</variable></record></survey></sss>",
            "type 'matrix'",
        ),
        (
            "<sss version='2.0'><survey><record><variable type='date'><name>a</name><position start='x'/>"
            "</variable></record></survey></sss>",
            "'x'",
        ),
        ("<a>" * 100 + "</a>" * 100, "nested deeper"),
    ],
)
def test_what_is_not_sound_is_refused(tmp_path, content, says):
    path = tmp_path / "bad.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileRefused) as caught:
        import_triple_s(path, name="bad")
    assert says in caught.value.found


def test_a_record_too_short_in_csv_names_its_line(tmp_path):
    text, answers, _ = export_triple_s(Survey.model_validate(COURT), ROWS, data_name="court.csv")
    assert answers is not None
    lines = answers.splitlines()
    (tmp_path / "court.xml").write_text(text, encoding="utf-8")
    (tmp_path / "court.csv").write_text("\n".join([*lines[:2], "4,2018"]), encoding="utf-8")
    with pytest.raises(FileRefused, match="line 3"):
        import_triple_s(tmp_path / "court.xml", name="court")
