"""A service stage by stage: how many were content at each, and where it falls off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peelian.reference.unit import say_percent
from peelian.statistics.survey.group_shares import group_difference, group_shares
from peelian.statistics.survey.linearised import Linearised
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.listing import listed
from peelian.surveys.analyses.result import AnalysisResult
from peelian.surveys.analyses.rows import difference_row, share_row
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.analyses.words import say_between, say_gap


def follow_journey(answers: Answers, stages: Sequence[Statement], *, level: float = 0.95) -> AnalysisResult:
    """Follow the share for whom each of several stages went well, with the drop from one to the next.

    Each share is of all who were asked about the stage and could say. The drop is that of the two shares of
    one sample: the same people answer both, so it is surer than if they were apart.

    Parameters
    ----------
    answers
        The answers.
    stages
        Statements in the order in which the service goes, two or more.
    level
        Confidence level between 0 and 1.
    """
    everyone = np.ones((len(answers.sample.weights), 1), dtype=bool)
    held = [answers.holds(stage) for stage in stages]
    made = [group_shares(each, everyone, answers.sample, level=level) for each in held]
    rows = [
        share_row(stage.title, "", of=each.shares, at=0) for stage, each in zip(stages, made, strict=True)
    ]
    drops = []
    for place in range(1, len(stages)):
        earlier, later = made[place - 1], made[place]
        if not (np.isfinite(earlier.shares.share).all() and np.isfinite(later.shares.share).all()):
            continue
        both = type(later)(
            later.shares,
            Linearised(
                np.append(later.linearised.values, earlier.linearised.values),
                np.hstack([later.linearised.scores, earlier.linearised.scores]),
                np.append(later.linearised.degrees, earlier.linearised.degrees),
            ),
        )
        inside = ~(np.isnan(held[place]) & np.isnan(held[place - 1]))
        step = group_difference(both, [1.0, -1.0], inside=inside, design=answers.sample, level=level)
        word = "fall" if step.upper[0] < 0 else "rise" if step.lower[0] > 0 else "no clear difference"
        base = int(inside.sum())
        named = f"after {stages[place - 1].title}"
        row = difference_row(stages[place].title, named, kind="gap", of=step, at=0, base=base, judgement=word)
        rows.append(row)
        drops.append((float(step.difference[0]), place, row))
    known = [
        (stage.title, float(each.shares.share[0]))
        for stage, each in zip(stages, made, strict=True)
        if np.isfinite(each.shares.share[0])
    ]
    sentence = f"Stage by stage: {listed([f'{title} {say_percent(share)}' for title, share in known])}."
    falls = [drop for drop in drops if drop[2].judgement == "fall"]
    if falls:
        size, place, row = min(falls, key=lambda drop: drop[0])
        sentence += (
            f' The largest fall is at "{stages[place].title}": {say_gap(size)} below '
            f'"{stages[place - 1].title}" ({say_between(row.lower, row.upper)}).'
        )
    else:
        sentence += " No stage is clearly below the one before."
    notes = ("Stages may have been asked of different people: each share says its own base.",)
    title = "The service stage by stage"
    return AnalysisResult("journey", title, sentence, tuple(rows), notes, _headline(known))


def _headline(known: Sequence[tuple[str, float]]) -> str:
    if len(known) < 2:
        return ""
    least, most = min(known, key=lambda stage: stage[1]), max(known, key=lambda stage: stage[1])
    return f'Lowest at "{least[0]}", {say_percent(least[1])}; highest at "{most[0]}", {say_percent(most[1])}'
