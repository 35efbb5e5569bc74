"""What a crosswalk gives for the values looked up in it."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.catalogue.crosswalk import Crosswalk
from peelian.errors import DefinitionError


def by_key(crosswalk: Crosswalk) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return what each row of a crosswalk gives, by its looked-up values in lower case without outer blanks.

    Raises
    ------
    DefinitionError
        If two rows look up the same and give different values, or a row has too few or too many values.
    """
    width = len(crosswalk.columns)
    made: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in crosswalk.rows:
        key, gives = lookup_key(row[:width]), tuple(row[width:])
        twice = key in made and made[key] != gives
        if twice or len(gives) != len(crosswalk.gives):
            wrong = "looked up before with another result" if twice else "of a wrong length"
            raise DefinitionError(
                f"crosswalk '{crosswalk.crosswalk}'",
                found=f"the row {list(row)}, {wrong}",
                accepted=f"each of {list(crosswalk.columns)} once, and then {list(crosswalk.gives)}",
                next_step="mend that row of the crosswalk",
            )
        made[key] = gives
    return made


def lookup_key(values: Sequence[str]) -> tuple[str, ...]:
    """Return values as they are compared: in lower case, runs of blanks made one."""
    return tuple(" ".join(value.split()).lower() for value in values)
