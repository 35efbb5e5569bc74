"""What the user is told when a file is not one of the known layouts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peelian.catalogue.glimpse import Glimpse
from peelian.catalogue.layout import Layout
from peelian.errors import FileRefused
from peelian.providers.fit import Fit

_SHOWN = 12
_FAR = 0.8
_DESCRIBE = "or describe its layout in the folder 'layouts' of the workspace"


def not_known(file: str, nearest: Fit | None, glimpses: Sequence[Glimpse]) -> FileRefused:
    """Return the refusal of a file that no layout explains."""
    headings = next((row for glimpse in glimpses for row in glimpse.rows if any(row)), ())
    if nearest is None or nearest.distance > _FAR:
        return FileRefused(
            file,
            found=f"columns that no known layout has: {_listed(headings)}",
            accepted="a file of one of the layouts that 'peelian catalogue layouts' lists",
            next_step=f"check that it is the file you meant, {_DESCRIBE}",
        )
    return FileRefused(
        _with_table(file, nearest),
        found=f"no known layout; the nearest is '{nearest.layout.title}' ({nearest.layout.layout}), but "
        + _difference(nearest),
        accepted=_accepted(nearest.layout),
        next_step=_next_step(nearest),
    )


def sheet_changed(file: str, fit: Fit) -> FileRefused:
    """Return the refusal of a workbook one of whose sheets no longer fits."""
    return FileRefused(
        f"{file}, sheet '{fit.table}'",
        found=f"a sheet that should be '{fit.layout.title}' ({fit.layout.layout}), but {_difference(fit)}",
        accepted=_accepted(fit.layout),
        next_step=_next_step(fit),
    )


def ambiguous(file: str, layouts: Sequence[Layout]) -> FileRefused:
    """Return the refusal of a file that two layouts explain equally well."""
    names = ", ".join(f"'{layout.title}' ({layout.layout})" for layout in layouts)
    return FileRefused(
        file,
        found=f"columns that fit {len(layouts)} layouts equally: {names}",
        accepted="a file whose columns, or the first values in them, tell its layout",
        next_step="ask for a file with rows below its headings, or give the layouts a 'shape'",
    )


def _difference(fit: Fit) -> str:
    """Say in words how a table differs from a layout."""
    renamed_from = {found for found, _ in fit.renamed}
    renamed_to = {meant for _, meant in fit.renamed}
    parts = [_rename(found, meant) for found, meant in fit.renamed]
    missing = [name for name in fit.missing if name not in renamed_to]
    unknown = [name for name in fit.unknown if name not in renamed_from]
    if missing:
        parts.append(f"missing: {_listed(missing)}")
    if unknown:
        parts.append(f"not known: {_listed(unknown)}")
    if fit.repeated:
        parts.append(f"twice: {_listed(fit.repeated)}")
    parts.extend(fit.other)
    return "; ".join(parts)


def _rename(found: str, meant: str) -> str:
    if found.casefold() == meant.casefold():
        return f"'{found}' is written '{meant}' (capitals matter)"
    return f"'{found}' may be '{meant}' renamed"


def _accepted(layout: Layout) -> str:
    optional = [name for name, column in layout.columns.items() if column.optional]
    if layout.header.none:
        return f"a {layout.format} file without headings, {len(layout.columns)} to a row"
    needed = [name for name in layout.columns if name not in optional]
    text = f"the columns {_listed(needed, shown=40)} in any order"
    if layout.wide is not None:
        text += f", and columns like {layout.wide.columns}"
    return text + (f"; and perhaps {_listed(optional)}" if optional else "")


def _next_step(fit: Fit) -> str:
    if fit.renamed and len(fit.renamed) == len(fit.missing) == len(fit.unknown):
        return f"name it as before, or copy the layout '{fit.layout.layout}' to the workspace and change it"
    return f"check that it is the file you meant, {_DESCRIBE}"


def _with_table(file: str, fit: Fit) -> str:
    return f"{file}, table '{fit.table}'" if fit.table else file


def _listed(names: Iterable[str], *, shown: int = _SHOWN) -> str:
    every = [f"'{name}'" for name in names if name]
    more = f" and {len(every) - shown} more" if len(every) > shown else ""
    return ", ".join(every[:shown]) + more if every else "none"
