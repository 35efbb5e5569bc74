"""Role of a percentage: whether it says what part of a whole something is, or something else.

Changes, percentage points, confidence levels, ranges and the like are no shares of a count, so they are never
compared with one.
"""

from __future__ import annotations

import re
from typing import Literal

Role = Literal[
    "share", "change", "points", "confidence", "range", "slice", "set beforehand", "gap", "compared"
]
"""What a percentage says.

Only a "share" wants a base. "gap" and "compared" (with a limit or another figure) are judged only beside an
explicit count. "slice" is a part of a ranking, as in "the top 10%"; "set beforehand" is a target or a limit.
"""

_ONLY = (
    r"(?:(?:a|an|the|further|around|about|nearly|almost|over|some|only|just|more than|less than"
    r"|approximately|at least|up to|as much as)\s+)*"
)
_CHANGE_WORDS = (
    r"(?:ris(?:e|es|en|ing)|rose|increas\w*|decreas\w*|reduc\w*|fall(?:s|en|ing)?|fell|drop\w*|declin\w*|grow\w*"
    r"|grew|growth|changed?|chang\w+|improv\w*|cut|cuts|jump\w*|surge\w*|climb\w*|uplift|saving\w*|swing|inflation)"
)
_CHANGE_BEFORE = re.compile(
    r"(?:(?:\b(?<!make )(?<!makes )(?<!made )(?<!making )(?<!take )(?<!took )(?:up|down|by)\s+(?:by\s+)?"
    rf"|\b{_CHANGE_WORDS}\s+(?:of\s+|by\s+|was\s+|is\s+|:\s*)?)"
    rf"{_ONLY}[(\[]?\s*[+±−-]?|(?<![\w.])[+±−]\s?|(?:^|[\s(\[,])[-–])$",
    re.I,
)
_CHANGE_AFTER = re.compile(
    r"^\s*(?:year[- ]on[- ]year\s+|annual\s+|overall\s+|real[- ]terms\s+|net\s+)?"
    rf"(?:{_CHANGE_WORDS}\b|more\b|fewer\b|less\b|higher\b|lower\b|greater\b|larger\b|smaller\b|faster\b|slower\b"
    r"|better\b|worse\b|above\b|below\b|off\b|discount\b|up\b(?!\s+(?:from|on))|down\b(?!\s+(?:from|on)))",
    re.I,
)
_POINTS_AFTER = re.compile(r"^[\s-]*(?:age[\s-]*)?(?:points?|pts?|pp|ppts?)\b", re.I)
_CONFIDENCE_AFTER = re.compile(
    r"^[\s-]*(?:c\.?\s?i\b|confiden\w+|credib\w+|intervals?\b|prediction\b|levels?\b|limits?\b|significan\w+"
    r"|power\b|uncertainty\b|certain\w*|sure\b)",
    re.I,
)
_CONFIDENCE_BEFORE = re.compile(
    r"(?:\bconfidence(?: level| interval)?(?:\s+(?:of|at|is))?|\bsignifican\w+(?:\s+(?:level|at|of|the))*"
    r"|\bci\b[,:]?|\bpower(?:\s+of)?)\s*[(\[]?$",
    re.I,
)
_USUAL_LEVELS = {80, 90, 95, 98, 99}
_RANGE_AFTER = re.compile(
    r"^\s*(?:[-–—−]|to\b)\s*[+−-]?\s*\.?\d[\d.]*\s*(?:%|per\s?cent|percent)",
    re.I,
)
_RANGE_BEFORE = re.compile(
    r"(?:\d\s?(?:%|per\s?cent|percent)?\s*(?:[-–—]|to)|\bbetween)\s*$"
    r"|\bbetween\s+[\d.]+\s?(?:%|per\s?cent|percent)?\s+and\s+$",
    re.I,
)
_GAP = re.compile(r"\b(?:gaps?|differences?|disparit\w+|margins?(?: of error)?)\b[^.;(]{0,140}$", re.I)
_GAP_AFTER = re.compile(r"^\s*(?:gaps?|differences?|margins?)\b", re.I)
_SET_BEFORE = re.compile(
    r"\b(?:targets?|thresholds?|limits?|minimum|maximum|tolerance|aim(?:ed|s)?|goal|chance|probability|risk"
    r"|likelihood|discount|interest|tax|vat)\b[^.;,(\d]{0,24}[(\[]?$|\bwithin\s+$",
    re.I,
)
_COMPARED_BEFORE = re.compile(
    r"\b(?:at least|at most|no more than|no less than|than|below|under|above|over|exceed\w*|versus|vs\.?"
    r"|against|compared (?:to|with)|average|mean|benchmark)\b[^.;,(\d]{0,12}[(\[]?$",
    re.I,
)
_SET_AFTER = re.compile(
    r"^\s*(?:targets?|thresholds?|limits?|chance|probability|likelihood|risk|response|return|completion|tax|vat|"
    r"interest|or (?:more|less|over|under|above|below))\b",
    re.I,
)
_SLICE_BEFORE = re.compile(
    r"\b(?:top|bottom|highest|lowest|upper|lower|most|least|first|last|remaining|other)\s+$", re.I
)
_WHOLE_AFTER = re.compile(r"\s*(?:of\b|\()")
_THE_BEFORE = re.compile(r"\bthe\s+$", re.I)


def role_of(before: str, after: str, *, value: float) -> Role:
    """Say what a percentage tells.

    Parameters
    ----------
    before, after
        The words of the sentence on either side of it, its sign included in `before`.
    value
        The percentage itself.
    """
    if _POINTS_AFTER.match(after):
        return "points"
    if _is_level(before, after, value):
        return "confidence"
    is_slice = _SLICE_BEFORE.search(before) or (_THE_BEFORE.search(before) and not _WHOLE_AFTER.match(after))
    told: tuple[tuple[Role, object], ...] = (
        ("range", _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before)),
        ("change", _CHANGE_BEFORE.search(before) or _CHANGE_AFTER.match(after)),
        ("slice", is_slice),
        ("set beforehand", _SET_BEFORE.search(before) or _SET_AFTER.match(after)),
        ("gap", _GAP.search(before) or _GAP_AFTER.match(after)),
        ("compared", _COMPARED_BEFORE.search(before)),
    )
    return next((role for role, found in told if found), "share")


def _is_level(before: str, after: str, value: float) -> bool:
    """Say whether it is a level of confidence or significance; public confidence is no such thing."""
    if not (value in _USUAL_LEVELS or 99 < value < 100 or value in {1, 5, 10}):
        return False
    if _CONFIDENCE_BEFORE.search(before):
        return True
    public = value < 80 and after.lstrip().startswith("confiden")
    return bool(_CONFIDENCE_AFTER.match(after)) and not public
