"""Numerals: the numbers of a sentence, each with a word for what it plainly is when it is no count."""

from __future__ import annotations

import re
from dataclasses import dataclass

_VALUES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_TENS = "|".join(word for word, value in _VALUES.items() if value >= 20)
_UNITS = "|".join(word for word, value in _VALUES.items() if value < 10)
_WORD = rf"(?:{_TENS})[\s-](?:{_UNITS})|{'|'.join(_VALUES)}"
_MOST_DIGITS = 12  # a longer number is a code
_FIGURES = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(
    rf"(?<![\w.#$])(?<!\d[,/])(?P<figures>{_FIGURES})(?P<size>\s?(?:mn?|million|bn|billion|k|thousand)\b)?"
    rf"(?=and\b|or\b|of\b|[^\w]|_|$|st\b|nd\b|rd\b|th\b|[ap]m\b|pp\b|km\b|kg\b|s\b|x\b|yrs?\b)"
    rf"|(?<![\w-])(?P<word>{_WORD})(?![\w-])",
    re.I,
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_BEFORE = (
    ("money", r"[£$€]\s*$"),
    ("signed", r"(?:^|[\s(\[])[+−±-]$|[+±]\s?$"),
    ("range", r"\d\s?[-–—]\s?$|\bbetween\s+$|\d\s+to\s+$"),
    ("date", rf"\b{_MONTHS}[,.]?\s*['’]?$|['’]$|\d[/–-]$|\bfy\s?$"),
    (
        "label",
        r"\b(?:tables?|figures?|figs?|charts?|graphs?|pages?|pp?\.|sections?|slides?|chapters?|steps?|phases?"
        r"|bands?|grades?|levels?|tiers?|types?|class|waves?|rows?|notes?|annex|appendix|questions?|q|versions?"
        r"|parts?|pillars?|priority|objectives?|acts?|rules?|no\.|weeks?|years?|quarters?|groups?|items?|refs?"
        r"|mopac|ss?\.|article|scored?|days?|category|examples?|channel|column|panel|stage|key stage)\s*$",
    ),
    ("age", r"\b(?:aged?|ages|aged (?:under|over|between))\s+$"),
    ("ratio", r"\d\s?:\s?$|\b(?:x|×)\s?$"),
)
_AFTER = (
    ("ordinal", r"^(?:st|nd|rd|th)\b"),
    ("range", r"^\s?[-–—]\s?\d|^\s+to\s+[\d.]+\b"),
    ("date", rf"^\s*(?:of\s+)?{_MONTHS}\b|^[/–-]\d"),
    (
        "time",
        r"^[\s-]*(?:(?:full|whole|rolling|calendar|consecutive|working|or more)\s+)*"
        r"(?:year|month|week|day|hour|minute|second|quarter|yr|decade)s?\b(?![\s-]*olds?\s+(?:were|was))",
    ),
    (
        "unit",
        r"^\s?(?:%|per\s?cent|pp\b|percentage|points?\b|km\b|kg\b|miles?\b|mph\b|°|[ap]m\b|x\b|times\b|pounds?\b)",
    ),
    ("ratio", r"^\s?:\s?\d"),
)
_AGE = re.compile(r"\b(?:under|over|below|above)(?:\s+the\s+age\s+of)?\s+$", re.I)
_HEDGE = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|over|under|more than|less than"
    r"|fewer than|at least|up to|circa|c\.|just)|[~<>≤≥])\s*$",
    re.I,
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|during|year|from|to|until|till|before|after|and|of|for|fy|spring|summer|autumn|winter"
    r"|than|since|the|early|late|mid)|" + _MONTHS + r"|[(,;–—/-])\s*$",
    re.I,
)
_NOUN_AFTER = re.compile(r"^\s+(?!and\b|or\b|to\b|was\b|were\b|as\b|has\b|is\b)[a-z]{3,}", re.I)
# "Since May, 36 (51%) of 97": a month, a comma and what is plainly a number of something.
_MONTH_AND_COMMA = re.compile(rf"\b{_MONTHS},\s*$", re.I)
_COUNTED = re.compile(
    rf"^\s*[(\[]\s*[\d.]+\s?(?:%|per\s?cent)|^\s+(?:out\s+)?of\b|{_NOUN_AFTER.pattern}", re.I
)
# Part of a longer number in words: "one hundred and five", "nineteen eighty-four", "twenty first".
_LARGE = r"hundreds?|thousands?|millions?|dozens?|scores?"
_LONGER_BEFORE = re.compile(rf"\b(?:(?:{_LARGE})(?:\s+and)?|{_WORD})[\s-]+$", re.I)
_LONGER_AFTER = re.compile(
    rf"^[\s-]+(?:{_LARGE}|{_WORD}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b", re.I
)
_BEFORE_AT_ONCE = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _BEFORE), re.I)
_AFTER_AT_ONCE = re.compile("|".join(f"(?P<{name}{k}>{form})" for k, (name, form) in enumerate(_AFTER)), re.I)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence.

    Parameters
    ----------
    start, end
        Offsets in the sentence.
    text
        As printed.
    value
        The whole number it stands for; 0 where it is none.
    nature
        "count" when nothing shows that it is anything else, "about" when it is hedged or rounded, otherwise
        what it is: year, age, time, date, money, range, ordinal, label, unit, ratio, signed or decimal.
    spelled
        Whether it is written as a word.
    """

    start: int
    end: int
    text: str
    value: int
    nature: str
    spelled: bool = False

    @property
    def may_count(self) -> bool:
        """Whether it may be the number of something, exactly."""
        return self.nature == "count"


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a sentence in order, those of percentages included (their nature is "unit")."""
    return tuple(_number(text, found) for found in _NUMBER.finditer(text))


def _number(text: str, found: re.Match[str]) -> Number:
    start, end = found.span()
    if found["word"]:
        if _LONGER_BEFORE.search(text[max(start - 40, 0) : start]) or _LONGER_AFTER.match(text[end:]):
            return Number(start, end, found[0], 0, "label", spelled=True)
        value = sum(_VALUES[word] for word in re.split(r"[\s-]", found["word"].lower()))
        nature = _nature(text, start, end, str(value))
        return Number(start, end, found[0], value, nature, spelled=True)
    digits = re.sub(r"[^\d.]", "", found["figures"])
    if len(digits) > _MOST_DIGITS:
        return Number(start, end, found[0], 0, "label")
    nature = _nature(text, start, end, found["figures"])
    if nature in {"count", "about"} and ("." in digits or found["size"]):
        nature = "about" if found["size"] else "decimal"
    return Number(start, end, found[0], int(digits) if digits.isdigit() else 0, nature)


def _nature(text: str, start: int, end: int, figures: str) -> str:
    before, after = text[max(start - 40, 0) : start], text[end : end + 40]
    if found := _AFTER_AT_ONCE.search(after):
        return str(found.lastgroup).rstrip("0123456789")
    counted = _MONTH_AND_COMMA.search(before) and _COUNTED.match(after)
    if not counted and (found := _BEFORE_AT_ONCE.search(before)):
        return str(found.lastgroup)
    if re.fullmatch(r"(?:19|20)\d\d", figures) and (
        _YEAR_BEFORE.search(before) or not _NOUN_AFTER.match(after)
    ):
        return "year"
    if _AGE.search(before) and "," not in figures and len(figures) <= 2 and not _NOUN_AFTER.match(after):
        return "age"
    return "about" if _HEDGE.search(before) else "count"
