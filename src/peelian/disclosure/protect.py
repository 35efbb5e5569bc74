"""Protecting a table of findings: what may not be shown is hidden, and whatever would give it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from peelian.disclosure.audit import Audit
from peelian.disclosure.bitten import Bitten, find_bitten
from peelian.disclosure.dominance import is_dominated
from peelian.disclosure.equations import Places
from peelian.disclosure.hiding import REASONS, Hiding, hide_cells
from peelian.disclosure.policy import Policy
from peelian.disclosure.register import Told
from peelian.disclosure.rows import decide_rows
from peelian.disclosure.structure import Structure
from peelian.disclosure.union import Union, unite
from peelian.disclosure.withhold import DECISIONS_SCHEMA, Held, withhold

Contributions = Mapping[int, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Protected:
    """A table of findings that may be published under a policy.

    Parameters
    ----------
    table
        The findings; what is hidden has the state "suppressed" and no number at all.
    decisions
        A row for each finding that was hidden or rounded, and why. It stays in the office: to know that a
        count was hidden for its own smallness is to know something of it.
    audit
        What the attack on the result found.
    held
        The true counts behind what was hidden or rounded, for the register of releases.
    """

    table: pa.Table
    decisions: pa.Table
    audit: Audit
    held: Held


def protect(
    table: pa.Table,
    policy: Policy,
    *,
    structure: Structure,
    earlier: Sequence[Told] = (),
    contributions: Contributions | None = None,
) -> Protected:
    """Hide what a policy does not let be shown, and whatever else would let it be worked out.

    A finding is hidden when its count (or, for a rate or share, a count it is made of) is small, when it is
    needed as a complement, when its base is too small, or when it is derived from a hidden count. A
    comparison is left out when the earlier count is hidden, or when its interval was made from a hidden
    month; ranks, where any of the areas ranked is hidden; what is usual, where any month of the series is.

    Parameters
    ----------
    table
        Findings with `FINDINGS_SCHEMA` and true numbers. It is not changed.
    policy
        The policy in force. One without protections returns the table as it is, at no cost.
    structure
        How counts hang together.
    earlier
        What earlier releases told, so that subtracting them gives nothing away.
    contributions
        Where it is known, what each contributor adds to the count of a row: row -> contributions.
    """
    bitten = find_bitten(table, policy, structure)
    if bitten is None:
        return Protected(table, DECISIONS_SCHEMA.empty_table(), Audit(), Held.of_none())
    part = table.take(pa.array(bitten.rows))
    named = f"{policy.policy} {policy.version}"
    union = unite(
        part,
        [bitten.of_release(told.table) for told in earlier],
        structure,
        same_policy=[told.release.policy == named for told in earlier],
    )
    hiding = hide_cells(union, bitten, dominated=_dominated(bitten, union, contributions or {}))
    rows = decide_rows(part, union, hiding, structure)
    made = withhold(table, bitten.rows, rows)
    return Protected(made.table, made.decisions, _audit(union, hiding), made.held)


def _dominated(bitten: Bitten, union: Union, contributions: Contributions) -> Places:
    """Return the counts that one or a few contributors rule."""
    rules = bitten.protections(union.words, union.now.key)
    of_row = dict(zip(bitten.rows.tolist(), union.now.main.tolist(), strict=True))
    found = set()
    for row, parts in contributions.items():
        cell = of_row.get(row, -1)
        rule = rules[cell] if cell >= 0 else None
        if rule is not None and rule.dominance is not None and is_dominated(rule.dominance, parts):
            found.add(cell)
    return np.array(sorted(found), dtype=np.int64)


def _audit(union: Union, hiding: Hiding) -> Audit:
    n = len(hiding.hidden)
    complement = hiding.why == REASONS.index("would give away another count")
    exact = len(hiding.outcome.exact)
    return Audit(
        hidden=int(hiding.hidden.sum()),
        small=int((hiding.hidden & ~complement).sum()),
        complements=int((hiding.hidden & complement).sum()),
        recovered=exact,
        narrow=len(hiding.outcome.narrow) - exact,
        already_out=int((hiding.hidden & union.out[:n]).sum()),
        told_now=int((~hiding.hidden & union.hidden_before[:n]).sum()),
        revised=union.revised,
    )
