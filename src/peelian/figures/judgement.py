"""Judgement of one percentage against the counts that stand beside it.

A percentage is called wrong only when it stands beside a count and a base and no plausible reading of the
two agrees with it. A count whose base cannot be told is a milder matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from peelian.figures.base_around import BaseAround, Tier
from peelian.figures.bases_in_sentence import bases_in_sentence, hedged_bases
from peelian.figures.counts_beside import CountBeside
from peelian.figures.part_of_whole import PartOfWhole
from peelian.figures.percentages import Percentage
from peelian.figures.printed_share import PrintedShare, say_share
from peelian.figures.report import Candidate, ReportKind
from peelian.figures.sentence import Sentence
from peelian.figures.weighing import mend, say_bases, weigh


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of one percentage, before it is put into a report.

    Parameters
    ----------
    kind
        As in a report.
    printed
        What was printed, the count included.
    why
        How it was read.
    next_step
        What to do.
    count
        The count it was compared with, if any.
    gives
        What the counts give, if anything.
    candidates
        Bases considered, the chosen one first.
    """

    kind: ReportKind
    printed: str
    why: str
    next_step: str = ""
    count: int | None = None
    gives: str | None = None
    candidates: tuple[Candidate, ...] = ()


def judge_by_parts(
    sentence: Sentence,
    percentage: Percentage,
    *,
    parts: tuple[PartOfWhole, ...],
    near: tuple[BaseAround, ...],
) -> Judgement:
    """Compare a percentage with the parts of wholes that are joined to it.

    Parameters
    ----------
    sentence, percentage
        The percentage and its sentence.
    parts
        At least one part of a whole joined to it.
    near
        Other numbers that stand near, told beside a disagreement.
    """
    share = percentage.share
    agreeing = [part for part in parts if share.covers(part.count, part.base)]
    chosen = (agreeing or list(parts))[0]
    considered = [BaseAround(part.base, Tier.BOUND, f"'{part.text}' stands beside it") for part in parts]
    considered.sort(key=lambda base: base.value != chosen.base)
    candidates = weigh(share, chosen.count, considered)
    gives = say_share(chosen.count, chosen.base, beside=share) if chosen.base else None
    printed = f"{share.text} ({chosen.text})"
    why = f"'{chosen.text}' stands beside it"
    if agreeing:
        return Judgement("agrees", printed, why, "", chosen.count, gives, candidates)
    if not all(part.certain for part in parts):
        return Judgement(
            "not checked", printed, f"'{chosen.text}' may be no part of a whole", count=chosen.count
        )
    if _shares_out(sentence, share):
        return Judgement("not checked", printed, "the sentence gives several figures 'respectively'")
    others = [base for base in near if base.value != chosen.base and share.covers(chosen.count, base.value)]
    candidates += weigh(share, chosen.count, others)
    return Judgement(
        "disagrees", printed, why, mend(share, chosen.count, chosen.base), chosen.count, gives, candidates
    )


def judge_by_count(
    sentence: Sentence,
    percentage: Percentage,
    *,
    count: CountBeside,
    near: tuple[BaseAround, ...],
) -> Judgement:
    """Compare a percentage with a count beside it, its base being looked for around.

    Parameters
    ----------
    sentence, percentage
        The percentage and its sentence.
    count
        The count beside it.
    near
        Numbers outside the sentence that may be bases, the closest first.
    """
    share = percentage.share
    near = tuple(base for base in near if base.value >= count.count)
    printed = f"{share.text} ({'n=' if count.form != 'bare' else ''}{count.text})"
    bases = [base for base in bases_in_sentence(sentence, percentage, count) if base.value > 0]
    within = [base for base in bases if base.value >= count.count]
    bound = [base for base in bases if base.tier is Tier.BOUND]
    as_base = count.form != "bare" and share.is_reachable(count.count)
    # A base that touches the percentage leaves no room for a number elsewhere in the sentence.
    furthest = Tier.MARKED if any(base.sure for base in bound) else Tier.SAME_SENTENCE
    for base in within:
        if base.tier <= furthest and share.covers(count.count, base.value):
            return _agreed(share, printed, count, base)
    for base in bases:
        if count.form != "bare" and base.value < count.count and share.covers(base.value, count.count):
            return _agreed_the_other_way(share, printed, count, base)
    fitting = [base for base in near if share.covers(count.count, base.value)]
    if as_base and (count.form == "N" or not any(base.sure for base in bound)):
        if fitting:
            return _agreed(share, printed, count, fitting[0])
        return Judgement("not checked", printed, f"n={count.text} may be the base itself", count=count.count)
    hedged = [base for base in hedged_bases(sentence, count) if share.covers(count.count, base.value)]
    if hedged and not any(base.sure for base in bound):
        return _perhaps_rounded(share, printed, count, hedged[0])
    marked = [base for base in within if base.tier is Tier.MARKED and not base.apart]
    chosen = next(iter([*bound, *marked]), None)
    if chosen is not None and not _shares_out(sentence, share):
        candidates = weigh(share, count.count, [chosen, *(b for b in within if b is not chosen), *fitting])
        gives = say_share(count.count, chosen.value, beside=share)
        step = mend(share, count.count, chosen.value)
        why = f"{chosen.value:,} is read as the base: {chosen.why}"
        return Judgement("disagrees", printed, why, step, count.count, gives, candidates)
    if fitting:
        return _agreed(share, printed, count, fitting[0])
    return _without_base(share, printed, count=count, considered=(*within, *near))


def _without_base(
    share: PrintedShare, printed: str, *, count: CountBeside, considered: tuple[BaseAround, ...]
) -> Judgement:
    """Say which base would make a percentage true for the count beside it."""
    needed = share.bases_for(count.count)
    if needed is None and count.form == "bare":
        return Judgement("not checked", printed, f"{count.text} beside it can be no count of it")
    if needed is None:
        true = f"no whole number is the base of which {count.count:,} is {share.text}"
        step = f"check both figures: {true}"
    else:
        true = f"{share.text} of the base is {count.count:,} only if the base is {say_bases(*needed)}"
        step = f"print the base, which must be {say_bases(*needed)}"
    cannot = (
        f"; {count.count:,} cannot be the base itself, for no whole number of {count.count:,} is {share.text}"
        if count.form != "bare" and not share.is_reachable(count.count)
        else ""
    )
    candidates = weigh(share, count.count, list(considered))
    return Judgement(
        "no base", printed, f"no base stands near; {true}{cannot}", step, count.count, None, candidates
    )


def _perhaps_rounded(share: PrintedShare, printed: str, count: CountBeside, base: BaseAround) -> Judgement:
    """The base that would agree follows "about" or the like: "complaints about 40 officers"."""
    why = f"{base.value:,} would agree; it stands in the same sentence, but may be rounded"
    candidates = weigh(share, count.count, [base])
    return Judgement("not checked", printed, why, count=count.count, candidates=candidates)


def _agreed(share: PrintedShare, printed: str, count: CountBeside, base: BaseAround) -> Judgement:
    gives = say_share(count.count, base.value, beside=share)
    why = f"{base.value:,} is read as the base: {base.why}"
    return Judgement("agrees", printed, why, "", count.count, gives, weigh(share, count.count, [base]))


def _agreed_the_other_way(
    share: PrintedShare, printed: str, count: CountBeside, part: BaseAround
) -> Judgement:
    """The n is the base, and the count stands before it, as in "36 men (37%, n=97)"."""
    base = BaseAround(count.count, Tier.BOUND, "it is printed as n, and the count stands before it")
    gives = say_share(part.value, base.value, beside=share)
    why = f"n={count.text} is read as the base of {part.value:,}"
    return Judgement("agrees", printed, why, "", part.value, gives, weigh(share, part.value, [base]))


def _shares_out(sentence: Sentence, share: PrintedShare) -> bool:
    """Say whether figures are given 'respectively', and some count and base of the sentence agree."""
    if not re.search(r"\brespectively\b", sentence.text, re.I):
        return False
    values = [number.value for number in sentence.numbers] + [part.base for part in sentence.parts]
    values += [part.count for part in sentence.parts]
    return any(share.covers(count, base) for count in values for base in values if base >= count > 0)
