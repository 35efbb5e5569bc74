"""The fields of its source that an analysis reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peelian.surveys.survey import Survey
from peelian.surveys.wanted.analysis import Analysis
from peelian.surveys.wanted.counting import Stage
from peelian.surveys.wanted.outcome import Asked, Outcome
from peelian.surveys.wanted.themes import Themes


def fields_read(wanted: Analysis, survey: Survey) -> tuple[str, ...]:
    """Return the fields that an analysis reads, each once, in the order they are named.

    Parameters
    ----------
    wanted
        The analysis.
    survey
        The survey, whose answers to a question with several of them each have a field.
    """
    if isinstance(wanted, Themes):
        scale = survey.scale_of(wanted.question)
        codes = () if scale is None else tuple(scale.answers)
        return tuple(f"{wanted.question}_{code}" for code in codes)
    return tuple(dict.fromkeys(_named(wanted)))


def _named(wanted: Asked) -> Iterator[str]:
    for name in type(wanted).model_fields:
        value = getattr(wanted, name)
        if name == "by":
            yield from (value,) if isinstance(value, str) else tuple(value)
        elif name == "adjust_for":
            yield from value
        else:
            yield from _of(value)


def _of(value: Any) -> Iterator[str]:
    if isinstance(value, Outcome):
        yield value.question
    elif isinstance(value, Stage):
        yield value.outcome.question
    elif isinstance(value, tuple):
        for each in value:
            yield from _of(each)
