"""Results of a survey that people chose themselves: what they say of those who answered, without chance."""

from __future__ import annotations

from dataclasses import replace

from peelian.errors import PeelianError
from peelian.reference.unit import say_percent
from peelian.surveys.analyses.listing import listed
from peelian.surveys.analyses.result import AnalysisResult
from peelian.surveys.wanted.analysis import DESCRIBING, Analysis


def refuse_beyond_those_who_answered(wanted: Analysis) -> None:
    """Refuse an analysis that does nothing but tell chance from what is more than chance.

    Parameters
    ----------
    wanted
        What is wanted of a survey that is open to all.

    Raises
    ------
    PeelianError
        If it compares, explains or looks for a turn: each asks what holds beyond those who answered.
    """
    if wanted.analysis not in DESCRIBING:
        raise PeelianError(
            wanted.analysis,
            found="a survey that is open to all, where no rule of chance says who answered",
            accepted=f"of such a survey {listed(DESCRIBING)}",
            next_step="name 'groups' in a measure, to set the shares of groups side by side",
        )


def without_margin(result: AnalysisResult) -> AnalysisResult:
    """Return a result without intervals, and without words that rest on them.

    Parameters
    ----------
    result
        The result of an analysis that describes those who answered.
    """
    rows = tuple(
        replace(row, lower=None, upper=None, base_effective=None, p=None, p_adjusted=None, judgement="")
        for row in result.rows
    )
    sentence = result.sentence
    if result.analysis == "journey":
        told = [
            f"{row.name} {say_percent(row.value)}"
            for row in rows
            if row.kind == "share" and row.value is not None
        ]
        sentence = f"Stage by stage, of those who answered: {listed(told)}."
    return replace(result, rows=rows, sentence=sentence)
