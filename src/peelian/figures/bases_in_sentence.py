"""Bases around a percentage: the numbers of which a count beside it may be a part, and why each may be."""

from __future__ import annotations

import re

from peelian.figures.base_around import BaseAround, Tier
from peelian.figures.counts_beside import CountBeside
from peelian.figures.joined import bracket_around, brackets_of
from peelian.figures.numerals import Number
from peelian.figures.percentages import Percentage
from peelian.figures.sentence import Sentence

_EVERY = r"(?:(?:the|all|these|those|our|their|its|a|some|total|of|only|just)\s+)*(?:total of\s+)?"
_OF = re.compile(rf"\s*(?:out\s+of|of|among|amongst|from)\s+{_EVERY}", re.I)
_WORDS = re.compile(r"[^()\[\],;:.]*")
_MARKED_BEFORE = re.compile(
    rf"(?:\b(?:out\s+of|of|among|amongst|from|in)\s+{_EVERY}"
    r"|\b(?:sample(?:\s+size)?|base|total|number)\s+(?:of|was|is|=|:)?\s*"
    r"|\bbase(?:\s+size)?\s*[:=(]\s*|(?<!\w)n\s*[=:]\s*"
    r"|\b(?:interviewed|surveyed|sampled|reviewed|examined|coded|analysed|received|recorded|were|was)\s+(?:all\s+|the\s+)*)$",
    re.I,
)
_OF_BEFORE = re.compile(
    rf"(?:^|[,;:(–—.]\s*|\b(?:that|and|but|overall|today|year)\s+)(?:out\s+)?(?:of|among|amongst|from)\s+{_EVERY}$",
    re.I,
)
_OF_WHICH = re.compile(
    r"^[^.;()]{0,60}?[,;:(–—-]?\s*(?:of\s+(?:which|whom|these|those|them)|among\s+(?:them|whom|which|these))\b",
    re.I,
)
_PEOPLE = re.compile(
    r"^\s+(?:[a-z-]+\s+){0,2}(?:respondents?|people|persons?|interviews?|victims?|offenders?|suspects?|cases"
    r"|responses|participants|residents|adults|individuals|youths?|young people|officers|records|searches"
    r"|stops|incidents|offences|crimes|allegations|deployments|returns|homicides|arrests"
    r"|detentions|detainees|surveyed|answers)\b",
    re.I,
)


def bases_in_sentence(
    sentence: Sentence, percentage: Percentage, count: CountBeside
) -> tuple[BaseAround, ...]:
    """Return the numbers of the sentence that may be the base, the closest first."""
    found = []
    for number in sentence.counts:
        if number.start != count.start:
            found.append(_base(sentence, percentage, count, number))
    return tuple(sorted(found, key=lambda base: base.tier))


def _base(sentence: Sentence, percentage: Percentage, count: CountBeside, number: Number) -> BaseAround:
    text = sentence.text
    if number.start >= count.group and _OF.fullmatch(text[count.group : number.start]):
        return BaseAround(
            number.value, Tier.BOUND, f"'{_excerpt(text, count.group, number.end)}' follows it", True
        )
    if number.start >= percentage.end and _OF.fullmatch(text[percentage.end : number.start]):
        return BaseAround(number.value, Tier.BOUND, "it follows the percentage after 'of'", True)
    if count.form != "bare" and number.end <= count.first and number.value > count.count:
        between = text[number.end : count.first]
        alone = not any(number.end < other.start < count.first for other in sentence.counts)
        if alone and _WORDS.fullmatch(between) and text[count.first] in "([":
            return BaseAround(
                number.value, Tier.BOUND, "it stands before the bracket", len(between.split()) <= 2
            )
    return _marked(text, count, number) or BaseAround(
        number.value, Tier.SAME_SENTENCE, "it stands in the same sentence"
    )


def _marked(text: str, count: CountBeside, number: Number) -> BaseAround | None:
    """Read words that mark a number as a base, and whether a semicolon parts it from the count."""
    of_which = _OF_WHICH.match(text[number.end : count.first])
    begins = number.end
    if _OF_BEFORE.search(text[: number.start]) and number.end <= count.first:
        why = "the sentence speaks of so many"
    elif number.end <= count.first and of_which:
        # "80 searches; of these 20": the words themselves refer across the first semicolon.
        why, begins = "the words 'of which' or the like follow it", number.end + of_which.end()
    elif re.search(r"(?<![\w])N\s*=\s*$|\bbase\s*[:=]?\s*$", text[: number.start]):
        why = "it is marked as a base"
    else:
        return None
    return BaseAround(number.value, Tier.MARKED, why, apart=_apart(text, begins, count.start))


def _apart(text: str, base: int, count: int) -> bool:
    """Say whether a semicolon parts a base from a count; one in a bracket that holds only one does not."""
    pairs = brackets_of(text)
    for found in re.finditer(";", text[min(base, count) : max(base, count)]):
        around = bracket_around(min(base, count) + found.start(), pairs)
        # In a bracket, "(n=36; N=97)" gives the base after its count.
        if around is None or (around[0] < base < count < around[1]):
            return True
    return False


def hedged_bases(sentence: Sentence, count: CountBeside) -> tuple[BaseAround, ...]:
    """Return the numbers of the sentence that are read as approximate ("about 40") and may be the base."""
    return tuple(
        BaseAround(number.value, Tier.SAME_SENTENCE, "it stands in the same sentence, perhaps rounded")
        for number in sentence.numbers
        if number.nature == "about"
        and number.value >= max(count.count, 1)
        and (number.spelled or number.text[-1].isdigit())
    )


def stated_bases(sentence: Sentence) -> tuple[Number, ...]:
    """Return the numbers of a sentence that are stated as the size of something asked, coded or counted."""
    text = sentence.text
    return tuple(
        number
        for number in sentence.counts
        if number.value > 9
        and not number.spelled
        and (_MARKED_BEFORE.search(text[: number.start]) or _PEOPLE.match(text[number.end :]))
    )


def _excerpt(text: str, start: int, end: int) -> str:
    return re.sub(r"\s+", " ", text[start:end]).strip(" ,)")
