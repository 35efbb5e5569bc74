"""The data dictionary: what each column of the files of findings holds, and in which unit or form."""

from __future__ import annotations

from collections.abc import Mapping

from peelian.publication.edition import Edition

_DAY = "date, YYYY-MM-DD, inclusive"
_UNIT = "as the column unit says"
_CHANGE = "as the column change_unit says; 0.1 is ten per cent or ten percentage points more"

COLUMN_MEANS: Mapping[str, tuple[str, str]] = {
    "measure": ("Id of what was measured", "word"),
    "title": ("Name of the measure; begins with SYNTHETIC where the numbers are made up", "text"),
    "area_code": ("Official code of the area; codes that begin with x- are places that are no area", "word"),
    "area_level": ("Level of the area, such as force, borough or ward", "word"),
    "area_name": ("Name of the area", "text"),
    "group": ("Whom the number is about, as field=value; empty for everyone", "text"),
    "period_from": ("First day of the period", _DAY),
    "period_to": ("Last day of the period", _DAY),
    "period_kind": ("Sort of period, such as month or rolling 12 months", "word"),
    "kind": ("Sort of number: count, rate, share, ratio, gap, mean, trend, peak, concentration, watch, "
             "step or course", "word"),
    "unit": ("What the value counts", "text"),
    "value": ("The number; empty when it is suppressed or not measured, as the column state says", _UNIT),
    "lower": ("Lower end of the interval of the value", _UNIT),
    "upper": ("Upper end of the interval of the value", _UNIT),
    "level": (
        "Confidence level of every interval in the row; empty where it has none",
        "fraction, 0.95 is 95%",
    ),
    "numerator": ("Count above the line of a rate or share; for a count, the count", "number"),
    "denominator": ("Count below the line of a rate or share", "number"),
    "base": ("How many records or answers the value rests on", "number"),
    "base_effective": ("The base after weighting, where the answers are weighted", "number"),
    "against_from": ("First day of the earlier period compared with", _DAY),
    "against_to": ("Last day of the earlier period compared with", _DAY),
    "previous": ("The value in the earlier period", _UNIT),
    "change": ("Change from the earlier period", _CHANGE),
    "change_unit": ("Unit of the change: percent or percentage points", "word"),
    "change_lower": ("Lower end of the interval of the change", _CHANGE),
    "change_upper": ("Upper end of the interval of the change; empty beside a lower end means no end",
                     _CHANGE),
    "judgement": ("The change in a word: rise, fall, no clear change, or not comparable", "word"),
    "change_q": ("The p value of the change after allowing for all comparisons judged together "
                 "(Benjamini and Hochberg)", "between 0 and 1"),
    "judged_among": ("How many comparisons were judged together; empty when none was tested", "number"),
    "rank": ("Rank of the area among the areas of its level, 1 for the largest value; equals share a rank",
             "number"),
    "ranked": ("How many areas are ranked", "number"),
    "rank_previous": ("Rank in the earlier period", "number"),
    "usual_centre": ("Middle of what is usual for the series, from its control chart", _UNIT),
    "usual_lower": ("Lower limit of what is usual", _UNIT),
    "usual_upper": ("Upper limit of what is usual", _UNIT),
    "signal": ("Which rule of the control chart calls the month unusual; none when no rule does", "word"),
    "state": ("Whether and how the value may be read: shown, rounded, low reliability, suppressed, "
              "not comparable, provisional or not measured", "word"),
    "synthetic": ("Whether the number rests on made-up rows", "yes or no (true or false in whole files)"),
    "method": ("Id of the method; the page on methods explains each", "word"),
    "code": ("Version of Peelian that computed it", "word"),
    "release": ("Id of the release; empty in a build that is no release", "word"),
    "vintages": ("Ids of the loads it was computed from; the page of files loaded lists them", "words"),
    "caveats": ("Keys of the caveats that limit it; caveats.csv has the words", "words"),
    "breaks": ("Keys of the breaks that limit comparing; caveats.csv has the words", "words"),
    "caveat_texts": ("The caveats in words, in the first row of the file that has them", "text"),
    "break_texts": ("The breaks in words, in the first row of the file that has them", "text"),
}  # fmt: skip
"""Column -> what it holds, and its unit or form. Files beside a panel have all of these, in this order."""


def columns_of(edition: Edition) -> Mapping[str, tuple[str, str]]:
    """Return what each column means in the files that an edition offers.

    Parameters
    ----------
    edition
        The edition.
    """
    if "whole files" in edition.downloads:
        return COLUMN_MEANS
    return {**COLUMN_MEANS, "synthetic": (COLUMN_MEANS["synthetic"][0], "yes or no")}
