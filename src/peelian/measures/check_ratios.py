"""Checking ratios of two measures against each other: both exist, count something, and share their areas."""

from __future__ import annotations

from collections.abc import Mapping

from peelian.catalogue.catalogue import Catalogue
from peelian.measures.checker import Checker
from peelian.measures.measure import Measure

_ALONE = (
    "when", "where", "where_any", "each_day", "months_together", "share_of",
    "adds", "per", "disparity", "groups", "broad", "times", "for_each",
    "month_on_month", "trajectory", "repeat", "within", "reoffending",
)  # fmt: skip


def complete_ratio(
    measure: Measure, *, known: Mapping[str, Measure], catalogue: Catalogue, place: str
) -> Measure:
    """Check a ratio, and return it with the source of the upper measure and, where it names none, a unit.

    Parameters
    ----------
    measure
        A measure with `ratio`.
    known
        Every measure by id, those of families included.
    catalogue
        The sources in force.
    place
        File and line, for messages.

    Raises
    ------
    DefinitionError
        If a measure does not exist, is no count, is named twice, leads back to this one, or is not made for a
        level of area of this one; or if the ratio has keys that only a measure of one source may have.
    """
    check = Checker(measure, catalogue, place)
    ratio = measure.ratio
    if ratio is None:
        return measure
    for name in (ratio.of, ratio.to):
        _refuse_circle(check, name, known)
    if ratio.of == ratio.to:
        check.refuse("ratio", f"'{ratio.of}' both above and below the line", "two different measures")
    upper, lower = (_counted(check, name, known) for name in (ratio.of, ratio.to))
    for name in _ALONE:
        if getattr(measure, name):
            key = type(measure).model_fields[name].alias or name
            check.refuse(
                key, f"'{key}' beside 'ratio'", "'ratio' alone", f"put '{key}' on the two measures instead"
            )
    if measure.source not in ("", upper.source):
        check.refuse(
            "source",
            f"'{measure.source}' beside 'ratio'",
            "no source: the two measures have theirs",
            "remove it",
        )
    for level in measure.areas:
        for name, each in ((ratio.of, upper), (ratio.to, lower)):
            if level not in each.areas:
                shared = [both for both in upper.areas if both in lower.areas]
                check.refuse(
                    "areas",
                    f"'{level}', for which '{name}' is not made",
                    f"levels that both measures have: {', '.join(shared) or 'there is none'}",
                )
    units = [each.unit or catalogue.source(each.source).counts for each in (upper, lower)]
    many = f"{ratio.each:,} {units[1]}" if ratio.each > 1 else f"one of the {units[1]}"
    unit = measure.unit or f"{units[0]} per {many}"
    return measure.model_copy(update={"source": upper.source, "unit": unit})


def _counted(check: Checker, name: str, known: Mapping[str, Measure]) -> Measure:
    if name not in known:
        check.unknown("ratio", name, known, "measure")
    found = known[name]
    forms = (found.share_of, found.ratio, found.repeat, found.within, found.reoffending)
    if any(form is not None for form in forms):
        kind = "a ratio" if found.ratio is not None else "a share"
        kind = "a share or a mean" if found.reoffending is not None else kind
        check.refuse(
            "ratio",
            f"'{name}', which is itself {kind}",
            "two measures that count something",
            "name its parts",
        )
    return found


def _refuse_circle(check: Checker, name: str, known: Mapping[str, Measure]) -> None:
    """Follow ratios of ratios down; one that comes back to where it began is a circle."""
    start, waiting, seen = check.measure.measure, [name], set()
    while waiting:
        here = waiting.pop()
        if here == start:
            check.refuse(
                "ratio",
                f"a circle: '{name}' leads back to '{start}'",
                "two measures that count something",
                "name other measures",
            )
        found = known.get(here)
        if here not in seen and found is not None and found.ratio is not None:
            waiting += [found.ratio.of, found.ratio.to]
        seen.add(here)
