"""Analyses wanted of a survey, done on rows as they are loaded, and what becomes of their results."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from peelian.catalogue.source import Source
from peelian.catalogue.survey.least_base import LeastBase
from peelian.errors import PeelianError
from peelian.findings.invariants import check_invariants
from peelian.findings.lay_flat import lay_flat
from peelian.findings.methods import METHODS
from peelian.reference.area import Area
from peelian.surveys.as_source import source_of
from peelian.surveys.making.analysing import Made, analyse
from peelian.surveys.making.estimates import Behind, estimates_of
from peelian.surveys.making.fields_read import fields_read
from peelian.surveys.survey import Survey

FORCE = Area("x-force", "force", "Anyshire Police")
SATISFIED = {"question": "overall", "counts": ["good"], "called": "satisfied"}


def _survey(*analyses: dict[str, Any], **more: Any) -> Survey:
    return Survey.model_validate(
        {
            "survey": "counter",
            "title": "Survey of people who came to the counter",
            "sampling": {
                "kind": "drawn by chance",
                "of": "callers",
                "weight": "weight",
                "strata": ["stratum"],
            },
            "interview": {"number": "No", "date": "Date", "weight": "Weight", "stratum": "Stratum"},
            "questions": {
                "overall": {
                    "label": "Overall",
                    "answers": {
                        "answers": {"good": "Good", "bad": "Bad"},
                        "don't know": {"DK": "Does not know"},
                    },
                },
                "kept_informed": {"label": "Kept informed", "kind": "yes or no"},
                "helped": {"label": "Helped", "kind": "yes or no"},
                "by_phone": {"label": "By telephone", "kind": "yes or no"},
                "way": {
                    "label": "Way",
                    "answers": {"answers": {"desk": "At the desk", "phone": "Telephone"}},
                },
                "said": {
                    "label": "What people wrote of",
                    "kind": "several answers",
                    "answers": {"answers": {"wait": "Waiting", "staff": "Staff"}},
                },
            },
            "least base": {"to show": 50, "to rely on": 100},
            "analyses": list(analyses),
            **more,
        }
    )


def _rows(count: int = 1200, *, seed: int = 7, span: int = 24) -> pa.Table:
    draw = np.random.default_rng(seed)
    informed, helped = draw.random(count) < 0.6, draw.random(count) < 0.5
    phone = draw.random(count) < 0.4
    good = draw.random(count) < 0.2 + 0.4 * informed + 0.2 * helped - 0.1 * phone
    unsure = draw.random(count) < 0.05
    wrote = draw.random(count) < 0.3
    theme = draw.random(count) < 0.7
    months = [dt.date(2018 + at // 12, at % 12 + 1, 1) for at in range(span)]
    return pa.table(
        {
            "month": pa.array([months[at % span] for at in range(count)]),
            "weight": draw.uniform(0.5, 2.0, count),
            "stratum": pa.array(np.where(draw.random(count) < 0.5, "north", "south")),
            "overall": pa.array(np.where(good, "good", "bad"), mask=unsure),
            "overall__missing": pa.array(np.full(count, "Does not know"), mask=~unsure),
            "kept_informed": pa.array(informed),
            "helped": pa.array(helped),
            "by_phone": pa.array(phone),
            "way": pa.array(np.where(phone, "phone", "desk")),
            "said_wait": pa.array(theme, mask=~wrote),
            "said_staff": pa.array(~theme, mask=~wrote),
        }
    )


def _made(survey: Survey, rows: pa.Table) -> tuple[Made, Source]:
    source = source_of(survey)
    (wanted,) = survey.analyses
    return analyse(wanted, rows, survey, source=source, codes={}), source


def _kind(made: Made, kind: str) -> dict[tuple[str, str], float | None]:
    return {(row.name, row.group): row.value for row in made.result.rows if row.kind == kind}


def test_two_groups_are_compared_over_the_newest_twelve_months() -> None:
    wanted = {
        "analysis": "two groups",
        "name": "phone",
        "title": "By telephone or otherwise",
        "split": {"question": "by_phone", "called": "callers by telephone"},
        "other": "callers at the desk",
        "outcomes": [SATISFIED],
        "adjust for": ["kept_informed"],
    }
    rows = _rows()
    made, _ = _made(_survey(wanted), rows)
    assert (made.period.start, made.period.end) == (dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    newest = rows.filter(pa.compute.greater_equal(rows["month"], pa.scalar(dt.date(2019, 1, 1)))).to_pandas()
    said = newest[newest["overall"].notna()]
    by = {
        group: np.average(part["overall"] == "good", weights=part["weight"])
        for group, part in said.groupby("by_phone")
    }
    (gap,) = _kind(made, "gap").values()
    assert gap == pytest.approx(by[True] - by[False], abs=1e-12)
    assert len(_kind(made, "adjusted gap")) == 1


def test_a_person_without_a_weight_stands_for_nobody() -> None:
    wanted = {"analysis": "by answer", "name": "way", "title": "By way", "outcome": SATISFIED, "by": "way"}
    rows = _rows()
    weights = rows["weight"].to_numpy().copy()
    weights[::3] = 0.0
    unweighted = rows.set_column(rows.column_names.index("weight"), "weight", pa.array(weights))
    kept = rows.filter(pa.array(np.arange(len(rows)) % 3 != 0))
    assert _made(_survey(wanted), unweighted)[0].result == _made(_survey(wanted), kept)[0].result


def test_answers_of_a_code_are_told_by_their_words() -> None:
    wanted = {"analysis": "by answer", "name": "way", "title": "By way", "outcome": SATISFIED, "by": "way"}
    made, _ = _made(_survey(wanted), _rows())
    assert {group for _, group in _kind(made, "share")} == {"At the desk", "Telephone"}


def test_a_change_is_taken_apart_between_two_stretches() -> None:
    wanted = {
        "analysis": "decomposition",
        "name": "change",
        "title": "What changed",
        "outcome": SATISFIED,
        "by": ["way"],
        "earlier": {"from": "2018-01-01", "to": "2018-12-31"},
        "earlier called": "2018",
        "later called": "2019",
    }
    made, _ = _made(_survey(wanted), _rows())
    parts = {name: value for (name, group), value in _kind(made, "change").items() if not group}
    assert parts["mix"] + parts["rate"] + parts["residual"] == pytest.approx(parts["change"], abs=1e-12)
    assert "2018" in made.result.sentence


def test_a_change_of_course_is_looked_for_month_by_month() -> None:
    wanted = {
        "analysis": "change point",
        "name": "turn",
        "title": "When it turned",
        "outcome": SATISFIED,
        "every": "month",
        "interviews": {"from": "2018-01-01", "to": "2019-12-31"},
    }
    made, _ = _made(_survey(wanted), _rows(4000))
    told = list(_kind(made, "share"))
    assert [group for _, group in told][:2] == ["January 2018", "February 2018"]
    assert len(told) == 24


def test_a_change_of_course_is_looked_for_by_quarters_where_nothing_else_is_said() -> None:
    wanted = {
        "analysis": "change point",
        "name": "turn",
        "title": "When it turned",
        "outcome": SATISFIED,
        "interviews": {"from": "2018-01-01", "to": "2020-12-31"},
    }
    made, _ = _made(_survey(wanted), _rows(4000, span=36))
    told = [group for _, group in _kind(made, "share")]
    assert (told[0], told[-1], len(told)) == ("January to March 2018", "October to December 2020", 12)


def test_themes_are_of_those_who_wrote_something() -> None:
    wanted = {"analysis": "themes", "name": "wrote", "title": "What people wrote of", "question": "said"}
    rows = _rows()
    survey = _survey(wanted)
    assert fields_read(survey.analyses[0], survey) == ("said_wait", "said_staff")
    made, _ = _made(survey, rows)
    wrote = rows.filter(pa.compute.greater_equal(rows["month"], pa.scalar(dt.date(2019, 1, 1))))
    assert {row.base for row in made.result.rows} == {len(wrote) - wrote["said_wait"].null_count}


def test_who_answered_is_set_beside_who_lives_here() -> None:
    wanted = {
        "analysis": "who answered",
        "name": "who",
        "title": "Who answered",
        "by": {"way": {"desk": 50, "phone": 50}},
        "source": "made up for this test",
    }
    made, _ = _made(_survey(wanted), _rows())
    gaps = {name: value for (name, group), value in _kind(made, "gap").items()}
    assert gaps["At the desk"] == pytest.approx(-gaps["Telephone"], abs=1e-12)
    assert gaps["At the desk"] > 0.05


def test_a_consultation_says_that_how_others_think_is_not_known() -> None:
    wanted = {
        "analysis": "who answered",
        "name": "who",
        "title": "Who answered",
        "by": {"way": {"desk": 50, "phone": 50}},
        "source": "made up for this test",
    }
    chosen, drawn = (
        _made(_survey(wanted, sampling={"kind": kind, "of": "callers"}), _rows())[0]
        for kind in ("open to all", "drawn by chance")
    )
    assert any("how others think is not known" in note for note in chosen.result.notes)
    assert not any("how others think is not known" in note for note in drawn.result.notes)
    assert {(row.lower, row.upper, row.judgement) for row in chosen.result.rows} == {(None, None, "")}
    assert [row.value for row in chosen.result.rows] == [row.value for row in drawn.result.rows]
    assert any(row.judgement for row in drawn.result.rows)


JOURNEY = {
    "analysis": "journey",
    "name": "journey",
    "title": "Stage by stage",
    "stages": [
        {"title": "Informed", "outcome": {"question": "kept_informed"}},
        {"title": "Helped", "outcome": {"question": "helped"}},
    ],
}


def test_a_journey_of_those_who_chose_themselves_calls_no_step_a_fall() -> None:
    made, source = _made(_survey(JOURNEY, sampling={"kind": "open to all", "of": "callers"}), _rows())
    assert made.result.sentence.startswith("Stage by stage, of those who answered: Informed ")
    assert made.result.sentence.count("%") == 2
    behind = Behind(source, FORCE, (), (), LeastBase(), "1")
    findings = estimates_of(made, "counter_journey", behind=behind)
    assert {f.method for f in findings} == {"estimate.journey.no_margin"}
    assert all(f.value is not None and f.lower is None and f.base_effective is None for f in findings)
    assert all(METHODS[f.method].startswith("The share for whom each stage went well") for f in findings)
    assert check_invariants(lay_flat(findings)) == ()


@pytest.mark.parametrize(
    "wanted",
    [
        {"analysis": "by answer", "name": "way", "title": "By way", "outcome": SATISFIED, "by": "way"},
        {
            "analysis": "change point",
            "name": "turn",
            "title": "Where it turned",
            "outcome": SATISFIED,
        },
    ],
)
def test_what_asks_beyond_those_who_answered_is_refused_where_they_chose_themselves(wanted) -> None:
    with pytest.raises(PeelianError, match="open to all") as caught:
        _made(_survey(wanted, sampling={"kind": "open to all", "of": "callers"}), _rows())
    assert "who answered, themes and journey" in caught.value.accepted


def test_nothing_is_made_where_no_interview_is_left() -> None:
    wanted = {
        "analysis": "by answer",
        "name": "way",
        "title": "By way",
        "outcome": SATISFIED,
        "by": "way",
        "interviews": {"from": "2001-01-01", "to": "2001-12-31"},
    }
    with pytest.raises(ValueError, match="no interview from 2001-01-01"):
        _made(_survey(wanted), _rows())


@pytest.mark.parametrize(("count", "state"), [(40, "suppressed"), (160, "low reliability"), (2400, "shown")])
def test_few_people_hide_a_number_and_keep_its_base(count: int, state: str) -> None:
    survey = _survey(JOURNEY)
    made, source = _made(survey, _rows(count))
    behind = Behind(source, FORCE, (), (), survey.least_base, "1")
    findings = estimates_of(made, "counter_journey", behind=behind)
    share = findings[0]
    assert share.state == state
    assert (share.value is None) == (state == "suppressed")
    assert share.base == sum(at % 24 >= 12 for at in range(count))
    assert {finding.group for finding in findings[:2]} == {"share=Informed", "share=Helped"}
    assert "counter.who-answered" in share.caveats


def test_caveats_and_breaks_on_the_fields_read_stand_on_the_findings() -> None:
    wanted = {
        "analysis": "change point",
        "name": "turn",
        "title": "When it turned",
        "outcome": SATISFIED,
        "every": "month",
        "interviews": {"from": "2018-01-01", "to": "2019-12-31"},
    }
    waves = [
        {"wave": "2018", "from": "2018-01-01", "to": "2018-12-31"},
        {"wave": "2019", "from": "2019-01-01", "to": "2019-12-31", "comparable": False, "why": "Now online."},
    ]
    survey = _survey(wanted, waves=waves)
    made, source = _made(survey, _rows(4000))
    behind = Behind(source, FORCE, (), (), survey.least_base, "1")
    assert estimates_of(made, "counter_turn", behind=behind)[0].breaks == ("counter.wave-2019",)
