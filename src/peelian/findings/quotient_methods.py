"""Methods of quotients: what the ids on rates of groups, shares, ratios and hours mean, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

_MOVER = (
    "Its change is the change of the one over that of the other, with an interval made from the intervals of "
    "the two changes by the square-and-add rule on the logarithm (Zou and Donner)."
)

_AS_COUNTS = (
    "The change from {} is that of the count, with its interval, set right where the two differ by a day."
)

QUOTIENT_METHODS: Mapping[str, str] = {
    "rate.month": (
        "The count of one month over the people who live there, not scaled up to a year. The interval of the "
        "rate is Byar's, and exact when fewer than 10 were counted. Not compared with another period."
    ),
    "rate.month.exact_poisson": (
        "The count of one month over the people who live there, not scaled up to a year; the change from the "
        "same month a year earlier is that of the count, by the exact interval for the ratio of two counts."
    ),
    "count.span": (
        "The count of the newest unbroken stretch of whole months, where there are fewer than twelve. Not "
        "compared with another period."
    ),
    "rate.span": (
        "The count of the newest unbroken stretch of whole months over the people who live there, where "
        "there are fewer than twelve months; not scaled up to a year. The interval of the rate is Byar's, "
        "and exact when fewer than 10 were counted."
    ),
    **{
        f"share.{form}": f"The share of {what} that meet the conditions, with Wilson's interval. {compared}"
        for form, what, compared in (
            ("month", "the records of one month", "Not compared with another period."),
            (
                "month.newcombe",
                "the records of one month",
                "The change from the same month a year earlier is in percentage points, with Newcombe's "
                "interval for the difference of two independent shares.",
            ),
            ("rolling12", "the records of twelve months", "Not compared with another period."),
            (
                "rolling12.newcombe",
                "the records of twelve months",
                "The change from the twelve months before is in percentage points, with Newcombe's interval "
                "for the difference of two independent shares.",
            ),
            (
                "span",
                "the records of the newest unbroken stretch of whole months",
                "Told where there are fewer than twelve months; not compared with another period.",
            ),
        )
    },
    "share.together": (
        "The share of the records of the newest months that meet the conditions, all of them together, "
        "because what is counted is too rare for a month or a year. Wilson's interval. Not compared with "
        "another period."
    ),
    **{
        f"mean.{form}": f"The count of {what} over its days. The interval is Byar's for the count, over the "
        f"same days, and exact when fewer than 10 were counted. {compared}"
        for form, what, compared in (
            ("month", "one month", "Not compared with another period."),
            ("month.as_counts", "one month", _AS_COUNTS.format("the same month a year earlier")),
            ("rolling12", "twelve months", "Not compared with another period."),
            ("rolling12.as_counts", "twelve months", _AS_COUNTS.format("the twelve months before")),
            (
                "span",
                "the newest unbroken stretch of whole months",
                "Told where there are fewer than twelve months; not compared with another period.",
            ),
        )
    },
    **{
        f"disparity.{form}": (
            f"The rate of a group over the rate of the group it is compared with, in {what}: the count of "
            "the group over the count expected had it the other group's rate. The interval is the exact one "
            "for the ratio of two counts, carried over to rates; it takes every record as independent of "
            "the others, and residents as known, so it is somewhat narrow where the same people are counted "
            "again and again."
        )
        for form, what in (
            ("month", "one month"),
            ("rolling12", "twelve months"),
            ("span", "the newest unbroken stretch of whole months"),
        )
    },
    **{
        f"ratio.{form}": (
            f"The count of one measure for so many of another, both of {what}. The interval is the exact one "
            f"for the ratio of two independent counts. {compared}"
        )
        for form, what, compared in (
            ("month", "the same month", "Not compared with another period."),
            ("month.mover", "the same month", _MOVER),
            ("rolling12", "the same twelve months", "Not compared with another period."),
            ("rolling12.mover", "the same twelve months", _MOVER),
            ("span", "the same stretch of months", "Not compared with another period."),
        )
    },
    "count.hours": (
        "The count of one hour of one day of the week, added up over the newest twelve whole months or as "
        "many unbroken months as are loaded, by the clock times written in the records."
    ),
}
"""Method id -> what was done."""
