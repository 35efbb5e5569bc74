"""Gaps of groups from a file of answers, with no workspace: each from the whole, or one from another."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from peelian.catalogue.survey.least_base import LeastBase
from peelian.errors import NotFound
from peelian.statistics.false_discovery import adjust_for_false_discovery
from peelian.statistics.survey.design import LonelyRule, SurveyDesign
from peelian.statistics.survey.group_shares import GroupShares, group_difference, group_shares
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.answer_file import read_answers
from peelian.surveys.file_design import design_from
from peelian.surveys.file_estimate import number_or_none
from peelian.surveys.file_statement import named_answers, statement_column
from peelian.surveys.strange_word import refuse_strange_word

Flags = NDArray[np.bool_]

_MOST_GROUPS = 100
_CALLED_AT = 0.05


@dataclass(frozen=True, slots=True)
class GapsAsked:
    """A request for gaps from one file.

    Parameters
    ----------
    data
        Path of a CSV or .sav file.
    y, counts
        Column, or "column=answer|answer", and more answers that count; without any, a column of yes and no.
    groups
        Columns of groups.
    between
        Two groups of one column: the gap of the first from the second. Without it, the gap of every group
        from the whole.
    weight, strata, psu, fpc
        Columns of the design, strata, units and populations one for each stage.
    lonely
        What to do with a stratum of one unit.
    missing
        More words or codes that stand for no answer.
    least_base
        With how few answers a gap is withheld, and with how few it is of low reliability.
    level
        Confidence level between 0 and 1.
    """

    data: str
    y: str
    groups: tuple[str, ...]
    counts: tuple[str, ...] = ()
    between: tuple[str, str] | None = None
    weight: str | None = None
    strata: tuple[str, ...] = ()
    psu: tuple[str, ...] = ()
    fpc: tuple[str, ...] = ()
    lonely: LonelyRule = "fail"
    missing: tuple[str, ...] = ()
    least_base: LeastBase = field(default_factory=LeastBase)
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class FileGap:
    """One gap; shares and gaps are fractions.

    Parameters
    ----------
    group, level
        Column of groups, and the group.
    against
        "the whole", or the other group.
    value, se, lower, upper, df
        The gap, its standard error, the ends of its interval and the degrees of freedom; None where withheld
        or not known.
    share, against_share
        Shares of the group and of what it is compared with.
    n, against_n
        Answers of each.
    p, p_adjusted
        P value against no gap, by itself and adjusted for all gaps asked for.
    judgement
        "higher", "lower" or "no clear difference", by the adjusted p value; empty where not known.
    state
        "shown", "low reliability" or "suppressed".
    """

    group: str
    level: str
    against: str
    value: float | None
    se: float | None
    lower: float | None
    upper: float | None
    df: int | None
    share: float | None
    against_share: float | None
    n: int
    against_n: int
    p: float | None
    p_adjusted: float | None
    judgement: str
    state: str

    def as_record(self) -> dict[str, str | float | int | None]:
        """Return the gap as it stands in JSON."""
        return asdict(self)


def gaps_of_file(asked: GapsAsked) -> tuple[tuple[FileGap, ...], tuple[str, ...]]:
    """Return the gaps asked for, and what should be known beside them.

    A group is part of the whole, and two groups are of one sample: the interval of a gap knows what they have
    in common. Rows without an answer, or in no group, stay in the design; those in no group stay in the
    whole.

    Parameters
    ----------
    asked
        File, columns and design.

    Raises
    ------
    NotFound
        If the file, a column, an answer or a group is not there.
    FileRefused
        If weights or design cannot be used as they are.
    """
    refuse_strange_word("lonely", asked.lonely, choices=get_args(LonelyRule))
    if asked.between is not None and len(asked.groups) != 1:
        raise NotFound(
            "--between",
            found=f"{len(asked.groups)} columns of groups",
            accepted="one '--group' whose two groups are compared",
            next_step="name one column of groups",
        )
    design_columns = (*([asked.weight] if asked.weight else []), *asked.strata, *asked.psu, *asked.fpc)
    y, named = named_answers(asked.y)
    wanted = tuple(dict.fromkeys([y, *asked.groups, *design_columns]))
    file = read_answers(asked.data, columns=wanted, missing=asked.missing)
    design = design_from(
        file,
        weight=asked.weight,
        strata=asked.strata,
        units=asked.psu,
        populations=asked.fpc,
        lonely=asked.lonely,
    )
    column = statement_column(file.columns[y], (*named, *asked.counts), kept=design.kept)
    yes = np.where(column.missing == 0, column.values.astype(np.float64), np.nan)
    found: list[FileGap] = []
    for group in asked.groups:
        found += _gaps(asked, file.columns[group], design.kept, yes=yes, design=design.design)
    unanswered = int((column.missing != 0).sum())
    notes = [f"No answer to '{y}': {unanswered:,} of {len(yes):,}; they are in no base."]
    over = f"all {len(found):,} gaps together" if len(found) != 1 else "the one gap"
    notes.append(f"Judged at {_CALLED_AT * 100:g}% of wrong calls over {over}.")
    return _judged(found), (*notes, *design.notes)


def _gaps(
    asked: GapsAsked, column: AnswerColumn, kept: Flags, *, yes: NDArray[np.float64], design: SurveyDesign
) -> list[FileGap]:
    words = column.words[kept]
    levels = [level for level in column.levels() if (words == level).any()]
    if not levels or len(levels) > _MOST_GROUPS:
        raise NotFound(
            f"{column.file}, column {column.name}",
            found=f"{len(levels):,} groups",
            accepted=f"from 1 to {_MOST_GROUPS} groups",
            next_step="choose a column of groups",
        )
    if asked.between is None:
        pairs = [(level, "the whole") for level in levels]
    else:
        pairs = [asked.between]
        if asked.between[0] == asked.between[1]:
            raise NotFound(
                f"--between {' '.join(asked.between)}",
                found=f"the group '{asked.between[0]}' twice",
                accepted=", ".join(levels[:12]),
                next_step="write two of those listed",
            )
        for level in asked.between:
            if level not in levels:
                raise NotFound(
                    f"--between {' '.join(asked.between)}",
                    found=f"no row of '{column.name}' in the group '{level}'",
                    accepted=", ".join(levels[:12]),
                    next_step="write two of those listed",
                )
    return [_gap(asked, pair, column.name, words=words, yes=yes, design=design) for pair in pairs]


def _gap(
    asked: GapsAsked,
    pair: tuple[str, str],
    group: str,
    *,
    words: NDArray[np.object_],
    yes: NDArray[np.float64],
    design: SurveyDesign,
) -> FileGap:
    own = np.asarray(words == pair[0])
    other = np.ones(len(own), dtype=bool) if asked.between is None else np.asarray(words == pair[1])
    parts = np.column_stack([own, other])
    made: GroupShares = group_shares(yes, parts, design, level=asked.level)
    inside = parts.any(axis=1) & ~np.isnan(yes)
    gap = group_difference(made, [1.0, -1.0], inside=inside, design=design, level=asked.level)
    bases = [int(each) for each in made.shares.base]
    least = min(bases)
    state = "shown" if least >= asked.least_base.to_rely_on else "low reliability"
    state = "suppressed" if least < asked.least_base.to_show else state
    shown = state != "suppressed"

    def told(value: float) -> float | None:
        return number_or_none(value) if shown else None

    degrees = gap.degrees[0]
    return FileGap(
        group,
        pair[0],
        pair[1],
        told(gap.difference[0]),
        told(float(np.sqrt(gap.variance[0]))),
        told(gap.lower[0]),
        told(gap.upper[0]),
        int(degrees) if shown and np.isfinite(degrees) else None,
        told(made.shares.share[0]),
        # The whole is not small because a group of it is.
        number_or_none(made.shares.share[1]) if bases[1] >= asked.least_base.to_show else None,
        bases[0],
        bases[1],
        told(gap.p[0]),
        None,
        "",
        state,
    )


def _judged(gaps: list[FileGap]) -> tuple[FileGap, ...]:
    adjusted = adjust_for_false_discovery([np.nan if gap.p is None else gap.p for gap in gaps])
    return tuple(
        gap
        if gap.value is None or np.isnan(p)
        else replace(
            gap,
            p_adjusted=float(p),
            judgement=("higher" if gap.value > 0 else "lower") if p <= _CALLED_AT else "no clear difference",
        )
        for gap, p in zip(gaps, adjusted, strict=True)
    )
