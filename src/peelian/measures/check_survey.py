"""Checking what a measure says of a survey: its design, its windows, and the two groups of a gap."""

from __future__ import annotations

from collections.abc import Mapping

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.measures.broad_groups import broad_codes
from peelian.measures.checker import Checker
from peelian.measures.measure import Measure
from peelian.measures.members import codes_of
from peelian.measures.survey_keys import GapOf

_PARTS = ("text", "code", "area", "flag", "integer")
_TAKEN = ("when", "where", "share_of", "weight", "strata", "cluster")
_OF_THE_OTHER = (*_TAKEN, "groups", "for_each")
_NO_SURVEY = (
    *("adds", "where_any", "months_together", "each_day", "repeat", "within", "reoffending"),
    *("month_on_month", "trajectory", "per", "disparity", "times"),
)
"""What is written of records, and cannot be said of a sample in the same words."""
_NEVER = (*_NO_SURVEY, "ratio", "directions", "groups_at")


def check_survey(check: Checker, source: Source) -> None:
    """Refuse a survey design of fields that cannot bear it, or on a measure that is no share.

    Parameters
    ----------
    check, source
        The checker of the measure, and the source it reads.

    Raises
    ------
    DefinitionError
        If it is refused.
    """
    measure = check.measure
    told = [name for name in ("weight", "strata", "cluster") if getattr(measure, name)]
    if told and measure.share_of is None:
        check.refuse(
            told[0],
            f"'{told[0]}' without 'share of'",
            "a share of a survey",
            "add 'share of: []' for a share of all who gave an answer",
        )
    if source.self_selected and measure.share_of is not None and not told and measure.gap is None:
        check.refuse(
            "share of",
            f"a share of '{source.source}', where people chose themselves, told as one of records",
            "a share of a survey, which is told without a margin",
            "name what tells one answer from another in 'cluster', such as its number",
        )
    for name in _NO_SURVEY if told else ():
        if getattr(measure, name):
            key = Measure.model_fields[name].alias or name.replace("_", " ")
            check.refuse(key, f"'{key}' together with '{told[0]}'", "one of the two", f"remove '{key}'")
    if measure.weight:
        check.typed(source, "weight", measure.weight, ("number", "integer"))
    for key in ("strata", "cluster"):
        if name := getattr(measure, key):
            check.typed(source, key, name, _PARTS)
    for level in measure.groups_at or ():
        if level not in measure.areas:
            check.unknown("groups at", level, measure.areas, "level of area of this measure")
    for name in () if told else ("windows", "least_base", "groups_at"):
        if name in measure.model_fields_set:
            key = Measure.model_fields[name].alias or name
            check.refuse(
                key,
                f"'{key}' on a measure that is no share of a survey",
                "'weight', 'strata' or 'cluster' beside it",
                f"add the survey's weight, or remove '{key}'",
            )


def complete_gap(
    measure: Measure, *, known: Mapping[str, Measure], catalogue: Catalogue, place: str
) -> Measure:
    """Check a gap, and return it with all that it takes from the measure it is the gap of.

    Parameters
    ----------
    measure
        A measure with `gap`.
    known
        Every measure by id.
    catalogue
        The sources and code lists in force.
    place
        File and line, for messages.

    Raises
    ------
    DefinitionError
        If the other measure does not exist or is no share of a survey, if a group is none of the field's, or
        if the gap has keys that only the other measure may have.
    """
    check = Checker(measure, catalogue, place)
    gap = measure.gap
    if gap is None:
        return measure
    if gap.of not in known:
        check.unknown("gap", gap.of, known, "measure")
    other = known[gap.of]
    if other.share_of is None or not other.of_a_survey or other.gap is not None or other.for_each:
        check.refuse(
            "gap", f"'{gap.of}', which is no share of a survey", "a share with a weight, strata or cluster"
        )
    for name in (*_OF_THE_OTHER, *_NEVER):
        # A gap as it is shown says again what it took; anything else would be of another question.
        again = (gap.group,) if name == "groups" else getattr(other, name)
        if getattr(measure, name) not in (Measure.model_fields[name].default, again):
            key = Measure.model_fields[name].alias or name
            check.refuse(key, f"'{key}' beside 'gap'", "what the other measure says of it", f"remove '{key}'")
    if measure.source not in ("", other.source):
        check.refuse("source", f"'{measure.source}'", f"that of the other, '{other.source}'", "remove it")
    source = catalogue.source(other.source)
    if gap.adds_to and measure.broad:
        check.refuse(
            "broad groups",
            "'broad groups' beside 'adds to'",
            "the detailed groups, of which 'adds to' names the broader ones",
            "remove 'broad groups'",
        )
    for level in measure.areas:
        if level not in other.areas:
            check.unknown("areas", level, other.areas, f"level that '{gap.of}' is made for")
    _check_groups(check, gap, source)
    own = measure.model_fields_set
    more = [name for name in ("windows", "least_base") if name not in own]
    taken = {name: getattr(other, name) for name in ("source", *_TAKEN, *more)}
    unit = measure.unit or other.unit or source.counts
    return measure.model_copy(update={**taken, "groups": (gap.group,), "unit": unit})


def _check_groups(check: Checker, gap: GapOf, source: Source) -> None:
    measure, catalogue = check.measure, check.catalogue
    field, chosen = check.field(source, "gap", gap.group), measure.broad.get(gap.group, "")
    for name in measure.broad:
        if name != gap.group:
            check.unknown("broad groups", name, [gap.group], "group of this gap")
    if chosen and chosen not in catalogue.codes:
        check.unknown("broad groups", chosen, catalogue.codes, "list of codes")
    codes = codes_of(field, catalogue)
    values = set(broad_codes(field, catalogue, chosen=chosen).values()) if chosen else set(codes)
    for name in gap.between or ():
        if name not in values:
            check.unknown("gap", name, sorted(values), f"group of '{gap.group}'")
    if gap.from_the and not values:
        check.refuse(
            "gap",
            f"'{gap.group}', of which no groups are listed" + (f" in '{chosen}'" if chosen else ""),
            "a field with a list of codes",
            "name another field in 'group', or a list of broad codes that its codes lie in",
        )
    if not gap.adds_to:
        return
    if gap.adds_to not in catalogue.codes:
        check.unknown("adds to", gap.adds_to, catalogue.codes, "list of codes")
    if not broad_codes(field, catalogue, chosen=gap.adds_to):
        check.refuse(
            "adds to",
            f"'{gap.adds_to}', in which no code of '{gap.group}' lies",
            "a list of broader groups of that field",
            "name another list",
        )
