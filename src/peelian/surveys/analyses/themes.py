"""How many spoke of each theme in answers in their own words, as people coded them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peelian.errors import PeelianError
from peelian.reference.unit import say_percent
from peelian.statistics.survey.group_shares import group_shares
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.result import AnalysisResult
from peelian.surveys.analyses.rows import share_row
from peelian.surveys.analyses.statement import Statement


def count_themes(answers: Answers, themes: Sequence[Statement], *, level: float = 0.95) -> AnalysisResult:
    """Tell for each theme the share of those who wrote something in whose answer people found it.

    One answer may hold several themes, so shares do not add up to one. Nothing is guessed from the words.

    Parameters
    ----------
    answers
        The answers.
    themes
        A statement for each theme; somebody who wrote nothing has no value in any.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    PeelianError
        If there is no theme, or nobody wrote anything.
    """
    everyone = np.ones((len(answers.design.weights), 1), dtype=bool)
    made = [
        group_shares(answers.holds(theme), everyone, answers.design, level=level).shares for theme in themes
    ]
    told = [(theme, share) for theme, share in zip(themes, made, strict=True) if share.base[0]]
    if not told:
        raise PeelianError(
            "themes",
            found="no answer with a theme" if themes else "no theme",
            accepted="a question with several answers, one for each theme, that somebody answered",
            next_step="code the answers, or name another question",
        )
    told.sort(key=lambda pair: -float(pair[1].share[0]))
    rows = [share_row(theme.title, "", of=share, at=0) for theme, share in told]
    theme, share = told[0]
    sentence = (
        f"Of {int(share.base[0]):,} {answers.people} who wrote something, "
        f"{say_percent(float(share.share[0]))} spoke of '{theme.title}', more than of anything else."
    )
    notes = (
        "Themes were coded by people; one answer may hold several, so shares need not add up to 100%.",
        "Those who wrote something may differ from those who did not.",
    )
    headline = f"'{theme.title}' was written of most: by {say_percent(float(share.share[0]))}"
    return AnalysisResult("themes", "What people wrote of", sentence, tuple(rows), notes, headline)
