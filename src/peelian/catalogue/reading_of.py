"""The reading of a layout: a fingerprint of everything that decides which rows a file becomes."""

from __future__ import annotations

import hashlib

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Layout


def reading_of(layout: Layout, catalogue: Catalogue) -> str:
    """Return 12 hexadecimal digits that change when the same file would be read differently.

    The layout, the crosswalks it looks values up in, the fields of its source and their code lists count;
    titles, caveats and other words do not.

    Parameters
    ----------
    layout, catalogue
        The layout, and where the rest is described. A name that is not described counts as such.
    """
    parts = [layout.model_dump_json(by_alias=True, exclude={"title", "about"})]
    crosswalks = [lookup.by for lookup in layout.lookups]
    crosswalks += [layout.wide.by] if layout.wide is not None and layout.wide.by else []
    for name in sorted(set(crosswalks)):
        crosswalk = catalogue.crosswalks.get(name)
        parts.append(
            f"{name}:{crosswalk.model_dump_json(include={'columns', 'gives', 'rows'}) if crosswalk else ''}"
        )
    source = catalogue.sources.get(layout.source)
    if source is not None:
        parts += [source.period, *source.slices]
        for name, field in source.fields.items():
            parts.append(
                name + field.model_dump_json(include={"type", "values", "codes", "missing", "level"})
            )
            parts += [field.count_of.model_dump_json()] if field.count_of is not None else []
            codes = catalogue.codes.get(field.codes)
            parts += sorted(codes.list) if codes is not None else []
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
