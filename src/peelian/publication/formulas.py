"""Formulas: the steps behind the methods, each in words, as a formula, and with the paper it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """One step that methods share.

    Parameters
    ----------
    id, title
        Anchor on the page, and what the step is called in plain words.
    words
        What it does.
    lines
        The formula, a line each.
    reference
        Who worked it out, or whose guidance it is.
    used_by
        Parts of the ids of methods that use it; it is shown when one of them is used.
    """

    id: str
    title: str
    words: str
    lines: tuple[str, ...]
    reference: str
    used_by: tuple[str, ...]


FORMULAS: tuple[Formula, ...] = (
    Formula(
        "ratio",
        "Is the difference between two years more than chance?",
        "The twelve months are compared with the twelve before as a ratio. A model of year and calendar "
        "month, fitted to the months, takes the season out. The interval lies around the ratio and is "
        "widened by the extra variation of the next step.",
        (
            "log(expected count of a month) = calendar month + year",
            "ratio r = count of twelve months ÷ count of the twelve before",
            "interval = r × exp(± t × s), with s² = φ × (1 ÷ count now + 1 ÷ count before)",
            "t is Student's, for the months that φ is measured on (1.96 where there are many)",
            "change = r − 1",
        ),
        "McCullagh and Nelder, Generalized Linear Models, 2nd edition, 1989, chapters 6 and 9.",
        ("quasi_poisson",),
    ),
    Formula(
        "extra",
        "How much more than chance does the series vary?",
        "If offences came one by one and without any link, months would vary by about the square root of "
        "their number. Real series vary more. How much more is measured on the months of the same series. "
        "It is never taken as less than chance.",
        (
            "φ = sum of (count − expected)² ÷ expected, over the months, ÷ degrees of freedom",
            "φ is at least 1",
        ),
        "McCullagh and Nelder, 1989, section 4.5 (Pearson's estimate of dispersion).",
        ("quasi_poisson", "exact_poisson"),
    ),
    Formula(
        "exact",
        "And when the numbers are small?",
        "Under 20 the model is too rough. Given the sum of the two counts, the first follows a binomial "
        "distribution, and its exact interval gives that of the ratio.",
        (
            "count now, given the sum n of both counts, is binomial(n, p)",
            "p between its Clopper and Pearson limits; ratio r = p ÷ (1 − p)",
        ),
        "Clopper and Pearson, Biometrika 26, 1934. Przyborowski and Wilenski, Biometrika 31, 1940.",
        ("exact_poisson",),
    ),
    Formula(
        "rate",
        "How sure is a rate per head?",
        "A rate is a count over the people who live there. The interval is that of the count, divided by the "
        "same people; the number of people is taken as known.",
        (
            "rate = count ÷ residents × 1,000",
            "lower = c × (1 − 1 ÷ 9c − 1.96 ÷ 3√c)³, with c the count",
            "upper = d × (1 − 1 ÷ 9d + 1.96 ÷ 3√d)³, with d = c + 1",
            "under 10 the exact Poisson limits take their place",
        ),
        "Byar's method, in Breslow and Day, Statistical Methods in Cancer Research II, 1987, page 69.",
        ("rate.",),
    ),
    Formula(
        "share",
        "How sure is a share?",
        "A share is one count over another that holds it, such as searches in which nothing was found over "
        "all searches. The interval is that of a proportion and never leaves 0 to 100%.",
        (
            "share p = k ÷ n",
            "interval = (p + z² ÷ 2n ± z × √(p × (1 − p) ÷ n + z² ÷ 4n²)) ÷ (1 + z² ÷ n), with z = 1.96",
        ),
        "Wilson, Journal of the American Statistical Association 22, 1927.",
        ("share.month", "share.rolling12", "share.span"),
    ),
    Formula(
        "survey",
        "How sure is what a survey says?",
        "Each answer counts by its weight. How far the share could lie from that of everyone is read off how "
        "much the answers differ within each part of the sample that was drawn by itself.",
        (
            "share p = sum of w × y ÷ sum of w, with y = 1 for a yes and 0 for a no, over those in the base",
            "u = w × (y − p) ÷ sum of w, and 0 for people of the sample who are not in the base",
            "variance = sum over strata of m ÷ (m − 1) × sum of (u − mean of u)², m units in the stratum",
            "a stratum with a single unit adds u²; people drawn in clusters are added up first",
            "interval: log(p ÷ (1 − p)) ± t × √variance ÷ (p × (1 − p)), turned back into a share",
            "effective base = p × (1 − p) ÷ variance",
            "gap: variance of p − q = variance + variance − 2 × covariance of the two u",
            "gap from the whole: the same, with q of everyone; who is in the group is in both u",
            "change: the variances of two samples drawn apart, added up",
        ),
        "Woodruff, Journal of the American Statistical Association 66, 1971. Lumley, Complex Surveys, 2010, "
        "chapters 2 and 3.",
        ("survey.", "gap.", "gap_from_whole.", "gap_part."),
    ),
    Formula(
        "together",
        "What if many places are judged at once?",
        "Of a hundred places in which nothing changed, about five would look clear on their own. So the "
        "places are judged together: a change counts as clear only if, among all that are called clear, no "
        "more than about one in twenty is expected to be chance.",
        (
            "order the p values of the m places: p(1) ≤ p(2) ≤ … ≤ p(m)",
            "adjusted p(i) = least of p(j) × m ÷ j over all j ≥ i",
            "clear when the adjusted p is at most 0.05",
        ),
        "Benjamini and Hochberg, Journal of the Royal Statistical Society B 57, 1995.",
        ("judged together",),
    ),
    Formula(
        "usual",
        "Is this month unusual?",
        "A control chart learns from the series itself how far months usually lie from one another. A month "
        "outside the limits, or a long run on one side, asks a question; it answers none. Where counts are "
        "under ten a month the limits are exact ones, because the ordinary ones would cry wolf.",
        (
            "middle = mean of the months",
            "limits = middle ± 2.66 × mean difference between neighbouring months",
        ),
        "Shewhart, Economic Control of Quality of Manufactured Product, 1931; rules as in Making Data Count, "
        "NHS England.",
        ("control chart",),
    ),
)
"""In the order in which a reader meets them."""
