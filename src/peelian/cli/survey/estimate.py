"""`peelian survey estimate`: estimates from a file of answers, with no workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelian.cli.console import JsonOption, note, say, say_json, say_table
from peelian.cli.survey.sample_options import (
    AboutOption,
    CalibratedOption,
    DataOption,
    DropOption,
    FayOption,
    FpcOption,
    KindOption,
    LevelOption,
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
    from peelian.surveys.file_estimate import FileEstimate, FileEstimates

_Words = list[str]


def estimate(
    data: DataOption,
    y: Annotated[_Words, typer.Option("--y", help="Column to estimate; may be given several times.")],
    stat: Annotated[
        str, typer.Option("--stat", help="mean, proportion, total, ratio or quantile.")
    ] = "proportion",
    over: Annotated[str | None, typer.Option("--over", help="Column below the line of a ratio.")] = None,
    by: Annotated[
        _Words | None, typer.Option("--by", help="Column of groups; several make combinations.")
    ] = None,
    where: Annotated[
        _Words | None, typer.Option("--where", help="Only rows with column=value or column!=value.")
    ] = None,
    at: Annotated[list[float] | None, typer.Option("--at", help="Share of a quantile: 0.5.")] = None,
    weight: WeightOption = None,
    strata: StrataOption = None,
    psu: PsuOption = None,
    fpc: FpcOption = None,
    lonely: LonelyOption = "fail",
    calibrated: CalibratedOption = None,
    replicates: ReplicatesOption = None,
    replicate_kind: KindOption = None,
    fay: FayOption = None,
    multipliers: MultipliersOption = False,
    replicate_scale: ScaleOption = None,
    replicate_scales: ScalesOption = None,
    replicates_about: AboutOption = "mean of replicates",
    interval: Annotated[
        str, typer.Option("--interval", help="Of proportions: logit, wilson, t, beta or arcsine.")
    ] = "logit",
    level: LevelOption = 0.95,
    df: Annotated[
        str, typer.Option("--df", help="Degrees of freedom of the part told about, or of the whole.")
    ] = "part",
    deff: Annotated[str, typer.Option("--deff", help="Design effect: auto, finite or replacement.")] = "auto",
    missing: MissingOption = None,
    drop_unweighted: DropOption = False,
    as_json: JsonOption = False,
) -> None:
    """Estimate from a CSV or .sav file, with errors that know the design; no workspace is needed."""
    from peelian.surveys.asked import Asked
    from peelian.surveys.estimating import estimate_file

    words: dict[str, Any] = {"stat": stat, "lonely": lonely, "interval": interval, "df": df, "deff": deff}
    asked = Asked(
        data=data,
        y=tuple(y),
        over=over,
        by=tuple(by or ()),
        where=tuple(where or ()),
        at=tuple(at or (0.5,)),
        weight=weight,
        strata=tuple(strata or ()),
        psu=tuple(psu or ()),
        fpc=tuple(fpc or ()),
        level=level,
        missing=tuple(missing or ()),
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
        **words,
    )
    found = estimate_file(asked)
    if as_json:
        for sentence in found.notes:
            note(sentence)
        say_json({"estimates": [each.as_record() for each in found.estimates]})
        return
    _say(found, shares=stat == "proportion")


def _say(found: FileEstimates, *, shares: bool) -> None:
    groups = any(each.group is not None for each in found.estimates)
    levels = any(each.level is not None for each in found.estimates)
    headings = ["question", "group", "answer", "value", "margin", "from", "to", "base", "deff"]
    shown = [True, groups, levels, *[True] * 6]
    rows = [_row(each, shares=shares) for each in found.estimates]
    kept = [place for place, show in enumerate(shown) if show]
    say_table(
        [headings[place] for place in kept],
        [[row[place] for place in kept] for row in rows],
        right=[number for number, place in enumerate(kept) if place > 2],
    )
    say()
    for sentence in found.notes:
        say(sentence)


def _row(each: FileEstimate, *, shares: bool) -> list[str]:
    margin = None if each.lower is None or each.upper is None else (each.upper - each.lower) / 2
    return [
        each.y,
        each.group or "",
        each.level or "",
        _number(each.value, shares=shares),
        "" if margin is None else f"± {_number(margin, shares=shares, unit='')}",
        _number(each.lower, shares=shares),
        _number(each.upper, shares=shares),
        f"{each.n:,}",
        "" if each.deff is None else f"{each.deff:.2f}",
    ]


def _number(value: float | None, *, shares: bool, unit: str = " %") -> str:
    if value is None:
        return "none"
    if shares:
        return f"{value * 100:.1f}{unit}"
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:,.4g}"
