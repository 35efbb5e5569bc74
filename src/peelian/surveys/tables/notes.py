"""Sentences below a table: how it was made, and what its signs mean."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.surveys.tables.cell import SIGNS
from peelian.surveys.tables.rules import TableRules
from peelian.surveys.tables.table import TableColumn, TableRow

_INTERVALS = {
    "logit": "symmetric on the logit",
    "wilson": "Wilson's",
    "t": "plus and minus t standard errors",
}
_ADJUSTED = {
    "false discovery": "adjusted over the whole table (Benjamini and Hochberg), so that at most 5 in 100 "
    "calls are expected to be wrong",
    "holm": "adjusted over the whole table (Holm), so that the chance of any wrong call is at most 5 in 100",
    "none": "not adjusted: some 5 in 100 comparisons of columns that do not differ will be called different",
}


def notes_of(columns: Sequence[TableColumn], rows: Sequence[TableRow], rules: TableRules) -> tuple[str, ...]:
    """Return the sentences that this table needs.

    Parameters
    ----------
    columns, rows
        What stands in it.
    rules
        How it was judged.
    """
    notes = [
        f"Intervals: {rules.level * 100:g} %, shares {_INTERVALS[rules.interval]}; errors of the design."
    ]
    notes.append(
        "Effective base: Kish's, which knows unequal weights; each number has one that knows the design too."
    )
    if any(row.kind == "beside" for row in rows):
        notes.append(
            "Shares of answers are of those who gave one. Those who did not know or refused are shown as "
            "shares of all who were asked, those a question did not apply to as shares of everyone known."
        )
    if len(columns) > 1:
        stars = ", ".join(f"{'*' * n} p ≤ {p:g}" for n, p in enumerate(rules.starred_at, start=1))
        called = _ADJUSTED[rules.adjustment].replace("5 in 100", f"{rules.called_at * 100:g} in 100")
        notes.append(
            "A letter in a cell names a column of the same heading that it is higher than; stars say how "
            f"surely it differs from all ({stars}). P values are those of Student's t with what columns "
            f"share, {called}."
        )
    states = {cell.state for row in rows for cell in row.cells}
    least = rules.least_base
    says = {
        "suppressed": f"fewer than {least.to_show} people in the base, or needed so that such a number "
        "cannot be worked out from everyone less the other columns; withheld, it is not zero",
        "low reliability": f"fewer than {least.to_rely_on} people in the base: rely on it with care",
        "not available": "no number can be made of these answers",
        "not applicable": "nobody of this column is in the base",
    }
    notes += [f"{SIGNS[state]}: {text}." for state, text in says.items() if state in states]
    if any(column.after_break for column in columns):
        notes.append("[b]: a break; columns after it are not compared with those before, nor any with all.")
    return tuple(notes)
