"""Targets, where a plan has any: each with what chasing it may do to recording, to staff and to victims."""

from __future__ import annotations

from peelian.publication.desk import Desk, kicker
from peelian.publication.panel import Panel
from peelian.publication.plan_words import PlanWords
from peelian.publication.sentences import say_value
from peelian.publication.table import Cell, Table


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
    rows, plain = [], []
    for target, finding in zip(targets, now, strict=True):
        by = f"{target.by.day} {target.by:%B %Y}" if target.by is not None else "not stated"
        value = say_value(finding) if finding is not None else "not measured"
        rows.append(
            (
                Cell(target.title),
                Cell(target.says, css="w long"),
                Cell(by, css="w"),
                Cell(value),
                Cell(target.risk, css="w long"),
            )
        )
        plain.append([target.title, target.says, by, value, target.risk])
    return Panel(
        id=name,
        kicker=kicker(found) if found else "Not measured yet",
        title="Targets, and what chasing them may do",
        sentence="A target changes what people do, and not only what it asks for.",
        table=Table(
            "Targets and their risks",
            (("Target for", "w"), ("Target", "w"), ("By", "w"), ("Newest", ""), ("Risk", "w")),
            tuple(rows),
        ),
        shown="open",
        cannot_tell="Reaching a number does not make the service good, nor missing it bad.",
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.plain_download(name, ("measure", "target", "by", "newest", "risk"), plain),),
    )
