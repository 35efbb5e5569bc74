"""The structure of a workspace's counts: parts of measures, areas in areas, fields that describe people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peelian.catalogue.catalogue import Catalogue
from peelian.disclosure.structure import Counted, Structure
from peelian.measures.measure import Measure
from peelian.measures.members import members
from peelian.reference.area import Area

_OF_PEOPLE = ("quasi-identifier", "sensitive")


def gather_structure(
    measures: Sequence[Measure], catalogue: Catalogue, *, areas: Mapping[str, Area]
) -> Structure:
    """Return how counts hang together: parts of measures, areas in areas, fields that describe people.

    Parts that one definition makes, one for each code of a field, exclude each other; others may overlap.

    Parameters
    ----------
    measures, catalogue
        The measures, and the sources they read.
    areas
        The areas by code; several codes may stand for one area.
    """
    known = {}
    for measure in measures:
        source = catalogue.sources[measure.source]
        persons = frozenset(name for name, field in source.fields.items() if field.role in _OF_PEOPLE)
        for member in members(measure, catalogue):
            family = measure.measure if measure.for_each else ""
            made_of = (measure.ratio.of, measure.ratio.to) if measure.ratio is not None else ()
            known[member.id] = Counted(
                source.source, source.access, persons, member.part_of, family, made_of=made_of
            )
    parents = {
        area.code: areas[area.parent].code if area.parent in areas else area.parent
        for area in areas.values()
        if area.parent is not None
    }
    return Structure(known, parents)
