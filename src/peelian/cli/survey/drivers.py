"""`peelian survey drivers`: what goes with an outcome, from a file of answers with no workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelian.cli.console import JsonOption, say, say_json, say_table
from peelian.cli.survey.sample_options import (
    AboutOption,
    CalibratedOption,
    DataOption,
    DropOption,
    FayOption,
    FpcOption,
    KindOption,
    LonelyOption,
    MissingOption,
    MultipliersOption,
    PsuOption,
    ReplicatesOption,
    ScaleOption,
    ScalesOption,
    StrataOption,
    WeightOption,
    replicates_asked,
)

if TYPE_CHECKING:
    from peelian.surveys.analyses.result import AnalysisResult, Row

_Words = list[str]


def drivers(
    data: DataOption,
    outcome: Annotated[
        str, typer.Option("--outcome", help="Column of yes and no, or 'column=answer|answer'.")
    ],
    driver: Annotated[
        _Words, typer.Option("--drivers", help="A driver, written as the outcome; give two or more.")
    ],
    weight: WeightOption = None,
    strata: StrataOption = None,
    psu: PsuOption = None,
    fpc: FpcOption = None,
    lonely: LonelyOption = "adjust",
    drop_unweighted: DropOption = False,
    calibrated: CalibratedOption = None,
    replicates: ReplicatesOption = None,
    replicate_kind: KindOption = None,
    fay: FayOption = None,
    multipliers: MultipliersOption = False,
    replicate_scale: ScaleOption = None,
    replicate_scales: ScalesOption = None,
    replicates_about: AboutOption = "mean of replicates",
    missing: MissingOption = None,
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
            fpc=tuple(fpc or ()),
            drop_unweighted=drop_unweighted,
            calibrated=calibrated,
            replicates=replicates_asked(
                replicates,
                replicate_kind,
                fay=fay,
                multiply=multipliers,
                scale=replicate_scale,
                scales=replicate_scales,
                about=replicates_about,
            ),
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
