"""Recognising a file: which layout its content has. The name of the file is never looked at for this."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from peelian.catalogue.glimpse import Glimpse
from peelian.catalogue.layout import Layout
from peelian.catalogue.recognised import Recognised
from peelian.providers.fit import Fit, fit_of
from peelian.providers.refusals import ambiguous, not_known, sheet_changed


def recognise(
    glimpses: tuple[Glimpse, ...], file: str, *, layouts: Mapping[str, Layout]
) -> tuple[Recognised, ...]:
    """Say which layouts a file has.

    A table has a layout when the layout explains every column with a heading (as kept, ignored or one of many
    like it) and no needed column is missing. Several layouts may explain a table: the one that keeps the most
    columns and tells the most by their values is taken.

    Parameters
    ----------
    glimpses
        The first rows of each table of the file.
    file
        The file as its user wrote it, for messages only.
    layouts
        The known layouts by name.

    Returns
    -------
    One `Recognised` for each layout found, in the order of the tables. Sheets of a workbook that no layout
    speaks of are left out of it.

    Raises
    ------
    FileRefused
        If no layout explains the file, naming the nearest one and the exact difference; if two explain it
        equally; or if one sheet of a known workbook has changed.
    """
    found: dict[str, list[str]] = {}
    rest: list[Glimpse] = []
    for glimpse in glimpses:
        piece = _empty_piece(glimpse, layouts)
        if piece is not None:
            return (Recognised(piece, ("",)),)
        best = _best([fit_of(glimpse, layout) for layout in _candidates(glimpse, layouts)], file)
        if best is None:
            rest.append(glimpse)
        else:
            found.setdefault(best.layout.layout, []).append(glimpse.table)
    if not found:
        raise not_known(file, _nearest(glimpses, layouts), glimpses)
    for glimpse in rest:
        for name in found:
            if _speaks_of(layouts[name], glimpse.table):
                raise sheet_changed(file, fit_of(glimpse, layouts[name]))
    return tuple(Recognised(layouts[name], tuple(tables)) for name, tables in found.items())


def _empty_piece(glimpse: Glimpse, layouts: Mapping[str, Layout]) -> Layout | None:
    """Return the layout whose pieces are lists, where the file is a list that is empty.

    An interface that answers page by page ends with such lists; they hold no column that could tell more.
    """
    if glimpse.format != "json" or any(any(row) for row in glimpse.rows):
        return None
    gathering = [layout for layout in layouts.values() if layout.format == "json" and layout.gather]
    return gathering[0] if len(gathering) == 1 else None


def _candidates(glimpse: Glimpse, layouts: Mapping[str, Layout]) -> list[Layout]:
    return [
        layout
        for layout in layouts.values()
        if layout.format == glimpse.format and (layout.sheets is None or _speaks_of(layout, glimpse.table))
    ]


def _speaks_of(layout: Layout, table: str) -> bool:
    return layout.sheets is not None and re.fullmatch(layout.sheets.matching, table.strip()) is not None


def _best(fits: Sequence[Fit], file: str) -> Fit | None:
    whole = sorted((fit for fit in fits if fit.whole), key=_merit, reverse=True)
    if len(whole) > 1 and _merit(whole[0]) == _merit(whole[1]):
        raise ambiguous(file, [fit.layout for fit in whole if _merit(fit) == _merit(whole[0])])
    return whole[0] if whole else None


def _merit(fit: Fit) -> tuple[int, int]:
    layout = fit.layout
    return fit.specific, fit.explained - len(layout.ignore)


def _nearest(glimpses: Sequence[Glimpse], layouts: Mapping[str, Layout]) -> Fit | None:
    fits = [fit_of(glimpse, layout) for glimpse in glimpses for layout in layouts.values()]
    return min(fits, key=lambda fit: (fit.distance, fit.layout.layout), default=None)
