"""Drawing a sample: who may be drawn, how many of each part, which rows, and how likely each was to be."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused
from peelian.statistics.survey.selection import draw_by_size
from peelian.surveys.drawing.draw import Draw
from peelian.surveys.drawing.frame import Frame
from peelian.surveys.drawing.parts import Part, parts_of
from peelian.surveys.drawing.random_numbers import random_numbers
from peelian.surveys.drawing.repeats import Repeats
from peelian.surveys.drawing.sample import DrawnPart, Sample
from peelian.surveys.drawing.screening import Screening
from peelian.surveys.drawing.stages import Taken, take_rows

Rows = NDArray[np.int64]


def draw_sample(
    frame: Frame, draw: Draw, *, seed: int, interview: dt.date | None = None, folder: Path = Path()
) -> Sample:
    """Draw a sample from a list.

    Who is left out is decided rule by rule and logged; of people who are there more than once one row stays;
    the list is parted into strata; each is drawn from separately. With one seed the same list gives the same
    sample, in whatever order its rows stand.

    Parameters
    ----------
    frame
        The list, with the columns that the rules name.
    draw
        The rules.
    seed
        Any whole number.
    interview
        Day on which interviews are planned; left out, that of the rules.
    folder
        Where files that the rules name are looked for.

    Raises
    ------
    FileRefused
        If references are blank or not all different, nobody may be drawn, or a size is no number.
    DefinitionError
        If rules count days to the interview and no day is given, or name a part that is not there.
    """
    references = _references(frame, draw)
    planned = interview or draw.interview
    screening = Screening(frame, interview=planned, folder=folder)
    for rule in draw.left_out:
        screening.leave_out(rule)
    times = np.ones(frame.rows, dtype=np.int64)
    if draw.repeats is not None:
        times = _one_each(screening, frame, draw.repeats, references=references, seed=seed)
    for heading in dict.fromkeys([*draw.strata, *([draw.stage.unit] if draw.stage else [])]):
        blank = np.array([code is None for code in frame.columns[heading].codes])
        screening.record(f"No value of '{heading}', so in no part", gone=blank, unknown=blank)
    sizes = _sizes(screening, frame, draw)
    if not screening.kept.any():
        raise _nobody(screening, frame)
    parts = parts_of(frame, draw, kept=screening.kept)
    made = [_drawn(part, draw, references=references, sizes=sizes, frame=frame, seed=seed) for part in parts]
    return Sample(
        draw=draw,
        frame=frame,
        seed=seed,
        interview=planned,
        steps=tuple(screening.steps),
        parts=tuple(part for part, _ in made),
        taken=tuple(taken for _, taken in made),
        times=times,
        notes=tuple(screening.notes),
    )


def _nobody(screening: Screening, frame: Frame) -> FileRefused:
    last = next(step for step in screening.steps if step.after == 0)
    told = "; ".join(f"{step.says}: {step.left_out:,}" for step in screening.steps if step.left_out)
    look = f"look at the rule '{last.says}', which leaves out the last {last.left_out:,}"
    return FileRefused(
        frame.name,
        found=f"nobody who may be drawn ({told})",
        accepted="rules that leave somebody",
        next_step=". ".join((look, *screening.notes)).removesuffix("."),
    )


def _references(frame: Frame, draw: Draw) -> NDArray[np.object_]:
    codes = frame.columns[draw.number].codes
    blank = sum(code is None for code in codes)
    distinct = len({code for code in codes if code is not None})
    if blank or distinct + blank < len(codes):
        raise FileRefused(
            f"{frame.name}, column {draw.number}",
            found=f"{blank:,} rows without a reference and {len(codes) - blank - distinct:,} with one that "
            "stands there already",
            accepted="a reference in each row, no two alike: a row that is there twice has twice the chance",
            next_step="take out the repeated rows, or name another column as 'number'",
        )
    return codes


def _one_each(
    screening: Screening, frame: Frame, repeats: Repeats, *, references: NDArray[np.object_], seed: int
) -> Rows:
    """Keep one row of each person; return how many rows each row's person had that might be drawn."""
    people = frame.columns[repeats.person].codes
    if repeats.keep == "by chance":
        rank = random_numbers(seed, references, purpose="repeats")
    else:
        sign = -1.0 if repeats.keep == "latest" else 1.0
        # Rows without the date come last; rows of one date by their random numbers.
        rank = np.nan_to_num(sign * frame.days(repeats.day), nan=np.inf)
    ties = random_numbers(seed, references, purpose="repeats")
    order = np.lexsort((ties, rank))
    first: dict[str, int] = {}
    rows_of: dict[str, int] = {}
    gone = np.zeros(frame.rows, dtype=bool)
    for row in order:
        person = people[row]
        if not screening.kept[row] or person is None:
            continue
        rows_of[person] = rows_of.get(person, 0) + 1
        gone[row] = first.setdefault(person, int(row)) != row
    unknown = np.array([person is None for person in people])
    screening.record("Another row of a person who stays in once", gone=gone, unknown=unknown)
    return np.array([1 if person is None else rows_of.get(person, 1) for person in people], dtype=np.int64)


def _sizes(screening: Screening, frame: Frame, draw: Draw) -> NDArray[np.float64] | None:
    heading = draw.size or (draw.stage.size if draw.stage is not None else "")
    if not heading:
        return None
    sizes = frame.columns[heading].numbers(wanted_for="a size")
    screening.record(
        f"No size above 0 in '{heading}'", gone=~(np.nan_to_num(sizes) > 0), unknown=np.isnan(sizes)
    )
    return sizes


def _drawn(
    part: Part,
    draw: Draw,
    *,
    references: NDArray[np.object_],
    sizes: NDArray[np.float64] | None,
    frame: Frame,
    seed: int,
) -> tuple[DrawnPart, Taken]:
    approached = math.ceil(part.interviews / draw.response - 1e-9)
    label = "\x1f".join(part.values)
    names = references[part.rows]
    own = random_numbers(seed, names, purpose="rows")
    if draw.size and sizes is not None:
        start = float(random_numbers(seed, [label], purpose="start")[0])
        order = _spread(frame, draw, part.rows, own)
        chosen = draw_by_size(sizes[part.rows], approached, start=start, order=order)
        taken = Taken(part.rows[chosen.drawn], chosen.probability[chosen.drawn])
    else:
        taken = take_rows(part, draw, approached=approached, own=own, sizes=sizes, frame=frame, seed=seed)
    return DrawnPart(part.values, len(part.rows), part.interviews, approached, len(taken.rows)), taken


def _spread(frame: Frame, draw: Draw, rows: Rows, own: NDArray[np.float64]) -> Rows:
    keys = [np.array([code or "" for code in frame.columns[each].codes[rows]]) for each in draw.spread]
    place = np.empty(len(rows), dtype=np.int64)
    place[np.lexsort((own, *reversed(keys)))] = np.arange(len(rows))
    return place
