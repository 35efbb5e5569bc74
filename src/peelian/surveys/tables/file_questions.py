"""Questions of a table from the columns of a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused, NotFound
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.scale import AnswerKind
from peelian.surveys.tables.asked import TableAsked
from peelian.surveys.tables.asked_words import NetAsked
from peelian.surveys.tables.no_answer import kind_of
from peelian.surveys.tables.question import Net, TableQuestion

Inside = NDArray[np.bool_]

_MOST_ANSWERS = 100
_ANSWER: AnswerKind = "answer"
_NOT_TICKED = {"0", "no", "false", "not ticked", "not selected", "not mentioned", "unchecked"}
_TICKED = {"1", "yes", "true", "ticked", "selected", "mentioned", "checked"}


def coded_question(
    column: AnswerColumn, asked: TableAsked, *, nets: Sequence[NetAsked], kept: Inside
) -> TableQuestion:
    """Return a question of one answer, those who gave none told apart by why.

    Parameters
    ----------
    column
        The answers.
    asked
        Which words and codes stand for no answer, and whether a mean is wanted.
    nets
        Nets of any question.
    kept
        Rows of the file that are in the design.

    Raises
    ------
    FileRefused
        If there are too many answers, or a mean is wanted of words.
    NotFound
        If a net names what is no answer.
    """
    codes_of = {
        word: str(code) for word, code in zip(column.words, column.codes, strict=True) if word is not None
    }
    added: dict[AnswerKind, Collection[str]] = {
        "don't know": asked.dont_know, "refused": asked.refused, "not applicable": asked.not_applicable
    }  # fmt: skip
    found = ((word, kind_of(codes_of[word], word, added)) for word in column.levels())
    kinds: dict[str, AnswerKind] = {word: kind for word, kind in found if kind is not None}
    kinds |= _declared(column, added, asked.missing)
    words = sorted(kinds, key=lambda word: get_args(AnswerKind).index(kinds[word]))
    if len(words) > _MOST_ANSWERS:
        raise FileRefused(
            f"{column.file}, column {column.name}",
            found=f"{len(words):,} different answers",
            accepted=f"at most {_MOST_ANSWERS} answers in a table",
            next_step="ask for its mean by '--mean', or put answers into bands first",
        )
    places = {word: place for place, word in enumerate(words)}
    reasons = column.reasons if column.reasons is not None else np.full(len(column.words), None)
    told = [
        places.get(word if word is not None else _reason(reason), -1)
        for word, reason in zip(column.words[kept], reasons[kept], strict=True)
    ]
    scores = _scores(column, codes_of, kinds, places) if column.name in asked.means else None
    answers = {word: place for word, place in places.items() if kinds[word] == "answer"}
    own = tuple(_net(each, answers, column.name) for each in nets if each.question == column.name)
    of_words: tuple[AnswerKind, ...] = tuple(kinds[word] for word in words)
    name = column.name
    return TableQuestion(name, name, np.array(told), tuple(words), of_words, own, scores)


def _scores(
    column: AnswerColumn,
    codes: Mapping[str, str],
    kinds: Mapping[str, AnswerKind],
    places: Mapping[str, int],
) -> dict[int, float]:
    answers = [word for word, kind in kinds.items() if kind == "answer"]
    if shared := column.says_shared():
        raise FileRefused(
            f"{column.file}, column {column.name}",
            found=f"codes with one label: {shared}",
            accepted="for a mean below the answers, a label of its own for each code",
            next_step="leave out '--mean' for it, or '--rows'; or give the codes labels of their own",
        )
    try:
        return {places[word]: float(codes[word].replace(column.decimal, ".")) for word in answers}
    except ValueError as problem:
        raise FileRefused(
            f"{column.file}, column {column.name}",
            found=f"answers that are not numbers: {str(problem).rpartition(': ')[2]}",
            accepted="numbers for a mean",
            next_step="leave out '--mean', or score the answers first",
        ) from problem


def _reason(reason: str | None) -> str:
    """Return the label of a declared code, "" where a row says nothing."""
    if reason is None or reason == "blank" or reason.startswith("'"):
        return ""
    code, _, word = reason.partition(" ")
    return word or code


def _declared(
    column: AnswerColumn, added: Mapping[AnswerKind, Collection[str]], missing: Collection[str]
) -> dict[str, AnswerKind]:
    """Return the declared ways of giving no answer whose kind is known; the others say nothing."""
    found: dict[str, AnswerKind] = {}
    for reason in column.missing:
        code, word = reason.partition(" ")[0], _reason(reason)
        kind = kind_of(code, word, added)
        if word and kind not in (None, "answer") and code not in missing and word not in missing:
            found[word] = kind
    return found


def ticked_question(
    name: str, columns: Sequence[AnswerColumn], *, nets: Sequence[NetAsked], kept: Inside
) -> TableQuestion:
    """Return a question of which several answers may be ticked, each in a column of its own.

    Parameters
    ----------
    name
        Name of the question.
    columns
        The columns, each 1 or yes, 0 or no, or blank.
    nets, kept
        As for `coded_question`.

    Raises
    ------
    FileRefused
        If an answer is neither ticked nor not.
    NotFound
        If a net names what is no answer.
    """
    words = tuple(column.name for column in columns)
    ticks = np.column_stack([_ticks(column, kept) for column in columns])
    places = {word: place for place, word in enumerate(words)}
    own = tuple(_net(each, places, name) for each in nets if each.question == name)
    return TableQuestion(name, name, ticks, words, tuple(_ANSWER for _ in words), own)


def _ticks(column: AnswerColumn, kept: Inside) -> NDArray[np.int64]:
    found = np.full(int(kept.sum()), -1)
    for place, word in enumerate(column.words[kept]):
        if word is None:
            continue
        sign = str(word).casefold()
        if sign not in _TICKED and sign not in _NOT_TICKED:
            raise FileRefused(
                f"{column.file}, column {column.name}",
                found=f"'{word}', where several answers may be ticked",
                accepted="1 or yes where ticked, 0 or no where not, blank where not asked",
                next_step="give it as a question of its own by '--rows'",
            )
        found[place] = int(sign in _TICKED)
    return found


def _net(net: NetAsked, places: Mapping[str, int], name: str) -> Net:
    for word in (*net.plus, *net.minus):
        if word not in places:
            raise NotFound(
                f"--net {net.label}",
                found=f"'{word}', which is no answer to {name}",
                accepted=" | ".join(places),
                next_step="write answers as they stand in the file",
            )
    both = set(net.plus) & set(net.minus)
    if both:
        raise NotFound(
            f"--net {net.label}",
            found=f"'{sorted(both)[0]}' for and against",
            accepted="an answer for or against",
            next_step="leave it out on one side",
        )
    return Net(net.label, tuple(places[word] for word in net.plus), tuple(places[word] for word in net.minus))
