"""Hiding: which counts are hidden for their own sake, which as complements, and which are rounded."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from peelian.disclosure.bitten import Bitten
from peelian.disclosure.blocks import blocks_of
from peelian.disclosure.cells import ABOVE, BELOW
from peelian.disclosure.complements import Choice, Hidden, add_complements
from peelian.disclosure.equations import Flags, Places, Values
from peelian.disclosure.protection import Protection
from peelian.disclosure.reach import reach_of
from peelian.disclosure.rounding import round_counts
from peelian.disclosure.union import Union
from peelian.disclosure.views import View, exposed_to
from peelian.findings.ways_of_counting import splits_people

_TOTAL = 4.0
_ZERO = 50.0
_OUTSIDE = 1000.0


@dataclass(frozen=True, slots=True)
class Hiding:
    """What becomes of each count of the new table, arrays of shape (counts of the new table,).

    Parameters
    ----------
    hidden
        True where the count is hidden.
    why
        Number of the reason in `REASONS`, or -1.
    rounded
        The count as it is published where it is rounded; not a number elsewhere.
    at_least, at_most
        What true counts a rounded one may stand for.
    base
        Smallest base that the policy asks of a rate or share made of the count, or 0.
    outcome
        What the attack left.
    """

    hidden: Flags
    why: Places
    rounded: Values
    at_least: Values
    at_most: Values
    base: Places
    outcome: Hidden


REASONS = (
    "small count",
    "everybody is of one group",
    "one contributor rules the sum",
    "hidden in an earlier release",
    "would give away another count",
    "small base",
    "derived from a hidden count",
    "cannot be made from rounded counts",
    "rounded",
)
"""Why a finding is not shown as it was computed."""


@dataclass(slots=True)
class _Sheet:
    """Working columns over all counts, now and then, rests included."""

    union: Union
    protections: list[Protection | None]
    why: Places
    blurred: Flags
    least: Values
    most: Values
    protected: Flags = field(init=False)
    zeros_shown: Flags = field(init=False)
    below: Values = field(init=False)

    def __post_init__(self) -> None:
        size = len(self.union.equations.values)
        rules = [*self.protections, *([None] * (size - len(self.protections)))]
        self.protected = np.array([rule is not None for rule in rules], dtype=np.bool_)
        self.zeros_shown = np.array(
            [rule is not None and rule.zeros == "shown" for rule in rules], dtype=np.bool_
        )
        self.below = np.array([1 if rule is None else rule.below for rule in rules], dtype=np.float64)


def hide_cells(union: Union, bitten: Bitten, *, dominated: Places) -> Hiding:
    """Decide for every count whether it is shown.

    Parameters
    ----------
    union
        The counts now and before, and their sums.
    bitten
        The policy and what it bites on.
    dominated
        Counts of the new table that one or a few contributors rule.
    """
    values = union.equations.values
    protections = bitten.protections(union.words, union.now.key)
    why = _own_reasons(union, protections, dominated)
    before = union.kept_hidden[: len(why)] & ~union.out[: len(why)]
    why[before & (why < 0)] = REASONS.index("hidden in an earlier release")
    sheet = _sheet(union, protections, why)
    primary = np.zeros(len(values), dtype=np.bool_)
    primary[: len(why)] = why >= 0
    outcome = _attacked(sheet, primary, bitten)
    hidden = outcome.unknown[: len(why)] | primary[: len(why)]
    why[hidden & (why < 0)] = REASONS.index("would give away another count")
    rounded = _rounded(union, protections)
    rounded[hidden] = np.nan
    n = len(why)
    return Hiding(
        hidden,
        why,
        rounded,
        sheet.least[:n],
        sheet.most[:n],
        np.array([0 if rule is None else rule.smallest_base for rule in protections], dtype=np.int64),
        outcome,
    )


def _own_reasons(union: Union, protections: list[Protection | None], dominated: Places) -> Places:
    """Return why each count may not be shown whatever stands beside it; -1 where nothing forbids it."""
    now, words = union.now, union.words
    place = {tuple(key): number for number, key in enumerate(now.key.tolist())}
    everyone = words.groups.get(None, -1)
    parts = {number for name, number in words.groups.items() if name is not None and splits_people(name)}
    why = np.full(len(now.value), -1, dtype=np.int64)
    why[dominated] = REASONS.index("one contributor rules the sum")
    for cell, ((m, a, g, p, part), rule) in enumerate(zip(now.key.tolist(), protections, strict=True)):
        if rule is None:
            continue
        value = now.value[cell]
        total = now.value[place[m, a, everyone, p, part]] if (m, a, everyone, p, part) in place else None
        if rule.whole_groups == "hidden" and g in parts and value > 0 and total == value:
            why[cell] = REASONS.index("everybody is of one group")
        below = place.get((m, a, g, p, BELOW)) if part == ABOVE else None
        # Weights of a survey may be large where few people answered, so those are looked at as well.
        sizes = [value, now.people[cell]]
        others = [] if below is None else [now.value[below] - value, now.people[below] - now.people[cell]]
        # What a mean counts above its line is no part of what is below it, and may be more.
        sizes += [each for each in others if each >= 0]
        if any(map(rule.is_small, sizes)):
            why[cell] = REASONS.index("small count")
    return why


def _sheet(union: Union, protections: list[Protection | None], why: Places) -> _Sheet:
    least, most = union.at_least.copy(), union.at_most.copy()
    blurred = (np.isfinite(most) | (least > 0)) & ~union.out
    rounded = _rounded(union, protections)
    for cell in np.flatnonzero(~np.isnan(rounded)):
        rule = protections[cell]
        if rule is not None and rule.rounding is not None and not union.out[cell]:
            reach = reach_of(rounded[cell], rule.rounding)
            least[cell] = max(least[cell], float(reach.lower))
            most[cell] = min(most[cell], float(reach.upper))
            blurred[cell] = True
    return _Sheet(union, protections, why, blurred, least, most)


def _rounded(union: Union, protections: list[Protection | None]) -> Values:
    rounded = np.full(len(union.now.value), np.nan)
    for cell, rule in enumerate(protections):
        if rule is not None and rule.rounding is not None:
            rounded[cell] = round_counts(union.now.value[cell], rule.rounding)
    return rounded


def _attacked(sheet: _Sheet, primary: Flags, bitten: Bitten) -> Hidden:
    """Add complements until the attack fails; without them, only say what it finds."""
    union, against = sheet.union, bitten.policy.against
    values, out = union.equations.values, union.out
    n, size = len(sheet.why), len(union.equations.values)
    new = np.arange(size) < n
    # What is below the line of one share is below that of others too: hiding it in one would hide nothing.
    below = _padded(union.now.key[:, 4] == BELOW, size)
    can = new & ~out & ~below & (bitten.policy.complements == "chosen")
    blocks = blocks_of(union, float(against.narrowest), primary)
    block = blocks.number
    if can.any():
        primary = primary | (np.isin(block, block[primary]) & can)
    # A rest is no published count; a count only earlier releases had is unknown unless they told it.
    unknown = (primary | ~new) & ~out
    own = _padded(sheet.why >= 0, size)
    sought = (own | union.guarded) & ~out
    wide = np.where(sought, float(against.narrowest), np.where(new & sheet.protected, 1.0, 0.0))
    wide[union.hidden_before & ~out & ~new] = 1.0
    wide[union.guarded & (values >= _threshold(sheet))] = 0.0
    first = can & sheet.protected & ((values > 0) | ~sheet.zeros_shown)
    cost = np.log2(2 + values) * np.where(_is_total(union), _TOTAL, 1.0) * np.where(blocks.apart, _TOTAL, 1.0)
    cost *= np.where(values == 0, _ZERO, 1.0) * np.where(sheet.protected, 1.0, _OUTSIDE)
    floor = _floor(sheet, unknown)
    attack = exposed_to(
        union.equations, lambda now: _views(sheet, now, own, wide, bitten), blurred=sheet.blurred
    )
    return add_complements(
        union.equations,
        unknown=unknown,
        exposed=attack,
        choice=Choice(first, can, cost, floor, block),
        width=wide,
        greedy=not sheet.blurred.any(),
    )


def _padded(flags: Flags, size: int) -> Flags:
    whole = np.zeros(size, dtype=np.bool_)
    whole[: len(flags)] = flags
    return whole


def _views(sheet: _Sheet, unknown: Flags, own: Flags, wide: Values, bitten: Bitten) -> tuple[View, ...]:
    values = sheet.union.equations.values
    soft = sheet.blurred & ~unknown
    lower = np.where(soft, sheet.least, np.maximum(_floor(sheet, unknown), sheet.union.at_least))
    upper = np.where(soft, sheet.most, sheet.union.at_most)
    reader = View(lower, upper, wide)
    if not bitten.policy.against.knows_the_rule:
        return (reader,)
    small = _padded(sheet.why == REASONS.index("small count"), len(values))
    small &= values < sheet.below
    others = unknown & sheet.protected & ~own
    # Only where every complement is large does knowing the rule tell that each of them is.
    large = bool((values[others] >= sheet.below[others]).all())
    knowing = View(
        np.where(others & large, np.maximum(lower, sheet.below), lower),
        np.where(small, np.minimum(upper, sheet.below - 1), upper),
        np.minimum(wide, 1.0),
    )
    return reader, knowing


def _floor(sheet: _Sheet, unknown: Flags) -> Values:
    """Return what every reader knows: where zeros are shown, what is hidden is at least 1, if no 0 is."""
    values = sheet.union.equations.values
    shown = sheet.zeros_shown & unknown
    told = not (values[shown] == 0).any()
    return np.where(sheet.zeros_shown & told & (values > 0), 1.0, 0.0)


def _threshold(sheet: _Sheet) -> float:
    """Return the largest threshold of the policy, by which a rest that is guarded is judged."""
    return float(sheet.below.max(initial=1.0))


def _is_total(union: Union) -> Flags:
    matrix = union.equations.matrix.tocoo()
    total = np.zeros(len(union.equations.values), dtype=np.bool_)
    total[matrix.col[matrix.data > 0]] = True
    return total
