"""Checking the groups of a measure: broad codes exist, residents match, comparisons have two sides."""

from __future__ import annotations

from peelian.catalogue.source import Source
from peelian.measures.broad_groups import broad_codes
from peelian.measures.checker import Checker
from peelian.measures.group_residents import RESIDENT_GROUPS
from peelian.measures.members import codes_of
from peelian.measures.per import Disparity, GroupResidents


def check_groups(check: Checker, source: Source) -> None:
    """Refuse broad groups, residents of groups or comparisons that name what is not there.

    Parameters
    ----------
    check
        The checker of the measure.
    source
        The source it reads.

    Raises
    ------
    DefinitionError
        If it is refused.
    """
    measure = check.measure
    for field in measure.broad:
        _check_broad(check, source, field)
    told = measure.per.groups if measure.per else ()
    for each in told:
        _check_residents(check, source, each)
    if len({each.field for each in told}) < len(told):
        check.refuse("per", "a field with residents told twice", "each field once", "remove one of the two")
    for disparity in measure.disparity:
        _check_disparity(check, source, disparity)


def _check_broad(check: Checker, source: Source, name: str) -> None:
    measure, key = check.measure, f"broad groups '{name}'"
    if name not in measure.groups:
        check.unknown(key, name, measure.groups, "group of this measure")
    catalogue, chosen = check.catalogue, measure.broad[name]
    if chosen not in catalogue.codes:
        check.unknown(key, chosen, catalogue.codes, "list of codes")
    field = check.field(source, key, name)
    codes, inside = codes_of(field, catalogue), broad_codes(field, catalogue, chosen=chosen)
    outside = [code for code in codes if code not in inside]
    if outside or not codes:
        found = f"'{outside[0]}'" if outside else f"'{name}', which lists no codes"
        check.refuse(
            key,
            f"{found}, which lies in none of the codes of '{chosen}'",
            "a list in which every code of the field has its parent",
            "choose another list, or give each code its parent",
        )


def _check_residents(check: Checker, source: Source, each: GroupResidents) -> None:
    key = f"per '{each.field}'"
    if each.field not in check.measure.groups:
        check.unknown(key, each.field, check.measure.groups, "group of this measure")
    people = check.catalogue.sources.get("population")
    if each.residents not in RESIDENT_GROUPS or people is None or each.residents not in people.fields:
        check.unknown(key, each.residents, RESIDENT_GROUPS, "way in which residents are grouped")
    residents = codes_of(people.fields[each.residents], check.catalogue)
    groups = _values(check, source, each.field)
    for group, matched in each.matches.items():
        if group not in groups:
            check.unknown(f"{key} matches", group, groups, f"group of '{each.field}'")
        for name in matched:
            if name not in residents:
                check.unknown(f"{key} matches '{group}'", name, residents, "group of residents")
    for group in groups:
        if group not in each.matches and group not in residents:
            check.refuse(
                f"{key} matches",
                f"nothing for '{group}', which is no group of residents",
                f"groups of residents for it, or an empty list: {', '.join(residents)}",
                f"add '{group}: [...]' to 'matches'",
            )


def _check_disparity(check: Checker, source: Source, each: Disparity) -> None:
    told = {item.field: item for item in (check.measure.per.groups if check.measure.per else ())}
    if each.group not in told:
        check.refuse(
            f"disparity '{each.group}'",
            "a group without residents to divide by",
            ", ".join(told) or "a group told in 'per'",
            f"add '{each.group}' to the 'groups' of 'per'",
        )
    known = {
        value: value
        for value in _values(check, source, each.group)
        if told[each.group].matches.get(value, (value,))
    }
    if each.against not in known:
        check.unknown(
            f"disparity '{each.group}'",
            each.against,
            known,
            f"group of '{each.group}' that has residents",
        )


def _values(check: Checker, source: Source, name: str) -> tuple[str, ...]:
    """Return the values a group field is split into, gathered into broad ones where the measure says so."""
    if name in check.measure.broad:
        return tuple(check.catalogue.codes[check.measure.broad[name]].list)
    return tuple(codes_of(check.field(source, "groups", name), check.catalogue))
