"""Wording: figures that add up but are easily misread: odds told as likelihood, money without its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peelian.figures.document import Section
from peelian.figures.judgement import Judgement
from peelian.figures.passage import Passage
from peelian.figures.report import Report
from peelian.figures.writing import words_around, write_report

_LIKELY = re.compile(r"\b(?:more|less|as)\s+likely\b", re.I)
_TIMES = re.compile(r"(?:\b[x×]\s?\d+(?:\.\d+)?\b|\b\d+(?:\.\d+)?\s?(?:times|[x×])(?=\W|$))", re.I)
_MODEL = re.compile(r"\bodds\b|\blogistic\b|\bregression\b|\bpredictors?\b", re.I)
_MONEY = re.compile(
    r"(?P<sign>[£$€])\s?(?P<figures>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>(?:mn?|million|bn|billion|k|thousand|pa|p\.a\.)\b)?",
    re.I,
)
_GAP = re.compile(
    r"(?<!pay )\bgaps?\b[^.;()]{0,120}?(?P<figures>\d+(?:\.\d+)?\s?(?:%|per\s?cent))(?!\s*(?:points?|pp))",
    re.I,
)
_EACH = re.compile(
    r"\beach\s+(?P<holder>[a-z]+)\s+(?:has\s+|have\s+|had\s+)?(?:selected|chose|chosen|picked|has|had|made|set|named|got)\s+"
    r"(?P<many>\d+|two|three|four|five|six)\s+(?P<things>(?:[a-z]+\s+){0,2}[a-z]+s)\b",
    re.I,
)
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def advise(section: Section, *, before: Section | None, file: str) -> Iterator[Report]:
    """Yield advice on the wording of a section.

    Parameters
    ----------
    section
        The section.
    before
        The section before it, which may say that figures are odds.
    file
        The name of the document.
    """
    yield from _odds_as_likelihood(section, before, file)
    yield from _parts_of_each(section, file)
    for passage in _passages(section):
        for start, end, judgement in (*_money(passage.text), *_gap(passage.text)):
            yield _report(passage, start, end, judgement, file)


def _passages(section: Section | None) -> list[Passage]:
    return [block for block in section.blocks if isinstance(block, Passage)] if section else []


def _report(passage: Passage, start: int, end: int, judgement: Judgement, file: str) -> Report:
    words = words_around(passage.text, start, end)
    return write_report(judgement, file=file, place=passage.place_at(start), words=words)


def _odds_as_likelihood(section: Section, before: Section | None, file: str) -> Iterator[Report]:
    """Advise once where "x times more likely" stands near words of a model of odds."""
    passages = _passages(section)
    above = [*_passages(before), *section.above]
    if not any(_MODEL.search(passage.text) for passage in (*above, *passages)):
        return
    if not any(_LIKELY.search(passage.text) for passage in (*section.above, *passages)):
        return
    found = [(passage, match) for passage in passages for match in _TIMES.finditer(passage.text)]
    if found:
        passage, match = found[0]
        printed = ", ".join(dict.fromkeys(each[0].strip() for _, each in found))
        judgement = Judgement(
            "advice",
            printed,
            "'times more likely' stands near words of a model; a ratio of odds is further from 1 than the "
            "ratio of likelihoods, the more so the commoner the outcome",
            "if these are odds ratios say 'the odds are ... times', and print the percentages beside them",
        )
        yield _report(passage, match.start(), match.end(), judgement, file)


def _money(text: str) -> Iterator[tuple[int, int, Judgement]]:
    """Advise where an amount with one decimal has no unit and another amount beside it has one."""
    amounts = list(_MONEY.finditer(text))
    units = [amount for amount in amounts if amount["unit"] and amount["unit"].lower() not in {"pa", "p.a."}]
    for amount in amounts:
        decimals = len(amount["figures"].partition(".")[2])
        if units and not amount["unit"] and decimals in {1, 3}:
            why = f"it has no unit, and {units[0][0].strip()} beside it has one; pence have two decimals"
            step = f"print the unit, perhaps {amount[0].strip()}{units[0]['unit']}"
            yield amount.start(), amount.end(), Judgement("advice", amount[0].strip(), why, step)


def _gap(text: str) -> Iterator[tuple[int, int, Judgement]]:
    for found in _GAP.finditer(text):
        why = "a gap between two percentages is in percentage points; a percentage of one is another figure"
        step = "say 'percentage points' if it is the one taken from the other"
        yield found.start("figures"), found.end("figures"), Judgement("advice", found["figures"], why, step)


def _parts_of_each(section: Section, file: str) -> Iterator[Report]:
    """Advise where "each has selected 2 priorities" cannot make the number of priorities printed near it."""
    passages = _passages(section)
    for passage in passages:
        for found in _EACH.finditer(passage.text):
            many = _WORDS.get(found["many"].lower()) or int(found["many"])
            thing = found["things"].split()[-1].lower()
            totals = re.compile(
                rf"\b(?:of\s+(?:the\s+)?|total of\s+)(\d[\d,]*)\s+(?:[a-z]+\s+){{0,3}}{thing}\b", re.I
            )
            for other in passages:
                total = totals.search(other.text)
                number = int(total[1].replace(",", "")) if total else 0
                if many > 1 and number % many:
                    where = other.place_at(total.start() if total else 0).says
                    why = f"{number:,} {thing} are printed in {where}, which {many} does not divide"
                    step = f"say that some have more or fewer than {many}, or check the {number:,}"
                    judgement = Judgement("advice", found[0], why, step)
                    yield _report(passage, found.start(), found.end(), judgement, file)
