"""What each row of a question is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.cube import Answers
from peelian.statistics.survey.quotient import Quotient, score_quotient, share_quotient
from peelian.surveys.tables.question import TableQuestion

Codes = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class WantedRow:
    """One row before it is worked out.

    Parameters
    ----------
    question
        The question it belongs to.
    answer, kind
        As in `TableRow`.
    quotient
        What is estimated.
    """

    question: TableQuestion
    answer: str
    kind: str
    quotient: Quotient


def answers_of(questions: tuple[TableQuestion, ...]) -> Answers:
    """Return the answers that the rows of questions need.

    Parameters
    ----------
    questions
        The questions; their names differ.
    """
    coded: dict[str, tuple[Codes, int]] = {}
    numbers = {each.name: each.numbers for each in questions if each.numbers is not None}
    for each in questions:
        if each.several:
            coded |= {_key(each, place): (column, 2) for place, column in enumerate(_ticks(each).T)}
            coded |= {_key(each, net.label): (_any(_ticks(each)[:, list(net.plus)]), 2) for net in each.nets}
        elif each.codes is not None:
            coded[_key(each, "")] = (each.codes, len(each.words))
    return Answers(coded, numbers)


def wanted_rows(question: TableQuestion) -> Iterator[WantedRow]:
    """Yield the rows of a question: answers, nets, the mean, and those who gave no answer.

    Parameters
    ----------
    question
        The question.
    """
    if question.several:
        named = [(word, place) for place, word in enumerate(question.words)]
        for kind, rows in (("share", named), ("net", [(net.label, net.label) for net in question.nets])):
            for label, key in rows:
                share = share_quotient(_key(question, key), yes=[1], base=[0, 1], codes=2)
                yield WantedRow(question, label, kind, share)
    elif question.codes is not None:
        yield from _of_codes(question)
    if question.numbers is not None:
        yield WantedRow(question, "Mean", "mean", Quotient(question.name, (0.0, 1.0), (1.0, 0.0)))


def _of_codes(question: TableQuestion) -> Iterator[WantedRow]:
    name, codes = _key(question, ""), len(question.words)
    base = _of_kind(question, "answer")
    for code in base:
        share = share_quotient(name, yes=[code], base=base, codes=codes)
        yield WantedRow(question, question.words[code], "share", share)
    for net in question.nets:
        if net.minus:
            scores = {code: float((code in net.plus) - (code in net.minus)) for code in base}
            yield WantedRow(
                question, net.label, "net score", score_quotient(name, scores=scores, codes=codes)
            )
        else:
            share = share_quotient(name, yes=net.plus, base=base, codes=codes)
            yield WantedRow(question, net.label, "net", share)
    if question.scores:
        yield WantedRow(question, "Mean", "mean", score_quotient(name, scores=question.scores, codes=codes))
    asked = [code for code in range(codes) if question.kinds[code] != "not applicable"]
    for kind in ("don't know", "refused", "not applicable"):
        of = asked if kind != "not applicable" else list(range(codes))
        for code in _of_kind(question, kind):
            share = share_quotient(name, yes=[code], base=of, codes=codes)
            yield WantedRow(question, question.words[code], "beside", share)


def _of_kind(question: TableQuestion, kind: str) -> list[int]:
    return [code for code, each in enumerate(question.kinds) if each == kind]


def _key(question: TableQuestion, part: str | int) -> str:
    return f"{question.name}\n{part}"


def _ticks(question: TableQuestion) -> Codes:
    return np.asarray(question.codes)


def _any(ticks: Codes) -> Codes:
    """Return 1 where any is ticked, 0 where all are known and none is, -1 otherwise."""
    unknown = (ticks < 0).any(axis=1)
    return np.where((ticks == 1).any(axis=1), 1, np.where(unknown, -1, 0))
