"""Options that commands on a file of answers share: the file, what is no answer, and how it was sampled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelian.errors import NotFound

if TYPE_CHECKING:
    from peelian.surveys.replicates_asked import ReplicatesAsked

_Words = list[str]

DataOption = Annotated[str, typer.Option("--data", help="A CSV or an SPSS .sav file of answers.")]
MissingOption = Annotated[
    _Words | None, typer.Option("--missing", help="A word or code that stands for no answer.")
]
LevelOption = Annotated[float, typer.Option("--level", help="Confidence level.")]
LeastOption = Annotated[int, typer.Option("--least-base", help="With fewer people, a number is withheld.")]
RelyOption = Annotated[int, typer.Option("--rely-on", help="With fewer people, it is of low reliability.")]
WeightOption = Annotated[str | None, typer.Option("--weight", help="Column of weights.")]
StrataOption = Annotated[_Words | None, typer.Option("--strata", help="Strata, one for each stage.")]
PsuOption = Annotated[_Words | None, typer.Option("--psu", help="Units drawn, one for each stage.")]
FpcOption = Annotated[
    _Words | None,
    typer.Option("--fpc", help="Units in the population, or fraction drawn, by stage."),
]
LonelyOption = Annotated[
    str, typer.Option("--lonely", help="Strata of one unit: fail, adjust, average, remove, certainty.")
]
DropOption = Annotated[
    bool, typer.Option("--drop-unweighted", help="Leave out rows of weight 0 or without one.")
]
CalibratedOption = Annotated[
    str | None,
    typer.Option("--calibrated", help="Recipe that makes the weights: errors know what it fits them to."),
]
ReplicatesOption = Annotated[
    list[str] | None,
    typer.Option("--replicates", help="Columns of replicate weights: names, or a pattern such as 'rep*'."),
]
KindOption = Annotated[
    str | None,
    typer.Option("--replicate-kind", help="BRR, Fay, JK1, JKn, bootstrap or SDR: how they were made."),
]
FayOption = Annotated[float | None, typer.Option("--fay", help="Fay's coefficient, such as 0.3.")]
MultipliersOption = Annotated[
    bool, typer.Option("--multipliers", help="Replicates multiply the weight; otherwise they are weights.")
]
ScaleOption = Annotated[
    float | None, typer.Option("--replicate-scale", help="What all squares are multiplied by.")
]
ScalesOption = Annotated[
    str | None,
    typer.Option("--replicate-scales", help="What those of each replicate are, for JKn: '0.5,0.75,0.75'."),
]
AboutOption = Annotated[
    str,
    typer.Option("--replicates-about", help="Squares about 'mean of replicates' or 'estimate'."),
]


def replicates_asked(
    columns: list[str] | None,
    kind: str | None,
    *,
    fay: float | None,
    multiply: bool,
    scale: float | None,
    scales: str | None,
    about: str,
) -> ReplicatesAsked | None:
    """Return what the options say of replicate weights, None where they name none.

    Parameters
    ----------
    columns, kind, fay, multiply, scale, scales, about
        The options as they were written.

    Raises
    ------
    NotFound
        If columns come without their kind, or the other way round, or a scale is no number.
    """
    from peelian.surveys.replicates_asked import ReplicatesAsked

    if columns is None or kind is None:
        if columns is None and kind is None and not multiply and (fay, scale, scales) == (None, None, None):
            return None
        raise NotFound(
            "--replicates",
            found="columns of replicates, and not how they were made"
            if columns
            else "no columns of replicates",
            accepted="--replicates with --replicate-kind BRR, Fay, JK1, JKn, bootstrap or SDR",
            next_step="look up in the documentation of the file what they are",
        )
    words: dict[str, Any] = {"kind": kind, "about": about}
    return ReplicatesAsked(
        columns=tuple(columns), fay=fay, multiply=multiply, scale=scale, scales=_numbers(scales), **words
    )


def _numbers(written: str | None) -> tuple[float, ...]:
    if written is None:
        return ()
    try:
        return tuple(float(each) for each in written.split(","))
    except ValueError as problem:
        raise NotFound(
            "--replicate-scales",
            found=f"'{written}'",
            accepted="numbers with commas between, such as 0.5,0.75",
            next_step="write one number, or one for each replicate",
        ) from problem
