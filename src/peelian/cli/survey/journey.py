"""`peelian survey journey`: a service stage by stage, from a file of answers."""

from __future__ import annotations

from typing import Annotated, Any

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

_Words = list[str]


def journey(
    data: DataOption,
    stage: Annotated[
        _Words,
        typer.Option(
            "--stage", help="'column=answer|answer', or a column of yes and no; two or more, in order."
        ),
    ],
    weight: WeightOption = None,
    strata: StrataOption = None,
    psu: PsuOption = None,
    fpc: FpcOption = None,
    lonely: LonelyOption = "fail",
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
    as_json: JsonOption = False,
) -> None:
    """Follow a service stage by stage: how many were content at each, and where it falls off."""
    from peelian.surveys.file_journey import JourneyAsked, journey_of_file

    words: dict[str, Any] = {"lonely": lonely}
    found = journey_of_file(
        JourneyAsked(
            data=data,
            stages=tuple(stage),
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
            **words,
        )
    )
    if as_json:
        say_json(found.as_record())
        return
    say(found.sentence)
    say()
    drops = {row.name: row for row in found.rows if row.kind == "gap"}
    rows = []
    for row in (each for each in found.rows if each.kind == "share"):
        drop = drops.get(row.name)
        rows.append(
            (
                row.name,
                _interval(row.value, row.lower, row.upper),
                f"{row.base:,}",
                "" if drop is None else _interval(drop.value, drop.lower, drop.upper),
                "" if drop is None else drop.judgement,
            )
        )
    say_table(("stage", "share, %", "base", "from the one before, points", ""), rows, right=(1, 2, 3))
    say()
    for note in found.notes:
        say(note)


def _interval(value: float | None, lower: float | None, upper: float | None) -> str:
    if value is None or lower is None or upper is None:
        return "none"
    low, high = (_signed(each) for each in (lower, upper))
    return f"{_signed(value)} ({low} to {high})"


def _signed(value: float) -> str:
    points = round(value * 100, 1)
    return f"{'−' if points < 0 else ''}{abs(points):.1f}"
