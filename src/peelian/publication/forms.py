"""Forms: the same measure told in another way: its trend, its busiest month, its concentration, ratios between groups."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.reader import Reader
from peelian.reference.area import Area
from peelian.reference.unit import Kind


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
        Kind of number, such as "trend" or "ratio". Groups that end earlier than the newest are left out.
    """
    index, found = reader.index, []
    for thread in (f"{measure}:{form}", measure):
        for kind in index.kinds(thread):
            end = index.newest(thread, level=area.level, kind=kind)
            if end is None:
                continue
            groups = ("", *index.groups(thread, area.code, kind))
            found += [
                f
                for f in index.many(((thread, area.code, kind, group) for group in groups), end=end)
                if f.kind == form
            ]
    last = max((finding.period.end for finding in found), default=None)
    return tuple(finding for finding in found if finding.period.end == last)


def of_field(findings: Sequence[Finding], field: str) -> dict[str, Finding]:
    """Return the findings of the groups of one field, by the value of the group."""
    told = ((finding.group or "").partition("=") for finding in findings)
    return {value: f for f, (name, _, value) in zip(findings, told, strict=True) if name == field}


def fields_of(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the fields that findings are grouped by, in the order met."""
    return tuple(dict.fromkeys((f.group or "").partition("=")[0] for f in findings if f.group))
