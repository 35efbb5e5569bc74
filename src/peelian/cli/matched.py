"""How printed figures and findings agree, as a table on the terminal."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING

from peelian.cli.console import say, say_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peelian.acceptance.matching import Matched


def say_matched(matched: Sequence[Matched], document: str) -> None:
    """Print one line for each figure, and how many agree."""
    rows = [
        (
            each.printed.figure,
            each.printed.says,
            _printed(each),
            each.shown,
            each.produced.base,
            each.status + (f": {each.because}" if _explained(each) else ""),
        )
        for each in matched
    ]
    say_table(("figure", "says", "printed", "ours", "from", "status"), rows, right=(2, 3))
    tally = Counter(each.status for each in matched)
    say(f"{document}: " + ", ".join(f"{number} {status}" for status, number in tally.items()))


def says_strange(circumstance: str, matched: Sequence[Matched]) -> str:
    """Say, with the nearest, where figures name circumstances and this is none of them; else nothing."""
    known = sorted({each for figure in matched for each in figure.printed.holds})
    if not known or circumstance in known:
        return ""
    near = difflib.get_close_matches(circumstance, known, n=1)
    meant = f"; did you mean '{near[0]}'?" if near else "."
    return f"No figure names the circumstances '{circumstance}'; figures name {', '.join(known)}{meant}"


def _printed(each: Matched) -> str:
    if each.printed.between is None:
        return each.printed.printed
    low, high = each.printed.between
    return f"{low:g} to {high:g}" if each.printed.of is not None else ""


def _explained(each: Matched) -> bool:
    return bool(each.because) and each.status in (
        "does not add up",
        "scan damaged",
        "not produced",
        "differs",
    )
