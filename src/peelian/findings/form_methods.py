"""Methods of rules that look beyond the single record: repeats, time limits, reoffending, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

_WINDOWS = (
    ("month", "one month", "the same month a year earlier"),
    ("rolling12", "twelve months", "the twelve months before"),
    ("span", "the newest unbroken stretch of whole months", ""),
)
_EARLY = (
    "A month whose look-back reaches before the first month of the records, or into one that is missing, "
    "makes no figure. Where no links of persons are loaded, one person with several references counts as "
    "several."
)
_PERSONS = (
    "The interval takes persons, not crimes, as what is independent (Wilson's interval with the base divided "
    "by the dispersion of persons as clusters), because the crimes of one person are repeats together."
)
_WAIT = (
    "A cohort makes a figure once its follow-up and the wait for results have passed in the offences loaded. "
    "The shape is that of the Ministry of Justice's proven reoffending statistics."
)

FORM_METHODS: Mapping[str, str] = {
    **{
        f"share.{form}.repeat_crimes": (
            f"The share of the crimes of {what} whose victim had another crime on an earlier day within the "
            f"look-back. {_PERSONS} {_EARLY}"
        )
        for form, what, _ in _WINDOWS
    },
    **{
        f"share.{form}.repeat_crimes.clustered": (
            f"The share of the crimes of {what} whose victim had another crime on an earlier day within the "
            f"look-back. {_PERSONS} The change from {before} is in percentage points, by the square-and-add "
            "rule (Newcombe; Zou and Donner), with the correlation that persons of both periods bring. "
            f"{_EARLY}"
        )
        for form, what, before in _WINDOWS[:2]
    },
    **{
        f"share.{form}.repeat_victims": (
            f"The share of the persons who were victims in {what} of whom a crime of that period followed "
            "another one on an earlier day within the look-back; each person counts once, with Wilson's "
            f"interval. {_EARLY}"
        )
        for form, what, _ in _WINDOWS
    },
    **{
        f"share.{form}.repeat_victims.newcombe": (
            f"The share of the persons who were victims in {what} of whom a crime of that period followed "
            "another one on an earlier day within the look-back; each person counts once, with Wilson's "
            f"interval. The change from {before} has Newcombe's interval, as if no person were in both "
            f"periods, which makes it somewhat too wide. {_EARLY}"
        )
        for form, what, before in _WINDOWS[:2]
    },
    **{
        f"share.{form}.within{ending}": (
            f"Of what was due in {what}, the share done within its limit, with Wilson's interval. What was "
            "not yet due when the data end is left out, done or not, and so is what has no start, an end "
            "before its start, or a date after it was loaded; how many is told. "
            + (
                f"The change from {before} has Newcombe's interval. "
                if ending
                else "Not compared with another period. "
            )
            + "Records of one case are taken as independent, which they are not quite."
        )
        for form, what, before in _WINDOWS
        for ending in ("", ".newcombe")
        if before or not ending
    },
    "share.left_out": (
        "Of the records that meet the conditions, the share left out of the base for one reason; it says how "
        "much the figure beside it does not speak of."
    ),
    "share.cohort.reoffending": (
        "Of the people put on a cohort in the quarter or year, the share with a proven offence in the "
        f"follow-up, with Wilson's interval. {_WAIT}"
    ),
    "share.cohort.reoffending.newcombe": (
        "Of the people put on a cohort in the quarter or year, the share with a proven offence in the "
        "follow-up, with Wilson's interval; the change from the cohort of a year before has Newcombe's. "
        f"Somebody on both cohorts is treated as two people. {_WAIT}"
    ),
    **{
        f"mean.cohort.{name}{ending}": (
            f"{what}. The interval is Taylor's with Student's t, people being what is independent. "
            + (
                "The change from the cohort of a year before is by the delta method on the logarithm. "
                if ending
                else ""
            )
            + _WAIT
        )
        for name, what in (
            ("offences_per_reoffender", "Proven offences in the follow-up for each person who reoffends"),
            ("offences_per_person", "Proven offences in the follow-up for each person on the cohort"),
            ("severity", "The mean weight of the proven offences in the follow-up that have one"),
        )
        for ending in ("", ".delta")
    },
}
"""Method id -> what was done."""
