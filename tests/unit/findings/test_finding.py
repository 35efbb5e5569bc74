"""A finding cannot stand without its base, and a hidden value is never a number."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from peelian.findings.finding import Change, Finding, Usual
from peelian.findings.judgement import judge
from peelian.reference.area import Area
from peelian.reference.period import Period

BASIS = {
    "measure": "knife_crime",
    "title": "Knife crime",
    "area": Area("E09000028", "borough", "Southwark"),
    "period": Period.rolling_12(dt.date(2025, 11, 1)),
    "kind": "count",
    "unit": "offences",
    "numerator": 1043,
    "denominator": None,
    "method": "count.rolling12.quasi_poisson",
    "code": "0.1.0",
    "vintages": ("9f2c",),
}


def test_record_carries_every_documented_name():
    change = Change(
        Period.rolling_12(dt.date(2024, 11, 1)), 1088, -0.041, -0.128, 0.054, "percent", "no clear change"
    )
    record = Finding(**BASIS, value=1043, base=1043, change=change).as_record()
    assert list(record) == [
        "measure", "title", "area", "group", "period", "kind", "unit", "value", "lower", "upper", "level",
        "numerator", "denominator", "base", "base_effective", "against", "change", "change_unit",
        "change_lower", "change_upper", "judgement", "change_q", "judged_among", "standing", "usual",
        "state", "caveats", "breaks", "vintages", "method", "code", "synthetic",
    ]  # fmt: skip
    assert record["period"] == {"from": "2024-12-01", "to": "2025-11-30", "kind": "rolling 12 months"}
    assert record["against"]["from"] == "2023-12-01"
    assert record["judgement"] == "no clear change"


def test_a_range_without_an_upper_end_is_null_in_its_record():
    usual = Usual(0.0, 0.0, float("inf"))
    record = Finding(**BASIS, value=1043, base=1043, usual=usual).as_record()
    assert record["usual"] == {"centre": 0.0, "lower": 0.0, "upper": None, "signal": "none"}
    json.dumps(record, allow_nan=False)


@pytest.mark.parametrize("state", ["suppressed", "not measured"])
def test_hidden_value_is_never_a_number(state):
    with pytest.raises(ValueError, match="must be None"):
        Finding(**BASIS, value=0, base=0, state=state)
    assert Finding(**BASIS, value=None, base=None, state=state).value is None


@pytest.mark.parametrize(("value", "base"), [(3, None), (None, 3), (None, None)])
def test_shown_finding_needs_value_and_base(value, base):
    with pytest.raises(ValueError, match="needs a value and a base"):
        Finding(**BASIS, value=value, base=base)


@pytest.mark.parametrize(
    ("lower", "upper", "comparable", "word"),
    [
        (0.01, 0.2, True, "rise"),
        (-0.2, -0.01, True, "fall"),
        (-0.01, 0.2, True, "no clear change"),
        (0.0, 0.2, True, "no clear change"),
        (0.01, 0.2, False, "not comparable"),
        (None, None, True, "not comparable"),
    ],
)
def test_judgement_comes_from_the_interval(lower, upper, comparable, word):
    assert judge(lower, upper, comparable=comparable) == word
