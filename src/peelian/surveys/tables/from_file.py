"""A table of a file of answers, with no workspace."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused, NotFound
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.answer_file import AnswerFile, read_answers
from peelian.surveys.file_design import design_from
from peelian.surveys.scale import AnswerKind
from peelian.surveys.tables.asked import TableAsked
from peelian.surveys.tables.asked_words import NetAsked, ticked_columns, wanted_net
from peelian.surveys.tables.banner import BannerGroup, banner_of
from peelian.surveys.tables.make_table import make_table
from peelian.surveys.tables.no_answer import kind_of
from peelian.surveys.tables.question import Net, TableQuestion
from peelian.surveys.tables.table import SurveyTable

Inside = NDArray[np.bool_]

_MOST_ANSWERS, _MOST_COLUMNS = 100, 60
_TICKED = {"1", "yes", "true", "ticked", "selected", "mentioned", "checked"}
_NOT_TICKED = {"0", "no", "false", "not ticked", "not selected", "not mentioned", "unchecked"}


def table_of_file(asked: TableAsked) -> SurveyTable:
    """Return the table asked for.

    Answers are told apart from those that say that the question was not answered: by the words or codes
    named, by words in common use, and in an SPSS file by the codes it declares as missing. Which were found
    is noted.

    Parameters
    ----------
    asked
        File, rows, columns and design.

    Raises
    ------
    NotFound
        If the file, a column or an answer of a net is not there.
    FileRefused
        If weights, design or answers cannot be used as they are, or there are too many answers or columns.
    """
    asked.check()
    if not (asked.rows or asked.means or asked.several):
        raise NotFound(
            "the table",
            found="no question",
            accepted="--rows, --mean or --several, each of which may come more than once",
            next_step="name the column of a question by --rows",
        )
    nets = [wanted_net(each) for each in asked.nets]
    file = read_answers(asked.data, columns=asked.named(), missing=asked.missing)
    design = design_from(
        file,
        weight=asked.weight,
        strata=asked.strata,
        units=asked.psu,
        populations=asked.fpc,
        lonely=asked.lonely,
        drop_unweighted=asked.drop_unweighted,
    )
    kept = design.kept
    questions = [_coded(file.columns[name], asked, nets, kept) for name in dict.fromkeys(asked.rows)]
    for each in asked.several:
        name, columns = ticked_columns(each)
        questions.append(_several(name, [file.columns[column] for column in columns], nets, kept))
    for name in asked.means:
        if name not in asked.rows:
            numbers = file.columns[name].numbers(wanted_for="a mean")[kept]
            questions.append(TableQuestion(name, name, numbers=numbers))
    _refuse_strange(nets, questions)
    banner = [_group(file.columns[name], asked, kept) for name in asked.columns]
    notes = [*design.notes, *_missing(file, asked, questions)]
    try:
        return make_table(
            questions, banner, design=design.design, title=asked.title, rules=asked.rules, notes=notes
        )
    except ValueError as problem:
        raise FileRefused(
            asked.data,
            found=str(problem),
            accepted="a design of which every part can be told",
            next_step="check '--strata', '--psu' and '--lonely'",
        ) from problem


def _coded(column: AnswerColumn, asked: TableAsked, nets: Sequence[NetAsked], kept: Inside) -> TableQuestion:
    codes_of = {
        word: str(code) for word, code in zip(column.words, column.codes, strict=True) if word is not None
    }
    added: dict[AnswerKind, Collection[str]] = {
        "don't know": asked.dont_know, "refused": asked.refused, "not applicable": asked.not_applicable
    }  # fmt: skip
    kinds: dict[str, AnswerKind] = {word: kind_of(codes_of[word], word, added) for word in column.levels()}
    kinds |= _declared(column, added, asked.missing)
    words = sorted(kinds, key=lambda word: kinds[word] != "answer")
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
    try:
        return {places[word]: float(codes[word].replace(column.decimal, ".")) for word in answers}
    except ValueError as problem:
        raise FileRefused(
            f"{column.file}, column {column.name}",
            found=f"answers that are not numbers ({problem})",
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
        if word and kind != "answer" and code not in missing and word not in missing:
            found[word] = kind
    return found


def _several(
    name: str, columns: Sequence[AnswerColumn], nets: Sequence[NetAsked], kept: Inside
) -> TableQuestion:
    words = tuple(column.name for column in columns)
    ticks = np.column_stack([_ticks(column, kept) for column in columns])
    places = {word: place for place, word in enumerate(words)}
    own = tuple(_net(each, places, name) for each in nets if each.question == name)
    kinds: tuple[AnswerKind, ...] = ("answer",) * len(words)
    return TableQuestion(name, name, ticks, words, kinds, own)


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


def _group(column: AnswerColumn, asked: TableAsked, kept: Inside) -> BannerGroup:
    del asked
    words = column.levels()
    if not words or len(words) > _MOST_COLUMNS:
        raise FileRefused(
            f"{column.file}, column {column.name}",
            found=f"{len(words):,} groups",
            accepted=f"from 1 to {_MOST_COLUMNS} groups under a heading",
            next_step="put values into bands first, or choose another column",
        )
    places = {word: place for place, word in enumerate(words)}
    codes = np.array([-1 if word is None else places[word] for word in column.words[kept]])
    return banner_of(column.name, codes, words=words)


def _refuse_strange(nets: Sequence[NetAsked], questions: Sequence[TableQuestion]) -> None:
    names = [each.name for each in questions if each.codes is not None]
    for net in nets:
        if net.question not in names:
            raise NotFound(
                f"--net {net.label}",
                found=f"no question '{net.question}' in the rows",
                accepted=", ".join(names) or "a question named by --rows",
                next_step="name the question by '--rows' too",
            )


def _missing(file: AnswerFile, asked: TableAsked, questions: Sequence[TableQuestion]) -> list[str]:
    notes = []
    for question in questions:
        told = [word for word, kind in zip(question.words, question.kinds, strict=True) if kind != "answer"]
        if told:
            notes.append(f"{question.label}: not answers, shown beside: {', '.join(told)}.")
        if (
            question.codes is not None
            and not question.several
            and (unknown := int((question.codes < 0).sum()))
        ):
            notes.append(f"{question.label}: {unknown:,} rows say nothing and are outside every base.")
    for name in asked.columns:
        if missing := file.columns[name].missing_rows:
            notes.append(f"{name}: {missing:,} rows are in no column and in 'All'.")
    return notes
