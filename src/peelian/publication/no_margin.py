"""Numbers without a margin: those of a survey that people chose themselves, and why they have none."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.findings.survey_methods import NO_MARGIN

WHY_NO_MARGIN = "Nobody was drawn by chance, so no margin of error can be given"
"""Why a number of a survey that is open to all stands without one; to be ended by whoever says it."""


def has_no_margin(finding: Finding) -> bool:
    """Say whether a number is of a survey that people chose themselves, so that no margin can be given."""
    return finding.method.endswith(NO_MARGIN)
