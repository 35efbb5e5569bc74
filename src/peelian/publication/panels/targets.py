"""Targets, where a plan has any: each with what chasing it may do to recording, to staff and to victims."""

from __future__ import annotations

from peelian.framework.plan import Target
from peelian.publication.check_words import has_sign
from peelian.publication.desk import Desk, kicker
from peelian.publication.panel import Panel
from peelian.publication.panels.gaming import looks
from peelian.publication.plan_words import PlanWords
from peelian.publication.sentences import say_value
from peelian.publication.table import Cell, Table

_CHECKS = "gaming.html"
_COLUMNS = ("measure", "target", "by", "newest", "risk")


def targets_panel(desk: Desk, told: PlanWords, *, name: str = "targets") -> Panel | None:
    """Return the targets of a plan with their risks, or None when it has none.

    Parameters
    ----------
    desk
        The page's desk.
    told
        The plan.
    name
        Id of the panel.
    """
    targets = told.plan.targets
    if not targets:
        return None
    measures = [desk.measure(target.measure) for target in targets]
    now = [desk.reader.now(measure, desk.reader.top) if measure is not None else None for measure in measures]
    found = [finding for finding in now if finding is not None]
    checks = desk.link(f"{_CHECKS}#checks") if looks(desk) else ""
    rows, plain = [], []
    for target, finding in zip(targets, now, strict=True):
        by = f"{target.by.day} {target.by:%B %Y}" if target.by is not None else "not stated"
        value = say_value(finding) if finding is not None else "not measured"
        watch = _watched(desk, target)
        rows.append(
            (
                Cell(target.title),
                Cell(target.says, css="w long"),
                Cell(by, css="w"),
                Cell(value),
                Cell(target.risk, css="w long"),
                Cell(watch, css="w long", href=checks if target.watched_by else ""),
            )
        )
        plain.append([target.title, target.says, by, value, target.risk, watch])
    return Panel(
        id=name,
        kicker=kicker(found) if found else "Not measured yet",
        title="Targets, and what chasing them may do",
        sentence="A target changes what people do, and not only what it asks for.",
        table=Table(
            "Targets and their risks",
            (
                ("Target for", "w"),
                ("Target", "w"),
                ("By", "w"),
                ("Newest", ""),
                ("Risk", "w"),
                ("Checks", "w"),
            ),
            tuple(rows),
        ),
        shown="open",
        cannot_tell="Reaching a number does not make the service good, nor missing it bad.",
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.plain_download(name, (*_COLUMNS, "checks"), plain),),
    )


def _watched(desk: Desk, target: Target) -> str:
    """Say which checks watch a target for gaming, and what each shows."""
    if not target.watched_by:
        return "No check watches for signs that this figure is worked on."
    found = {check.name: (check, finding) for check, finding in looks(desk)}
    told = []
    for name in target.watched_by:
        if name not in found:
            told.append(f"{name.replace('_', ' ')}: not made, as its records are not loaded")
            continue
        check, finding = found[name]
        sign = "too little to tell" if finding.value is None else "a sign" if has_sign(finding) else "no sign"
        told.append(f"{check.title}: {sign}")
    return "; ".join(told) + "."
