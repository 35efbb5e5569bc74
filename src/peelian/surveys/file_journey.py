"""A service stage by stage from a file of answers, with no workspace."""

from __future__ import annotations

from dataclasses import dataclass, replace

from peelian.errors import NotFound
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.journey import follow_journey
from peelian.surveys.analyses.result import AnalysisResult
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.file_asked import FileAsked
from peelian.surveys.file_sample import refuse_sample
from peelian.surveys.file_statement import named_answers, statement_column
from peelian.surveys.sampled_file import read_sampled


@dataclass(frozen=True, slots=True)
class JourneyAsked(FileAsked):
    """A request for the stages of a service in one file.

    Parameters
    ----------
    data
        Path of a CSV or .sav file.
    stages
        In the order of the service: columns of yes and no, or "column=answer|answer".
    weight, strata, psu, fpc, lonely, drop_unweighted, replicates, calibrated
        The sample, as in `FileAsked`.
    missing
        More words or codes that stand for no answer.
    level
        Confidence level between 0 and 1.
    """

    stages: tuple[str, ...]
    level: float = 0.95


def journey_of_file(asked: JourneyAsked) -> AnalysisResult:
    """Return the share for whom each stage went well, and the drops between them.

    Parameters
    ----------
    asked
        File, stages and design.

    Raises
    ------
    NotFound
        If there are fewer than two stages, one is named twice, or the file, a column or an answer is not
        there.
    FileRefused
        If weights or design cannot be used as they are.
    """
    refuse_sample(asked)
    named = [named_answers(each) for each in asked.stages]
    if len(named) < 2 or len(set(named)) < len(named):
        raise NotFound(
            "--stage",
            found="one stage or none" if len(named) < 2 else "a stage twice",
            accepted="two stages or more that differ, in the order of the service",
            next_step='write \'--stage "contact=very|fairly" --stage "overall=very|fairly"\'',
        )
    names = [name for name, _ in named]
    file, design = read_sampled(asked, names)
    columns, stages = {}, []
    for name, counts in named:
        # One column may be two stages, told apart by the answers that count.
        title = name if names.count(name) == 1 else f"{name} ({' or '.join(counts)})"
        columns[title] = statement_column(file.columns[name], counts, kept=design.kept)
        stages.append(Statement(title, title))
    found = follow_journey(Answers(columns, design.sample), stages, level=asked.level)
    return replace(found, notes=(*found.notes, *design.notes))
