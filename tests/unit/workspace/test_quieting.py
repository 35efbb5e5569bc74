"""No sentence about a survey speaks of a number that is hidden."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from peelian.publication.analysis_text import AnalysisRow, AnalysisText
from peelian.publication.survey_text import SurveyText
from peelian.workspace.quieting import quieted_texts
from tests.fabricated_surveys import made_up_survey

TOLD = AnalysisText(
    "m_who",
    "who-answered",
    "who answered",
    "Who answered",
    "",
    "Among those who answered, 'young' is over-represented by 64 points.",
    ("Residents: estimates.",),
    (
        AnalysisRow("share", "young", "those who answered", "share=young | those who answered"),
        AnalysisRow("gap", "young", "difference", "gap=young | difference", "more than live here", True),
        AnalysisRow("share", "old", "those who answered", "share=old | those who answered"),
    ),
    "'young' is over-represented by 64 points",
)


def quieted(*states: str) -> AnalysisText:
    survey: SurveyText = replace(made_up_survey(), analyses=(TOLD,))
    findings = pa.table(
        {
            "measure": ["m_who"] * len(states),
            "group": [row.group for row in TOLD.rows][: len(states)],
            "state": list(states),
        }
    )
    (told,) = quieted_texts((survey,), findings)[0].analyses
    return told


def test_what_is_shown_is_told_as_it_was() -> None:
    assert quieted("shown", "low reliability", "not measured") == TOLD


def test_sentence_about_a_hidden_number_is_taken_out() -> None:
    told = quieted("suppressed", "suppressed", "shown")
    assert told.headline == ""
    assert "64" not in told.sentence
    assert [row.judgement for row in told.rows] == ["", "", ""]
    assert not any(row.starred for row in told.rows)


def test_difference_is_spoken_of_without_naming_its_parts() -> None:
    assert "64" not in quieted("shown", "suppressed", "shown").sentence


def test_nothing_told_is_said_so() -> None:
    told = quieted("suppressed", "suppressed", "suppressed")
    assert told.sentence == "Too few people answered for any of this to be told."


def test_hidden_number_that_no_sentence_speaks_of_leaves_it() -> None:
    told = quieted("shown", "shown", "suppressed")
    assert told.sentence == TOLD.sentence
