"""Means are protected like shares, and other ways of counting are no groups of people."""

from __future__ import annotations

import pytest

from peelian.disclosure.protect import protect
from peelian.disclosure.protection import Protection
from peelian.disclosure.rounding import Rounding
from peelian.findings.ways_of_counting import splits_people
from tests.unit.disclosure.made_up import finding, policy, structure, table_of

METHODS = {"share": "share.month", "mean": "mean.cohort.offences_per_reoffender"}
HIDES = Protection(below=5, whole_groups="hidden")


def quotient(above: float | None, below: float, kind: str = "share", **more: object) -> dict:
    value = 2.5 if above is None else above / below
    return finding(
        value,
        kind=kind,
        numerator=above,
        denominator=below,
        base=int(below),
        **({"method": METHODS[kind]} | more),
    )


def states(rows: list[dict], *protections: Protection) -> list[str]:
    out = protect(table_of(rows), policy(*(protections or (HIDES,))), structure=structure(0))
    return [row["state"] for row in out.table.to_pylist()]


def test_mean_of_few_people_is_hidden_and_one_of_many_is_not() -> None:
    assert states([quotient(9, 3, "mean")]) == ["suppressed"]
    assert states([quotient(94, 79, "mean")]) == ["shown"]
    # More offences than people is what a mean is for: their difference is no count of anybody.
    assert states([quotient(100, 98, "mean")]) == ["shown"]


def test_mean_of_weights_goes_by_what_is_below_it() -> None:
    assert states([quotient(None, 3, "mean")]) == ["suppressed"]
    assert states([quotient(None, 30, "mean")]) == ["shown"]


def test_mean_of_weights_cannot_be_made_from_rounded_counts() -> None:
    rounds = Protection(below=5, rounding=Rounding(base=5, way="nearest"))
    assert states([quotient(None, 31, "mean")], rounds) == ["suppressed"]
    out = protect(table_of([quotient(94, 79, "mean")]), policy(rounds), structure=structure(0))
    (row,) = out.table.to_pylist()
    assert (row["state"], row["numerator"], row["denominator"]) == ("rounded", 95, 80)
    assert row["value"] == pytest.approx(95 / 80)


def test_another_way_of_counting_is_not_everybody_being_of_one_group() -> None:
    rows = [quotient(80, 300), quotient(60, 300, group="look back=182 days")]
    rows += [
        quotient(85, 300, group="linkage threshold=0.8"),
        quotient(20, 320, group="left out=not yet due"),
    ]
    assert states(rows) == ["shown"] * 4
    assert states([quotient(80, 300), quotient(60, 300, group="sex=F")]) != ["shown"] * 2


def test_few_left_out_are_hidden_alone() -> None:
    rows = [quotient(80, 300), quotient(2, 302, group="left out=no reference of the person")]
    assert states(rows) == ["shown", "suppressed"]


@pytest.mark.parametrize(
    ("group", "splits"),
    [(None, True), ("sex=F", True), ("left out=x", False), ("look back=9 days", False),
     ("linkage threshold=0.9", False)],
)  # fmt: skip
def test_what_splits_people(group: str | None, splits: bool) -> None:
    assert splits_people(group) is splits
