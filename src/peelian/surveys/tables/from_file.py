"""A table of a file of answers, with no workspace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused, NotFound
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.answer_file import AnswerFile
from peelian.surveys.sampled_file import read_sampled
from peelian.surveys.tables.asked import TableAsked
from peelian.surveys.tables.asked_words import NetAsked, ticked_columns, wanted_net
from peelian.surveys.tables.banner import BannerGroup, banner_of
from peelian.surveys.tables.file_questions import coded_question, ticked_question
from peelian.surveys.tables.make_table import make_table
from peelian.surveys.tables.question import TableQuestion
from peelian.surveys.tables.table import SurveyTable

Inside = NDArray[np.bool_]

_MOST_COLUMNS = 60


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
    file, design = read_sampled(asked, asked.named())
    kept = design.kept
    questions = [
        coded_question(file.columns[name], asked, nets=nets, kept=kept) for name in dict.fromkeys(asked.rows)
    ]
    for each in asked.several:
        name, columns = ticked_columns(each)
        questions.append(
            ticked_question(name, [file.columns[each] for each in columns], nets=nets, kept=kept)
        )
    for name in asked.means:
        if name not in asked.rows:
            numbers = file.columns[name].numbers(wanted_for="a mean")[kept]
            questions.append(TableQuestion(name, name, numbers=numbers))
    for question in questions:
        _refuse_unanswered(asked.data, question)
    _refuse_strange(nets, questions)
    _refuse_breaks(asked)
    banner = [_group(file.columns[name], asked, kept) for name in dict.fromkeys(asked.columns)]
    notes = [*design.notes, *_missing(file, asked, questions)]
    try:
        return make_table(
            questions, banner, design=design.sample, title=asked.title, rules=asked.rules, notes=notes
        )
    except ValueError as problem:
        raise FileRefused(
            asked.data,
            found=str(problem),
            accepted="a design of which every part can be told",
            next_step="check '--strata', '--psu' and '--lonely'",
        ) from problem


def _refuse_unanswered(name: str, question: TableQuestion) -> None:
    codes, numbers = question.codes, question.numbers
    said = (codes is not None and (codes >= 0).any()) or (numbers is not None and np.isfinite(numbers).any())
    if not said:
        raise FileRefused(
            f"{name}, column {question.name}",
            found=f"nothing said in any of {question.rows:,} rows",
            accepted="some answers",
            next_step="choose another column, or look whether '--missing' names its answers by mistake",
        )


def _group(column: AnswerColumn, asked: TableAsked, kept: Inside) -> BannerGroup:
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
    banner = banner_of(column.name, codes, words=words)
    later = [place for each in asked.breaks for place in _after(each, column.name, places)]
    marked = tuple(replace(each, after_break=each.codes[0] in later) for each in banner.columns)
    return replace(banner, columns=marked)


def _after(text: str, name: str, places: Mapping[str, int]) -> Iterator[int]:
    """Yield the groups of a heading from a break on, of "column=group"."""
    column, equals, word = (each.strip() for each in text.partition("="))
    if not equals or (column == name and word not in places):
        raise NotFound(
            f"--break {text}",
            found=f"no group '{word}' of {name}" if equals else "no '='",
            accepted=f"{name}=" + " | ".join(places),
            next_step="name the first group that does not compare with those before it",
        )
    if column == name:
        yield from range(places[word], len(places))


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


def _refuse_breaks(asked: TableAsked) -> None:
    for each in asked.breaks:
        if each.partition("=")[0].strip() not in asked.columns:
            raise NotFound(
                f"--break {each}",
                found="no such heading in the columns",
                accepted=", ".join(asked.columns) or "a column named by --columns",
                next_step="name the column by '--columns' too",
            )


def _missing(file: AnswerFile, asked: TableAsked, questions: Sequence[TableQuestion]) -> list[str]:
    notes = [
        f"'{word}', named as no answer, stands in none of the rows."
        for word in dict.fromkeys((*asked.dont_know, *asked.refused, *asked.not_applicable))
        if not any(file.columns[name].has(word) for name in asked.rows)
    ]
    for question in questions:
        told = [word for word, kind in zip(question.words, question.kinds, strict=True) if kind != "answer"]
        if told:
            notes.append(f"{question.label}: not answers, shown beside: {', '.join(told)}.")
        if (
            question.codes is not None
            and not question.several
            and (unknown := int((question.codes < 0).sum()))
        ):
            say = "row says nothing and is" if unknown == 1 else "rows say nothing and are"
            notes.append(f"{question.label}: {unknown:,} {say} outside every base.")
    for name in dict.fromkeys((*asked.rows, *asked.columns)):
        if shared := file.columns[name].says_shared():
            notes.append(f"{name}: codes with one label are told as one answer: {shared}.")
    for name in dict.fromkeys(asked.columns):
        if missing := file.columns[name].missing_rows:
            are = "row is" if missing == 1 else "rows are"
            notes.append(f"{name}: {missing:,} {are} in no column and in 'All'.")
    return notes
