"""Methods: what each method id on a finding means, in plain words, for the pages that explain the numbers."""

from __future__ import annotations

from collections.abc import Mapping

from peelian.findings.estimate_methods import ESTIMATE_METHODS
from peelian.findings.form_methods import FORM_METHODS
from peelian.findings.place_methods import PLACE_METHODS
from peelian.findings.quotient_methods import QUOTIENT_METHODS
from peelian.findings.survey_methods import SURVEY_METHODS

METHODS: Mapping[str, str] = {
    "count.month": "The count of one month, not compared with another.",
    "count.month.exact_poisson": (
        "The count of one month beside the same month a year earlier. The interval is the exact one for "
        "the ratio of two counts (conditional on their sum, Clopper and Pearson), widened by how much "
        "more the series varies than chance alone over its newest 24 months."
    ),
    "count.rolling12": "The count of twelve months, not compared with another.",
    "count.rolling12.quasi_poisson": (
        "The count of twelve months beside the twelve before. The interval allows for the season and for "
        "more variation from month to month than chance alone: a quasi-Poisson model of year and calendar "
        "month, with the variation never taken as less than chance."
    ),
    "count.rolling12.exact_poisson": (
        "The count of twelve months beside the twelve before, when either is under 20. The interval is "
        "the exact one for the ratio of two counts, widened by the variation from month to month."
    ),
    "rate.rolling12": (
        "The count of twelve months over the people who live there. The interval of the rate is Byar's, "
        "and exact when fewer than 10 were counted. Not compared with another period."
    ),
    "rate.rolling12.quasi_poisson": (
        "The count of twelve months over the people who live there, with Byar's interval; the change is "
        "that of the count, by a quasi-Poisson model of year and calendar month, because both years are "
        "divided by the same number of people."
    ),
    "rate.rolling12.exact_poisson": (
        "The count of twelve months over the people who live there; the change is that of the count, by "
        "the exact interval for the ratio of two counts, because one of them is under 20."
    ),
    "share.rolling12.choices": (
        "Of what areas chose as their own priorities (or left on the menu), how many stand lower, higher, "
        "clearly lower or clearly higher than in the twelve months before. The share is of those that can "
        "be compared; those that cannot, or are not measured, are counted apart. Lower and higher go by "
        "the two figures alone; clearly goes by the interval of each change."
    ),
    "share.rolling12.of_total": (
        "The count of twelve months as a share of everything counted in the area in the same months."
    ),
    "count.month.choices": "The offences of one month under all chosen priorities, not compared.",
    "count.month.choices.exact_poisson": (
        "The offences of one month under all chosen priorities beside the month before, as they stand: "
        "months differ in length and in season. The interval is the exact one for the ratio of two counts, "
        "widened by how much more the total varies than chance alone over its newest 24 months."
    ),
    "step.month": "The count of one month less that of the month before, not judged.",
    "step.month.exact_poisson": (
        "The count of one month less that of the month before, as it stands, and in the group adjusted=days "
        "each divided by the days of its month. The interval of the ratio is the exact one for two counts, "
        "widened by how much more the series varies than chance alone over its newest 24 months; that of the "
        "difference goes with it. The season is not taken out: some months have more every year."
    ),
    "trend.quasi_poisson": (
        "A steady change a year over the newest whole years, three where there are as many: a quasi-Poisson "
        "model of year (as a number) and calendar month. Years that went up and then down have a trend too, "
        "and it describes neither."
    ),
    "peak.quasi_poisson": (
        "The calendar month with the most, over the newest whole years, as times the average month. The "
        "interval allows for the peak having been picked as the largest of twelve. Where an F test (5 %) "
        "shows no season, the peak is of low reliability."
    ),
    "concentration.half": (
        "The smallest share of areas that together hold half of the count of twelve months. Beside it stands "
        "what chance would make of the same total thrown evenly over the same areas (199 draws): with few "
        "events, half of them always lie in few areas."
    ),
    **QUOTIENT_METHODS,
    **SURVEY_METHODS,
    **ESTIMATE_METHODS,
    "course.own_past.95_in_100": (
        "What the series' own past (three years, two where there are no more) leads one to expect of each "
        "month of a stretch, allowing for season, level and variation, and the band it should stay in; and "
        "the same for the months counted so far, taken together. Of series that go on as before at least 95 "
        "in 100 stay within all of it. Where yearly levels wander of themselves, more leave it: a rise of 5% "
        "a year that simply goes on is told as above its course in about one series in ten."
    ),
    "check.month_turn": (
        "Records of the first days of each month beside those of the last days before it, weekdays allowed "
        "for: at each turn binomial, with one ratio for all turns, and its variance widened by how much more "
        "than chance the turns differ. The chance that any of the checks made at once shows a sign where "
        "nothing is worked on is held at 5 % (Bonferroni)."
    ),
    "check.share_step": (
        "The month from which a share is another one, looked for: level, calendar month and straight trend "
        "are fitted, and the step that explains most is held against the largest that chance makes in series "
        "that wander as this one does. The chance that any of the checks made at once shows a sign where "
        "nothing is worked on is held at 5 % (Bonferroni)."
    ),
    "check.bunching": (
        "How many times as many values lie just inside a limit as just beyond it, beside a smooth curve "
        "through the values around: a binned Poisson fit, its variance widened by how badly the curve fits. "
        "The chance that any of the checks made at once shows a sign where nothing is worked on is held at "
        "5 % (Bonferroni)."
    ),
    **PLACE_METHODS,
    **FORM_METHODS,
    "watch.newest.5_in_100": (
        "The newest month, or the newest three together, beside what the series' own past (three years, two "
        "where there are no more) leads one to expect, allowing for season, level and variation. Of series "
        "in which nothing has changed at most 5 in 100 are on the watch list in any month."
    ),
}
"""Method id -> what was done."""
