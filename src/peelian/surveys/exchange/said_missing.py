"""Values declared as missing, in words."""

from __future__ import annotations

from peelian.surveys.exchange.answer_rows import number_text
from peelian.surveys.in_spss import SpssRange


def said_missing(missing: tuple[SpssRange | float | str, ...]) -> str:
    """Return what is declared as missing in words: "98, 99" or "-9 to -1".

    Parameters
    ----------
    missing
        Values and ranges.
    """
    return ", ".join(
        f"{'lowest' if each.low is None else number_text(each.low)} to "
        f"{'highest' if each.high is None else number_text(each.high)}"
        if isinstance(each, SpssRange)
        else (each if isinstance(each, str) else number_text(each))
        for each in missing
    )
