"""Checking a measure against the catalogue: every name it uses exists, and nothing would be counted twice."""

from __future__ import annotations

from typing import Literal

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.measures.check_conditions import DATES, NUMBERS, check_alternatives, check_conditions
from peelian.measures.check_forms import check_forms
from peelian.measures.check_groups import check_groups
from peelian.measures.check_share import check_share
from peelian.measures.check_survey import check_survey
from peelian.measures.checker import Checker
from peelian.measures.measure import Measure
from peelian.measures.members import codes_of

Writer = Literal["workspace", "package"]


def check_measure(
    measure: Measure,
    *,
    catalogue: Catalogue,
    place: str,
    comes_from: Writer = "workspace",
) -> None:
    """Refuse a measure that its source cannot answer; ratios and gaps are checked elsewhere.

    Parameters
    ----------
    measure
        What was written.
    catalogue
        The sources and code lists in force.
    place
        File and line, for messages.
    comes_from
        Who wrote it. A measure of the package may speak of codes that a workspace's own list leaves out.

    Raises
    ------
    DefinitionError
        If it names a source, field, level, group or value that does not exist, dates rows by a field that is
        not a date, adds up a field that is not a number, has conditions of the wrong type or that no row can
        meet together, would count the same things more than once, is a share of rows that cannot be among
        its base, divides by residents nobody counts, or has a rule that its sources cannot answer.
    """
    if measure.ratio is not None or measure.gap is not None:
        return
    check = Checker(measure, catalogue, place)
    source = check.source()
    when = measure.when or source.period
    if not when:
        check.refuse("when", "no 'when', and a source without a period", "a date field of the source")
    check.typed(source, "when", when, DATES)
    check_forms(check, source)
    if measure.adds:
        check.typed(source, "sum", measure.adds, NUMBERS)
    check_conditions(check, source, "where", measure.where)
    check_alternatives(check, source, measure.where_any, beside=measure.where)
    check_conditions(check, source, "share of", measure.share_of or ())
    check_survey(check, source)
    if measure.share_of is not None:
        check_share(check, source)
    elif measure.months_together is not None:
        check.refuse(
            "months together",
            "months told together, and no share",
            "'months together' beside 'share of'",
            "remove it: counts are told by the month and by the year",
        )
    for group in measure.groups:
        check.field(source, "groups", group)
    check_groups(check, source)
    if measure.times:
        check.typed(source, "times", measure.times, ("datetime",))
    if measure.share_of is not None:
        for key in ("month_on_month", "trajectory"):
            if getattr(measure, key):
                name = key.replace("_", " ")
                check.refuse(name, f"'{name}' beside 'share of'", "a measure that counts", "remove it")
    _check_family(check, source, comes_from=comes_from)
    for level in measure.areas:
        _check_level(check, source, level)


def _check_family(check: Checker, source: Source, *, comes_from: Writer) -> None:
    measure = check.measure
    if not measure.for_each:
        if measure.directions:
            check.refuse(
                "directions",
                "directions of single codes, and one measure",
                "'directions' together with 'for each'",
                "write the one 'direction'",
            )
        return
    codes = codes_of(check.field(source, "for each", measure.for_each), check.catalogue)
    if not codes:
        check.refuse(
            "for each", f"'{measure.for_each}', which lists no codes", "a field with codes or values"
        )
    for code in measure.directions:
        if code not in codes and comes_from == "workspace":
            check.unknown("directions", code, codes, f"code of '{measure.for_each}'")


def _check_level(check: Checker, source: Source, level: str) -> None:
    if level not in source.areas:
        check.unknown("areas", level, source.areas, f"level of area of '{source.source}'")
    measure = check.measure
    # The base of a share is the wider reading: what it does not pin is counted more than once in it.
    conditions = measure.where if measure.share_of is None else measure.share_of
    key = "where" if measure.share_of is None else "share of"
    pinned = {*source.areas[level].rows, measure.for_each}
    pinned |= {each.field for each in conditions if len(each.kept_values()) == 1}
    for name, field in source.fields.items():
        if field.one_at_a_time and name not in pinned:
            values = list(codes_of(field, check.catalogue))
            check.refuse(
                key,
                f"no single value of '{name}', so that the same things would be counted more than once",
                f"one of {', '.join(values)}" if values else f"one value of '{name}'",
                f"add '- {{field: {name}, is: {values[0] if values else '...'}}}' to '{key}'",
            )
