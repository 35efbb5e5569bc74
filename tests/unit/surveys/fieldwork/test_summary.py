"""Watching over fieldwork: quotas, window, response, interviewers, references; a delivery and loaded rows."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from peelian.errors import FileRefused, NotFound
from peelian.surveys.as_source import source_of
from peelian.surveys.fieldwork.read_cases import cases_of_file
from peelian.surveys.fieldwork.summary import FieldworkSummary, fieldwork_summary, watch_cases
from peelian.surveys.survey import Survey

SURVEY: dict[str, Any] = {
    "survey": "victims",
    "title": "Victims",
    "sampling": {
        "kind": "drawn by chance",
        "of": "victims",
        "days between": {"event": "reported", "least": 42, "most": 84},
    },
    "interview": {
        "number": "ref", "date": "on", "wave": "wave", "interviewer": "who", "minutes": "minutes",
        "outcome": "outcome", "areas": {"borough": "place"},
    },
    "waves": [
        {"wave": "W1", "from": dt.date(2018, 7, 1), "to": dt.date(2018, 9, 30), "target": 4,
         "per area": {"level": "borough", "interviews": 2}},
        {"wave": "W2", "from": dt.date(2018, 10, 1), "to": dt.date(2018, 12, 31), "target": 40,
         "quotas": {"crime": {"hate": 10}},
         "cells": [{"of": {"crime": "hate", "borough": "B1"}, "interviews": 5}]},
    ],
    "fieldwork": {"outcomes": {"interview": ["110"], "refusal": ["210"], "non-contact": ["220"],
                               "unknown": ["390"], "not eligible": ["410"]}},
    "scales": {"sat": {"answers": {"1": "very", "2": "fairly", "3": "not"}, "don't know": {"8": "not sure"}}},
    "questions": {
        "crime": {"label": "Crime", "answers": {"answers": {"hate": "Hate", "burglary": "Burglary"}}},
        "reported": {"label": "Reported", "kind": "date"},
        "a": {"label": "A", "scale": "sat"},
        "b": {"label": "B", "scale": "sat"},
        "c": {"label": "C", "scale": "sat"},
    },
}  # fmt: skip
HEADER = "ref,on,wave,who,minutes,outcome,place,crime,reported,a,b,c\n"


def survey(**changed: Any) -> Survey:
    return Survey.model_validate({**SURVEY, **changed})


def wanting(target: int) -> Survey:
    return survey(waves=[{**SURVEY["waves"][1], "target": target}])


def watch(tmp_path: Path, lines: str, asked: Survey | None = None, **words: Any) -> FieldworkSummary:
    path = tmp_path / "f.csv"
    path.write_text(lines if "," in lines.split("\n")[0] and lines.startswith("ref") else HEADER + lines,
                    encoding="utf-8")  # fmt: skip
    asked = asked or survey()
    return watch_cases(asked, cases_of_file(asked, path), **words)


def line(ref: str, on: str = "2018-07-05", *, wave: str = "W1", outcome: int = 110, place: str = "B1",
         reported: str = "2018-05-20", who: str = "I1", answers: str = "1,2,3") -> str:  # fmt: skip
    return f"{ref},{on},{wave},{who},20,{outcome},{place},hate,{reported},{answers}\n"


def test_quotas_of_a_wave_that_is_over(tmp_path: Path) -> None:
    found = watch(tmp_path, line("1") + line("2") + line("3") + line("4", place="B2"),
                  today=dt.date(2018, 10, 5))  # fmt: skip
    told = {(quota.wave, quota.of): (quota.wanted, quota.held, quota.standing) for quota in found.quotas}
    assert told["W1", ()] == (4, 4, "reached")
    assert told["W1", (("borough", "B1"),)] == (2, 3, "reached")
    assert told["W1", (("borough", "B2"),)] == (2, 1, "short")
    assert told["W2", (("crime", "hate"),)][:2] == (10, 0)
    says = {each.thing: each for each in found.lines}
    assert says["wave W1, borough"].says == "Behind: 1 of 2 quotas (B2 1 of 2)."
    assert says["wave W1, borough"].next_step


def test_a_wave_under_way_is_projected_from_its_present_pace(tmp_path: Path) -> None:
    day = dt.date(2018, 10, 1)
    rows = "".join(
        line(str(n), str(day + dt.timedelta(days=n)), wave="W2", reported=str(day - dt.timedelta(days=50)))
        for n in range(14)
    )
    found = watch(tmp_path, rows)
    (whole,) = (quota for quota in found.quotas if quota.wave == "W2" and not quota.of)
    # One a day for 14 days, and 78 days to come.
    assert (whole.held, whole.expected) == (14, 92)
    assert whole.lower is not None
    assert whole.upper is not None
    assert 40 < whole.lower < 92 < whole.upper < 160
    assert whole.standing == "on course"
    (unsure,) = (quota for quota in watch(tmp_path, rows, wanting(100)).quotas if not quota.of)
    assert unsure.standing == "may be short"
    (short,) = (quota for quota in watch(tmp_path, rows, wanting(400)).quotas if not quota.of)
    assert short.standing == "will be short"
    assert short.short == 386


def test_every_breach_of_the_window_is_counted_and_listed(tmp_path: Path) -> None:
    days = {"early": 41, "first": 42, "last": 84, "late": 85, "later": 120}
    rows = "".join(
        line(ref, reported=str(dt.date(2018, 7, 5) - dt.timedelta(days=apart))) for ref, apart in days.items()
    )
    window = watch(tmp_path, rows + line("none", reported="")).window
    assert window is not None
    assert (window.checked, window.inside, window.early, window.late, window.not_known) == (6, 2, 1, 2, 1)
    assert window.breaches == (("later", 120), ("early", 41), ("late", 85))
    assert (window.shortest, window.longest) == (41, 120)


def test_attempts_become_cases_and_rates(tmp_path: Path) -> None:
    rows = line("1", outcome=220) + line("1", outcome=110)
    rows += line("2", outcome=210) + line("2", outcome=220)
    rows += line("3", outcome=390) + line("4", outcome=410) + line("5", outcome=220)
    found = watch(tmp_path, rows)
    assert (found.interviews, found.cases, found.attempts) == (1, 5, 7)
    everyone = found.response[0]
    ends = everyone.ends
    ended = (ends.interview, ends.refusal, ends.non_contact, ends.unknown, ends.not_eligible)
    assert ended == (
        1,
        1,
        1,
        1,
        1,
    )
    assert everyone.rates.response_least == pytest.approx(1 / 4)
    assert everyone.rates.response == pytest.approx(1 / (3 + 0.75))
    assert [each.wave for each in found.response] == [None, "W1"]


def test_an_outcome_that_is_not_explained_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="'fieldwork: outcomes'") as caught:
        watch(tmp_path, line("1", outcome=999))
    assert "999" in caught.value.found


def test_a_reference_that_is_there_twice_counts_once_and_is_told(tmp_path: Path) -> None:
    found = watch(tmp_path, line("1") + line("1", answers="3,2,1") + line("2", answers="2,2,1"))
    assert found.interviews == 2
    assert found.twice == (("1", 2),)
    assert any("more than one interview (1)" in each.says for each in found.lines)


def test_interviews_entered_twice_under_two_references_are_told(tmp_path: Path) -> None:
    found = watch(tmp_path, line("1") + line("2") + line("3", answers="3,3,1"))
    assert found.copies == (("1", "2"),)
    assert found.interviews == 3


def test_an_interview_outside_its_wave_is_told(tmp_path: Path) -> None:
    assert watch(tmp_path, line("1", "2018-10-01", reported="2018-08-01")).outside == ("1",)


def test_what_the_file_does_not_say_is_not_known_and_never_none(tmp_path: Path) -> None:
    found = watch(tmp_path, "ref,wave\n1,W2\n2,W2\n")
    assert found.interviews == 2
    assert found.today is None
    assert found.response == ()
    assert {quota.of for quota in found.quotas} == {()}
    assert {quota.standing for quota in found.quotas if quota.wave == "W2"} == {"not known"}
    assert found.window is not None
    assert found.window.not_known == 2
    says = " ".join(f"{each.thing}: {each.says}" for each in found.lines)
    for told in ("response: Not known", "interviewers: Not known", "quotas by crime: Not known",
                 "Not checked: none of 2", "2 interviews without a day"):  # fmt: skip
        assert told in says


def test_days_after_today_are_left_out(tmp_path: Path) -> None:
    rows = line("1") + line("2", "2018-07-20")
    assert watch(tmp_path, rows, today=dt.date(2018, 7, 10)).interviews == 1


def test_a_file_without_references_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="'number' under 'interview'"):
        watch(tmp_path, "ref2,wave\n1,W2\n")


def crowd(planted: str, seed: int = 4) -> pa.Table:
    rng = np.random.default_rng(seed)
    number = 900
    who = rng.integers(0, 15, number)
    bad = who == 4
    answers = rng.choice(["1", "2", "3"], (number, 3))
    missing = np.where(rng.random((number, 3)) < 0.05, "not sure", "")
    if planted == "alike":
        alike = bad & (rng.random(number) < 0.7)
        answers[alike] = answers[alike, :1]
    if planted == "unsure":
        missing[bad] = np.where(rng.random((int(bad.sum()), 3)) < 0.4, "not sure", "")
    minutes = rng.lognormal(3, 0.3, number) * (0.6 if planted == "short" else 1.0) ** bad
    columns: dict[str, Any] = {
        "respondent_id": [f"R{row}" for row in range(number)],
        "interviewed_on": [dt.date(2018, 7, 1)] * number,
        "wave": ["W1"] * number,
        "interviewer": [f"I{each:02d}" for each in who],
        "minutes": minutes,
    }
    for place, name in enumerate("abc"):
        gone = missing[:, place] != ""
        columns[name] = pa.array(np.where(gone, None, answers[:, place]).tolist(), pa.string())
        columns[f"{name}__missing"] = pa.array(np.where(gone, "not sure", None).tolist(), pa.string())
    return pa.table(columns)


@pytest.mark.parametrize(
    ("planted", "what"), [("short", "length"), ("alike", "all answers alike"), ("unsure", "don't know")]
)
def test_an_interviewer_who_stands_apart_is_found_by_reference(planted: str, what: str) -> None:
    found = fieldwork_summary(survey(), crowd(planted), source_of(survey()))
    apart = [(look.interviewer, look.what) for look in found.interviewers if look.apart]
    assert (("I04", what)) in apart
    assert {interviewer for interviewer, _ in apart} == {"I04"}
    assert any(each.thing == "interviewer I04" and each.next_step for each in found.lines)


def test_of_a_few_interviews_nothing_is_said(tmp_path: Path) -> None:
    rows = "".join(line(str(n), who=f"I{n % 3}") for n in range(12))
    found = watch(tmp_path, rows)
    assert not any(look.apart for look in found.interviewers)
    assert any(each.says == "Too few interviews to tell (under 10): 3 of 3." for each in found.lines)


def test_a_record_is_plain_and_holds_no_answers() -> None:
    record = fieldwork_summary(survey(), crowd("short"), source_of(survey())).as_record()
    document = json.loads(json.dumps(record, allow_nan=False))
    assert list(document)[:3] == ["survey", "title", "up_to"]
    first = document["quotas"][0]
    assert (first["of"], first["wanted"], first["held"], first["short"]) == ({}, 4, 900, 0)
    assert {"interviewer", "what", "score", "apart"} <= set(document["interviewers"][0])
    assert not {"a", "b", "c"} & set(document)


def test_a_block_of_a_question_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="'d' is none"):
        survey(fieldwork={"blocks": [["a", "b", "d"]]})
