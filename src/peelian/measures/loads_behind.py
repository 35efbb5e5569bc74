"""Loads behind stretches of months: many series share a ground, so each stretch is looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from peelian.measures.coverage import Coverage


@dataclass(frozen=True, slots=True)
class Loads:
    """The loads that speak for an area in some months.

    Parameters
    ----------
    ids
        Ids of the vintages, sorted.
    layouts
        Names of the layouts they came by.
    synthetic
        Whether any of them is synthetic.
    """

    ids: tuple[str, ...]
    layouts: frozenset[str]
    synthetic: bool


class LoadsBehind:
    """Looks up the loads behind stretches of months.

    Parameters
    ----------
    coverage
        Which loads speak for which months.
    """

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self._found: dict[tuple[str | None, int, int, str], Loads] = {}

    def of(self, key: str | None, first: int, last: int, *, months: Literal["all", "ends"] = "all") -> Loads:
        """Return the loads behind a stretch of months.

        Parameters
        ----------
        key
            Under which the coverage holds the loads of the area.
        first, last
            Place of the first and last month.
        months
            "all" for every month between, "ends" for the first and the last alone.
        """
        asked = key, first, last, months
        if asked not in self._found:
            used = range(first, last + 1) if months == "all" else (first, last)
            by_month, vintages = self._coverage.loads.get(key, {}), self._coverage.vintages
            ids = {name for place in used for name in by_month.get(self._coverage.months[place], ())}
            self._found[asked] = Loads(
                tuple(sorted(ids)),
                frozenset(vintages[name].layout for name in ids),
                any(vintages[name].synthetic for name in ids),
            )
        return self._found[asked]
