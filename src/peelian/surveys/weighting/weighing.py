"""Applying a weighting recipe to the rows of a survey."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.catalogue.survey.recipe import Collapse, Recipe, Step
from peelian.catalogue.survey.weighting_fits import MarginFit, MarginTargets, NumberFit
from peelian.catalogue.survey.weighting_steps import BaseWeights, NonResponse, Trim
from peelian.errors import PeelianError
from peelian.statistics.survey.calibrated import KnownTotals
from peelian.statistics.survey.fitted import usable_weights
from peelian.statistics.survey.margin import Margin
from peelian.statistics.survey.margin_reached import MarginReached, margin_reached
from peelian.statistics.survey.weight_summary import WeightSummary, summarise_weights
from peelian.surveys.weighting.columns import Columns
from peelian.surveys.weighting.fit_step import ready_fit
from peelian.surveys.weighting.margins import prepare_margin
from peelian.surveys.weighting.non_response_step import ready_non_response
from peelian.surveys.weighting.outcome import Outcome, Run, Zeros
from peelian.surveys.weighting.targets import Targets, targets_of
from peelian.surveys.weighting.trim_step import ready_trim
from peelian.version import __version__

Values = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights that a recipe made.

    Parameters
    ----------
    weights
        Shape (n,); not a number for rows that stand for nobody, such as those who did not answer.
    kept
        Rows that have a weight.
    calibrations
        What the weights of those rows were fitted to, for the variance.
    reached
        Margins of the last fit, as far as the weights in the end reach them.
    first, summary
        The weights at the start and in the end in a few numbers.
    log
        What was done, ready to be written as JSON and played again.
    """

    weights: Values
    kept: Codes
    calibrations: tuple[KnownTotals, ...]
    reached: tuple[MarginReached, ...]
    first: WeightSummary
    summary: WeightSummary
    log: dict[str, Any]


class Weighting:
    """A recipe made ready for the rows of one survey, to be run on its weights or on replicates of them.

    Parameters
    ----------
    columns
        The rows of the survey, at least the columns that the recipe names.
    recipe
        How weights are made.
    folder
        Folder that files of targets are relative to.

    Attributes
    ----------
    start
        The weights that the recipe starts from, shape (n,).
    kept
        Rows that it gives a weight.

    Raises
    ------
    NotFound
        If a column is not in the data.
    FileRefused
        If a value is missing or cannot be used.
    DefinitionError
        If targets cannot be read, or do not fit the data.
    """

    def __init__(self, columns: Columns, recipe: Recipe, *, folder: Path | str = ".") -> None:
        self._columns = columns
        self._recipe = recipe
        self._inlined: list[Step] = []
        self._sources: list[list[dict[str, Any]]] = []
        self._runs: list[Run | None] = []
        self._keeps: list[NDArray[np.bool_] | None] = []
        self.start: Values = np.ones(len(self._columns))
        self.kept: Codes = np.arange(len(self._columns))
        last: Run | None = None
        for place, step in enumerate(recipe.steps):
            try:
                last = self._prepare(place, step, Path(folder), last)
            except PeelianError as problem:
                raise _in_step(problem, place, step) from problem

    def _prepare(self, place: int, step: Step, folder: Path, last: Run | None) -> Run | None:
        body, run, keep = step.body, None, None
        targets: list[Targets] = []
        if isinstance(body, BaseWeights) and body.weight:
            self.start = usable_weights(self._columns.numbers(body.weight))
        elif isinstance(body, NonResponse):
            run, keep = ready_non_response(body, self._columns, self.kept)
            self.kept = self.kept[keep]
        elif isinstance(body, MarginFit | NumberFit):
            targets = [targets_of(margin, folder) for margin in body.margins]
            rules = [each.body for each in self._recipe.steps[:place] if isinstance(each.body, Collapse)]
            prepared = [prepare_margin(self._columns, self.kept, each, rules=rules) for each in targets]
            run = last = ready_fit(body, self._columns, self.kept, prepared)
        elif isinstance(body, Trim):
            run = ready_trim(body, last)
        self._inlined.append(_inlined(step, targets))
        self._sources.append([_source(one, each, folder) for one, each in _paired(body, targets)])
        self._runs.append(run)
        self._keeps.append(keep)
        return last

    def fit(self, weights: Values) -> Values:
        """Return what all steps make of other starting weights, such as a replicate: shape (n,) in and out.

        Parameters
        ----------
        weights
            Shape (n,), zeros among them; 0 comes out for rows without a weight.
        """
        current = weights
        for run, keep in zip(self._runs, self._keeps, strict=True):
            if run is not None:
                current = run(current, "kept").weights
            current = current if keep is None else current[keep]
        made = np.zeros(len(self._columns))
        made[self.kept] = current
        return made

    def run(self) -> Weighing:
        """Return the weights that the recipe makes, with the log of how.

        Raises
        ------
        DefinitionError
            If margins or totals cannot be met: names the step, the margin, the category and how far away.
        """
        current, entries = self.start, []
        calibrations: list[KnownTotals] = []
        margins: tuple[Margin, ...] = ()
        for place, step in enumerate(self._recipe.steps):
            outcome = self._outcome(place, step, current)
            entries.append(self._entry(place, step, current, outcome))
            if outcome.calibration is not None:
                # Fitted again after trimming, weights meet the same totals: the fit before it is replaced.
                calibrations = calibrations[:-1] if step.trim is not None else calibrations
                calibrations.append(outcome.calibration)
                margins = outcome.margins
            keep = self._keeps[place]
            current = outcome.weights if keep is None else outcome.weights[keep]
        weights = np.full(len(self._columns), np.nan)
        weights[self.kept] = current
        return Weighing(
            weights=weights,
            kept=self.kept,
            calibrations=tuple(calibrations),
            reached=tuple(margin_reached(current, margin) for margin in margins),
            first=summarise_weights(self.start),
            summary=summarise_weights(current),
            log=self._log(entries, weights),
        )

    def _outcome(self, place: int, step: Step, weights: Values) -> Outcome:
        run = self._runs[place]
        zeros: Zeros = "refused"
        try:
            return Outcome(weights) if run is None else run(weights, zeros)
        except PeelianError as problem:
            raise _in_step(problem, place, step) from problem

    def _entry(self, place: int, step: Step, before: Values, outcome: Outcome) -> dict[str, Any]:
        after = outcome.weights
        return {
            "step": place + 1,
            "does": step.kind,
            "rows": len(before),
            "rows_touched": int((after != before).sum()),
            "targets": self._sources[place],
            **outcome.facts,
            "before": asdict(summarise_weights(before)),
            "after": asdict(summarise_weights(after)),
            "input_sha256": _fingerprint(before),
            "output_sha256": _fingerprint(after),
        }

    def _log(self, entries: list[dict[str, Any]], weights: Values) -> dict[str, Any]:
        steps = tuple(self._inlined)
        recipe = self._recipe.model_copy(update={"steps": steps})
        return {
            "log": "weights",
            "code": __version__,
            "data": {
                "name": self._columns.name,
                "rows": len(self._columns),
                "columns": list(self._recipe.columns),
                "sha256": self._columns.fingerprint(self._recipe.columns),
            },
            "recipe": recipe.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True),
            "steps": entries,
            "weights_sha256": _fingerprint(weights),
        }


def _in_step(problem: PeelianError, place: int, step: Step) -> PeelianError:
    return type(problem)(
        f"step {place + 1} ({step.kind}), {problem.thing}",
        found=problem.found,
        accepted=problem.accepted,
        next_step=problem.next_step,
    )


def _fingerprint(weights: Values) -> str:
    return hashlib.sha256(np.ascontiguousarray(weights, dtype="<f8").tobytes()).hexdigest()


def _paired(body: Any, targets: list[Targets]) -> list[tuple[MarginTargets, Targets]]:
    return list(zip(body.margins, targets, strict=True)) if targets else []


def _source(margin: MarginTargets, targets: Targets, folder: Path) -> dict[str, Any]:
    written = isinstance(margin.targets, str)
    return {
        "by": list(targets.by),
        "source": targets.source,
        "categories": len(targets.totals),
        "total": sum(targets.totals.values()),
        "sha256": hashlib.sha256((folder / str(margin.targets)).read_bytes()).hexdigest()
        if written
        else None,
    }


def _inlined(step: Step, targets: list[Targets]) -> Step:
    if not targets:
        return step
    body = step.body
    margins = tuple(
        margin.model_copy(
            update={
                "targets": tuple(
                    {**dict(zip(each.by, category, strict=True)), margin.count: total}
                    for category, total in each.totals.items()
                ),
                "source": each.source,
            }
        )
        for margin, each in _paired(body, targets)
    )
    name = next(name for name in type(step).model_fields if getattr(step, name) is not None)
    return step.model_copy(update={name: body.model_copy(update={"margins": margins})})
