"""Reading measures from YAML: those that ship with the package, overridden by name by a workspace's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from peelian.catalogue.catalogue import Catalogue
from peelian.definitions.located import Located, read_located
from peelian.definitions.model import read_definition
from peelian.errors import DefinitionError
from peelian.measures.check_measure import Writer, check_measure
from peelian.measures.check_ratios import complete_ratio
from peelian.measures.check_survey import complete_gap
from peelian.measures.measure import Measure
from peelian.measures.members import members

_DATA = Path(__file__).parent / "data"


def shipped_measure_files() -> tuple[Path, ...]:
    """Return the files of the measures that ship with the package."""
    return tuple(sorted(_DATA.glob("*.yaml")))


def read_measures(
    files: Iterable[Path],
    *,
    catalogue: Catalogue,
    shipped: Iterable[Path] | None = None,
    of_surveys: Mapping[str, Located] | None = None,
) -> tuple[Measure, ...]:
    """Read and check measures. Documents that do not begin with `measure:` are passed over.

    Parameters
    ----------
    files
        Files of the workspace. A measure of the same name replaces a shipped one.
    catalogue
        The sources and code lists that measures are checked against.
    shipped
        Files of the measures to start from; left out, those of the package.
    of_surveys
        Measures that surveys name, by name, each with the place it is written in. One that stands in a file
        of measures too is read from there.

    Raises
    ------
    DefinitionError
        If a measure is wrong, two have one name, two make a measure of the same id, parts or ratios run in
        a circle, or a gap is of no share of a survey.
    """
    found = _read(shipped_measure_files() if shipped is None else shipped)
    surveyed = {name: _defined(document) for name, document in (of_surveys or {}).items()}
    own = {**surveyed, **_read(files)}
    merged = {**found, **own}
    owners: dict[str, str] = {}
    above: dict[str, str] = {}
    known: dict[str, Measure] = {}
    for measure, place in list(merged.values()):
        written_by: Writer = "workspace" if measure.measure in own else "package"
        try:
            check_measure(measure, catalogue=catalogue, place=place, comes_from=written_by)
        except DefinitionError:
            # A shipped measure speaks of the shipped sources and codes. Where a workspace has its own, it is
            # not there; nothing that the workspace wrote is wrong.
            if written_by == "workspace":
                raise
            del merged[measure.measure]
            continue
        for member in members(measure, catalogue):
            if member.id in owners:
                raise _twice(f"{place} '{measure.measure}'", member.id, owners[member.id])
            owners[member.id] = place
            known[member.id] = measure
            above[member.id] = member.part_of
    _refuse_circles(above, owners)
    return tuple(
        _complete(measure, known=known, catalogue=catalogue, place=place)
        for measure, place in merged.values()
    )


def _complete(measure: Measure, *, known: dict[str, Measure], catalogue: Catalogue, place: str) -> Measure:
    if measure.ratio is not None:
        return complete_ratio(measure, known=known, catalogue=catalogue, place=place)
    return complete_gap(measure, known=known, catalogue=catalogue, place=place)


def _read(files: Iterable[Path]) -> dict[str, tuple[Measure, str]]:
    found: dict[str, tuple[Measure, str]] = {}
    for path in files:
        for document in read_located(path):
            if not isinstance(document.data, dict) or next(iter(document.data), None) != "measure":
                continue
            measure, place = _defined(document)
            if measure.measure in found:
                raise _twice(place, measure.measure, found[measure.measure][1])
            found[measure.measure] = (measure, place)
    return found


def _defined(document: Located) -> tuple[Measure, str]:
    return read_definition(Measure, document), document.where(("measure",))


def _refuse_circles(above: dict[str, str], owners: dict[str, str]) -> None:
    for start in above:
        seen = [start]
        while (parent := above.get(seen[-1], "")) and parent not in seen:
            seen.append(parent)
        if parent:
            raise DefinitionError(
                owners[start],
                found=f"a circle of parts: {' is part of '.join([*seen, parent])}",
                accepted="parts that end at a measure that is part of none",
                next_step="remove one of these 'part of'",
            )


def _twice(place: str, name: str, first: str) -> DefinitionError:
    return DefinitionError(
        place,
        found=f"the measure '{name}' a second time (first in {first})",
        accepted="each name once",
        next_step="rename or remove one of the two",
    )
