"""Reading checks from YAML: those that ship with the package, overridden by name by a workspace's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.definitions.located import Located, read_located
from peelian.definitions.model import read_definition
from peelian.errors import DefinitionError
from peelian.measures.check_conditions import check_conditions
from peelian.measures.checker import Checker
from peelian.measures.gaming_check import GamingCheck
from peelian.measures.measure import Filter, Measure
from peelian.measures.read_measures import shipped_measure_files


def read_checks(
    files: Iterable[Path], *, catalogue: Catalogue, shipped: Iterable[Path] | None = None
) -> tuple[GamingCheck, ...]:
    """Read and check the checks for gaming. Documents that do not begin with `check:` are passed over.

    Parameters
    ----------
    files
        Files of the workspace. A check of the same name replaces a shipped one. A shipped check that does not
        fit a source or a list of codes which the workspace describes in its own way is left out.
    catalogue
        The sources and code lists that checks are held against.
    shipped
        Files of the checks to start from; left out, those of the package.

    Raises
    ------
    DefinitionError
        If a check of the workspace is wrong, names what its source has not, or two have one name.
    """
    own = _read(files)
    for check, document in own.values():
        _hold_against(check, document, catalogue)
    others = _read(shipped_measure_files() if shipped is None else shipped)
    fitting = {name: told for name, told in others.items() if name not in own and _fits(*told, catalogue)}
    return tuple(check for check, _ in {**fitting, **own}.values())


def _read(files: Iterable[Path]) -> dict[str, tuple[GamingCheck, Located]]:
    found: dict[str, tuple[GamingCheck, Located]] = {}
    for path in files:
        for document in read_located(path):
            if not isinstance(document.data, dict) or next(iter(document.data), None) != "check":
                continue
            check = read_definition(GamingCheck, document)
            if check.check in found:
                first = found[check.check][1].where(("check",))
                raise DefinitionError(
                    document.where(("check",)),
                    found=f"the check '{check.check}' a second time (first in {first})",
                    accepted="each name once",
                    next_step="rename or remove one of the two",
                )
            found[check.check] = (check, document)
    return found


def _fits(check: GamingCheck, document: Located, catalogue: Catalogue) -> bool:
    try:
        _hold_against(check, document, catalogue)
    except DefinitionError:
        return False
    return True


def _hold_against(check: GamingCheck, document: Located, catalogue: Catalogue) -> None:
    measure = Measure(
        measure=check.id, title=check.title, source=check.source, direction="ambiguous", areas=("force",)
    )
    checker = Checker(measure, catalogue, document.where(("check",)))
    source = checker.source()
    if "force" not in source.areas:
        checker.refuse("source", f"'{check.source}', whose rows belong to no force", "a source of a force")
    days = ("date", "datetime") if check.form == "turn of the month" else ("date", "datetime", "month")
    checker.typed(source, "when", check.when or source.period, days)
    for key, conditions in _conditions(check):
        check_conditions(checker, source, key, conditions)
    if check.limit is not None:
        for key, name in (("from", check.limit.start), ("to", check.limit.end)):
            _timed(checker, source, f"limit: {key}", name, check.limit.unit)


def _conditions(check: GamingCheck) -> Sequence[tuple[str, tuple[Filter, ...]]]:
    return (
        ("where", (*check.where, *check.start)),
        ("into", (*check.where, *check.into)),
        ("cancelled", (*check.where, *check.cancelled)),
    )


def _timed(checker: Checker, source: Source, key: str, name: str, unit: str) -> None:
    checker.typed(source, key, name, ("date", "datetime") if unit == "days" else ("datetime",))
