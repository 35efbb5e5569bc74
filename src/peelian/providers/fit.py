"""How well one table of a file fits one layout: what is missing, what is not known, what looks renamed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from peelian.catalogue.glimpse import Glimpse
from peelian.catalogue.layout import Layout

_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Fit:
    """The comparison of one table with one layout.

    Parameters
    ----------
    layout, table
        What was compared.
    explained
        Columns of the table that the layout knows.
    missing
        Columns of the layout that the table lacks, other than optional ones; a group of columns whose
        headings are values is named by its pattern.
    unknown
        Headings of the table that the layout does not know.
    repeated
        Headings of needed columns that stand twice.
    other
        Other things that do not fit, in words: the kind of file, the separator, the shape of values.
    specific
        How many columns were told by the shape of their values.
    by_pattern
        How many of the explained columns only match a pattern of headings. Together they weigh as one when
        the nearest layout is sought, since a pattern may match the headings of any file.
    """

    layout: Layout
    table: str
    explained: int
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    specific: int = 0
    by_pattern: int = 0

    @property
    def whole(self) -> bool:
        """Say whether the layout explains the whole table."""
        return not (self.missing or self.unknown or self.repeated or self.other)

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Pairs (heading found, column it resembles) among the unknown and the missing ones."""
        return _renamed(self.unknown, self.missing)

    @property
    def distance(self) -> float:
        """How far the table is from the layout: 0 for a whole fit, about 1 where they share nothing."""
        renaming = self.renamed
        pairs = len(renaming)
        capitals = sum(found.casefold() == meant.casefold() for found, meant in renaming)
        renamed = 0.4 * pairs - 0.3 * capitals
        apart = len(self.missing) + len(self.unknown) - 2 * pairs + len(self.repeated) + len(self.other)
        alike = self.explained - max(0, self.by_pattern - 1) + pairs - renamed
        return (apart + renamed) / max(1.0, apart + renamed + alike)


def fit_of(glimpse: Glimpse, layout: Layout) -> Fit:
    """Compare one table with one layout. Order of columns does not matter; capitals do."""
    headings, problem = _headings(glimpse, layout)
    named = [heading for heading in headings if heading]
    present = set(named)
    known = set(layout.columns) | set(layout.ignore)
    wide = [heading for heading in named if heading not in known and _is_wide(layout, heading)]
    unknown = tuple(dict.fromkeys(h for h in named if h not in known and h not in wide))
    missing = [n for n, column in layout.columns.items() if n not in present and not column.optional]
    if layout.wide is not None and not wide:
        missing.append(f"columns like {layout.wide.columns}")
    needed = {*layout.columns, *wide}
    repeated = tuple(name for name in dict.fromkeys(named) if name in needed and named.count(name) > 1)
    other, specific = _shapes(glimpse, layout, headings) if not missing else ((), 0)
    return Fit(
        layout=layout,
        table=glimpse.table,
        explained=0 if layout.header.none and (problem or other) else len(present) - len(unknown),
        missing=tuple(missing),
        unknown=unknown,
        repeated=repeated,
        other=(*problem, *_kind(glimpse, layout), *other),
        specific=specific,
        by_pattern=len(set(wide)),
    )


def _headings(glimpse: Glimpse, layout: Layout) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not layout.header.none:
        return layout.header.names(glimpse.rows), ()
    width = len(layout.columns)
    if any(len(row) != width for row in glimpse.rows):
        return tuple(layout.columns), (f"rows of {width} values without headings are expected",)
    return tuple(layout.columns), ()


def _is_wide(layout: Layout, heading: str) -> bool:
    return layout.wide is not None and layout.wide.matches(heading)


def _kind(glimpse: Glimpse, layout: Layout) -> tuple[str, ...]:
    if glimpse.format != layout.format:
        return (f"it is a {glimpse.format} file where a {layout.format} file is expected",)
    if glimpse.format == "csv" and len(layout.columns) > 1 and glimpse.delimiter != layout.delimiter:
        return (f"values are separated by '{glimpse.delimiter}' where '{layout.delimiter}' is expected",)
    return ()


def _shapes(glimpse: Glimpse, layout: Layout, headings: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Return what does not look as expected, and how many columns do."""
    header = layout.header
    rows = glimpse.rows if header.none else glimpse.rows[header.row - 1 + header.rows :]
    wrong = []
    fitting = 0
    for name, pattern in layout.shape.items():
        at = headings.index(name)
        values = [row[at] for row in rows if at < len(row) and row[at]]
        odd = next((value for value in values if not re.fullmatch(pattern, value)), None)
        if odd is not None:
            wrong.append(f"'{name}' holds values that are not like {pattern}")
        elif header.none and not values:
            wrong.append(f"'{name}' holds no values, by which a file without headings is told")
        fitting += bool(values) and odd is None
    return tuple(wrong), fitting


def _renamed(unknown: Sequence[str], missing: Sequence[str]) -> tuple[tuple[str, str], ...]:
    left = list(missing)
    pairs = []
    for heading in unknown:
        folded = {name.casefold(): name for name in left}
        near = difflib.get_close_matches(heading.casefold(), list(folded), n=1, cutoff=_ALIKE)
        if near:
            pairs.append((heading, folded[near[0]]))
            left.remove(folded[near[0]])
    return tuple(pairs)
