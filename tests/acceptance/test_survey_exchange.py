"""An SPSS file taken into a workspace, loaded, and given out again, by commands alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from peelian.cli.main import app
from peelian.errors import DefinitionError, FileRefused, NotFound
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace

pyreadstat = pytest.importorskip("pyreadstat")
pd = pytest.importorskip("pandas")

DAY = 86_400.0
FIRST = 13_734_144_000.0  # 1 January 2018, in seconds since 14 October 1582


def frame() -> Any:
    people = range(240)
    return pd.DataFrame(
        {
            "RespID": [f"r{each:03d}" for each in people],
            "IntDate": [FIRST + DAY * (each % 90) for each in people],
            "Weight": [0.5 + each % 4 * 0.25 for each in people],
            "Overall": [(1.0, 2.0, 3.0, 98.0, 99.0)[each % 5] for each in people],
            "Times": [(0.0, 2.5, 999.0)[each % 3] for each in people],
            "Said": ["They were kind" if each % 7 else "" for each in people],
        }
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("exchange")
    pyreadstat.write_sav(
        frame(),
        str(folder / "wave.sav"),
        file_label="Front counter survey",
        column_labels={"Overall": "Overall, how were you served?"},
        variable_value_labels={
            "Overall": {1.0: "Well", 2.0: "Neither", 3.0: "Badly", 98.0: "Don't know", 99.0: "Refused"},
            "Times": {999.0: "Can't remember"},
        },
        missing_ranges={"Overall": [98, 99], "Times": [999]},
        variable_measure={"Overall": "ordinal", "Times": "scale"},
        variable_format={"IntDate": "DATE11", "Overall": "F2.0"},
    )
    return create_workspace(folder / "office", template="blank", place="Anyshire"), folder


def run(*words: object) -> Any:
    found = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=True)
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


def test_from_a_file_to_a_loaded_survey_and_back(office):
    folder, beside = office
    made = json.loads(
        run(
            "survey",
            "import",
            beside / "wave.sav",
            "--as",
            "counter",
            "--with-answers",
            "-w",
            folder,
            "--json",
        ).stdout
    )
    assert (made["survey"], made["questions"], made["interviews"]) == ("counter", 3, 240)
    assert "They were kind" not in json.dumps(made)
    found = json.loads(
        run("survey", "check", "counter", "-w", folder, "--data", beside / "wave.sav", "--json").stdout
    )
    assert [flaw["thing"] for flaw in found["findings"]] == ["sampling", "waves"]
    ws = Workspace.open(folder)
    report = ws.load()
    assert [(line.records, line.accepted) for line in report.lines] == [(240, 240)]
    table = ws.rows("counter")
    reasons = table["overall__missing"].to_pylist()
    assert reasons.count("Don't know") == 48 and reasons.count("Refused") == 48
    assert table["times__missing"].to_pylist().count("Can't remember") == 80
    listed = json.loads(run("survey", "list", "-w", folder, "--json").stdout)["surveys"]
    (counter,) = [each for each in listed if each["name"] == "counter"]
    assert (counter["loaded"], counter["questions"], counter["kind"]) == (240, 3, "not said")

    out = beside / "again.sav"
    told = run(
        "survey", "export", "counter", "--to", "sav", "--with-answers", "--out", out, "-w", folder
    ).stdout
    assert "answers of 240 people" in told
    first, facts = pyreadstat.read_sav(str(beside / "wave.sav"), user_missing=True)
    again, facts_again = pyreadstat.read_sav(str(out), user_missing=True)
    pd.testing.assert_frame_equal(again.sort_values("RespID", ignore_index=True), first)
    for name in ("missing_ranges", "variable_value_labels", "variable_measure", "original_variable_types",
                 "file_label",
                 "column_names_to_labels"):  # fmt: skip
        assert getattr(facts_again, name) == getattr(facts, name), name


def test_nothing_is_written_over_unless_told(office):
    folder, beside = office
    with pytest.raises(FileRefused, match="there already"):
        run("survey", "import", beside / "wave.sav", "--as", "counter", "-w", folder)
    with pytest.raises(FileRefused, match="there already"):
        run("survey", "export", "counter", "--to", "sav", "--out", beside / "again.sav", "-w", folder)
    assert (
        run("survey", "import", beside / "wave.sav", "--as", "counter", "-w", folder, "--replace").exit_code
        == 0
    )


def test_a_name_that_is_a_source_already_is_refused(office):
    folder, beside = office
    with pytest.raises(FileRefused, match="described already"):
        run("survey", "import", beside / "wave.sav", "--as", "recorded_crime", "-w", folder)


def test_columns_may_be_said(office):
    folder, beside = office
    run("survey", "import", beside / "wave.sav", "--as", "said", "--column", "number=Said", "-w", folder)
    ws = Workspace.open(folder)
    interview = ws.surveys["said"].survey.interview
    assert interview is not None and interview.number == "Said"
    with pytest.raises(NotFound, match="no column 'Nowhere'"):
        run("survey", "import", beside / "wave.sav", "--as", "no", "--column", "date=Nowhere", "-w", folder)
    with pytest.raises(NotFound, match="key=heading"):
        run("survey", "import", beside / "wave.sav", "--as", "no", "--column", "date", "-w", folder)
    (folder / "surveys" / "said.yaml").unlink()


@pytest.mark.parametrize("to", ["ddi", "surveyjs", "xlsform", "triple-s", "sav", "csv"])
def test_a_definition_alone_holds_nobody(office, tmp_path, to):
    folder, _ = office
    out = tmp_path / f"alone.{to}"
    made = json.loads(
        run("survey", "export", "counter", "--to", to, "--out", out, "-w", folder, "--json").stdout
    )
    assert made["interviews"] == 0
    assert made["files"] == [str(out)]
    assert b"They were kind" not in out.read_bytes() and b"r001" not in out.read_bytes()


@pytest.mark.parametrize("to", ["ddi", "surveyjs", "xlsform"])
def test_forms_of_questionnaires_hold_no_answers(office, tmp_path, to):
    folder, _ = office
    with pytest.raises(FileRefused, match="holds no answers"):
        run(
            "survey", "export", "counter", "--to", to, "--with-answers", "--out", tmp_path / "x", "-w", folder
        )
    assert not (tmp_path / "x").exists()


def test_what_is_not_there_is_told_by_name(office, tmp_path):
    folder, beside = office
    with pytest.raises(NotFound, match="counter"):
        run("survey", "export", "countre", "--to", "sav", "-w", folder)
    with pytest.raises(NotFound, match="ddi"):
        run("survey", "export", "counter", "--to", "spss", "-w", folder)
    with pytest.raises(NotFound, match="no such file"):
        run("survey", "import", beside / "gone.sav", "-w", folder)
    (tmp_path / "empty.sav").write_bytes(b"")
    with pytest.raises(FileRefused, match="empty"):
        run("survey", "import", tmp_path / "empty.sav", "-w", folder)
    (tmp_path / "form.pdf").write_bytes(b"%PDF")
    with pytest.raises(FileRefused, match="pdf"):
        run("survey", "import", tmp_path / "form.pdf", "-w", folder)
    (tmp_path / "cut.sav").write_bytes((beside / "wave.sav").read_bytes()[:300])
    with pytest.raises(FileRefused, match="cannot be read"):
        run("survey", "import", tmp_path / "cut.sav", "-w", folder)


def test_a_definition_file_is_checked_without_a_workspace(office, tmp_path):
    folder, beside = office
    text = (folder / "surveys" / "counter.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    shown = run("survey", "check", tmp_path / "mine.yaml", "--data", beside / "wave.sav").stdout
    assert "2 things to decide." in shown and "240 interviews of wave.sav" in shown
    (tmp_path / "mine.yaml").write_text(text.replace("title:", "titel:"), encoding="utf-8")
    with pytest.raises(DefinitionError, match="title"):
        run("survey", "check", tmp_path / "mine.yaml")
    (tmp_path / "none.yaml").write_text("measure: x\n", encoding="utf-8")
    with pytest.raises(NotFound, match="begins with 'survey:'"):
        run("survey", "check", tmp_path / "none.yaml")


def test_a_csv_of_answers_becomes_a_definition_that_says_it_guessed(office, tmp_path):
    folder, _ = office
    lines = ["id,date,mood,age,words"] + [
        f"{n},2018-01-{n % 28 + 1:02d},{'good' if n % 2 else 'bad'},{n},w{n}" for n in range(40)
    ]
    (tmp_path / "poll.csv").write_text("\n".join(lines), encoding="utf-8")
    shown = run("survey", "import", tmp_path / "poll.csv", "-w", folder).stdout
    assert "guessed" in shown and "The 40 interviews in the file were not taken" in shown
    survey = Workspace.open(folder).surveys["poll"].survey
    assert {name: question.kind for name, question in survey.questions.items()} == {
        "mood": "one answer",
        "age": "number",
        "words": "text",
    }
    assert not (folder / "inbox" / "poll.csv").exists()
    (folder / "surveys" / "poll.yaml").unlink()


MEASURE = """measures:
  - measure: counter_well
    title: People served well
    question: overall
    counts: ["1"]
    direction: higher is better
    windows: [quarter]
"""


def test_what_was_taken_in_is_published_once_a_measure_is_named(office):
    folder, _ = office
    definition = folder / "surveys" / "counter.yaml"
    before = definition.read_text(encoding="utf-8")
    definition.write_text(before.replace("title:", "access: open\ntitle:", 1) + MEASURE, encoding="utf-8")
    ws = Workspace.open(folder)
    ws.load()
    ws.build()
    (found,) = [each for each in ws.findings(measures=["counter_well"]) if each.period.kind == "quarter"]
    people = frame()
    answered = people[people["Overall"] < 98]
    share = answered.loc[answered["Overall"] == 1, "Weight"].sum() / answered["Weight"].sum()
    assert found.base == len(answered) == 144
    assert found.value == pytest.approx(share, abs=1e-12)
    assert "counter.who-answered" in found.caveats
    told = " ".join(path.read_text("utf-8") for path in ws.site.rglob("*.html"))
    assert "it is not said how they were chosen" in told
    assert "They were kind" not in told
    definition.write_text(before, encoding="utf-8")
