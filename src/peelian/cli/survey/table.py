"""`peelian survey table`: answers in rows and groups in columns, from a file of answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from peelian.cli.console import JsonOption, say, say_json
from peelian.cli.survey.sample_options import (
    AboutOption,
    CalibratedOption,
    DataOption,
    DropOption,
    FayOption,
    FpcOption,
    KindOption,
    LeastOption,
    LevelOption,
    LonelyOption,
    MissingOption,
    MultipliersOption,
    PsuOption,
    RelyOption,
    ReplicatesOption,
    ScaleOption,
    ScalesOption,
    StrataOption,
    WeightOption,
    replicates_asked,
)

_Words = list[str]


def table(
    data: DataOption,
    rows: Annotated[_Words | None, typer.Option("--rows", help="Question; may come several times.")] = None,
    columns: Annotated[
        _Words | None, typer.Option("--columns", help="Column of groups; may come several times.")
    ] = None,
    net: Annotated[
        _Words | None,
        typer.Option("--net", help="'q1: Agree = Agree | Tend to agree', and ' minus ...' for a net score."),
    ] = None,
    mean: Annotated[_Words | None, typer.Option("--mean", help="Column of numbers, for its mean.")] = None,
    several: Annotated[
        _Words | None, typer.Option("--several", help="Several answers may be ticked: 'heard=radio,paper'.")
    ] = None,
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
    fdr: Annotated[
        bool, typer.Option("--fdr/--no-fdr", help="Adjust p values for all comparisons of the table.")
    ] = True,
    holm: Annotated[bool, typer.Option("--holm", help="Adjust them by Holm instead.")] = False,
    least: LeastOption = 50,
    rely: RelyOption = 100,
    interval: Annotated[str, typer.Option("--interval", help="Of shares: logit, wilson or t.")] = "logit",
    level: LevelOption = 0.95,
    dont_know: Annotated[
        _Words | None, typer.Option("--dont-know", help="Answer that is a don't know.")
    ] = None,
    refused: Annotated[_Words | None, typer.Option("--refused", help="Answer that is a refusal.")] = None,
    not_applicable: Annotated[
        _Words | None, typer.Option("--not-applicable", help="Answer that is not applicable.")
    ] = None,
    missing: MissingOption = None,
    drop_unweighted: DropOption = False,
    breaks: Annotated[
        _Words | None,
        typer.Option("--break", help="'wave=2020': from there on groups do not compare with those before."),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What stands above the table.")] = "",
    out: Annotated[
        str | None, typer.Option("--out", help="Write to this .csv, .xlsx, .json or .txt.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a banner table from a CSV or .sav file: numbers, margins, letters for differences, bases."""
    from peelian.surveys.tables.asked import TableAsked
    from peelian.surveys.tables.from_file import table_of_file
    from peelian.surveys.tables.laid_out import text_of
    from peelian.surveys.tables.rules import rules_of
    from peelian.surveys.tables.table_file import refuse_place, write_table
    from peelian.surveys.tables.written import json_of

    if out is not None:
        refuse_place(out, data=data)
    words: dict[str, Any] = {"lonely": lonely}
    asked = TableAsked(
        data=data,
        rows=tuple(rows or ()),
        columns=tuple(columns or ()),
        nets=tuple(net or ()),
        means=tuple(mean or ()),
        several=tuple(several or ()),
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
        dont_know=tuple(dont_know or ()),
        refused=tuple(refused or ()),
        not_applicable=tuple(not_applicable or ()),
        missing=tuple(missing or ()),
        breaks=tuple(breaks or ()),
        title=title,
        rules=rules_of(least, rely, level=level, interval=interval, fdr=fdr, holm=holm),
        **words,
    )
    made = table_of_file(asked)
    if out is not None:
        write_table(made, Path(out))
    if as_json:
        say_json(json_of(made))
    elif out is not None:
        say(f"{out}: {len(made.rows):,} rows, {len(made.columns):,} columns")
    else:
        say(text_of(made).rstrip("\n"))
