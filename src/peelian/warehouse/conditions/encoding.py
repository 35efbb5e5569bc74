"""Encoding: a text file that is not written in UTF-8."""

from __future__ import annotations

from peelian.catalogue.vintage import Condition
from peelian.warehouse.conditions.examined import Examined

_PLAIN = ("", "ascii", "utf-8", "utf8", "utf-8-sig")


def find_encoding(seen: Examined) -> list[Condition]:
    """Say when the text had to be read in another encoding than UTF-8."""
    if seen.encoding.lower().replace("_", "-") in _PLAIN:
        return []
    return [
        Condition(
            trap="encoding",
            says=(
                f"The file is written in {seen.encoding}, not UTF-8, and was read as such: names with "
                "accents and signs such as £ are right here, and go wrong in programs that assume UTF-8."
            ),
        )
    ]
