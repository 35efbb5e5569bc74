"""What came of an idea in words: on how many questions there is clearly more or less of it than before."""

from __future__ import annotations

from collections import Counter

from peelian.publication.constructs.told import ToldConstruct


def headline_of(told: ToldConstruct) -> str:
    """Return the heading of an idea: its name and which way its questions went.

    Parameters
    ----------
    told
        The idea with what is told of it.
    """
    many, compared = _counted(told)
    title = told.text.title
    if not compared:
        return f"{title}: no question can be compared with before"
    of = f"{compared} {'question' if compared == 1 else 'questions'}"
    if not many["more"] and not many["less"]:
        return (
            f"{title}: no clear change on {'the one question' if compared == 1 else f'any of {of}'} compared"
        )
    first, other = ("less", "more") if many["less"] >= many["more"] else ("more", "less")
    return f"{title}: clearly {first} on {many[first]} of {of}, clearly {other} on {many[other] or 'none'}"


def sentence_of(told: ToldConstruct) -> str:
    """Return in how many places an idea is told by how many questions, and which way they went.

    Parameters
    ----------
    told
        The idea with what is told of it.
    """
    many, compared = _counted(told)
    known = sum(each.finding is not None and each.finding.value is not None for each in told.items)
    told_by = (
        f"{known} {'question' if known == 1 else 'questions'} of {len(told.sources)} sources tell of it."
    )
    if not compared:
        return f"{told_by} None can be compared with before."
    ways = ", ".join(
        f"{words} on {many[way] or 'none'}"
        for way, words in (
            ("more", "clearly more of it"),
            ("less", "clearly less"),
            ("no clear change", "no clear change"),
        )
    )
    rest = known - compared
    left = f" {rest} {'has' if rest == 1 else 'have'} nothing to compare with." if rest else ""
    return f"{told_by} Compared with before: {ways}.{left}"


def _counted(told: ToldConstruct) -> tuple[Counter[str], int]:
    many: Counter[str] = Counter(each.way for each in told.items)
    return many, many["more"] + many["less"] + many["no clear change"]
