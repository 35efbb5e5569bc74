"""Checking rules that look beyond the single row: repeats, time limits and reoffending."""

from __future__ import annotations

import datetime as dt

from peelian.catalogue.source import Source
from peelian.measures.check_conditions import check_conditions
from peelian.measures.checker import Checker
from peelian.measures.members import codes_of
from peelian.measures.rule_of import reoffending_of, repeat_of, within_of

_DAYS = ("date", "datetime")
_FORMS = ("repeat", "within", "reoffending")
_ALONE = ("share_of", "adds", "per", "disparity", "broad", "times", "for_each", "ratio")
_LINK_FIELDS = ("reference", "person", "probability")


def check_forms(check: Checker, source: Source) -> None:
    """Refuse rules that name what is not there, or that stand beside keys that they do not go with.

    Parameters
    ----------
    check
        The checker of the measure.
    source
        The source it reads.

    Raises
    ------
    DefinitionError
        If a rule names an unknown field, source, value or list of holidays, orders or times by what is not a
        day, or stands beside another rule.
    """
    measure = check.measure
    told = [name for name in _FORMS if getattr(measure, name) is not None]
    if not told:
        return
    if len(told) > 1:
        check.refuse(told[1], f"'{told[1]}' beside '{told[0]}'", "one of the two", f"remove '{told[1]}'")
    for name in _ALONE:
        if getattr(measure, name) not in (None, (), {}, "") or (
            name == "share_of" and measure.share_of == ()
        ):
            key = type(measure).model_fields[name].alias or name
            check.refuse(key, f"'{key}' together with '{told[0]}'", "one of the two", f"remove '{key}'")
    for level in measure.areas:
        if level in source.areas and source.areas[level].rows:
            check.refuse(
                told[0],
                f"'{level}', a level that rows of its own speak of",
                "a source of which one row is one record, for every level alike",
            )
    {"repeat": _check_repeat, "within": _check_within, "reoffending": _check_reoffending}[told[0]](
        check, source
    )


def _check_repeat(check: Checker, source: Source) -> None:
    rule = repeat_of(check.measure)
    check.field(source, "repeat 'person'", rule.person)
    check.typed(source, "repeat 'ordered by'", rule.on, _DAYS)
    for name in ([rule.same] if rule.same else []) + list(rule.incident):
        check.field(source, "repeat", name)
    check_conditions(check, source, "repeat 'earlier'", rule.earlier)
    if (rule.sensitivity.thresholds or rule.sensitivity.look_back) and "force" not in check.measure.areas:
        check.refuse(
            "repeat 'sensitivity'",
            "no figure for the force, for which alone sensitivity is shown",
            "'force' among the areas",
            "add it, or remove 'sensitivity'",
        )
    if rule.links:
        links = _other(check, "repeat 'links'", rule.links)
        for name in _LINK_FIELDS:
            if name not in links.fields:
                check.refuse(
                    "repeat 'links'",
                    f"'{rule.links}', which has no field '{name}'",
                    f"a source with the fields {', '.join(_LINK_FIELDS)}",
                )


def _check_within(check: Checker, source: Source) -> None:
    rule = within_of(check.measure)
    types = ("datetime",) if rule.clock == "hours" else _DAYS
    check.typed(source, "within 'from'", rule.start, types)
    check.typed(source, "within 'to'", rule.end, types)
    for name, limits in rule.limit_by.items():
        known = codes_of(check.field(source, "within 'limit by'", name), check.catalogue)
        for value in limits:
            if known and value not in known:
                check.unknown(f"within 'limit by' '{name}'", value, known, "value of this field")
    if rule.clock != "working days":
        return
    if rule.holidays not in check.catalogue.codes:
        check.unknown("within 'holidays'", rule.holidays, check.catalogue.codes, "list of codes")
    for code in check.catalogue.codes[rule.holidays].list:
        if not _is_day(code):
            check.refuse(
                "within 'holidays'",
                f"'{rule.holidays}', whose code '{code}' is no day",
                "a list whose codes are days, such as 2024-12-25",
            )


def _check_reoffending(check: Checker, source: Source) -> None:
    rule = reoffending_of(check.measure)
    for name in (rule.entry, rule.person):
        check.field(source, "reoffending", name)
    check.typed(source, "reoffending 'entered'", rule.entered, _DAYS)
    events = _other(check, "reoffending 'events'", rule.events)
    check.field(events, "reoffending 'event person'", rule.event_person)
    for key, name in (("offence", rule.offence), ("decided", rule.decided)):
        check.typed(events, f"reoffending '{key}'", name, _DAYS)
    if "force" not in events.areas:
        check.refuse("reoffending 'events'", f"'{rule.events}', which is of no force", "offences of a force")
    check_conditions(check, events, "reoffending 'proven'", rule.proven)
    if (rule.tells == "severity") != (rule.severity is not None):
        check.refuse(
            "reoffending 'severity'",
            "severity told without a rule for it, or a rule that is not told",
            "'tells: severity' together with 'severity'",
        )
    if rule.severity is not None:
        _check_weights(check, events)


def _check_weights(check: Checker, events: Source) -> None:
    rule = reoffending_of(check.measure)
    if rule.severity is None:
        return
    field = check.field(events, "reoffending 'severity'", rule.severity.field)
    known = codes_of(field, check.catalogue)
    for value in rule.severity.weights:
        if known and value not in known:
            check.unknown("reoffending 'severity' weights", value, known, "value of this field")
    if not rule.severity.weights and field.type not in ("integer", "number"):
        check.refuse(
            "reoffending 'severity'",
            f"'{rule.severity.field}', a field of type {field.type}, without weights",
            "a number, or a coded field with 'weights'",
        )


def _other(check: Checker, key: str, name: str) -> Source:
    sources = check.catalogue.sources
    if name not in sources:
        check.unknown(key, name, sources, "source of the catalogue")
    if name == check.measure.source:
        check.refuse(key, f"'{name}', which is the measure's own source", "another source")
    return sources[name]


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
