"""Which interviews an analysis reads: a stretch of days, and answers that lead to being read."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from peelian.catalogue.source import Source
from peelian.reference.period import Period, add_months, month_end
from peelian.surveys.survey import Survey
from peelian.surveys.wanted.outcome import Interviews


def interviews_read(
    rows: pa.Table, survey: Survey, *, source: Source, wanted: Interviews, fields: Collection[str]
) -> tuple[pa.Table, Period]:
    """Return the rows that an analysis reads and the period they are told for.

    Parameters
    ----------
    rows
        Rows of the source. Those whose weight is missing or not above 0 stand for nobody and are left out.
    survey, source
        The survey, and the source it is, whose period dates the rows by months.
    wanted
        Which are wanted; without days, the last twelve months loaded, or the months there are of them.
    fields
        Fields that are looked at: the rows returned hold these, with the reasons why values are missing, and
        those of the design.

    Raises
    ------
    ValueError
        If no interview is left.
    """
    months = rows[source.period]
    told = pc.is_valid(months)
    if survey.sampling.weight:
        told = pc.and_(told, pc.fill_null(pc.greater(rows[survey.sampling.weight], 0), False))
    newest = pc.max(months.filter(told)).as_py()
    if newest is None:
        raise ValueError("no interview with a month")
    end = wanted.end or month_end(newest)
    # Nobody is told of months in which nobody was asked: a consultation of one month is not one of a year.
    start = wanted.start or max(add_months(end, -11).replace(day=1), pc.min(months.filter(told)).as_py())
    first, last = pa.scalar(start.replace(day=1)), pa.scalar(end)
    inside = pc.and_(pc.greater_equal(months, first), pc.less_equal(months, last))
    kept = _looked_at(rows, survey, {source.period, *fields, *wanted.among}).filter(pc.and_(told, inside))
    if wanted.among:
        kept = kept.filter(pc.fill_null(_among(kept, wanted.among), False))
        kept = _looked_at(kept, survey, {source.period, *fields})
    if not len(kept):
        raise ValueError(f"no interview from {start.isoformat()} to {end.isoformat()}")
    return kept, Period(start.replace(day=1), end, "span")


def _looked_at(rows: pa.Table, survey: Survey, fields: Collection[str]) -> pa.Table:
    """Return the columns that are looked at: leaving rows out copies every column there is."""
    sampling = survey.sampling
    wanted = {*fields, sampling.weight, *sampling.strata, *sampling.units, *sampling.populations}
    wanted |= {f"{name}__missing" for name in wanted}
    return rows.select([name for name in rows.column_names if name in wanted])


def _among(rows: pa.Table, among: Mapping[str, tuple[str, ...]]) -> pa.ChunkedArray:
    inside: pa.ChunkedArray | None = None
    for name, answered in among.items():
        found = pc.is_in(pc.cast(rows[name], pa.string()), pa.array(list(answered)))
        inside = found if inside is None else pc.and_(inside, found)
    return inside
