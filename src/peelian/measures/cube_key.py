"""Cube keys: a name for what a kept cube counts, which changes whenever its numbers could."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from peelian.catalogue.source import Source
from peelian.measures.measure import Measure
from peelian.version import __version__

_FORM = 2
"""To be raised when the same definition comes to be counted in another way within one version."""
_NAMES = ("adds", "for_each", "times", "weight", "strata", "cluster")
"""Keys of a measure that name one field."""


def cube_key(measure: Measure, source: Source, *, force: str, by: str = "make_cube") -> str:
    """Return the key of what is counted for a measure: what it counts and how the source describes it.

    Titles, units, directions and caveats are left out: they change no count. So is the engine, since all
    count the same.

    Parameters
    ----------
    measure, source, force
        As for `make_cube`.
    by
        Name of the function that counts.
    """
    recipe = measure.model_dump(
        include={"where", "where_any", "share_of", *_NAMES, "areas", "groups", "groups_at"}
    )
    return _key(
        source,
        {by: recipe | {"when": measure.when or source.period}},
        used=fields_counted(measure, source),
        force=force,
        levels=measure.areas,
    )


def fields_counted(measure: Measure, source: Source) -> set[str]:
    """Return the fields that are looked at when a measure is counted, other than those that place a row.

    Parameters
    ----------
    measure, source
        As for `make_cube`.
    """
    used = {measure.when or source.period, *measure.groups, *(getattr(measure, name) for name in _NAMES)}
    conditions = (*measure.where, *measure.where_any, *(measure.share_of or ()))
    return (used | {condition.field for condition in conditions}) - {""}


def presence_key(source: Source, *, level: str, when: str, force: str) -> str:
    """Return the key of what `find_presence` finds.

    Parameters
    ----------
    source, level, when, force
        As for `find_presence`.
    """
    return _key(source, {"presence": {"when": when}}, used={when}, force=force, levels=(level,))


def _key(
    source: Source, recipe: dict[str, Any], *, used: set[str], force: str, levels: tuple[str, ...]
) -> str:
    places = {level: source.areas[level].model_dump() for level in levels}
    used = used | {source.period, *source.slices}
    used |= {name for level in levels for name in (source.areas[level].code, *source.areas[level].rows)}
    fields = {
        name: (source.fields[name].type, sorted(source.fields[name].missing.items()))
        for name in sorted(used - {""})
    }
    told = {
        "form": (_FORM, __version__),
        "source": source.source,
        "period": (source.period, source.slices),
        "recipe": recipe,
        "places": places,
        "fields": fields,
        "force": force,
    }
    return hashlib.sha256(json.dumps(told, default=repr, sort_keys=True).encode()).hexdigest()[:20]
