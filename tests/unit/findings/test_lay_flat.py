"""Records laid flat come back as they were."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pyarrow as pa
import pytest

from peelian.findings.finding import Change, Finding, Standing, Usual
from peelian.findings.lay_flat import lay_flat
from peelian.findings.schema import FINDINGS_SCHEMA
from peelian.findings.store import to_findings
from peelian.reference.area import Area
from peelian.reference.period import Period

PLAIN = Finding(
    measure="dogs",
    title="Stray dogs",
    area=Area("X1", "borough", "Northbeck"),
    period=Period.rolling_12(dt.date(2024, 5, 1)),
    kind="count",
    unit="dogs",
    value=12,
    numerator=12,
    denominator=None,
    base=12,
    method="count.rolling12",
    code="0",
    vintages=("a", "b"),
    caveats=("dogs.some-missed",),
)
EARLIER = Change(
    Period.rolling_12(dt.date(2023, 5, 1)), 10.0, 0.2, -0.1, 0.6, "percent", "no clear change", 0.4, 3
)
WHOLE = replace(
    PLAIN,
    change=EARLIER,
    standing=Standing(1, 6, 2),
    usual=Usual(1.0, 0.0, 3.0, "run above"),
    breaks=("dogs.leash",),
    synthetic=True,
    group="breed=terrier",
)
HIDDEN = replace(PLAIN, value=None, numerator=None, base=None, state="suppressed", standing=Standing(2, 6))


@pytest.mark.parametrize("finding", [PLAIN, WHOLE, HIDDEN])
def test_what_is_laid_flat_comes_back(finding: Finding) -> None:
    table = lay_flat([finding])
    assert table.schema.equals(FINDINGS_SCHEMA)
    assert to_findings(table) == [finding]


def test_no_findings_make_an_empty_table() -> None:
    assert lay_flat([]).schema.equals(FINDINGS_SCHEMA)
    assert len(lay_flat([])) == 0


def test_tables_of_both_origins_join() -> None:
    whole = pa.concat_tables([lay_flat([PLAIN]), lay_flat([WHOLE])]).unify_dictionaries()
    assert to_findings(whole) == [PLAIN, WHOLE]
    assert whole["caveats"].combine_chunks().to_pylist() == [["dogs.some-missed"]] * 2
