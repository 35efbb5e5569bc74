"""A double load: a file that holds all of its records twice (or more), as when it was joined to itself."""

from __future__ import annotations

from math import gcd

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined
from peelian.warehouse.conditions.repeats import Repeats

LEAST_RECORDS = 10


def find_double_load(seen: Examined, repeats: Repeats) -> list[Condition]:
    """Say when the numbers of times that records occur have a common factor of two or more.

    A file with natural repeats that was joined to itself has records that occur twice and some four times,
    so it is the common factor that counts and not every record occurring exactly twice. Files with fewer
    than ten different records are left alone.
    """
    times = gcd(*repeats.sizes)
    different = sum(repeats.sizes.values())
    if times < 2 or different < LEAST_RECORDS:
        return []
    words = {2: "twice", 3: "three times"}.get(times, f"{times} times")
    return [
        Condition(
            trap="double-load",
            says=(
                f"Every record is in this file {words}: {seen.records:,} records that should be "
                f"{seen.records // times:,}. The file has been joined to itself, and every count made "
                f"from it is {times} times too high. Load the file as it was first published in its place."
            ),
            severity="block",
        )
    ]
