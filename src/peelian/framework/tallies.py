"""Tallies: how many of the chosen priorities fell, rose, did not change clearly, or cannot be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peelian.findings.finding import Finding
from peelian.framework.outcomes import COMPARED, Outcome
from peelian.framework.words import NOT_CHOSEN_UNIT, TITLES, UNIT
from peelian.reference.area import Area
from peelian.reference.period import Period

_CHOSEN = "chosen_priorities"


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes counted.

    Parameters
    ----------
    fell, rose, unchanged
        By the two figures alone.
    fell_clearly, rose_clearly, no_clear_change
        By the judgement of each change; they add up to those that are compared.
    not_comparable, suppressed, not_measured
        Those of which neither can be told.
    """

    fell: int
    rose: int
    unchanged: int
    fell_clearly: int
    rose_clearly: int
    no_clear_change: int
    not_comparable: int
    suppressed: int
    not_measured: int

    @property
    def compared(self) -> int:
        """How many can be compared with the twelve months before."""
        return self.fell + self.rose + self.unchanged

    @property
    def chosen(self) -> int:
        """How many there are in all."""
        return self.compared + self.not_comparable + self.suppressed + self.not_measured


def tally(outcomes: Sequence[Outcome]) -> Tally:
    """Count outcomes."""
    courses = [outcome.course for outcome in outcomes]
    words = [outcome.judgement for outcome in outcomes if outcome.course in COMPARED]
    return Tally(
        fell=courses.count("fell"),
        rose=courses.count("rose"),
        unchanged=courses.count("unchanged"),
        fell_clearly=words.count("fall"),
        rose_clearly=words.count("rise"),
        no_clear_change=words.count("no clear change"),
        not_comparable=courses.count("not comparable"),
        suppressed=courses.count("suppressed"),
        not_measured=courses.count("not measured"),
    )


def tally_findings(
    outcomes: Sequence[Outcome],
    *,
    area: Area,
    day: dt.date,
    caveats: Sequence[str],
    code_version: str,
    stem: str = _CHOSEN,
) -> Iterator[Finding]:
    """Yield the findings of one tally: shares of those compared, and of all for those that are not.

    Parameters
    ----------
    outcomes
        What is counted; at least one.
    area, day
        Where, and the last day of the twelve months.
    caveats
        Keys of caveats of the plan; those of the findings counted come with them.
    code_version
        Written on every finding.
    stem
        "chosen_priorities", or "not_chosen" for the rest of the menu.
    """
    count = tally(outcomes)
    parts = (
        ("fell", count.fell, count.compared),
        ("rose", count.rose, count.compared),
        ("fell_clearly", count.fell_clearly, count.compared),
        ("rose_clearly", count.rose_clearly, count.compared),
        ("no_clear_change", count.no_clear_change, count.compared),
        ("not_comparable", count.not_comparable, count.chosen),
        ("suppressed", count.suppressed, count.chosen),
        ("not_measured", count.not_measured, count.chosen),
    )
    behind = _behind(outcomes, caveats)
    for name, part, whole in parts:
        measure = f"{stem}_{name}"
        yield Finding(
            measure=measure,
            title=TITLES[measure],
            area=area,
            period=Period.rolling_12(day),
            kind="share",
            unit=UNIT if stem == _CHOSEN else NOT_CHOSEN_UNIT,
            value=part / whole if whole else None,
            numerator=part if whole else None,
            denominator=whole if whole else None,
            base=whole if whole else None,
            method="share.rolling12.choices",
            code=code_version,
            state="shown" if whole else "not measured",
            caveats=behind.caveats,
            breaks=behind.breaks,
            vintages=behind.vintages,
            synthetic=behind.synthetic,
        )


@dataclass(frozen=True, slots=True)
class _Behind:
    caveats: tuple[str, ...]
    breaks: tuple[str, ...]
    vintages: tuple[str, ...]
    synthetic: bool


def _behind(outcomes: Sequence[Outcome], caveats: Sequence[str]) -> _Behind:
    def joined(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for outcome in outcomes for key in getattr(outcome, name)))

    return _Behind(
        tuple(dict.fromkeys((*caveats, *joined("caveats")))),
        joined("breaks"),
        joined("vintages"),
        any(outcome.synthetic for outcome in outcomes),
    )
