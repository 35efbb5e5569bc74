"""Parts of a source as plain values, shared by every export: allowed values, limits, bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.definitions.model import Definition


def allowed_values(catalogue: Catalogue, field: Field) -> dict[str, str]:
    """Return the values a coded field may take, with their meanings; empty where nothing is declared."""
    if field.values:
        return dict(field.values)
    codes = catalogue.codes.get(field.codes)
    return {value: code.label for value, code in codes.list.items()} if codes is not None else {}


def as_record(item: Definition) -> dict[str, Any]:
    """Return what was written in a definition as plain values, without what was left at its default."""
    return item.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def what_is_left_out(
    sources: Iterable[Source], checks: Mapping[str, Callable[[Source], object]]
) -> tuple[str, ...]:
    """Return the sentences whose check finds something in any of the sources, in the order given."""
    listed = list(sources)
    return tuple(sentence for sentence, check in checks.items() if any(check(source) for source in listed))
