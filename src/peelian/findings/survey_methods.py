"""Methods of surveys: what the ids on weighted shares and gaps mean, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

NO_MARGIN = ".no_margin"
"""How the id of a method ends where people chose themselves, so that nothing is known of chance."""

_WINDOWS = {
    "month": "one month",
    "quarter": "one quarter of the year",
    "rolling6": "six months",
    "rolling12": "twelve months",
    "span": "the newest unbroken stretch of whole months, where there are fewer than twelve,",
}
_SHARE = (
    "A survey of people, with a margin. Of those asked in {when} who gave an answer, the share that "
    "gave one of the answers named, each counted by its weight, so that it stands for everyone the "
    "survey speaks for and not only for those asked. Those who did not know, would not say or were not "
    "asked are left out and never counted as no. The margin is that of the sample as it was drawn "
    "(strata, clusters, unequal weights), by linearisation and the logit with Student's t; where "
    "everyone or no one gave the answer, Wilson's on the effective base. The base is the number of "
    "people who answered; the effective base is how many drawn simply and weighted alike would be as "
    "sure."
)
_GAP = (
    "A survey of people, with a margin. The weighted share of one group less that of another, of those "
    "asked in {when} who gave an answer, in percentage points; below 0, the second group's share is the "
    "higher one. The margin is that of the difference in the sample as it was drawn, with what the two "
    "groups have in common: within a stratum more of the one means fewer of the other, and clusters "
    "hold people of both. The base is everyone of the two groups who answered."
)
_FROM_WHOLE = (
    "A survey of people, with a margin. The weighted share of the group less that of everyone, of those "
    "asked in {when} who gave an answer, in percentage points: group less everyone, everyone includes the "
    "group and those whose group is not known. Below 0, the group's share is the lower one. The margin is "
    "that of the difference in the sample as it was drawn, and knows that the group's people are among "
    "everyone. The base is the number of people of the group who answered."
)
_PART = (
    "A survey of people, with a margin. What a group adds to the gap of the broader group that it lies in "
    "from everyone, of those asked in {when} who gave an answer, in percentage points: its share of the "
    "weight of the broader group, times its own gap (group less everyone, everyone includes the group). "
    "Over all groups that make up the broader one, these add up to its gap. The margin is that of the "
    "sample as it was drawn, by linearisation; the share of weight varies in it too. The base is the number "
    "of people of the group who answered."
)
_OF_THOSE_WHO_CAME = {
    "survey": (
        "Nobody was drawn by chance. Of those who gave an answer in {when}, the share that gave one of the "
        "answers named; where answers have weights, each counts by its weight. Those who did not know, would "
        "not say or were not asked are left out and never counted as no. The base is the number of people "
        "who answered."
    ),
    "gap": (
        "Nobody was drawn by chance. The share of one group less that of another, of those who gave an "
        "answer in {when}, in percentage points; below 0, the second group's share is the higher one. The "
        "base is everyone of the two groups who answered."
    ),
    "gap_from_whole": (
        "Nobody was drawn by chance. The share of the group less that of everyone, of those who gave an "
        "answer in {when}, in percentage points: group less everyone, everyone includes the group and those "
        "whose group is not known. The base is the number of people of the group who answered."
    ),
    "gap_part": (
        "Nobody was drawn by chance. What a group adds to the gap of the broader group that it lies in from "
        "everyone, of those who gave an answer in {when}, in percentage points: its share of the weight of "
        "the broader group, times its own gap. The base is the number of people of the group who answered."
    ),
}
_UNKNOWN = (
    "There is no margin of error and no comparison with another period: how those who came differ from those "
    "who did not is not known, and no rule of chance brought the one and not the other."
)
_CHANGE = {
    "survey": "The change from the same {when} a year before is in percentage points,",
    "gap": "The change of the gap from the same {when} a year before is in percentage points,",
    "gap_from_whole": "The change of the gap from the same {when} a year before is in percentage points,",
    "gap_part": "The change of what it adds from the same {when} a year before is in percentage points,",
}
_APART = "as of two samples drawn apart."
_ALONE = "Not compared with another period."


def _told() -> dict[str, str]:
    made = {}
    texts = {"survey": _SHARE, "gap": _GAP, "gap_from_whole": _FROM_WHOLE, "gap_part": _PART}
    for stem, text in texts.items():
        for window, when in _WINDOWS.items():
            whole = text.format(when=when)
            made[f"{stem}.{window}"] = f"{whole} {_ALONE}"
            came = _OF_THOSE_WHO_CAME[stem].format(when=when)
            made[f"{stem}.{window}{NO_MARGIN}"] = f"{came} {_UNKNOWN}"
            if window != "span":
                moved = _CHANGE[stem].format(when=when.removeprefix("one "))
                made[f"{stem}.{window}.change"] = f"{whole} {moved} {_APART}"
    return made


SURVEY_METHODS: Mapping[str, str] = _told()
"""Method id -> what was done."""
