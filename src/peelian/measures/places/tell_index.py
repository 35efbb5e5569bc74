"""Telling an index: composite, contributions, tenths, and what leaving out each variable does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.findings.finding import Finding, Standing
from peelian.measures.places.caveats import caveats_of
from peelian.measures.places.known_variables import KnownVariable, VariableReader
from peelian.measures.places.place_index import PlaceIndex
from peelian.measures.places.published import Origins, Published
from peelian.measures.places.telling import Telling
from peelian.reference.area import Area
from peelian.reference.period import Period
from peelian.statistics.place_index import PlaceIndices, index_places, tenths_of
from peelian.statistics.ranks import rank_areas

_METHOD = "index.area_over_reference"


@dataclass(frozen=True, slots=True)
class MadeIndex:
    """An index of areas, made.

    Parameters
    ----------
    definition, period
        What was asked, and the twelve months it is of.
    areas
        The areas, in order.
    indices, tenth
        Their indices, and the tenth that each lies in (1 the highest, 0 without an index).
    variables
        What it was made of.
    origins
        What stands behind each area's index, the caveats of the index included.
    """

    definition: PlaceIndex
    period: Period
    areas: tuple[Area, ...]
    indices: PlaceIndices
    tenth: NDArray[np.int64]
    variables: tuple[KnownVariable, ...]
    origins: tuple[Origins, ...]


def make_index(
    index: PlaceIndex, areas: Sequence[Area], *, published: Published, reader: VariableReader
) -> MadeIndex | None:
    """Return an index of areas, or None where a variable has no input that is loaded.

    Parameters
    ----------
    index
        The definition.
    areas
        Areas of its level, in order; those are indexed of which some measure counts something.
    published, reader
        Counts of twelve months, and the reader of variables over the same areas.
    """
    day = _day(index, published)
    read = [None if day is None else reader.read(variable, day) for variable in index.variables]
    known = [each for each in read if each is not None]
    if day is None or len(known) < len(read):
        return None
    indices = index_places(
        np.column_stack([each.above for each in known]),
        np.column_stack([each.below for each in known]),
        inverted=[each.inverted for each in known],
        weights=[each.variable.weight for each in known],
    )
    keys = caveats_of(index)
    origins = tuple(
        Origins.joined(parts, caveats=keys) for parts in zip(*(each.origins for each in known), strict=True)
    )
    tenth = tenths_of(indices.composite)
    return MadeIndex(index, Period.rolling_12(day), tuple(areas), indices, tenth, tuple(known), origins)


def tell_index(made: MadeIndex, *, whole: Area, code: str) -> Iterator[Finding]:
    """Yield the findings of an index.

    For each area the composite with its standing, each variable's index, the composite without each
    variable and the tenth; for the whole the weights, the reference rates, how many areas could be indexed
    and, of those in the top tenth, how many stay there without each variable. An area that lacks a variable
    has a composite that is not measured, and so has the variable.

    Parameters
    ----------
    made
        The index.
    whole
        The area of which all are parts.
    code
        Version of the code.
    """
    index = made.definition
    told = Telling(index.title, made.period, code)
    together = Origins.joined(made.origins, caveats=caveats_of(index))
    unit = f"index, {whole.name} = 100"
    yield from _composites(made, told, unit)
    yield from _variables(made, told, unit)
    yield from _without(made, told, unit)
    yield from _of_the_whole(made, told, whole, together)


def _day(index: PlaceIndex, published: Published) -> dt.date | None:
    """Return the last day of the newest twelve months that each variable made of counts reaches."""
    reached = []
    for variable in index.variables:
        names = [each.measure for each in variable.inputs if each.measure]
        days = [published.newest(name, index.level, until=index.until) for name in names]
        known = [day for day in days if day is not None]
        if known and len(names) == len(variable.inputs):
            reached.append(max(known))
        elif len(names) == len(variable.inputs):
            return None
    return min(reached, default=index.until)


def _standings(values: NDArray[np.float64]) -> list[Standing | None]:
    ranked = rank_areas(values[None, :])
    of = int(ranked.of[0])
    return [None if np.isnan(rank) or of < 2 else Standing(int(rank), of) for rank in ranked.rank[0]]


def _composites(made: MadeIndex, told: Telling, unit: str) -> Iterator[Finding]:
    name, many = made.definition.index, len(made.variables)
    composite, tenth = made.indices.composite, made.tenth
    for row, standing in enumerate(_standings(composite)):
        area, origins = made.areas[row], made.origins[row]
        yield told.tell(
            name,
            area,
            kind="mean",
            unit=unit,
            method=_METHOD,
            origins=origins,
            value=composite[row],
            base=many,
            standing=standing,
        )
        if standing is not None:
            as_high = int(np.nansum(composite >= composite[row]))
            yield told.tell(
                f"{name}_tenth",
                area,
                kind="share",
                unit=f"{made.definition.level}s with an index as high or higher",
                method="index.tenth",
                origins=origins,
                value=as_high / standing.of,
                numerator=as_high,
                denominator=standing.of,
                base=standing.of,
                group=f"tenth={tenth[row]}",
            )


def _variables(made: MadeIndex, told: Telling, unit: str) -> Iterator[Finding]:
    keys = caveats_of(made.definition)
    for column, known in enumerate(made.variables):
        turned = known.inverted
        reference = float(made.indices.reference[column])
        for row, area in enumerate(made.areas):
            rate = float(made.indices.rate[row, column])
            yield told.tell(
                f"{made.definition.index}_variable",
                area,
                kind="ratio",
                unit=unit,
                method="index.variable",
                origins=Origins.joined([known.origins[row]], caveats=keys),
                value=made.indices.index[row, column],
                numerator=reference if turned else rate,
                denominator=rate if turned else reference,
                base=np.nan_to_num(known.base[row]),
                group=f"variable={known.variable.variable}",
                title=_called(known),
            )


def _without(made: MadeIndex, told: Telling, unit: str) -> Iterator[Finding]:
    for column, known in enumerate(made.variables):
        values = made.indices.without[:, column]
        for row, standing in enumerate(_standings(values)):
            if standing is not None:
                yield told.tell(
                    f"{made.definition.index}_without",
                    made.areas[row],
                    kind="mean",
                    unit=unit,
                    method="index.without",
                    origins=made.origins[row],
                    value=values[row],
                    base=len(made.variables) - 1,
                    group=f"without={known.variable.variable}",
                    standing=standing,
                    title=f"{made.definition.title} without: {_plain(known)}",
                )


def _of_the_whole(made: MadeIndex, told: Telling, whole: Area, together: Origins) -> Iterator[Finding]:
    name, areas = made.definition.index, len(made.areas)
    level = f"{made.definition.level}s"
    indexed = int((made.tenth > 0).sum())
    shares: list[tuple[str, str | None, str, int, int, str]] = [
        ("_measured", None, f"{level} with an index", indexed, areas, told.title)
    ]
    top = made.tenth == 1
    for column, known in enumerate(made.variables):
        variable = known.variable.variable
        with_it = int((~np.isnan(made.indices.index[:, column])).sum())
        shares.append(
            (
                "_measured",
                f"variable={variable}",
                f"{level} with the variable",
                with_it,
                areas,
                _called(known),
            )
        )
        stay = int((top & (tenths_of(made.indices.without[:, column]) == 1)).sum())
        words = f"{level} of the top tenth that stay in it"
        shares.append(("_stays", f"without={variable}", words, stay, int(top.sum()), _plain(known)))
        weights = float(made.indices.weight[column])
        yield told.tell(
            f"{name}_weight", whole, kind="share", unit="weight in the index", method="index.weight",
            origins=together, value=weights, base=len(made.variables), group=f"variable={variable}",
            title=_plain(known),
        )  # fmt: skip
        yield told.tell(
            f"{name}_reference", whole, kind="mean", unit=_called(known), method="index.reference",
            origins=together, value=float(made.indices.reference[column]), base=with_it,
            group=f"variable={variable}", title=_called(known),
        )  # fmt: skip
    for ending, group, unit, part, base, title in shares:
        yield told.tell(
            f"{name}{ending}",
            whole,
            kind="share",
            unit=unit,
            method=f"index{ending.replace('_', '.')}",
            origins=together,
            value=part / base if base else None,
            numerator=part,
            denominator=base,
            base=base,
            group=group,
            title=title,
        )


def _plain(known: KnownVariable) -> str:
    return known.variable.title


def _called(known: KnownVariable) -> str:
    return f"{known.variable.title}: {known.called}" if known.called else known.variable.title
