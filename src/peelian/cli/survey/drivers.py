"""`peelian survey drivers`: what goes with an outcome, from a file of answers with no workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelian.cli.console import JsonOption, say, say_json, say_table

if TYPE_CHECKING:
    from peelian.surveys.analyses.result import AnalysisResult, Row

_Words = list[str]


def drivers(
    data: Annotated[str, typer.Option("--data", help="A CSV or an SPSS .sav file of answers.")],
    outcome: Annotated[
        str, typer.Option("--outcome", help="Column of yes and no, or 'column=answer|answer'.")
    ],
    driver: Annotated[
        _Words, typer.Option("--drivers", help="A driver, written as the outcome; give two or more.")
    ],
    weight: Annotated[str | None, typer.Option("--weight", help="Column of weights.")] = None,
    strata: Annotated[_Words | None, typer.Option("--strata", help="Strata, one for each stage.")] = None,
    psu: Annotated[_Words | None, typer.Option("--psu", help="Units drawn, one for each stage.")] = None,
    lonely: Annotated[
        str, typer.Option("--lonely", help="Strata of one unit: fail, adjust, average, remove, certainty.")
    ] = "adjust",
    missing: Annotated[
        _Words | None, typer.Option("--missing", help="A word or code that stands for no answer.")
    ] = None,
    runs: Annotated[int, typer.Option("--runs", min=20, help="Samples drawn again for intervals.")] = 500,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the random numbers.")] = 1,
    as_json: JsonOption = False,
) -> None:
    """Tell what goes with an outcome: importance, how each is done, odds ratios and points.

    It is said what is associated with the outcome, never what causes it.
    """
    from peelian.surveys.file_drivers import DriversAsked, drivers_of_file

    words: dict[str, Any] = {"lonely": lonely}
    found = drivers_of_file(
        DriversAsked(
            data=data,
            outcome=outcome,
            drivers=tuple(driver),
            weight=weight,
            strata=tuple(strata or ()),
            psu=tuple(psu or ()),
            missing=tuple(missing or ()),
            runs=runs,
            seed=seed,
            **words,
        )
    )
    if as_json:
        say_json(found.as_record())
        return
    _say(found)


def _say(found: AnalysisResult) -> None:
    say(found.sentence)
    say()
    by_kind: dict[str, dict[str, Row]] = {}
    for row in found.rows:
        if not row.group:
            by_kind.setdefault(row.kind, {})[row.name] = row
    rows = [
        (
            name,
            _number(by_kind["share"][name].value, 100, 0),
            _cell(row, scale=100, decimals=0),
            _cell(by_kind.get("odds ratio", {}).get(name), scale=1, decimals=2),
            _cell(by_kind.get("points", {}).get(name), scale=100, decimals=1),
        )
        for name, row in by_kind["importance"].items()
    ]
    say_table(("driver", "done, %", "importance, %", "odds ratio", "points"), rows, right=(1, 2, 3, 4))
    say()
    for note in found.notes:
        say(note)


def _cell(row: Row | None, *, scale: float, decimals: int) -> str:
    """Return a number with the ends of its interval, "7.95 (6.75 to 9.35)"."""
    if row is None or row.value is None:
        return "none"
    value, low, high = (_number(each, scale, decimals) for each in (row.value, row.lower, row.upper))
    return f"{value} ({low} to {high})"


def _number(value: float | None, scale: float, decimals: int) -> str:
    return "none" if value is None else f"{value * scale:,.{decimals}f}"
