"""What is asked for in a table of a file of answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from peelian.surveys.file_asked import FileAsked
from peelian.surveys.file_sample import refuse_sample
from peelian.surveys.tables.asked_words import ticked_columns
from peelian.surveys.tables.rules import TableRules


@dataclass(frozen=True, slots=True)
class TableAsked(FileAsked):
    """A request for a table.

    Parameters
    ----------
    data
        Path of a CSV or .sav file.
    rows
        Columns of questions whose answers are rows.
    columns
        Columns of groups, a heading each.
    nets
        As `wanted_net` reads them.
    means
        Columns of numbers, or of coded questions whose codes are scores, for a row with the mean.
    several
        "name=column,column": a question of which several answers may be ticked.
    weight, strata, psu, fpc, lonely, drop_unweighted, replicates, calibrated
        The sample, as in `FileAsked`.
    dont_know, refused, not_applicable
        More words or codes that stand for these.
    missing
        Words or codes that stand for nothing known at all.
    breaks
        "column=group": the first group of a heading that does not compare with those before it.
    title
        Above the table.
    rules
        How it is judged.
    """

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    nets: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    dont_know: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    title: str = ""
    rules: TableRules = field(default_factory=TableRules)

    def check(self) -> None:
        """Refuse a sample that is described wrongly, before the file is opened.

        Raises
        ------
        NotFound
            If the rule for strata of one unit is none of those there are, or replicates are not described or
            come with a design.
        """
        refuse_sample(self)

    def named(self) -> tuple[str, ...]:
        """Return every column of the file that is needed beside those of the sample, each once."""
        ticked = [column for each in self.several for column in ticked_columns(each)[1]]
        return tuple(dict.fromkeys([*self.rows, *self.columns, *self.means, *ticked]))
