"""Methods of comparisons of areas: what the ids on indices, contrasts, few areas and similar areas mean."""

from __future__ import annotations

from collections.abc import Mapping

PLACE_METHODS: Mapping[str, str] = {
    "index.area_over_reference": (
        "The weighted mean of the indices of several variables. Variables and steps follow the Vulnerable"
        " Localities Index (Chainey, UCL Jill Dando Institute, 2008); that each variable's index is the "
        "rate of the area over the rate of all areas together, times 100, and the composite their plain "
        "mean, is our reading of it. An area that lacks a variable has no index. There is no interval: "
        "the weights are a choice, and what the choice does is shown by leaving out each variable in "
        "turn."
    ),
    "index.variable": (
        "The rate of an area over the rate of all areas together, times 100; where less is worse the "
        "other way round, so that 200 is twice as bad as all together either way. Counts are of twelve "
        "months, divided by people who live there; rates and scores of areas are averaged over people who"
        " live there."
    ),
    "index.without": "The index with one variable left out, over the same areas, the others scaled up.",
    "index.tenth": (
        "The share of indexed areas that stand as high or higher. Areas are ranked from the highest, "
        "equal ones sharing the better rank, and cut into ten parts of one size."
    ),
    "index.weight": "The weight of a variable in the index; all weights add up to one.",
    "index.reference": (
        "What 100 stands for: the rate of all areas together in which the variable is known. It is not "
        "the figure of the force, since some offences cannot be placed in any of the areas."
    ),
    "index.measured": (
        "How many of the areas in which something was counted have the variable, or all of them. Areas "
        "are matched by their codes: boundaries of another edition do not match and are left out."
    ),
    "index.stays": (
        "Of the areas in the top tenth of the index, how many are in the top tenth with one variable left"
        " out."
    ),
    "contrast.mean": "The mean count of twelve months of the areas in one tenth of an index.",
    "contrast.mean_count": (
        "The mean count of an area in the top tenth of an index over that in the bottom tenth. The "
        "interval is on the logarithm, from how much the counts vary from area to area (as the robust "
        "variance HC2 of a Poisson regression; never less than chance), with degrees of freedom by Welch "
        "and Satterthwaite. It takes the tenths as given."
    ),
    "contrast.rate": (
        "The pooled rate per resident of the top tenth over that of the bottom tenth, with an interval "
        "from how far each area lies from its tenth's rate (Cochran's ratio estimator, on the logarithm)."
        " It takes the tenths and the residents as given."
    ),
    "few_areas.largest": (
        "The share of an area's count of twelve months that lies in its largest smaller areas, of what is"
        " placed in any of them. Beside it stands what chance makes of the same total thrown evenly over "
        "the same areas (the middle and nine in ten of 999 draws, the largest taken anew in each): the "
        "largest always hold more than their part."
    ),
    "few_areas.part": "The share of an area's count of twelve months that lies in one of its smaller areas.",
    "few_areas.fewest": (
        "The smallest share of an area's smaller areas that together hold the share asked for, beside "
        "what chance makes of the same total (199 draws)."
    ),
    "few_areas.places": (
        "Of the areas that may be named, how many hold more than the share asked for in so few smaller "
        "areas, and more than chance makes in 19 draws of 20, with counts large enough to say so."
    ),
    "similar.distance": (
        "How far two areas lie apart: the root of the mean squared difference of their characteristics, "
        "each less its mean over its standard deviation among the areas. The nearest are the areas most "
        "like one; of equally near ones the first by code is taken. Each area has a group of its own."
    ),
    "similar.rate": (
        "The count of twelve months over the people who live there, with the rank among the areas most "
        "like it and, as what is usual, the geometric mean, the lowest and the highest rate of those."
    ),
    "similar.single_case": (
        "The rate of an area over the geometric mean of the areas most like it. The interval is that of a"
        " single case beside a small group (Crawford and Howell), on the logarithm: when it holds 1, "
        "areas alike differ that much among themselves. Every area is compared by itself, so of twenty "
        "one may stand out by chance."
    ),
}
"""Method id -> what was done."""
