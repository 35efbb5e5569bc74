"""Reading comparisons from YAML: those of the package, overridden by name by a workspace's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from peelian.catalogue.catalogue import Catalogue
from peelian.definitions.located import read_located
from peelian.definitions.model import Definition, read_definition
from peelian.errors import DefinitionError
from peelian.measures.measure import Measure
from peelian.measures.members import members
from peelian.measures.places.check_comparisons import ComparisonChecker
from peelian.measures.places.comparisons import Comparisons
from peelian.measures.places.contrast import Contrast
from peelian.measures.places.few_areas import FewAreas
from peelian.measures.places.place_index import PlaceIndex
from peelian.measures.places.similar_areas import SimilarAreas
from peelian.measures.places.variable import Variable

COMPARISON_KINDS: Mapping[str, type[Definition]] = {
    "index": PlaceIndex,
    "contrast": Contrast,
    "few areas": FewAreas,
    "similar areas": SimilarAreas,
}
"""First key of a document -> what it defines."""

_DATA = Path(__file__).parent.parent / "data"
_Found = dict[str, tuple[Any, str]]


def read_comparisons(
    files: Iterable[Path],
    *,
    catalogue: Catalogue,
    measures: Sequence[Measure],
    shipped: Iterable[Path] | None = None,
) -> Comparisons:
    """Read and check comparisons of areas. Other documents are passed over.

    What ships with the package speaks of measures that a workspace may not have: inputs and measures of it
    that are not known are left out, and with them what cannot be made without.

    Parameters
    ----------
    files
        Files of the workspace. A comparison of the same name replaces a shipped one.
    catalogue, measures
        The sources and measures in force.
    shipped
        Files of the comparisons to start from; left out, those of the package.

    Raises
    ------
    DefinitionError
        If a comparison is wrong, or two have one name.
    """
    start = _read(sorted(_DATA.glob("*.yaml")) if shipped is None else shipped)
    own = _read(files)
    known = _known(measures, catalogue)
    found = {kind: {**start[kind], **own[kind]} for kind in COMPARISON_KINDS}
    for kind, names in found.items():
        for name, (definition, place) in list(names.items()):
            level = _level(definition, found["index"])
            check = ComparisonChecker(
                name,
                title=definition.title,
                level=level,
                catalogue=catalogue,
                measures=known.get(level, frozenset()),
                place=place,
            )
            if name in own[kind]:
                _check(definition, check, found["index"])
            elif (kept := _known_part(definition, check, found["index"])) is not None:
                names[name] = (kept, place)
            else:
                del names[name]
    return Comparisons(*(tuple(each for each, _ in names.values()) for names in found.values()))


def _read(files: Iterable[Path]) -> dict[str, _Found]:
    found: dict[str, _Found] = {kind: {} for kind in COMPARISON_KINDS}
    for path in files:
        for document in read_located(path):
            kind = str(next(iter(document.data), "")) if isinstance(document.data, dict) else ""
            if kind not in COMPARISON_KINDS:
                continue
            definition = read_definition(COMPARISON_KINDS[kind], document)
            name, place = str(document.data[kind]), document.where((kind,))
            if name in found[kind]:
                raise DefinitionError(
                    place,
                    found=f"'{name}' a second time (first in {found[kind][name][1]})",
                    accepted="each name once",
                    next_step="rename or remove one of the two",
                )
            found[kind][name] = (definition, place)
    return found


def _known(measures: Sequence[Measure], catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Return the ids of the measures that count something, by level."""
    levels: dict[str, set[str]] = {}
    for measure in measures:
        if measure.ratio is None and measure.share_of is None:
            for level in measure.areas:
                levels.setdefault(level, set()).update(each.id for each in members(measure, catalogue))
    return {level: frozenset(names) for level, names in levels.items()}


def _check(definition: Any, check: ComparisonChecker, indices: _Found) -> None:
    if isinstance(definition, Contrast):
        check.index(definition.index, indices)
    for variable in _variables(definition):
        check.variable(variable)
    for name in getattr(definition, "measures", ()):
        check.measure(name)


def _known_part(definition: Any, check: ComparisonChecker, indices: _Found) -> Any:
    """Return a shipped definition with what is known here, or None when that is not enough."""
    if isinstance(definition, Contrast) and definition.index not in indices:
        return None
    changes: dict[str, Any] = {}
    if (wanted := getattr(definition, "measures", None)) is not None:
        changes["measures"] = tuple(name for name in wanted if _passes(check.measure, name))
        if not changes["measures"]:
            return None
    kept = []
    for variable in _variables(definition):
        single = (variable.model_copy(update={"inputs": (each,)}) for each in variable.inputs)
        inputs = tuple(each.inputs[0] for each in single if _passes(check.variable, each))
        if not inputs:
            return None
        kept.append(variable.model_copy(update={"inputs": inputs}))
    if kept:
        changes["variables" if isinstance(definition, PlaceIndex) else "characteristics"] = tuple(kept)
    return definition.model_copy(update=changes)


def _passes(check: Callable[[Any], None], thing: Any) -> bool:
    try:
        check(thing)
    except DefinitionError:
        return False
    return True


def _variables(definition: Any) -> tuple[Variable, ...]:
    if isinstance(definition, PlaceIndex):
        return definition.variables
    return definition.characteristics if isinstance(definition, SimilarAreas) else ()


def _level(definition: Any, indices: _Found) -> Any:
    if isinstance(definition, Contrast):
        index = indices.get(definition.index)
        return index[0].level if index is not None else "ward"
    return definition.level
