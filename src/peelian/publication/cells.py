"""Cells: the value of a finding, its change and its interval, as tables print them."""

from __future__ import annotations

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.differences import signed
from peelian.publication.mark import Mark
from peelian.publication.sentences import say_value
from peelian.publication.small import is_small, say_cases
from peelian.publication.table import Cell

_TOLD_BESIDE = ("rounded", "low reliability", "provisional", "not comparable")


def value_cell(finding: Finding, *, decimals: int | None = None) -> Cell:
    """Return the value, or its state in words; a state that limits a shown value stands beside it."""
    if finding.value is None:
        return Cell(finding.state, css="state")
    if finding.state in _TOLD_BESIDE:
        return Cell(
            say_value(finding, decimals=decimals),
            drawn=Markup(' <small class="state">{}</small>').format(finding.state),
        )
    return Cell(say_value(finding, decimals=decimals))


def change_cell(finding: Finding, mark: Mark) -> Cell:
    """Return the change with its sign, in per cent or, where the numbers are small, in cases."""
    change = finding.change
    if mark.tone == "gap" or change is None or change.change is None:
        return _few(finding, mark)
    if is_small(finding):
        return _few(finding, mark)
    return Cell(signed(change.change, unit=change.unit), css=mark.tone, symbol=mark.symbol)


def interval_cell(finding: Finding) -> Cell:
    """Return the interval of the change as printed; "too few" where the numbers are too small to bear one."""
    if is_small(finding):
        return Cell("too few", css="w")
    change = finding.change
    if change is None or change.lower is None:
        return Cell("", css="w")
    if change.upper is None:
        return Cell(f"{signed(change.lower, unit=change.unit)} or above", css="w")
    return Cell(
        f"{signed(change.lower, unit=change.unit)} to {signed(change.upper, unit=change.unit)}", css="w"
    )


def _few(finding: Finding, mark: Mark) -> Cell:
    """Return the change as a number of cases, where a percentage would say more than the numbers bear."""
    words = "" if mark.tone == "gap" else say_cases(finding)
    return Cell(words, css=mark.tone, symbol=mark.symbol)
