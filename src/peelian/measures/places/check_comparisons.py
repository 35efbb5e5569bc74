"""Checking comparisons: every source, field, value, measure and index they name exists."""

from __future__ import annotations

from collections.abc import Collection

from peelian.catalogue.catalogue import Catalogue
from peelian.measures.check_conditions import NUMBERS, check_conditions
from peelian.measures.checker import Checker
from peelian.measures.measure import Measure
from peelian.measures.members import codes_of
from peelian.measures.places.variable import AreaTable, Input, Variable
from peelian.reference.area import AreaLevel

_SMALLER = ("lsoa", "ward")


class ComparisonChecker:
    """Checks one definition.

    Parameters
    ----------
    name, title
        Of the definition, for messages.
    level
        Level of the areas it describes.
    catalogue, measures
        The sources in force, and the ids of the measures that are known at the level.
    place
        File and line, for messages.
    """

    def __init__(
        self,
        name: str,
        *,
        title: str,
        level: AreaLevel,
        catalogue: Catalogue,
        measures: Collection[str],
        place: str,
    ) -> None:
        self._level, self._catalogue, self._measures = level, catalogue, measures
        # The words in which a measure is refused serve here too: what is named is of the same kind.
        plain = Measure(measure=name, title=title, direction="ambiguous", areas=(level,))
        self._check = Checker(plain, catalogue, place)

    def variable(self, variable: Variable) -> None:
        """Refuse a variable one of whose inputs names what is not there."""
        for each in variable.inputs:
            self._input(f"variable '{variable.variable}'", each)

    def measure(self, name: str) -> None:
        """Refuse a measure that is not counted at the level."""
        if name not in self._measures:
            self._check.unknown("measure", name, self._measures, f"measure counted by {self._level}")

    def index(self, name: str, known: Collection[str]) -> None:
        """Refuse an index that is not there."""
        if name not in known:
            self._check.unknown("index", name, known, "index of the workspace")

    def _input(self, key: str, given: Input) -> None:
        if given.measure:
            self.measure(given.measure)
        for table in (given.table(), given.per):
            if isinstance(table, AreaTable):
                self._table(key, table)

    def _table(self, key: str, table: AreaTable) -> None:
        check = self._check
        if table.source not in self._catalogue.sources:
            check.unknown(key, table.source, self._catalogue.sources, "source of the catalogue")
        source = self._catalogue.sources[table.source]
        level = next((name for name in (self._level, *_SMALLER) if name in source.areas), None)
        if level is None or not source.areas[level].code:
            check.refuse(
                key,
                f"'{table.source}', which has no areas of level {self._level} and no smaller ones",
                f"a source of areas of level {self._level} or of smaller ones",
                "name another source",
            )
        check.typed(source, key, table.field, NUMBERS)
        check_conditions(check, source, "where", table.where)
        pinned = {*source.areas[level].rows} | {each.field for each in table.where if each.kept_values()}
        for name, field in source.fields.items():
            if field.one_at_a_time and name not in pinned:
                values = list(codes_of(field, self._catalogue))
                check.refuse(
                    key,
                    f"no value of '{name}', so that different things would be taken together",
                    f"values such as {', '.join(values[:8])}" if values else f"values of '{name}'",
                    f"add '- {{field: {name}, is: {values[0] if values else '...'}}}' to 'where'",
                )
