"""Reading the columns that a request names, those of the sample among them, with the sample they describe."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.surveys.answer_file import AnswerFile, read_answers
from peelian.surveys.file_asked import FileAsked
from peelian.surveys.file_design import FileDesign
from peelian.surveys.file_sample import sample_of


def read_sampled(asked: FileAsked, columns: Iterable[str]) -> tuple[AnswerFile, FileDesign]:
    """Return the columns of a file and the sample they are of.

    Parameters
    ----------
    asked
        The request.
    columns
        Headings that are needed beside those of the sample.

    Raises
    ------
    NotFound
        If the file or a column is not there.
    FileRefused
        If weights, replicates or design cannot be used as they are.
    """
    weight = () if asked.weight is None else (asked.weight,)
    wanted = tuple(dict.fromkeys([*columns, *weight, *asked.strata, *asked.psu, *asked.fpc]))
    replicates = () if asked.replicates is None else asked.replicates.columns
    file = read_answers(asked.data, columns=wanted, missing=asked.missing, like=replicates)
    return file, sample_of(file, asked)
