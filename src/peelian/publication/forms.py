"""Forms: the same measure told in another way: its trend, its busiest month, its concentration, ratios
between groups.
"""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.reader import Reader
from peelian.reference.area import Area
from peelian.reference.unit import Kind

_ORDER = (
    "rolling 12 months", "calendar year", "span", "census day", "rolling 6 months", "quarter", "month",
)  # fmt: skip
_SIDE_BY_SIDE = 4
"""Most findings of one group that end together: concentration is worked out over each level of smaller
areas.
"""


def newest_in_form(reader: Reader, measure: str, area: Area, form: Kind) -> tuple[Finding, ...]:
    """Return the newest findings of a measure in one form, for everyone and for each group.

    Parameters
    ----------
    reader
        The edition.
    measure
        Id of the measure.
    area
        Where.
    form
        Kind of number, such as "trend" or "ratio". The longest kind of period it comes in is taken, and
        groups that end earlier than the newest are left out.
    """
    index = reader.index
    for thread in (f"{measure}:{form}", measure):
        if index.form(thread) != form:
            continue
        for kind in sorted(index.kinds(thread), key=_place):
            groups = ("", *index.groups(thread, area.code, kind))
            found = index.last(thread, area.code, kind, groups=groups, most=_SIDE_BY_SIDE)
            if found:
                return found
    return ()


def _place(kind: str) -> int:
    """Return how far behind the longest a kind of period stands."""
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def of_field(findings: Sequence[Finding], field: str) -> dict[str, Finding]:
    """Return the findings of the groups of one field, by the value of the group."""
    told = ((finding.group or "").partition("=") for finding in findings)
    return {value: f for f, (name, _, value) in zip(findings, told, strict=True) if name == field}


def fields_of(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the fields that findings are grouped by, in the order met."""
    return tuple(dict.fromkeys((f.group or "").partition("=")[0] for f in findings if f.group))
