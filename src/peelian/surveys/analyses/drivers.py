"""What goes with an outcome: importance, odds ratios and points, side by side with how each is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.errors import PeelianError
from peelian.reference.unit import say_percent
from peelian.statistics.survey.effects import average_effects
from peelian.statistics.survey.group_shares import group_shares
from peelian.statistics.survey.importance import MOST_EXACT
from peelian.statistics.survey.importance_runs import Importance, measure_importance
from peelian.statistics.survey.linearised import interval_of
from peelian.statistics.survey.logistic import SurveyLogit, fit_logistic
from peelian.statistics.survey.logistic_solution import Separated
from peelian.statistics.survey.sample import Sample
from peelian.statistics.survey.wald import wald_p
from peelian.surveys.analyses.adjusting import adjusting_columns
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.listing import begin, listed
from peelian.surveys.analyses.result import AnalysisResult, Row
from peelian.surveys.analyses.rows import difference_row, share_row
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.analyses.words import say_gap
from peelian.surveys.file_estimate import number_or_none

Numbers = NDArray[np.float64]

_FIRM = 0.95
# Correlations above it are 1 but for rounding.
_SAME = 1 - 1e-9


def find_drivers(
    answers: Answers,
    outcome: Statement,
    *,
    drivers: Sequence[Statement],
    adjust_for: Sequence[str] = (),
    again: Iterable[Numbers] | None = None,
    runs: int = 500,
    seed: int = 1,
    level: float = 0.95,
) -> AnalysisResult:
    """Find which of several things go with an outcome, each told apart from the others.

    For each driver: the share for whom it holds (how it is done), its share of what all drivers explain of
    the outcome together (Shapley shares of R2, with intervals and steadiness from samples drawn again), its
    odds ratio and its average effect in points, both adjusted for the other drivers and with the design's
    variance; then the correlations. Importance beside how it is done makes the points of a priority chart.

    Parameters
    ----------
    answers
        The answers.
    outcome, drivers
        What goes with what. Those who answered all of them are used.
    adjust_for
        Columns held alike that are not told themselves: importance is then of what the drivers explain
        beyond them.
    again
        Weights of samples drawn again, in place of those drawn here, as `measure_importance` takes them.
    runs, seed
        Samples drawn again for the intervals of importance, and their seed.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    PeelianError
        If there is one driver or none, the answers do not vary, or every stratum has one unit.
    """
    if len(drivers) < 2:
        raise PeelianError(
            outcome.title,
            found=f"{len(drivers)} driver" + ("s" if not drivers else ""),
            accepted="two drivers or more, which share what they explain",
            next_step="name more drivers",
        )
    y = answers.holds(outcome)
    x = np.column_stack([answers.holds(driver) for driver in drivers])
    more = _varying(adjusting_columns(answers, adjust_for), np.column_stack([x, y]))
    used = np.asarray(~np.isnan(np.column_stack([x, more, y])).any(axis=1))
    _refuse_alike([*drivers, outcome], np.column_stack([x, y])[used], needed=x.shape[1] + more.shape[1] + 1)
    try:
        measured = measure_importance(
            x, y, design=answers.sample, always=more, again=again, runs=runs, seed=seed, level=level
        )
    except ValueError as problem:
        raise _cannot(outcome, str(problem)) from problem
    rows = _importance_rows(measured, drivers, int(used.sum()))
    performance = _shares_of(answers, drivers, level=level)
    fitted = _fitted(y, x, more, design=answers.sample, ranks=measured.ranks.tolist())
    effects, notes, together = _effect_rows(answers, fitted, drivers=drivers, level=level)
    tied = _correlation_rows(measured, [*drivers, outcome], int(used.sum()))
    notes = (*_standing_notes(drivers, measured, y, used), *notes)
    if adjust_for:
        held = listed([answers.label(name) for name in adjust_for])
        notes = (*notes, f"Held alike, and not part of what is explained: {held}.")
    rows += _stage_rows(measured, drivers, base=int(used.sum()), level=level)
    if together is not None and together > 1 - level:
        headline = f"None of the {len(drivers)} drivers is clearly associated with {outcome.being}"
        sentence = f"{headline}."
    else:
        headline = _headline(outcome, drivers, measured)
        sentence = _sentence(outcome, drivers, measured, effects)
    return AnalysisResult(
        "drivers",
        f"What goes with {outcome.being}",
        sentence,
        (*rows, *performance, *effects, *tied),
        notes,
        headline,
    )


def _varying(columns: Numbers, others: Numbers) -> Numbers:
    """Return the columns that are not alike for all who answered everything, shape (n, k)."""
    used = ~np.isnan(np.column_stack([columns, others])).any(axis=1)
    if not used.any():
        return columns
    return np.asarray(columns[:, np.ptp(columns[used], axis=0) > 0])


def _shares_of(answers: Answers, statements: Sequence[Statement], *, level: float) -> list[Row]:
    """Return the row of each statement's share among all who could say."""
    everyone = np.ones((len(answers.sample.weights), 1), dtype=bool)
    rows = []
    for statement in statements:
        made = group_shares(answers.holds(statement), everyone, answers.sample, level=level)
        rows.append(share_row(statement.title, "", of=made.shares, at=0))
    return rows


def _importance_rows(measured: Importance, drivers: Sequence[Statement], base: int) -> list[Row]:
    order = np.argsort(measured.ranks)
    return [
        Row(
            drivers[at].title,
            "",
            "importance",
            float(measured.shares[at]),
            float(measured.lower[at]),
            float(measured.upper[at]),
            base,
            judgement=f"place {measured.ranks[at]} of {len(order)}; the same place in "
            f"{say_percent(measured.same_rank[at])} of samples drawn again",
        )
        for at in order
    ]


def _stage_rows(measured: Importance, drivers: Sequence[Statement], *, base: int, level: float) -> list[Row]:
    """Return the importance of each stage: its drivers' parts add up, as Shapley shares may."""
    rows = []
    for stage in dict.fromkeys(driver.stage for driver in drivers if driver.stage):
        own = [at for at, driver in enumerate(drivers) if driver.stage == stage]
        ends = np.quantile(measured.drawn[:, own].sum(axis=1), [(1 - level) / 2, (1 + level) / 2])
        value = float(measured.shares[own].sum())
        rows.append(Row(stage, "stage", "importance", value, float(ends[0]), float(ends[1]), base))
    return rows


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A model of the drivers that are left, those left out since they separate, and why there is no model."""

    model: SurveyLogit | None
    left: tuple[int, ...]
    apart: tuple[int, ...]
    why_none: str = ""


def _fitted(y: Numbers, x: Numbers, more: Numbers, *, design: Sample, ranks: Sequence[int]) -> _Fitted:
    """Fit all drivers, or leave out one that separates after another, the most important first."""
    left, apart = list(range(x.shape[1])), list[int]()
    while left:
        try:
            model = fit_logistic(y, np.column_stack([np.ones(len(y)), x[:, left], more]), design)
        except Separated as problem:
            named = [left[place - 1] for place in problem.columns if 0 < place <= len(left)]
            if not named:
                return _Fitted(None, tuple(left), tuple(apart), str(problem))
            first = min(named, key=lambda at: ranks[at])
            left.remove(first)
            apart.append(first)
        except ValueError as problem:
            return _Fitted(None, tuple(left), tuple(apart), str(problem))
        else:
            return _Fitted(model, tuple(left), tuple(apart))
    return _Fitted(None, (), tuple(apart))


def _effect_rows(
    answers: Answers, fitted: _Fitted, *, drivers: Sequence[Statement], level: float
) -> tuple[list[Row], tuple[str, ...], float | None]:
    titles = [drivers[at].title for at in fitted.apart]
    rows = [
        Row(title, "", "odds ratio", None, judgement="no finite odds ratio fits best") for title in titles
    ]
    notes = tuple(
        f"'{title}' tells yes from no without fail for some of these people, so it has no odds ratio, and "
        "those of the others are not adjusted for it."
        for title in titles
    )
    model = fitted.model
    if model is None:
        return rows, (*notes, *([f"No odds ratios: {fitted.why_none}."] if fitted.why_none else [])), None
    places = range(1, len(fitted.left) + 1)
    odds = interval_of(model.coefficients, answers.sample, level=level)
    points = interval_of(average_effects(model, answers.sample, places=places), answers.sample, level=level)
    base = int(model.used.sum())
    for place, at in zip(places, fitted.left, strict=True):
        title = drivers[at].title
        value, low, high = (
            number_or_none(np.exp(each[place])) for each in (odds.difference, odds.lower, odds.upper)
        )
        word, p = _word(odds.lower[place], odds.upper[place]), number_or_none(odds.p[place])
        rows.append(Row(title, "", "odds ratio", value, low, high, base, p=p, judgement=word))
        word = _word(points.lower[place - 1], points.upper[place - 1])
        rows.append(
            difference_row(title, "", kind="points", of=points, at=place - 1, base=base, judgement=word)
        )
    return rows, notes, None if fitted.apart else number_or_none(wald_p(model, places))


def _word(lower: float, upper: float) -> str:
    if lower > 0:
        return "goes with more"
    return "goes with less" if upper < 0 else "no clear association"


def _correlation_rows(measured: Importance, statements: Sequence[Statement], base: int) -> list[Row]:
    count = len(statements)
    return [
        Row(
            statements[one].title,
            statements[other].title,
            "correlation",
            float(measured.correlations[one, other]),
            base=base,
        )
        for one in range(count)
        for other in range(one + 1, count)
    ]


def _standing_notes(
    drivers: Sequence[Statement], measured: Importance, y: Numbers, used: NDArray[np.bool_]
) -> tuple[str, ...]:
    way = (
        "averaged over every order in which they can be let in (Shapley shares)"
        if len(drivers) <= MOST_EXACT
        else f"by Johnson's relative weights, since there are more than {MOST_EXACT} of them"
    )
    left_out = int((~np.isnan(y)).sum() - used.sum())
    return (
        f"The drivers explain {say_percent(measured.explained)} of the variation of the outcome; importance "
        f"is each one's part of that, {way}.",
        f"All have the same places in {say_percent(measured.same_order)} of {len(measured.drawn)} samples "
        "drawn again.",
        *(
            [f"{left_out:,} of those with an outcome did not answer every driver and are left out."]
            * (left_out > 0)
        ),
        *_same_notes(drivers, measured),
        "What goes with an outcome need not bring it about: people who were satisfied may remember the rest "
        "more kindly, and what was not asked is not here.",
    )


def _same_notes(drivers: Sequence[Statement], measured: Importance) -> list[str]:
    return [
        f"'{one.title}' and '{drivers[other].title}' say the same, or the opposite, of everyone: they share "
        "one importance between them. Leave one out."
        for at, one in enumerate(drivers)
        for other in range(at + 1, len(drivers))
        if abs(measured.correlations[at, other]) > _SAME
    ]


def _sentence(
    outcome: Statement, drivers: Sequence[Statement], measured: Importance, effects: Sequence[Row]
) -> str:
    first, second = np.argsort(measured.ranks)[:2]
    top = drivers[first].title
    told = f"{begin(drivers[first].being)} is most strongly associated with {outcome.being}"
    told += f" ({say_percent(measured.shares[first])} of what the {len(drivers)} explain together)"
    told += f"; it comes first in {say_percent(measured.same_rank[first])} of samples drawn again"
    firm = measured.same_rank[first] >= _FIRM
    told += "." if firm else f", so {drivers[second].being} may be as important."
    points = {row.name: row for row in effects if row.kind == "points"}.get(top)
    if points is not None and points.value is not None and points.judgement != "no clear association":
        more = "more" if points.value > 0 else "less"
        whom = f"with '{top}'" if drivers[first].named else top
        so = f"had '{outcome.title}'" if outcome.named else f"were {outcome.title}"
        told += f" With the others alike, {say_gap(points.value)} {more} of those {whom} {so}."
    return told


def _headline(outcome: Statement, drivers: Sequence[Statement], measured: Importance) -> str:
    first, second = np.argsort(measured.ranks)[:2]
    told = begin(drivers[first].being)
    if measured.same_rank[first] < _FIRM:
        told += f", or {drivers[second].being},"
    return f"{told} goes most strongly with {outcome.being}"


def _refuse_alike(statements: Sequence[Statement], known: Numbers, *, needed: int) -> None:
    """Refuse too few people who answered everything, and what is alike for all of them."""
    outcome = statements[-1].title
    if len(known) <= needed:
        raise PeelianError(
            outcome,
            found=f"{len(known):,} people who answered the outcome and every driver",
            accepted=f"more than {needed:,}, one for each column and the outcome",
            next_step="leave out drivers that few were asked, or use more interviews",
        )
    alike = [each.title for each, spread in zip(statements, np.ptp(known, axis=0), strict=True) if not spread]
    if alike:
        raise PeelianError(
            alike[0],
            found=f"the same for all {len(known):,} people who answered the outcome and every driver"
            + (f", as are {listed(alike[1:])}" if alike[1:] else ""),
            accepted="an outcome and drivers that hold for some people and not for others",
            next_step="choose another outcome, or count other answers as yes"
            if alike[0] == outcome
            else "leave this driver out, or count other answers as yes",
        )


def _cannot(statement: Statement, why: str) -> PeelianError:
    return PeelianError(
        statement.title,
        found=why,
        accepted="samples drawn again that differ: several units in strata, and answers that vary",
        next_step="put strata together, leave out what is alike for nearly everyone, or use more interviews",
    )
