"""Signs of checks for gaming in words: a question, and never an accusation."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.publication.check_text import CheckText
from peelian.publication.desk import month_words


def has_sign(finding: Finding) -> bool:
    """Say whether a check shows a sign."""
    return finding.usual is not None and finding.usual.signal != "none"


def say_size(finding: Finding, *, at: float | None = None) -> str:
    """Return the size of a sign as printed: "1.21 times", "3.4 points less"; its state where it has none.

    Parameters
    ----------
    finding
        The finding of a check.
    at
        Another size to print in its form, such as an end of what is no sign.
    """
    value = finding.value if at is None else at
    if value is None:
        return "too little to tell" if finding.state == "not measured" else finding.state
    if finding.kind == "ratio":
        return f"{value:.2f} times"
    return f"{abs(value) * 100:.1f} points" + (" less" if value < 0 else " more" if value > 0 else "")


def say_sign(finding: Finding, check: CheckText) -> str:
    """Return one sentence on what a check found.

    Parameters
    ----------
    finding
        The finding of the check.
    check
        What it is called.
    """
    if finding.value is None or finding.usual is None:
        return "Too few records, too few months of them or none close to the limit, so nothing can be told."
    size = say_size(finding).removesuffix(" more").removesuffix(" less")
    if not has_sign(finding):
        return "No sign: what there is is within what chance makes, or too small to ask about."
    since = month_words(finding.period.start)
    if check.form == "turn of the month":
        way = "wait for the new month" if finding.value > 1 else "are hurried into the old one"
        return f"First days hold {size} what last days do. Do {check.counts} {way}?"
    if check.form == "just under a limit":
        return f"{size} as many lie just inside the limit as just beyond it. Is the time what happened?"
    way = "fell" if finding.value < 0 else "rose"
    return f"The share {way} by {size} from {since}. What changed in that month?"
