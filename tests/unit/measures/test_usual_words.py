"""The words of a signal are listed in two rooms that may not know each other; they must be the same."""

from __future__ import annotations

from typing import get_args

from peelian.findings.finding import Signal
from peelian.statistics.chart_rules import SIGNALS


def test_charts_and_findings_use_the_same_words():
    assert get_args(Signal) == SIGNALS
