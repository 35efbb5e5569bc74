"""Percentages: the shares that a sentence prints, in figures or in words, with what each can stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from peelian.figures.percentage_role import Role, role_of
from peelian.figures.printed_share import PrintedShare

_PERCENT = re.compile(
    r"(?<![\w.,])(?P<figures>\d[\d,]*(?:\.\d+)?|\.\d+)\s?(?:%|per[\s-]?cent(?=age\s+point|\b)"
    r"|percent(?=age point|\b))",
    re.I,
)
_AFTER_OTHER_WAY = (
    r"(?<!first )(?<!second )(?<!last )(?<!third )(?<!fourth )(?<!each )(?<!per )(?<!every )(?<!this )"
)
_IN_WORDS = re.compile(
    rf"\b{_AFTER_OTHER_WAY}(?:(?P<many>a|one|two|three|four)[\s-])?"
    r"(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b"
    r"(?![\s-](?:year|hour|an hour|party|time|term|day|dozen))"
    r"|\b(?P<one>one|two|three|four|1|2|3|4) in (?P<whole>three|four|five|six|eight|ten|3|4|5|6|8|10)\b",
    re.I,
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_HOW_MANY = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_HEDGES = (
    (
        "near above",
        r"(?:just (?:over|above)|slightly (?:over|more than|above)|a (?:little|bit) (?:over|more than))",
    ),
    (
        "near below",
        r"(?:just (?:under|below|short of)|nearly|almost|approaching|close to|not quite|slightly under)",
    ),
    ("above", r"(?:more than|over|above|at least|exceed(?:s|ed|ing)?|upwards of|well over|[>≥])"),
    ("below", r"(?:less than|fewer than|under|below|at most|up to|no more than|[<≤])"),
    ("about", r"(?:about|around|approximately|approx\.?|roughly|some|circa|c\.|in the region of|[~≈])"),
)
_HEDGED = re.compile(
    "(?:" + "|".join(f"(?P<h{k}>{form})" for k, (_, form) in enumerate(_HEDGES)) + r")\s*$", re.I
)
_NEAR = 5  # percentage points that "about a third" or "just over a third" may be away
_LOOSE = Fraction(7, 2)  # the same for a share in words that is not hedged


@dataclass(frozen=True, slots=True)
class Percentage:
    """A share printed in a sentence.

    Parameters
    ----------
    start, end
        Offsets in the sentence, of the share without its hedge.
    share
        What was printed and what it can stand for.
    role
        What it tells.
    in_words
        Whether it is written in words ("two thirds", "one in five").
    """

    start: int
    end: int
    share: PrintedShare
    role: Role
    in_words: bool = False


def find_percentages(text: str) -> tuple[Percentage, ...]:
    """Return the percentages of a sentence, in order."""
    found = [_in_figures(text, match) for match in _PERCENT.finditer(text)]
    found += [
        _in_words(text, match) for match in _IN_WORDS.finditer(text) if match["one"] or _is_a_part(match)
    ]
    return tuple(sorted(found, key=lambda each: each.start))


def read_figures(figures: str) -> PrintedShare:
    """Read the figures of a percentage ("41", "0.02", ".02", "1,250.0"), without its sign."""
    digits = figures.replace(",", "")
    decimals = len(digits.partition(".")[2])
    value = Fraction(digits if digits[0] != "." else "0" + digits)
    half = Fraction(1, 2 * 10**decimals)
    return PrintedShare(f"{figures}%", value, max(value - half, Fraction(0)), value + half, decimals)


def _in_figures(text: str, match: re.Match[str]) -> Percentage:
    share = read_figures(match["figures"])
    before, after = text[max(match.start() - 160, 0) : match.start()], text[match.end() : match.end() + 60]
    role = role_of(before, after, value=float(share.value))
    coarse = share.decimals == 0 and share.value % 5 == 0
    lower, upper, words = _hedge(before, share, near=Fraction(_NEAR if coarse else 1))
    printed = (words + match[0]).strip()
    return Percentage(
        match.start(), match.end(), PrintedShare(printed, share.value, lower, upper, share.decimals), role
    )


def _in_words(text: str, match: re.Match[str]) -> Percentage:
    if match["one"]:
        one, whole = (_HOW_MANY.get(each.lower()) or int(each) for each in (match["one"], match["whole"]))
        value = Fraction(100 * one, whole)
    else:
        value = Fraction(
            100 * _HOW_MANY[(match["many"] or "one").lower()], _PARTS[match["part"].lower().rstrip("s")]
        )
    loose = PrintedShare(match[0], value, max(value - _LOOSE, Fraction(0)), value + _LOOSE)
    before = text[max(match.start() - 40, 0) : match.start()]
    lower, upper, words = _hedge(before, loose, near=Fraction(_NEAR))
    printed = PrintedShare((words + match[0]).strip(), value, lower, upper)
    return Percentage(match.start(), match.end(), printed, "share", in_words=True)


def _is_a_part(match: re.Match[str]) -> bool:
    """Tell a share ("a third of victims") from an ordinal ("the third") and from a quarter of a year."""
    part = match["part"].lower()
    return part == "half" or (
        match["many"] is not None and (match["many"].lower() in {"a", "one"}) != part.endswith("s")
    )


def _hedge(before: str, share: PrintedShare, *, near: Fraction) -> tuple[Fraction, Fraction, str]:
    """Return the least and greatest share, and the words of the hedge that stand before it."""
    found = _HEDGED.search(before)
    if not found:
        return share.lower, share.upper, ""
    half = Fraction(1, 2 * 10**share.decimals)
    value, full = share.value, max(Fraction(100), share.upper)
    kind = _HEDGES[int(str(found.lastgroup)[1:])][0]
    ends = {
        "about": (min(share.lower, value - near), max(share.upper, value + near)),
        "near above": (value - half, value + near + half),
        "near below": (value - near - half, value + half),
        "above": (value - half, full),
        "below": (Fraction(0), value + half),
    }[kind]
    return max(ends[0], Fraction(0)), ends[1], before[found.start() :]
