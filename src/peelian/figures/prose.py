"""Prose: every percentage in the passages of a section, compared with what stands beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from peelian.figures.base_around import BaseAround
from peelian.figures.counts_beside import count_beside, parts_beside
from peelian.figures.document import Section
from peelian.figures.fellows import Judged, beside_fellows
from peelian.figures.judgement import Judgement, judge_by_count, judge_by_parts
from peelian.figures.naming_of_base import has_base
from peelian.figures.part_of_whole import PartOfWhole
from peelian.figures.passage import Passage
from peelian.figures.percentages import Percentage
from peelian.figures.report import Report
from peelian.figures.sentence import Sentence
from peelian.figures.surroundings import Surroundings
from peelian.figures.writing import words_around, write_report

_NEVER_A_SHARE = {"change", "points", "confidence", "range", "slice", "set beforehand"}
_WORDS_OF_ROLE = {
    "change": "it tells a change",
    "points": "it is in percentage points",
    "confidence": "it is a level of confidence",
    "range": "it is one end of a range",
    "slice": "it is a slice of a ranking",
    "gap": "it is a gap",
    "set beforehand": "it is a target, a limit or a chance",
    "compared": "it is something compared with",
}
_WEIGHTED = (
    "; the section speaks of weights, and weighted percentages need not follow from the counts printed"
)


def judge_section(section: Section, around: Surroundings, *, file: str) -> tuple[Report, ...]:
    """Judge every percentage in the passages of a section.

    Parameters
    ----------
    section
        The section.
    around
        What it says about bases.
    file
        The name of the document.
    """
    judged: list[Judged] = []
    for position, sentences in enumerate(around.sentences):
        for sentence in sentences:
            listed = getattr(section.blocks[position], "kind", "") == "bullet"
            judged += _judge_sentence(sentence, around=around, position=position, listed=listed)
    judged = [beside_fellows(each, judged, around) for each in judged]
    return tuple(_report(each, section, around, file) for each in judged)


def judge_sentence(
    sentence: Sentence, *, near: tuple[BaseAround, ...] = ()
) -> tuple[tuple[Percentage, Judgement | None], ...]:
    """Judge the percentages of one sentence; None for a share that stands beside no count.

    Parameters
    ----------
    sentence
        The sentence.
    near
        Numbers outside it that may be bases.
    """
    parts = parts_beside(sentence)
    return tuple(
        (each, _judge(sentence, each, parts.get(each.start, ()), near)) for each in sentence.percentages
    )


def _judge(
    sentence: Sentence, percentage: Percentage, parts: tuple[PartOfWhole, ...], near: tuple[BaseAround, ...]
) -> Judgement | None:
    share, role = percentage.share, percentage.role
    if role in _NEVER_A_SHARE:
        return Judgement("not checked", share.text, _WORDS_OF_ROLE[role])
    if parts:
        return judge_by_parts(sentence, percentage, parts=parts, near=near)
    if percentage.in_words:
        return _words_beside_figures(sentence, percentage)
    count = count_beside(sentence, percentage)
    if count is not None and (role == "share" or count.form != "bare"):
        return judge_by_count(sentence, percentage, count=count, near=near)
    return None if role == "share" else Judgement("not checked", share.text, _WORDS_OF_ROLE[role])


def _words_beside_figures(sentence: Sentence, percentage: Percentage) -> Judgement:
    """Compare "a quarter" with a "(26%)" that stands in brackets after it."""
    words = percentage.share
    for other in sentence.percentages:
        between = sentence.text[percentage.end : other.start]
        if other.in_words or other.role != "share" or not re.fullmatch(r"\s*[(\[]\s*", between):
            continue
        printed = f"{words.text} ({other.share.text})"
        if words.lower <= other.share.upper and other.share.lower <= words.upper:
            return Judgement("agrees", printed, "the words and the figure agree", gives=other.share.text)
        step = "mend the words or the figure"
        return Judgement(
            "disagrees", printed, "the figure stands beside the words", step, gives=other.share.text
        )
    return Judgement("not checked", words.text, "it is in words and stands beside no count")


def _judge_sentence(sentence: Sentence, *, around: Surroundings, position: int, listed: bool) -> list[Judged]:
    outside = around.bases_near(position, count=1)
    within = {number.value for number in sentence.counts}
    near = tuple(base for base in outside if base.value not in within)
    judged: list[Judged] = []
    bare: list[Percentage] = []

    def keep(percentage: Percentage, judgement: Judgement) -> None:
        judged.append(
            Judged(judgement, percentage.share, position, listed, sentence.offset, sentence, percentage.start)
        )

    for percentage, judgement in judge_sentence(sentence, near=near):
        if judgement is None:
            bare.append(percentage)
        else:
            keep(percentage, judgement)
    known = has_base(sentence, tuple(bare), around=around, position=position) or any(
        each.judgement.kind == "agrees" for each in judged
    )
    for percentage in bare:
        full = percentage.share.value in {0, 100}
        if known or full:
            keep(percentage, Judgement("not checked", percentage.share.text, "it stands beside no count"))
        else:
            keep(percentage, _without_anything(percentage.share.text))
    return judged


def _without_anything(printed: str) -> Judgement:
    return Judgement(
        "no base",
        printed,
        "neither a count nor a base stands near",
        "say of what it is a percentage, and of how many",
    )


def _report(each: Judged, section: Section, around: Surroundings, file: str) -> Report:
    judgement, sentence = each.judgement, each.sentence
    if judgement.kind == "disagrees" and around.weighted and judgement.count is not None:
        step = "say that it is weighted, and print the weighted base; otherwise " + judgement.next_step
        judgement = replace(judgement, kind="advice", why=judgement.why + _WEIGHTED, next_step=step)
    passage = section.blocks[each.position]
    assert isinstance(passage, Passage)  # noqa: S101
    place = passage.place_at(each.offset + each.start)
    end = each.start + len(judgement.printed)
    return write_report(judgement, file=file, place=place, words=words_around(sentence.text, each.start, end))
