"""Quality rules as the checks of the Open Data Contract Standard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peelian.catalogue.source import QualityRule


def quality_checks(rules: Sequence[QualityRule], *, allowed: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Return the rules of one field as data quality checks.

    Parameters
    ----------
    rules
        Rules of this field.
    allowed
        Values that the field may take, or none where nothing is declared.

    Returns
    -------
    list of dict
        Checks of the standard's library where it has one, and of type "text" where it has not.
    """
    checks: list[dict[str, Any]] = []
    for rule in rules:
        if rule.complete is not None:
            checks.append(
                {
                    "type": "library",
                    "metric": "nullValues",
                    "dimension": "completeness",
                    "unit": "percent",
                    "mustBeLessOrEqualTo": round(100 * (1 - rule.complete), 6),
                }
            )
        if rule.unique:
            checks.append(_none("duplicateValues", "uniqueness"))
        if rule.between is not None and any(isinstance(bound, str) for bound in rule.between):
            low, high = rule.between
            checks.append(
                {
                    "type": "text",
                    "dimension": "consistency",
                    "description": f"{rule.field} lies between {low} and {high}, both included.",
                }
            )
    if allowed:
        checks.append({**_none("invalidValues", "conformity"), "arguments": {"validValues": list(allowed)}})
    return checks


def _none(metric: str, dimension: str) -> dict[str, Any]:
    return {"type": "library", "metric": metric, "dimension": dimension, "unit": "rows", "mustBe": 0}
