"""Statements made of what is wanted: which answers of which field hold for somebody."""

from __future__ import annotations

from collections.abc import Mapping

from peelian.catalogue.codes import CodeList
from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.surveys.analyses.statement import ALL_OTHERS, Statement
from peelian.surveys.wanted.outcome import Outcome


def statement_of(wanted: Outcome, source: Source, *, others: str = ALL_OTHERS) -> Statement:
    """Return the statement of an outcome: for a question of yes or no, yes unless answers are named.

    Parameters
    ----------
    wanted
        The outcome.
    source
        The source whose field it is.
    others
        What people of the other answers are called, unless the outcome says it.
    """
    others = wanted.others or others
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
    return tuple(Statement(name, label, (code,)) for code, label in answer_words(field, codes).items())


def answer_words(field: Field, codes: Mapping[str, CodeList]) -> Mapping[str, str]:
    """Return what the answers that a field may hold are called: code -> words, in the order of its codes.

    Parameters
    ----------
    field
        The field.
    codes
        The shared code lists by name.
    """
    if field.codes:
        return {code: each.label for code, each in codes[field.codes].list.items()}
    return field.values
