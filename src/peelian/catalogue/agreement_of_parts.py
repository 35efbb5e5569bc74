"""Checking that the parts of a catalogue agree: every name one definition uses is defined by another."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.codes import CodeList
from peelian.catalogue.layout import Layout
from peelian.errors import DefinitionError


def check_parts_agree(catalogue: Catalogue) -> None:
    """Check names across sources, code lists, crosswalks and layouts.

    Raises
    ------
    DefinitionError
        If a source names a code list that is not there, a layout fills a field that its source lacks or that
        is counted from others, or uses a crosswalk that is not there, the parents of codes run in a circle,
        or a list gathers codes that are not there or one code twice.
    """
    for name, codes in catalogue.codes.items():
        _check_parents(catalogue, name, codes)
        _check_gathered(catalogue, name, codes)
    for name, source in catalogue.sources.items():
        for field_name, field in source.fields.items():
            if field.codes:
                _known(catalogue, ("source", name), f"codes of '{field_name}'", field.codes, catalogue.codes)
    for name, layout in catalogue.layouts.items():
        _check_layout(catalogue, name, layout)


def _check_layout(catalogue: Catalogue, name: str, layout: Layout) -> None:
    key = ("layout", name)
    _known(catalogue, key, "source", layout.source, catalogue.sources)
    fields = catalogue.sources[layout.source].fields
    for filled in layout.fills():
        _known(catalogue, key, f"fields of source '{layout.source}'", filled, fields)
        if fields[filled].count_of is not None:
            raise DefinitionError(
                catalogue.place_of(*key),
                found=f"a column that becomes '{filled}', which is counted from other fields",
                accepted="columns for the fields it is counted from",
                next_step=f"leave the column out, or remove 'count of' from '{filled}'",
            )
    if layout.wide is not None and layout.wide.by:
        _known(catalogue, key, "wide", layout.wide.by, catalogue.crosswalks)
        _same_width(catalogue, key, layout.wide.by, asked=(1, len(layout.wide.to)))
    for lookup in layout.lookups:
        _known(catalogue, key, "lookups", lookup.by, catalogue.crosswalks)
        _same_width(catalogue, key, lookup.by, asked=(len(lookup.columns), len(lookup.to)))


def _same_width(catalogue: Catalogue, key: tuple[str, str], name: str, *, asked: tuple[int, int]) -> None:
    crosswalk = catalogue.crosswalks[name]
    has = (len(crosswalk.columns), len(crosswalk.gives))
    if asked != has:
        raise DefinitionError(
            catalogue.place_of(*key),
            found=f"{asked[0]} columns in and {asked[1]} fields out for '{name}'",
            accepted=f"{has[0]} in and {has[1]} out, as the crosswalk has",
            next_step="make the lookup and the crosswalk agree",
        )


def _check_parents(catalogue: Catalogue, name: str, codes: CodeList) -> None:
    if codes.parents:
        _known(catalogue, ("codes", name), "parents", codes.parents, catalogue.codes)
    elsewhere = codes.parents and codes.parents != name
    above = catalogue.codes[codes.parents].list if elsewhere else {}
    for start in codes.list:
        seen = [start]
        parent = codes.list[start].parent
        while parent in codes.list and parent not in above:
            if parent in seen:
                raise DefinitionError(
                    catalogue.place_of("codes", name),
                    found=f"a circle of parents: {' -> '.join([*seen, parent])}",
                    accepted="parents that end at a code without a parent",
                    next_step="remove one of these parents",
                )
            seen.append(parent)
            parent = codes.list[parent].parent


def _check_gathered(catalogue: Catalogue, name: str, codes: CodeList) -> None:
    if codes.gathers:
        _known(catalogue, ("codes", name), "gathers", codes.gathers, catalogue.codes)
    finer = catalogue.codes[codes.gathers].list if codes.gathers else {}
    seen: dict[str, str] = {}
    for code, told in codes.list.items():
        for held in told.holds:
            _known(catalogue, ("codes", name), f"codes that '{code}' holds", held, finer)
            if held in seen:
                raise DefinitionError(
                    catalogue.place_of("codes", name),
                    found=f"'{held}' held by '{seen[held]}' and by '{code}'",
                    accepted="each code held once",
                    next_step="leave it in one of the two",
                )
            seen[held] = code


def _known(
    catalogue: Catalogue, key: tuple[str, str], what: str, name: str, table: Mapping[str, object]
) -> None:
    if name in table:
        return
    raise DefinitionError(
        catalogue.place_of(*key),
        found=f"'{name}' in its {what}, which is not defined",
        accepted=_near(name, table),
        next_step="use a name that is defined, or define this one",
    )


def _near(name: str, table: Iterable[str]) -> str:
    names = sorted(table)
    near = difflib.get_close_matches(name, names, n=3)
    return ", ".join(near or names[:12]) or "none is defined"
