"""What an exchange tells, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from peelian.cli.console import say, say_table

if TYPE_CHECKING:
    from peelian.surveys.exchange.told import Told

_ORDER = ("left out", "guessed", "taken")


def say_told(told: Sequence[Told]) -> None:
    """Print what was left out, what was guessed and what was taken as it is, in this order.

    Parameters
    ----------
    told
        What is told.
    """
    ordered = sorted(told, key=lambda each: _ORDER.index(each.state))
    if ordered:
        say_table(("what", "became", "says"), [(each.thing, each.state, each.says) for each in ordered])
    counts = {state: sum(each.state == state for each in told) for state in _ORDER}
    said = [f"{count} {state}" for state, count in counts.items() if count]
    if said:
        say()
        say(", ".join(said) + ".")
