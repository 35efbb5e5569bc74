"""Weighing: what each base would give for a count, and how a disagreement may be put right."""

from __future__ import annotations

from peelian.figures.base_around import BaseAround
from peelian.figures.printed_share import PrintedShare, say_share
from peelian.figures.report import Candidate

_MOST = 8


def weigh(share: PrintedShare, count: int, bases: list[BaseAround]) -> tuple[Candidate, ...]:
    """Work out what each base gives for a count, each base once."""
    found: dict[int, Candidate] = {}
    for base in bases:
        if base.value > 0 and base.value not in found:
            gives = say_share(count, base.value, beside=share)
            found[base.value] = Candidate(base.value, gives, share.covers(count, base.value), base.why)
    return tuple(found.values())[:_MOST]


def mend(share: PrintedShare, count: int, base: int) -> str:
    """Say how a disagreement may be put right: the percentage, or the base, or the count."""
    ways = [f"print {_as_printed(count, base, share.decimals)}"]
    needed = share.bases_for(count)
    if needed is not None:
        ways.append(f"check the base: {share.text} would need {say_bases(*needed)}")
    least, most = -(-share.lower * base // 100), share.upper * base // 100
    if least <= most:
        counts = f"{int(least):,}" if least == most else f"{int(least):,} to {int(most):,}"
        ways.append(f"check the count: {share.text} of {base:,} is {counts}")
    return "; or ".join(ways)


def _as_printed(count: int, base: int, decimals: int) -> str:
    """Return count / base with the decimals that were printed, halves rounded up."""
    scaled = (2 * 100 * count * 10**decimals + base) // (2 * base)
    whole, rest = divmod(scaled, 10**decimals)
    return f"{whole:,}.{rest:0{decimals}d}%" if decimals else f"{whole:,}%"


def say_bases(least: int, most: int | None) -> str:
    """Say a range of bases in words; without a greatest it is open."""
    if most is None:
        return f"{least:,} or more"
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"
