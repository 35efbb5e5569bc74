"""Exact repeats: records without an identifier that are alike in every field. They are kept, not removed."""

from __future__ import annotations

from math import gcd

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined, share_words
from peelian.warehouse.conditions.repeats import Repeats
from peelian.warehouse.source_shape import is_table


def find_exact_repeats(seen: Examined, repeats: Repeats) -> list[Condition]:
    """Count the records that repeat an earlier one exactly, leaving a doubled file to its own trap."""
    if gcd(*repeats.sizes) > 1 and sum(repeats.sizes.values()) > 1:
        return []
    records = sum(times * many for times, many in repeats.anonymous.items())
    again = records - sum(repeats.anonymous.values())
    if not again:
        return []
    return [
        Condition(
            trap="exact-repeats",
            says=(
                f"{again:,} of {records:,} records without an identifier ({share_words(again / records)}) "
                f"repeat another record exactly. {_why(seen)} All are kept; counts may be too high by up "
                "to that share."
            ),
        )
    ]


def _why(seen: Examined) -> str:
    if is_table(seen.source):
        return "They may be lines told apart by a column that is not there, or one line twice."
    return "They may be different people or events, or one record twice; nothing tells which."
