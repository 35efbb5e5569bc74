"""Scales, questions, waves, samples and interviews: what each of them refuses."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from peelian.catalogue.survey.least_base import LeastBase
from peelian.surveys.in_spss import SpssRange
from peelian.surveys.interview import Interview
from peelian.surveys.interview_fields import interview_fields
from peelian.surveys.named_measure import NamedMeasure
from peelian.surveys.question import Question
from peelian.surveys.sampling import Sampling
from peelian.surveys.scale import Scale
from peelian.surveys.wanted.outcome import Interviews
from peelian.surveys.wave import Wave


def test_kinds_of_no_answer_stay_apart():
    scale = Scale.model_validate(
        {
            "answers": {"1": "Yes"},
            "don't know": {"8": "Does not know"},
            "refused": {"9": "Refused"},
            "not applicable": {"7": "Not applicable"},
            "not recorded": {"-1": "Lost"},
        }
    )
    assert list(scale.by_kind) == ["answer", "don't know", "refused", "not applicable", "not recorded"]
    assert set(scale.no_answers) == {"8", "9", "7", "-1"}
    assert "1" not in scale.no_answers


@pytest.mark.parametrize(
    ("model", "data", "says"),
    [
        (Scale, {}, "at least one code"),
        (Scale, {"answers": {"1": "a"}, "refused": {"1": "b"}}, "each code of a scale once"),
        (Scale, {"answers": {"1": "a"}, "scores": {"2": 1}}, "'2' is none"),
        (Question, {"label": "q", "scale": "s", "codes": "c"}, "one of 'scale', 'answers' and 'codes'"),
        (Question, {"label": "q", "kind": "several answers"}, "for a question with several answers"),
        (Question, {"label": "q", "kind": "number", "scale": "s"}, "no 'scale'"),
        (Question, {"label": "q", "answers": {"refused": {"9": "r"}}}, "'answers' in 'answers'"),
        (Question, {"label": "q", "kind": "text", "at least": 3}, "no 'at least'"),
        (Wave, {"wave": "A", "from": "2018-02-01", "to": "2018-01-01"}, "on or after"),
        (Wave, {"wave": "A", "from": "2018-01-01", "to": "2018-02-01", "comparable": False}, "a 'why'"),
        (Wave, {"wave": "A", "from": "2018-01-01", "to": "2018-02-01", "target": 0}, "greater than or equal"),
        (Sampling, {"kind": "guessed", "of": "people"}, "drawn by chance"),
        (Sampling, {"kind": "quota", "of": "p", "days between": {"event": "e", "least": 9, "most": 1}},
         "as large"),
        (Interview, {"number": "A", "date": "A"}, "each heading of an interview once"),
        (Interview, {"number": "A", "date": "B", "areas": {"borough": "B"}}, "once"),
        (LeastBase, {"to show": 100, "to rely on": 50}, "at least as large"),
        (NamedMeasure, {"measure": "m", "title": "t", "question": "q", "counts": ["1", "1"],
                        "direction": "ambiguous"}, "each answer in 'counts' once"),
        (SpssRange, {"from": 3, "to": 1}, "at least as large"),
        (Interviews, {"from": "2018-02-01", "to": "2018-01-01"}, "on or after"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_reason(model: Any, data: dict[str, Any], says: str):
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    assert says in str(caught.value)


def test_a_number_may_list_only_codes_of_no_answer():
    question = Question.model_validate(
        {"label": "q", "kind": "number", "answers": {"refused": {"99": "Refused"}}}
    )
    assert question.answers is not None and question.answers.answers == {}


def test_headings_of_an_interview_are_those_of_its_fields():
    interview = Interview(number="No", date="Day", areas={"ward": "Ward Code"})
    given = {field: heading for field, heading in interview.headings.items() if heading}
    assert given == {"respondent_id": "No", "interviewed_on": "Day", "ward": "Ward Code"}


def test_fields_of_an_interview_say_what_they_are_for():
    fields = interview_fields()
    assert fields["respondent_id"].role == "identifier"
    assert fields["weight"].mandatory and fields["weight"].missing == {}
    assert fields["stratum"].missing == {"": "not recorded"}
    assert set(Interview(number="a", date="b").headings) <= set(fields)
