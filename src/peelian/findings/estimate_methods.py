"""Methods of analyses of surveys: what the ids on their estimates mean, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from peelian.findings.survey_methods import NO_MARGIN

_SAMPLE = (
    "Answers count by their weight; those who did not know, would not say or were not asked are left out, "
    "and margins are those of the sample as it was drawn (strata, clusters, weights), by linearisation."
)
_MANY = "A star counts all comparisons of the table together (false discovery rate, Benjamini and Hochberg)."
_OF_THOSE_WHO_CAME = (
    "Nobody was drawn by chance. Those who did not know, would not say or were not asked are left out. "
    "There is no margin of error: how those who came differ from those who did not is not known."
)
_PLAINLY = {
    "journey": "The share for whom each stage went well, of those asked about it, and the step between them.",
    "reliability": (
        "Whether the items meant to measure one idea go together among those who answered (Cronbach's "
        "alpha), and what it would be without each."
    ),
    "themes": ("How many of those who wrote something spoke of each theme, as people coded the answers."),
    "who-answered": (
        "The mix of those who answered, unweighted, beside that of the residents, answer by answer. Numbers "
        "of residents are taken as known."
    ),
}

ESTIMATE_METHODS: Mapping[str, str] = {
    "estimate.comparison": (
        "Two groups of one sample over several questions: each share, the gap in percentage points with what "
        "the groups have in common, and where asked the gap with the mix of people made alike (predictive "
        f"margins of a logistic regression). {_MANY} {_SAMPLE}"
    ),
    "estimate.subgroups": (
        "An outcome among those in a group and those not in it, for several groups, each by itself. "
        f"{_MANY} {_SAMPLE}"
    ),
    "estimate.expectations": (
        "An outcome among those who gave each answer to another question of the same interview, and how many "
        f"gave it. {_SAMPLE}"
    ),
    "estimate.elements": (
        "How many of several elements of a good service each person had, by the rule written down, and the "
        "outcome in each band. What did not apply to somebody is never counted as missing. "
        f"{_SAMPLE}"
    ),
    "estimate.journey": (
        "The share for whom each stage went well, of those asked about it, and the step from one to the "
        f"next among the same people. {_SAMPLE}"
    ),
    "estimate.drivers": (
        "What goes with an outcome: the part of its explained variation that each driver has, averaged over "
        "every order in which drivers can be let in (Lindeman, Merenda and Gold; Shapley), with intervals "
        "from samples drawn again within strata; odds ratios and average effects in percentage points of "
        f"one logistic regression, others alike. It tells what goes together, not what causes what. {_SAMPLE}"
    ),
    "estimate.decomposition": (
        "A change between two stretches taken apart (Kitagawa): what the mix of cases brought, what each "
        f"kind's own share brought, and the rest, where both moved together; they add up. {_SAMPLE}"
    ),
    "estimate.change-of-course": (
        "The time at which a series of shares best turns, with the p value of a search over all times and "
        f"the range of times that fit nearly as well. {_SAMPLE}"
    ),
    "estimate.interaction": (
        "Whether something goes with an outcome more for one group than for others, in percentage points and "
        f"as a ratio of odds ratios, for the two can differ. {_SAMPLE}"
    ),
    "estimate.reliability": (
        "Whether the items meant to measure one idea go together (Cronbach's alpha), and what it would be "
        f"without each. {_SAMPLE}"
    ),
    "estimate.themes": (
        f"How many of those who wrote something spoke of each theme, as people coded the answers. {_SAMPLE}"
    ),
    "estimate.who-answered": _PLAINLY["who-answered"],
    **{f"estimate.{name}{NO_MARGIN}": f"{says} {_OF_THOSE_WHO_CAME}" for name, says in _PLAINLY.items()},
}
"""Method id -> what was done."""
