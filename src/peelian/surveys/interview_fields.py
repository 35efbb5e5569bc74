"""The fields that hold what a delivery says of each interview beside its answers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from peelian.catalogue.field import Field
from peelian.definitions.located import read_located


@cache
def interview_fields() -> dict[str, Field]:
    """Return name -> field: number, day, month, wave, weight and what else is known of an interview."""
    (document,) = read_located(Path(__file__).with_suffix(".yaml"))
    return {name: _field(written) for name, written in document.data.items()}


def _field(written: dict[str, object]) -> Field:
    missing = {} if written.get("mandatory") else {"": "not recorded"}
    return Field.model_validate({"missing": missing, "captured": "set by the survey", **written})
