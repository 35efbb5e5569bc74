"""Reference page of the finding: the keys of its JSON form, each explained by the record's own docstring."""

from __future__ import annotations

import datetime as dt
import typing
from itertools import groupby

from peelian.definitions.explained import explained, prose
from peelian.findings.finding import Change, Finding, Judgement, State
from peelian.reference.area import Area
from peelian.reference.period import Period
from peelian.reference.unit import Kind
from reference_pages.markdown import page, table

# Keys of the JSON form that come from the change, not from the finding.
FROM_CHANGE = {
    "against": "against",
    "change": "change",
    "change_lower": "lower",
    "change_upper": "upper",
    "change_unit": "unit",
    "judgement": "judgement",
    "change_q": "q",
    "judged_among": "among",
}


def example() -> Finding:
    """Return a finding with every part filled, to read its keys from."""
    period = Period(dt.date(2024, 1, 1), dt.date(2024, 1, 31), "month")
    before = Period(dt.date(2023, 1, 1), dt.date(2023, 1, 31), "month")
    change = Change(before, 10.0, 0.2, -0.5, 1.6, "percent", "no clear change")
    return Finding(
        measure="example",
        title="Example",
        area=Area("E09000028", "borough", "Southwark"),
        period=period,
        kind="count",
        unit="offences",
        value=12.0,
        numerator=12.0,
        denominator=None,
        base=12,
        method="example",
        code="0",
        vintages=("0000000000000000",),
        change=change,
    )


def finding_keys() -> list[tuple[str, str]]:
    """Return the keys of the JSON form with what they hold; neighbours explained together share a line.

    Raises
    ------
    KeyError
        If a key is explained nowhere: add it to the record's docstring.
    """
    of_finding, of_change = explained(Finding), explained(Change)
    words = {
        key: of_change[FROM_CHANGE[key]] if key in FROM_CHANGE else of_finding[key]
        for key in example().as_record()
    }
    return [
        (", ".join(f"`{key}`" for key in keys), said.replace("None", "null"))
        for said, keys in groupby(words, key=words.__getitem__)
    ]


def findings_page() -> str:
    return page(
        "The finding",
        prose(Finding),
        '`peelian findings --json` prints `{"findings": [...]}`; each finding has these keys. Dates are ISO '
        "text, both ends of a period included. `area` is `{code, level, name}`; `period` is "
        "`{from, to, kind}`; `against` is the same with the earlier `value`.",
        table(("key", "what it holds"), finding_keys()),
        f"`kind` is one of: {words_of(Kind)}.",
        f"`state` is one of: {words_of(State)}.",
        f"`judgement` is one of: {words_of(Judgement)}. It is computed from the interval and the breaks, "
        "never from the sign alone.",
    )


def words_of(literal: object) -> str:
    return ", ".join(f"*{word}*" for word in typing.get_args(literal))
