"""Checking a share: that it is a share of something, and that what it counts can be among its base."""

from __future__ import annotations

from peelian.catalogue.source import Source
from peelian.measures.check_conditions import never_together
from peelian.measures.checker import Checker


def check_share(check: Checker, source: Source) -> None:
    """Refuse a share that says nothing: without conditions, of a rate, or of rows that its base leaves out.

    Parameters
    ----------
    check
        The checker of the measure, whose conditions are checked one by one already.
    source
        The source it reads.

    Raises
    ------
    DefinitionError
        If it is refused.
    """
    measure = check.measure
    if not (measure.where or measure.where_any):
        check.refuse(
            "share of",
            "no condition in 'where', so that the share would always be all of it",
            "conditions in 'where' that say which part is counted",
            "add them, or remove 'share of'",
        )
    for key, told in (
        ("per", measure.per is not None),
        ("times", bool(measure.times)),
        ("each day", measure.each_day),
    ):
        if told:
            check.refuse(key, f"'{key}' together with 'share of'", "one of the two", f"remove '{key}'")
    if measure.adds and source.fields[measure.adds].type != "integer":
        check.refuse(
            "sum",
            f"'{measure.adds}', whose values are not whole numbers",
            "for a share, a field of type integer: so many of so many",
        )
    if never := never_together(check, source, [*measure.where, *(measure.share_of or ())]):
        check.refuse(
            "share of",
            f"conditions on {never} that leave out every row that 'where' keeps",
            "a base that the rows counted are among",
            "widen 'share of', or change 'where'",
        )
