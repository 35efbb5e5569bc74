"""Statements made of what is wanted: which answers of which field hold for somebody."""

from __future__ import annotations

from collections.abc import Mapping

from peelian.catalogue.codes import CodeList
from peelian.catalogue.source import Source
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.wanted.outcome import Outcome


def statement_of(wanted: Outcome, source: Source, *, others: str = "all others") -> Statement:
    """Return the statement of an outcome: for a question of yes or no, yes unless answers are named.

    Parameters
    ----------
    wanted
        The outcome.
    source
        The source whose field it is.
    others
        What people of the other answers are called.
    """
    field = source.fields[wanted.question]
    title = wanted.called or field.label
    if field.type == "flag":
        yes = not wanted.counts or wanted.counts[0].lower() in ("y", "yes", "true", "1")
        return Statement(wanted.question, title, (1.0 if yes else 0.0,), others)
    return Statement(wanted.question, title, wanted.counts, others)


def each_answer(name: str, source: Source, codes: Mapping[str, CodeList]) -> tuple[Statement, ...]:
    """Return a statement for each answer that a field may hold, in the order of its codes.

    Parameters
    ----------
    name
        The field.
    source, codes
        The source, and the shared code lists by name.
    """
    field = source.fields[name]
    if field.type == "flag":
        return (Statement(name, f"{field.label}: yes"), Statement(name, f"{field.label}: no", (0.0,)))
    words = (
        {code: each.label for code, each in codes[field.codes].list.items()} if field.codes else field.values
    )
    return tuple(Statement(name, label, (code,)) for code, label in words.items())
