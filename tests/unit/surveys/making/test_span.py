"""Which interviews an analysis reads, and with which columns."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from peelian.surveys.as_source import source_of
from peelian.surveys.making.span import interviews_read
from peelian.surveys.survey import Survey
from peelian.surveys.wanted.outcome import Interviews

SURVEY = Survey.model_validate(
    {
        "survey": "counter",
        "title": "Survey of people who came to the counter",
        "sampling": {"kind": "drawn by chance", "of": "callers", "weight": "weight", "strata": ["stratum"]},
        "interview": {"number": "No", "date": "Date", "weight": "Weight", "stratum": "Stratum"},
        "questions": {
            name: {"label": name.capitalize(), "kind": "yes or no"} for name in ("helped", "told", "again")
        },
    }
)


def rows(**changed: dict[int, Any]) -> pa.Table:
    told = {
        "month": [dt.date(2023 + at // 12, at % 12 + 1, 1) for at in range(24)],
        "weight": [1.0] * 24,
        "stratum": ["north", "south"] * 12,
        "helped": [True, False, None] * 8,
        "helped__missing": [None, None, "Refused"] * 8,
        "told": [True] * 24,
        "again": [at % 4 == 0 for at in range(24)],
    }
    for name, values in changed.items():
        told[name] = [values.get(at, value) for at, value in enumerate(told[name])]
    return pa.table(told)


def read(table: pa.Table, *fields: str, **wanted: Any) -> tuple[pa.Table, Any]:
    asked = Interviews.model_validate(wanted)
    return interviews_read(table, SURVEY, source=source_of(SURVEY), wanted=asked, fields=fields)


def test_fields_come_with_their_reasons_and_the_design() -> None:
    kept, period = read(rows(), "helped")
    assert kept.column_names == ["month", "weight", "stratum", "helped", "helped__missing"]
    assert (len(kept), period.start, period.end) == (12, dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def test_field_asked_about_narrows_and_stays_away_unless_it_is_read() -> None:
    kept, _ = read(rows(), "told", among={"again": ["true"]})
    assert kept.column_names == ["month", "weight", "stratum", "told"]
    assert kept["month"].to_pylist() == [dt.date(2024, month, 1) for month in (1, 5, 9)]
    assert "again" in read(rows(), "again", among={"again": ["true"]})[0].column_names


def test_who_stands_for_nobody_does_not_make_a_month_the_newest() -> None:
    kept, period = read(rows(weight={23: None, 22: 0.0, 21: float("nan"), 5: -1.0}), "told")
    assert (len(kept), period.end) == (12, dt.date(2024, 9, 30))
    assert kept["month"].to_pylist()[0] == dt.date(2023, 10, 1)


def test_interview_without_a_month_is_not_read() -> None:
    kept, _ = read(rows(month={20: None}), "told")
    assert len(kept) == 11


@pytest.mark.parametrize(
    "changed", [{"weight": dict.fromkeys(range(24), 0.0)}, {"month": dict.fromkeys(range(24))}]
)
def test_without_an_interview_there_is_nothing_to_read(changed: dict[str, Any]) -> None:
    table = rows(**changed)
    table = table.set_column(0, "month", table["month"].cast(pa.date32()))
    with pytest.raises(ValueError, match="no interview"):
        read(table, "told")
