"""Sentences that go with estimates from a file: what is missing, how errors were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peelian.surveys.answer_file import AnswerFile
from peelian.surveys.asked import Asked
from peelian.surveys.file_design import FileDesign
from peelian.surveys.file_estimate import FileEstimate
from peelian.surveys.why_missing import words_for_missing

_INTERVALS = {
    "logit": "symmetric on the logit",
    "wilson": "Wilson's on the effective base",
    "t": "plus and minus t standard errors",
    "beta": "Korn and Graubard's",
    "arcsine": "symmetric on the arcsine",
}


def notes_of(
    file: AnswerFile, asked: Asked, *, design: FileDesign, found: Sequence[FileEstimate] = ()
) -> tuple[str, ...]:
    """Return the sentences, those that might change what a reader does first.

    Parameters
    ----------
    file, asked, design
        What was read, asked and made of it.
    found
        The estimates.
    """
    notes = [*design.notes, *_no_answers(file, asked)]
    if any(each.value is not None and each.lower is None for each in found):
        notes.append(
            "Where no interval stands, the rows or replicates behind the number are too few, or all alike, "
            "to make one."
        )
    for name in dict.fromkeys((*asked.y, *((asked.over,) if asked.over else ()), *asked.by)):
        column = file.columns[name]
        if column.missing_rows:
            notes.append(
                f"{name}: no answer in {column.missing_rows:,} of {file.rows:,} rows "
                f"({column.says_missing()}); these are outside the base and inside the design."
            )
        if shared := column.says_shared():
            notes.append(f"{name}: codes with one label are told as one answer: {shared}.")
    if asked.stat == "total" and any(file.columns[name].missing_rows for name in asked.y):
        notes.append("A total is that of the people who would have answered: nothing is put in for the rest.")
    if asked.stat == "total" and design.scaled:
        notes.append(
            "Weights add up to less than twice the rows: they were scaled, and totals are of that size."
        )
    notes.append(_method(asked))
    if design.replicates is not None:
        notes.append("Degrees of freedom: replicates that are not made of the others, less one.")
    else:
        whose = "the rows told about" if asked.df == "part" else "the whole sample"
        notes.append(f"Degrees of freedom: units less strata of {whose}.")
    if asked.stat != "quantile":
        plain = asked.deff == "replacement" or (asked.deff == "auto" and design.scaled)
        notes.append(
            "Design effect: against a simple sample drawn "
            + ("with replacement." if plain else "without replacement from as many as the weights add up to.")
        )
    return tuple(notes)


def _no_answers(file: AnswerFile, asked: Asked) -> Iterator[str]:
    """Yield the answers counted that commonly stand for none: leaving them in makes every share smaller."""
    if asked.stat != "proportion":
        return
    known = {word for words in words_for_missing().values() for word in words}
    for name in dict.fromkeys(asked.y):
        for level in file.columns[name].levels():
            if level.casefold().replace("’", "'") in known:
                yield (
                    f"{name}: '{level}' is counted as an answer; --missing \"{level}\" leaves it out of the "
                    "base."
                )


def _method(asked: Asked) -> str:
    level = f"{asked.level * 100:g} %"
    if asked.stat == "quantile":
        return f"Intervals: {level}, Woodruff's; quantiles by the inverse of the weighted distribution."
    way = _INTERVALS[asked.interval] if asked.stat == "proportion" else _INTERVALS["t"]
    errors = "from replicate weights" if asked.replicates is not None else "by linearisation under the design"
    return f"Intervals: {level}, {way}; errors {errors}."
