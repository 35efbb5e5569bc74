"""`peelian survey gap`: gaps of groups from the whole, or between two, from a file of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelian.cli.console import JsonOption, note, say, say_json, say_table

if TYPE_CHECKING:
    from peelian.surveys.file_gaps import FileGap

_Words = list[str]


def gap(
    data: Annotated[str, typer.Option("--data", help="A CSV or an SPSS .sav file of answers.")],
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
    weight: Annotated[str | None, typer.Option("--weight", help="Column of weights.")] = None,
    strata: Annotated[_Words | None, typer.Option("--strata", help="Strata, one for each stage.")] = None,
    psu: Annotated[_Words | None, typer.Option("--psu", help="Units drawn, one for each stage.")] = None,
    fpc: Annotated[_Words | None, typer.Option("--fpc", help="Units in the population, by stage.")] = None,
    lonely: Annotated[
        str, typer.Option("--lonely", help="Strata of one unit: fail, adjust, average, remove, certainty.")
    ] = "fail",
    missing: Annotated[
        _Words | None, typer.Option("--missing", help="A word or code that stands for no answer.")
    ] = None,
    least: Annotated[int, typer.Option("--least-base", help="With fewer answers a gap is withheld.")] = 50,
    rely: Annotated[int, typer.Option("--rely-on", help="With fewer it is of low reliability.")] = 100,
    level: Annotated[float, typer.Option("--level", help="Confidence level.")] = 0.95,
    as_json: JsonOption = False,
) -> None:
    """Tell how far groups are from everyone, or one from another, with what they have in common."""
    from peelian.surveys.file_gaps import GapsAsked, gaps_of_file
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
            f"{each.n:,}",
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
