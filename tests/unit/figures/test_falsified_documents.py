"""Documents made from right figures are left alone; one falsified figure is found, and nothing else."""

from __future__ import annotations

import random

import pytest

from peelian.figures.checking import check_document
from peelian.figures.document import Document, into_sections
from peelian.figures.readers.plain_text import read_plain_text
from tests.unit.figures.made_up import SENTENCES, markdown, right_fact, table, write, wrong_fact


def wrong_lines(text):
    checked = check_document(Document("made up", into_sections(read_plain_text(text))))
    lines = {dict(report.place.parts)["line"] for report in checked.reports if report.kind == "disagrees"}
    return lines, checked.tally()


def prose(source, falsify):
    """Eight bullets of right facts; one of them falsified if asked. Return the text and its line."""
    forms = source.sample(SENTENCES, 8)
    facts = [right_fact(source) for _ in forms]
    chosen = source.randrange(len(facts)) if falsify else None
    if chosen is not None:
        facts[chosen] = wrong_fact(facts[chosen], source)
    lines = [
        "# What was found",
        "",
        *(f"- {write(fact, form)}" for fact, form in zip(facts, forms, strict=True)),
    ]
    return "\n".join(lines), None if chosen is None else chosen + 3


@pytest.mark.parametrize("seed", range(60))
def test_right_sentences_are_left_alone(seed):
    text, _ = prose(random.Random(seed), falsify=False)
    lines, tally = wrong_lines(text)
    assert lines == set(), text
    assert tally["agrees"] >= 8


@pytest.mark.parametrize("seed", range(120))
def test_falsified_sentence_is_found_and_nothing_else(seed):
    text, line = prose(random.Random(1000 + seed), falsify=True)
    assert wrong_lines(text)[0] == {line}, text


@pytest.mark.parametrize("seed", range(40))
def test_right_table_is_left_alone(seed):
    source = random.Random(2000 + seed)
    rows = table([right_fact(source) for _ in range(source.randint(2, 9))], source)
    lines, tally = wrong_lines(markdown(rows))
    assert lines == set()
    assert tally["agrees"] == len(rows) - 1


@pytest.mark.parametrize("seed", range(80))
def test_falsified_row_of_a_table_is_found_and_nothing_else(seed):
    source = random.Random(3000 + seed)
    facts = [right_fact(source) for _ in range(source.randint(2, 9))]
    chosen = source.randrange(len(facts))
    facts[chosen] = wrong_fact(facts[chosen], source)
    assert wrong_lines(markdown(table(facts, source)))[0] == {chosen + 3}


@pytest.mark.parametrize("form", SENTENCES)
@pytest.mark.parametrize("seed", range(5))
def test_each_form_is_read_alone(form, seed):
    source = random.Random(seed)
    fact = right_fact(source)
    lines, tally = wrong_lines(write(fact, form))
    assert lines == set()
    assert tally["agrees"] >= 1
    assert wrong_lines(write(wrong_fact(fact, source), form))[0] == {1}
