"""Gaps of groups from a file of answers, with no workspace: each from the whole, or one from another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peelian.errors import NotFound
from peelian.statistics.false_discovery import adjust_for_false_discovery
from peelian.statistics.survey.group_shares import group_difference, group_shares
from peelian.statistics.survey.sample import Sample
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.file_estimate import number_or_none
from peelian.surveys.file_gap import FileGap
from peelian.surveys.file_sample import refuse_sample
from peelian.surveys.file_statement import named_answers, statement_column
from peelian.surveys.gaps_asked import GapsAsked
from peelian.surveys.sampled_file import read_sampled
from peelian.surveys.tables.banner import banner_of
from peelian.surveys.tables.nested_headings import withheld_headings

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]

_MOST_GROUPS = 100
_CALLED_AT = 0.05
_WHOLE = "the whole"


@dataclass(frozen=True, slots=True)
class _Groups:
    """The groups of one column that are told.

    Parameters
    ----------
    column
        Heading.
    levels
        What the groups are called.
    codes
        The group of each person, -1 where in none of them, shape (n,).
    """

    column: str
    levels: tuple[str, ...]
    codes: Codes


def gaps_of_file(asked: GapsAsked) -> tuple[tuple[FileGap, ...], tuple[str, ...]]:
    """Return the gaps asked for, and what should be known beside them.

    A group is part of the whole, and two groups are of one sample: the interval of a gap knows what they have
    in common. Rows without an answer, or in no group, stay in the design; those in no group stay in the
    whole. Where a group is withheld so are further ones, until it cannot be worked out from what is told.

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
    refuse_sample(asked)
    asked.check()
    y, named = named_answers(asked.y)
    file, design = read_sampled(asked, (y, *asked.groups))
    column = statement_column(file.columns[y], (*named, *asked.counts), kept=design.kept)
    yes = np.where(column.missing == 0, column.values.astype(np.float64), np.nan)
    answered = np.asarray(column.missing == 0)
    groups = [_groups(file.columns[name], asked, design.kept) for name in dict.fromkeys(asked.groups)]
    least = asked.least_base.to_show
    headings = [banner_of(each.column, each.codes, words=each.levels) for each in groups]
    shut = withheld_headings([answered], headings, least=least)
    found = [
        gap
        for each, flags in zip(groups, shut, strict=True)
        for gap in _gaps(asked, each, yes=yes, sample=design.sample, shut=flags)
    ]
    return _judged(found), (*_notes(asked, y, answered, found), *design.notes)


def _groups(column: AnswerColumn, asked: GapsAsked, kept: Flags) -> _Groups:
    words = column.words[kept]
    levels = tuple(level for level in column.levels() if (words == level).any())
    if not levels or len(levels) > _MOST_GROUPS:
        raise NotFound(
            f"{column.file}, column {column.name}",
            found=f"{len(levels):,} groups",
            accepted=f"from 1 to {_MOST_GROUPS} groups",
            next_step="choose a column of groups",
        )
    for level in asked.between or ():
        if level not in levels:
            raise NotFound(
                f"--between {' '.join(asked.between or ())}",
                found=f"no row of '{column.name}' in the group '{level}'",
                accepted=", ".join(levels[:12]),
                next_step="write two of those listed",
            )
    told = asked.between or levels
    places = {level: place for place, level in enumerate(told)}
    return _Groups(column.name, told, np.array([places.get(word, -1) for word in words], dtype=np.int64))


def _gaps(
    asked: GapsAsked, groups: _Groups, *, yes: Values, sample: Sample, shut: Flags
) -> Iterator[FileGap]:
    if asked.between is not None:
        parts = np.column_stack([groups.codes == 0, groups.codes == 1])
        yield _gap(asked, (groups.column, *asked.between), parts, yes=yes, sample=sample, shut=shut)
        return
    everyone = np.ones(len(yes), dtype=bool)
    for place, level in enumerate(groups.levels):
        parts = np.column_stack([groups.codes == place, everyone])
        # The whole is not small because a group of it is.
        own = np.array([shut[place], False])
        yield _gap(asked, (groups.column, level, _WHOLE), parts, yes=yes, sample=sample, shut=own)


def _gap(
    asked: GapsAsked,
    names: tuple[str, str, str],
    parts: Flags,
    *,
    yes: Values,
    sample: Sample,
    shut: Flags,
) -> FileGap:
    made = group_shares(yes, parts, sample, level=asked.level)
    inside = parts.any(axis=1) & ~np.isnan(yes)
    gap = group_difference(made, [1.0, -1.0], inside=inside, design=sample, level=asked.level)
    bases, least = made.shares.base, asked.least_base
    hidden = shut | (bases < least.to_show)
    shown = not hidden.any()
    state = "shown" if bases.min() >= least.to_rely_on else "low reliability"

    def told(value: float) -> float | None:
        return number_or_none(value) if shown else None

    shares = [
        None if hides else number_or_none(share)
        for share, hides in zip(made.shares.share, hidden, strict=True)
    ]
    counts = [None if hides else int(base) for base, hides in zip(bases, hidden, strict=True)]
    degrees = gap.degrees[0]
    return FileGap(
        *names,
        value=told(gap.difference[0]),
        se=told(float(np.sqrt(gap.variance[0]))),
        lower=told(gap.lower[0]),
        upper=told(gap.upper[0]),
        df=int(degrees) if shown and np.isfinite(degrees) else None,
        share=shares[0],
        against_share=shares[1],
        n=counts[0],
        against_n=counts[1],
        p=told(gap.p[0]),
        p_adjusted=None,
        judgement="",
        state=state if shown else "suppressed",
    )


def _judged(gaps: Sequence[FileGap]) -> tuple[FileGap, ...]:
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


def _notes(asked: GapsAsked, y: str, answered: Flags, gaps: Sequence[FileGap]) -> list[str]:
    least = asked.least_base.to_show
    unanswered, people = int((~answered).sum()), len(answered)
    # How many answered is a base like any other.
    among = f"{unanswered:,} of {people:,}" if people - unanswered >= least else "some"
    notes = [f"No answer to '{y}': {among}; they are in no base."] if unanswered else []
    judged = sum(gap.p is not None for gap in gaps)
    if judged:
        over = f"all {judged:,} gaps that are told" if judged != 1 else "the one gap that is told"
        notes.append(f"Judged at {_CALLED_AT * 100:g}% of wrong calls over {over}.")
    if withheld := sum(gap.state == "suppressed" for gap in gaps):
        notes.append(
            f"Withheld: {withheld:,}, of fewer than {least:,} answers, or needed so that such a group cannot "
            "be worked out from the others; that is no zero."
        )
    return notes
