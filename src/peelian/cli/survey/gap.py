"""`peelian survey gap`: gaps of groups from the whole, or between two, from a file of answers."""

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

if TYPE_CHECKING:
    from peelian.surveys.file_gap import FileGap

_Words = list[str]


def gap(
    data: DataOption,
    y: Annotated[str, typer.Option("--y", help="Column of the answers.")],
    group: Annotated[_Words, typer.Option("--group", help="Column of groups; may come several times.")],
    counts: Annotated[
        _Words | None, typer.Option("--counts", help="Answer that counts; left out, yes of yes and no.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None, typer.Option("--between", help="Two groups: the first from the second.")
    ] = None,
    whole: Annotated[
        str, typer.Option("--from", help="'whole': each group from everyone, unless '--between' is given.")
    ] = "whole",
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
    least: LeastOption = 50,
    rely: RelyOption = 100,
    level: LevelOption = 0.95,
    as_json: JsonOption = False,
) -> None:
    """Tell how far groups are from everyone, or one from another, with what they have in common."""
    from peelian.surveys.file_gaps import gaps_of_file
    from peelian.surveys.gaps_asked import GapsAsked
    from peelian.surveys.strange_word import refuse_strange_word
    from peelian.surveys.tables.rules import rules_of

    refuse_strange_word("from", whole, choices=("whole",))
    rules = rules_of(least, rely, level=level, interval="logit", fdr=True, holm=False)
    words: dict[str, Any] = {"lonely": lonely}
    gaps, notes = gaps_of_file(
        GapsAsked(
            data=data,
            y=y,
            groups=tuple(group),
            counts=tuple(counts or ()),
            between=between,
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
            least_base=rules.least_base,
            level=level,
            **words,
        )
    )
    if as_json:
        for sentence in notes:
            note(sentence)
        say_json({"gaps": [each.as_record() for each in gaps]})
        return
    _say(gaps)
    say()
    for sentence in notes:
        say(sentence)


def _say(gaps: tuple[FileGap, ...]) -> None:
    rows = [
        (
            each.group,
            each.level,
            each.against,
            _share(each.share),
            _share(each.against_share),
            _points(each.value),
            "" if each.lower is None or each.upper is None else f"± {(each.upper - each.lower) * 50:.1f}",
            "none" if each.n is None else f"{each.n:,}",
            each.judgement if each.state == "shown" else f"{each.judgement} [{each.state}]".strip(),
        )
        for each in gaps
    ]
    headings = ("column", "group", "against", "share, %", "of the other", "gap, points", "margin", "base", "")
    say_table(headings, rows, right=(3, 4, 5, 6, 7))


def _share(value: float | None) -> str:
    return "none" if value is None else f"{value * 100:.1f}"


def _points(value: float | None) -> str:
    if value is None:
        return "none"
    points = round(value * 100, 1)
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{abs(points):.1f}"
