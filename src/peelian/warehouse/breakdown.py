"""What the counts of a source are broken down by."""

from __future__ import annotations

from peelian.catalogue.source import Source


def breakdown_fields(source: Source) -> tuple[str, ...]:
    """Return the coded fields a count is broken down by, leaving out slices and codes of places."""
    places = {level.code for level in source.areas.values() if level.code}
    return tuple(
        name
        for name, field in source.fields.items()
        if (field.codes or field.values)
        and field.type == "code"
        and field.role != "identifier"
        and name not in places
        and name not in source.slices
    )
