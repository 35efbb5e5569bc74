"""Fellows: percentages of one sentence or one list that are shares of the same base.

Where at least two others are shares of a number that the sentence or the words above the list print, a
percentage that is not is called wrong. Percentages of different sentences of a paragraph are never held to be
fellows: each sentence may speak of a group of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from peelian.figures.base_around import BaseAround, Tier
from peelian.figures.judgement import Judgement
from peelian.figures.printed_share import PrintedShare, say_share
from peelian.figures.report import Candidate
from peelian.figures.sentence import Sentence
from peelian.figures.surroundings import Surroundings
from peelian.figures.weighing import mend, weigh

_LEAST = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement and where it belongs.

    Parameters
    ----------
    judgement
        What is thought of the percentage.
    share
        What was printed.
    position
        Which block of the section it stands in.
    listed
        Whether that block is an item of a list.
    offset
        Where in its passage the sentence begins.
    sentence, start
        The sentence, and where in it the percentage begins.
    """

    judgement: Judgement
    share: PrintedShare
    position: int
    listed: bool
    offset: int
    sentence: Sentence
    start: int


def beside_fellows(each: Judged, judged: list[Judged], around: Surroundings) -> Judged:
    """Judge a percentage whose base could not be told by its fellows.

    Parameters
    ----------
    each
        The percentage; it comes back as it is unless it has a count, no base, and fellows it disagrees with.
    judged
        Every percentage of the section.
    around
        What the section says about bases.
    """
    judgement = each.judgement
    if judgement.kind != "no base" or judgement.count is None:
        return each
    for candidate in judgement.candidates:
        if candidate.base < judgement.count:
            continue
        same = [other for other in judged if _is_share_of(other, each, candidate.base)]
        sentence = [
            other for other in same if other.sentence is each.sentence and _in_one_clause(other, each)
        ]
        inside = any(number.value == candidate.base for number in each.sentence.counts)
        if (inside and len(sentence) >= _LEAST) or _in_one_list(each, same, candidate, around):
            return replace(each, judgement=_disagreeing(each, candidate))
    return each


def _is_share_of(other: Judged, each: Judged, base: int) -> bool:
    judgement = other.judgement
    told = judgement.kind == "agrees" and bool(judgement.candidates) and judgement.candidates[0].base == base
    return told and judgement.count not in {None, each.judgement.count, base}


def _in_one_clause(other: Judged, each: Judged) -> bool:
    first, last = sorted((other.start, each.start))
    return ";" not in each.sentence.text[first:last]


def _in_one_list(each: Judged, same: list[Judged], candidate: Candidate, around: Surroundings) -> bool:
    """Say whether the others stand in the same list, below words that print the base."""
    fellows = [other for other in same if other.listed and other.position != each.position]
    if not each.listed or len(fellows) < _LEAST:
        return False
    first = min(other.position for other in [*fellows, each])
    above = [stated for stated in around.numbers if stated.value == candidate.base and stated.stated]
    return any(stated.position < first for stated in above)


def _disagreeing(each: Judged, candidate: Candidate) -> Judgement:
    judgement, count = each.judgement, each.judgement.count or 0
    why = f"{candidate.base:,} is read as the base: other percentages here are shares of it"
    base = BaseAround(candidate.base, Tier.NEAR, "other percentages here are shares of it")
    rest = tuple(other for other in judgement.candidates if other is not candidate)
    return Judgement(
        "disagrees",
        judgement.printed,
        why,
        mend(each.share, count, candidate.base),
        count,
        say_share(count, candidate.base, beside=each.share),
        (*weigh(each.share, count, [base]), *rest),
    )
