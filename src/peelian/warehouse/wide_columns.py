"""Wide columns: headings that are values, such as months. Each record becomes one row for each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Column, Layout, ValueType, Wide
from peelian.catalogue.source import Source
from peelian.errors import DefinitionError, FileRefused
from peelian.warehouse.crosswalk_lookup import by_key, lookup_key
from peelian.warehouse.value_sql import DESCRIBED, read_as

_ISO_MONTH = "%Y-%m"


@dataclass(frozen=True, slots=True)
class WideHeading:
    """One wide column.

    Parameters
    ----------
    heading
        As the file writes it.
    fields
        Fields that the heading itself fills, with their values.
    """

    heading: str
    fields: dict[str, Any]


def wide_headings(
    layout: Layout,
    source: Source,
    catalogue: Catalogue,
    *,
    headings: Sequence[str],
    today: dt.date,
    file: str,
) -> tuple[WideHeading, ...]:
    """Return the wide columns among a file's headings.

    Raises
    ------
    FileRefused
        If there is none, one cannot be read, lies in the future, or means a code that is not in its list.
    """
    wide = layout.wide
    if wide is None:
        return ()
    known = {*layout.columns, *layout.ignore}
    candidates = [heading for heading in headings if heading not in known and wide.matches(heading)]
    made = []
    for heading in candidates:
        fields = _fields_of(heading, wide, source, catalogue, layout.layout)
        if fields is None:
            raise _refuse(file, heading, accepted=f"headings that are in the crosswalk '{wide.by}'")
        _check_fields(heading, fields, source, catalogue, today=today, file=file)
        made.append(WideHeading(heading, fields))
    if not made:
        raise FileRefused(
            file,
            found="no column whose heading is a value of the layout",
            accepted=f"headings like '{wide.columns}'",
            next_step="check that the file is whole, or describe the new layout",
        )
    return tuple(made)


def _fields_of(
    heading: str, wide: Wide, source: Source, catalogue: Catalogue, layout: str
) -> dict[str, Any] | None:
    if wide.name is not None:
        value = _heading_value(heading, wide.name, source)
        return {wide.name.to: value} if wide.name.to else {}
    crosswalk = catalogue.crosswalks.get(wide.by)
    if crosswalk is None:
        raise DefinitionError(
            f"layout '{layout}'",
            found=f"the crosswalk '{wide.by}'",
            accepted=", ".join(sorted(catalogue.crosswalks)) or "a crosswalk that is defined",
            next_step="define the crosswalk or name another one",
        )
    given = by_key(crosswalk).get(lookup_key((heading,)))
    if given is None:
        return None
    return {
        name: _heading_value(text, Column(to=name), source)
        for name, text in zip(wide.to, given, strict=False)
        if name and text
    }


def _heading_value(text: str, column: Column, source: Source) -> Any:
    """Return a heading as the value of its field, or None if it cannot be read."""
    field = source.fields[column.to].type if column.to else None
    kind: ValueType = read_as(column.type, field)
    if kind == "integer":
        return int(text) if text.strip().lstrip("+-").isdigit() else None
    if kind in ("month", "date"):
        for form in (column.written, _ISO_MONTH, "%Y-%m-%d"):
            try:
                day = dt.datetime.strptime(text, form).date() if form else None
            except ValueError:
                continue
            if day is not None:
                return day.replace(day=1) if kind == "month" else day
        return None
    return text if kind == "text" else None


def _check_fields(
    heading: str, fields: dict[str, Any], source: Source, catalogue: Catalogue, *, today: dt.date, file: str
) -> None:
    for name, value in fields.items():
        field = source.fields[name]
        if value is None:
            raise _refuse(
                file, heading, accepted=f"a heading that is {DESCRIBED[read_as('text', field.type)]}"
            )
        if isinstance(value, dt.date) and value > today + dt.timedelta(days=1):
            raise _refuse(file, heading, accepted=f"months up to {today:%B %Y}")
        codes = field.values or (catalogue.codes[field.codes].list if field.codes in catalogue.codes else {})
        if codes and isinstance(value, str) and value not in codes:
            raise _refuse(file, heading, accepted=f"headings that mean one of: {', '.join(list(codes)[:20])}")


def _refuse(file: str, heading: str, *, accepted: str) -> FileRefused:
    return FileRefused(
        file,
        found=f"a column headed '{heading}'",
        accepted=accepted,
        next_step="check that the file is what its sender meant, and mend that heading",
    )
