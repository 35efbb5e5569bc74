"""Counting repeats: from records to the sums that shares of repeats and their intervals are made from.

Records become incidents of a person, incidents are put in the order of their days, and each looks back to the
last earlier one. What leaves this module are sums by area and month: how many, and how the crimes of one
person in one month go with those of the same person in another. No row of it is about a person.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, TypeAlias

import narwhals as nw
import pyarrow as pa

from peelian.catalogue.source import Source
from peelian.findings.ways_of_counting import LINKAGE, LOOK_BACK
from peelian.measures.day_numbers import day_number
from peelian.measures.filters import keep_rows
from peelian.measures.held import held
from peelian.measures.measure import Measure
from peelian.measures.repeat_rule import Repeat
from peelian.measures.repeat_sums import REPEAT_SCHEMA, Way, sum_months, sum_pairs
from peelian.measures.row_keys import group_of_row, month_of_row
from peelian.measures.rule_of import repeat_of
from peelian.reference.area import AreaLevel

Frame: TypeAlias = nw.LazyFrame[Any]


@dataclass(frozen=True, slots=True)
class View:
    """One way of counting repeats.

    Parameters
    ----------
    name
        "" for the measure itself, else the group that its findings carry ("linkage threshold=0.99").
    threshold, look_back
        Least probability of a link, and days looked back.
    """

    name: str
    threshold: float
    look_back: int


def views_of(rule: Repeat) -> tuple[View, ...]:
    """Return the ways in which a measure counts: its own, then those that show how sensitive it is."""
    own = View("", rule.threshold, rule.look_back)
    others = rule.sensitivity
    return (
        own,
        *(View(f"{LINKAGE}={t:g}", t, rule.look_back) for t in others.thresholds),
        *(View(f"{LOOK_BACK}={days} days", rule.threshold, days) for days in others.look_back),
    )


def count_repeats(
    rows: Any,
    measure: Measure,
    source: Source,
    *,
    force: str,
    links: Any,
    views: Sequence[View],
    together: bool = False,
) -> pa.Table:
    """Sum the records of a measure with `repeat`.

    Parameters
    ----------
    rows
        Current rows of the source: a DuckDB relation, a lazy or eager frame, or an Arrow table.
    measure, source, force
        As for `make_cube`.
    links
        Current rows of the links on the same engine, or None: every reference is then a person of its own.
    views
        Which of the ways of counting (see `views_of`).
    together
        Whether all are summed up together, which asks an engine less often and takes it more room. What is
        summed is the same.

    Returns
    -------
    pyarrow.Table
        With `REPEAT_SCHEMA`. The views that show sensitivity are summed for the force alone, and the records
        by themselves for the measure's own view.
    """
    with held(_marked(nw.from_native(rows).lazy(), measure, source, force=force)) as marked:
        own = any(not view.name for view in views)
        parts = [_records(marked, level=level) for level in measure.areas] if own else []
        for some in [views] if together else _alike(views):
            parts += _summed(marked, measure, links, views=some, together=together)
    return pa.concat_tables(parts).cast(REPEAT_SCHEMA)


def _summed(
    marked: Frame, measure: Measure, links: Any, *, views: Sequence[View], together: bool
) -> list[pa.Table]:
    """Sum up persons by month and area, in every view, level and group."""
    rule, parts = repeat_of(measure), []
    ways: list[Way] = []
    months: list[Frame] = []
    with ExitStack() as kept:
        for alike in _alike(views):
            persons = _persons(marked, links, threshold=alike[0].threshold)
            counted = kept.enter_context(held(_looking_back(_incidents(persons, measure), rule)))
            for view, level, field in _told(alike, measure):
                repeats = counted.with_columns(repeat=_is_repeat(view.look_back))
                months.append(_person_months(repeats, len(ways), level=level, group=field))
                ways.append(Way(view.name, level, field))
        for some in [months] if together else [[each] for each in months]:
            with held(nw.concat(some, how="vertical") if len(some) > 1 else some[0]) as each:
                parts += [sum_months(each, ways), sum_pairs(each, ways)]
    return parts


def _alike(views: Sequence[View]) -> list[list[View]]:
    """Return the views, those together that take the same references to be one person."""
    found: dict[float, list[View]] = {}
    for view in views:
        found.setdefault(view.threshold, []).append(view)
    return list(found.values())


def _told(views: Iterable[View], measure: Measure) -> Iterator[tuple[View, AreaLevel, str]]:
    """Yield what is told in each view: the levels of area, and the field of groups, "" for everyone."""
    for view in views:
        levels = [level for level in measure.areas if level == "force" or not view.name]
        for level, field in itertools.product(levels, ("",) if view.name else ("", *measure.groups)):
            yield view, level, field


def _marked(frame: Frame, measure: Measure, source: Source, *, force: str) -> Frame:
    """Return the columns used, under names of our own, with what each record may be counted as."""
    rule = repeat_of(measure)
    before = measure.model_copy(update={"where": rule.earlier})
    level = measure.areas[0]
    counted = keep_rows(measure, source, level=level).fill_null(value=False)
    earlier = keep_rows(before, source, level=level).fill_null(value=False)
    columns = {
        "reference": nw.col(rule.person).cast(nw.String),
        "day": day_number(rule.on),
        "month": month_of_row(measure.when or source.period, source),
        "counted": counted.cast(nw.Int64),
        "earlier": earlier.cast(nw.Int64),
        "same": nw.col(rule.same).cast(nw.String) if rule.same else nw.lit(""),
    }
    for name in measure.areas:
        place = source.areas[name].code
        columns[f"area_{name}"] = nw.col(place).cast(nw.String) if place else nw.lit(force)
    columns |= {f"group_{name}": group_of_row(source, name) for name in measure.groups}
    columns |= {f"incident_{name}": nw.col(name).cast(nw.String) for name in rule.incident}
    return frame.select(**columns).filter((nw.col("counted") == 1) | (nw.col("earlier") == 1))


def _records(marked: Frame, *, level: str) -> pa.Table:
    """Count the records that meet the conditions, and those that name nobody, no day or no type."""
    unknown = nw.any_horizontal(*_missing(), ignore_nulls=False).cast(nw.Int64)
    found = (
        marked.filter(nw.col("counted") == 1, ~nw.col(f"area_{level}").is_null())
        .select("month", area=nw.col(f"area_{level}"), unknown=unknown)
        .group_by("area", "month")
        .agg(n=nw.len().cast(nw.Int64), unknown=nw.col("unknown").sum().cast(nw.Int64))
        .collect()
        .to_arrow()
    )
    told = [("records", "n"), ("unknown", "unknown")]
    return pa.concat_tables(
        [
            pa.table(
                {
                    "view": pa.repeat("", len(found)),
                    "level": pa.repeat(level, len(found)),
                    "area": found["area"].cast(pa.string()),
                    "group": pa.nulls(len(found), pa.string()),
                    "month": found["month"].cast(pa.date32()),
                    "what": pa.repeat(what, len(found)),
                    "lag": pa.repeat(0, len(found)).cast(pa.int64()),
                    "n": found[column].cast(pa.int64()),
                },
                schema=REPEAT_SCHEMA,
            )
            for what, column in told
        ]
    )


def _missing() -> list[nw.Expr]:
    return [nw.col(name).is_null() for name in ("reference", "day", "same")]


def _persons(marked: Frame, links: Any, *, threshold: float) -> Frame:
    """Name the person of each record: the one its reference is linked to, else the reference itself."""
    known = marked.filter(*(~each for each in _missing()))
    if links is None:
        return known.with_columns(person=nw.concat_str(nw.lit("r:"), nw.col("reference")))
    sure = (
        nw.from_native(links)
        .lazy()
        .filter(nw.col("probability") >= threshold)
        .select(reference=nw.col("reference").cast(nw.String), linked=nw.col("person").cast(nw.String))
        .group_by("reference")
        .agg(linked=nw.col("linked").min())
    )
    person = (
        nw.when(nw.col("linked").is_null())
        .then(nw.concat_str(nw.lit("r:"), nw.col("reference")))
        .otherwise(nw.concat_str(nw.lit("p:"), nw.col("linked")))
    )
    return known.join(sure, on="reference", how="left").with_columns(person=person).drop("linked")


def _incidents(persons: Frame, measure: Measure) -> Frame:
    """Make one row of the records of one person on one incident; one that is not known stands by itself."""
    rule = repeat_of(measure)
    kept = [f"area_{name}" for name in measure.areas] + [f"group_{name}" for name in measure.groups]
    names = ["person", "same", "day", "month", "counted", "earlier", *kept]
    incident = [f"incident_{name}" for name in rule.incident]
    if not incident:
        return persons.select(*names)
    whole = ~nw.any_horizontal(*(nw.col(name).is_null() for name in incident), ignore_nulls=False)
    keys = ["person", "same", *incident]
    # Records of one incident need not agree in everything: the least value decides, on every engine alike.
    least = [nw.col(name).min() for name in ("day", "month", *kept)]
    joined = (
        persons.filter(whole).group_by(*keys).agg(nw.col("counted").max(), nw.col("earlier").max(), *least)
    )
    return nw.concat([joined.select(*names), persons.filter(~whole).select(*names)], how="vertical")


def _looking_back(incidents: Frame, rule: Repeat) -> Frame:
    """Tell of each incident that counts the last earlier day on which the same person had another one."""
    keys = ("person", "same")
    # 0 stands for no earlier day: it lies more than two thousand years back.
    last = nw.col("last")
    frame = incidents.with_columns(last=nw.col("day") * nw.col("earlier"))
    if rule.earlier:
        frame = frame.with_columns(last=last.max().over(*keys, "day"))
        frame = frame.with_columns(last=last.cum_max().over(*keys, order_by="day"))
    frame = frame.with_columns(last=last.shift(1).over(*keys, order_by="day").fill_null(0))
    # Incidents of one day have the same past: that of the first of them.
    frame = frame.with_columns(last=last.min().over(*keys, "day"))
    return frame.filter(nw.col("counted") == 1)


def _is_repeat(look_back: int) -> nw.Expr:
    last = nw.col("last")
    return ((last > 0) & (nw.col("day") - last <= look_back)).cast(nw.Int64)


def _person_months(repeats: Frame, way: int, *, level: str, group: str) -> Frame:
    """Count the crimes of each person in each month and area, and the repeats among them, under a number."""
    month = nw.col("month")
    value = nw.col(f"group_{group}") if group else nw.lit("")
    return (
        repeats.filter(~nw.col(f"area_{level}").is_null())
        .select(
            "person",
            "repeat",
            way=nw.lit(way, dtype=nw.Int64),
            area=nw.col(f"area_{level}"),
            value=value,
            at=month.dt.year().cast(nw.Int64) * 12 + month.dt.month().cast(nw.Int64) - 1,
        )
        .group_by("way", "person", "area", "value", "at")
        .agg(n=nw.len().cast(nw.Int64), y=nw.col("repeat").sum().cast(nw.Int64))
    )
