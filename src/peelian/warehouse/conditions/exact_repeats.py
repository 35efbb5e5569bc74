"""Exact repeats: records without an identifier that are alike in every field. They are kept, not removed."""

from __future__ import annotations

from math import gcd

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined, share_words
from peelian.warehouse.conditions.repeats import Repeats
from peelian.warehouse.source_shape import is_table


def find_exact_repeats(seen: Examined, repeats: Repeats) -> list[Condition]:
    """Count the records that repeat an earlier one exactly.

    Not looked at: a doubled file, which has its own trap; tables of figures, whose lines have no identifier
    by nature; and layouts that make several rows of one record, which may well be alike.
    """
    if gcd(*repeats.sizes) > 1 and sum(repeats.sizes.values()) > 1:
        return []
    records = sum(times * many for times, many in repeats.anonymous.items())
    again = records - sum(repeats.anonymous.values())
    if not again or is_table(seen.source) or seen.told.rows > seen.records:
        return []
    return [
        Condition(
            trap="exact-repeats",
            says=(
                f"{again:,} of {records:,} records without an identifier ({share_words(again / records)}) "
                "repeat another record exactly. They may be different people or events, or one record "
                "twice; nothing tells which. All are kept; counts may be too high by up to that share."
            ),
        )
    ]
