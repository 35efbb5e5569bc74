"""Whether margins are of one population: as a whole, and in each category of a field that two share."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from peelian.errors import DefinitionError
from peelian.statistics.survey.margin import Margin

# Totals of the same population, rounded to whole people, differ by less.
_SAME = 1e-6


def refuse_disagreement(margins: Sequence[Margin]) -> None:
    """Refuse margins that no weights can meet together because their totals differ.

    Parameters
    ----------
    margins
        The margins.

    Raises
    ------
    DefinitionError
        If two margins have different totals, or give a category of a field that both have different totals.
    """
    for one, other in itertools.combinations(margins, 2):
        _compare(one, other, float(one.totals.sum()), float(other.totals.sum()))
        shared = tuple(name for name in one.fields if name in other.fields)
        theirs = _by(other, shared)
        for category, total in _by(one, shared).items():
            # Categories that were joined in one of them have another name there, and are not compared.
            if category in theirs:
                _compare(one, other, total, theirs[category], of=", ".join(category))


def _by(margin: Margin, fields: tuple[str, ...]) -> dict[tuple[str, ...], float]:
    places = [margin.fields.index(name) for name in fields]
    found: dict[tuple[str, ...], float] = {}
    for category, total in zip(margin.categories, margin.totals.tolist(), strict=True):
        key = tuple(category[place] for place in places)
        found[key] = found.get(key, 0.0) + total
    return found


def _compare(one: Margin, other: Margin, first: float, second: float, *, of: str = "") -> None:
    if abs(first - second) <= _SAME * max(first, second):
        return
    raise DefinitionError(
        f"margins {one.name} and {other.name}" + (f", {of}" if of else ""),
        found=f"totals of {first:,.10g} and {second:,.10g}, {abs(first - second):,.10g} apart",
        accepted="margins of one population, with the same total" + (" there" if of else ""),
        next_step="take both from one source of one date"
        + (
            ", or scale one of them to the other within each category"
            if of
            else ", or scale them to the first"
        ),
    )
