"""Reading surveys from files: those of the package, a workspace's own before them, and what is refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import yaml

from peelian.errors import DefinitionError
from peelian.surveys.in_catalogue import with_surveys
from peelian.surveys.read_surveys import read_surveys, shipped_survey_files
from peelian.workspace.definitions import gather_catalogue
from tests.unit.surveys.written import written

ANALYSES = """
analyses:
  - analysis: two groups
    name: gap
    title: Gap
    split: {question: age, counts: [y]}
    outcomes: [{question: fair, counts: ["1"]}]
  - analysis: groups
    name: groups
    title: Groups
    outcome: {question: fair, counts: ["1"]}
    groups: [{question: age, counts: [y]}]
  - {analysis: by answer, name: by-answer, title: By, outcome: {question: fair, counts: ["1"]}, by: age}
  - analysis: journey
    name: journey
    title: Journey
    stages:
      - {title: one, outcome: {question: fair, counts: ["1"]}}
      - {title: two, outcome: {question: told}}
  - {analysis: change point, name: change, title: C, outcome: {question: told}, every: month}
  - {analysis: who answered, name: who, title: W, by: {age: {y: 0.4, o: 0.6}}, source: census}
  - {analysis: themes, name: themes, title: T, question: why}
"""


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_surveys_are_read_and_fit_their_sources():
    surveys = read_surveys(())
    files = [path.read_text("utf-8") for path in shipped_survey_files()]
    shown = [document for text in files for document in yaml.safe_load_all(text)]
    assert set(surveys) == {document["survey"] for document in shown if "survey" in document}
    whole = with_surveys(gather_catalogue(None), surveys)
    assert set(surveys) <= set(whole.sources)


def test_a_survey_of_the_workspace_goes_before_a_shipped_one(tmp_path):
    first = put(tmp_path, "a.yaml", yaml.safe_dump(written(), sort_keys=False))
    second = put(tmp_path, "b.yaml", yaml.safe_dump(written(title="Ours"), sort_keys=False))
    assert read_surveys([second], shipped=[first])["counter"].survey.title == "Ours"


def test_other_documents_are_passed_over(tmp_path):
    text = "measure: x\n---\n- a list\n---\n" + yaml.safe_dump(
        {"survey": "counter", **written()}, sort_keys=False
    )
    assert set(read_surveys([put(tmp_path, "a.yaml", text)], shipped=())) == {"counter"}


def test_every_kind_of_analysis_is_read_by_its_name(tmp_path):
    path = put(tmp_path, "a.yaml", yaml.safe_dump(written(), sort_keys=False) + ANALYSES)
    survey = read_surveys([path], shipped=())["counter"].survey
    assert [each.analysis for each in survey.analyses] == [
        "two groups", "groups", "by answer", "journey", "change point", "who answered", "themes",
    ]  # fmt: skip


@pytest.mark.parametrize("change", ["analysis: two groups", "name: gap"])
def test_an_analysis_that_is_none_names_its_line(tmp_path, change):
    text = yaml.safe_dump(written(), sort_keys=False) + ANALYSES
    wrong = text.replace(change, change.split(":")[0] + ": Not One")
    with pytest.raises(DefinitionError) as caught:
        read_surveys([put(tmp_path, "a.yaml", wrong)], shipped=())
    assert "a.yaml, line" in caught.value.thing


def test_one_name_twice_is_refused_naming_both_places(tmp_path):
    files = [put(tmp_path, name, yaml.safe_dump(written(), sort_keys=False)) for name in ("a.yaml", "b.yaml")]
    with pytest.raises(DefinitionError) as caught:
        read_surveys(files, shipped=())
    assert "b.yaml" in caught.value.thing and "a.yaml" in caught.value.found


def test_a_key_that_is_none_is_told_with_its_line_and_the_nearest(tmp_path):
    text = yaml.safe_dump(written(), sort_keys=False).replace("\ntitle:", "\ntitel:")
    with pytest.raises(DefinitionError) as caught:
        read_surveys([put(tmp_path, "a.yaml", text)], shipped=())
    assert "line 2" in caught.value.thing
    assert caught.value.next_step == "write 'title'"


def test_the_youth_voice_survey_makes_its_source_one_of_people_who_chose_themselves():
    whole = gather_catalogue(None)
    chosen = [name for name, source in whole.sources.items() if source.self_selected]
    assert chosen == ["youth_voice"]
    caveats = {each.id: each.says for each in whole.sources["youth_voice"].caveats}
    assert "no margin of error can be given" in caveats["who-answered"]
    assert "schools-answer-alike" in caveats


def test_a_source_of_people_who_chose_themselves_and_a_survey_that_draws_them_do_not_agree():
    whole = gather_catalogue(None)
    source = whole.sources["public_attitude"].model_copy(update={"self_selected": True})
    changed = dataclasses.replace(whole, sources={**whole.sources, "public_attitude": source})
    with pytest.raises(DefinitionError) as caught:
        with_surveys(changed, read_surveys([]))
    assert "people chose themselves" in caught.value.found
    assert caught.value.accepted == "open to all"
