"""Tallies: how many findings rose, fell, or cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peelian.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings were judged each way; `whole` counts those that could be judged at all."""

    rise: int
    fall: int
    flat: int
    gap: int

    @property
    def whole(self) -> int:
        """Findings with a comparison."""
        return self.rise + self.fall + self.flat


def tally(findings: Sequence[Finding]) -> Tally:
    """Count judgements; a finding that is suppressed, not measured or without a comparison is a gap."""
    words = [
        "gap" if f.change is None or f.value is None or f.state == "not comparable" else f.change.judgement
        for f in findings
    ]
    rise, fall, flat = words.count("rise"), words.count("fall"), words.count("no clear change")
    return Tally(rise, fall, flat, len(words) - rise - fall - flat)
