"""The list behind the tile of chosen priorities: every one, in the twelve months that the tile counts."""

from __future__ import annotations

import datetime as dt

from peelian.findings.finding import Finding
from peelian.framework.plan import Choice, Plan
from peelian.publication.desk import Desk, kicker
from peelian.publication.panel import Panel
from peelian.publication.performance.choices import counted_choices
from peelian.publication.performance.lookup import Lookup
from peelian.publication.table import Cell
from peelian.publication.tables import finding_table


def chosen_list_panel(desk: Desk, plan: Plan, *, until: dt.date | None) -> Panel | None:
    """Return every chosen priority by area, or None where none is counted by the day.

    Parameters
    ----------
    desk
        The page's desk.
    plan
        The plan that holds the choices.
    until
        The last day that may be spoken of; None for no limit.
    """
    counted = counted_choices(Lookup(desk, desk.reader.top, until))
    fell = counted.get("fell")
    if fell is None:
        return None
    choices = plan.choices_on(fell.period.end)
    pairs = [(choice, _found(desk, choice, fell)) for choice in choices]
    found = sorted((f for _, f in pairs if f is not None), key=lambda f: (f.area.name, f.title))
    missing = [choice for choice, f in pairs if f is None]
    if not found:
        return None
    return Panel(
        id="chosen",
        kicker=kicker(found),
        title="Every chosen priority",
        sentence=(
            f"{fell.numerator or 0:,.0f} of the {fell.denominator or 0:,.0f} chosen priorities fell in "
            f"{fell.period.words()}."
        ),
        key="change",
        table=finding_table(
            found,
            caption="Every chosen priority, by area",
            first="Area and priority",
            name=lambda f: Cell(f"{f.area.name}: {desk.measure_of(f).title}", href=desk.area_cell(f).href),
            direction=desk.direction_of,
        ),
        shown="open",
        cannot_tell=(
            "Whether choosing something made it fall. Areas choose what is high or rising, and what is high "
            "tends to come down whatever is done."
        ),
        caveats=desk.reader.caveats([*counted.values(), *found]),
        provenance=desk.provenance(found),
        downloads=(desk.download("chosen", [*counted.values(), *found]),),
        notes=tuple(f"{c.area_name}, {c.title}: not measured. {c.not_measured}".rstrip() for c in missing),
    )


def _found(desk: Desk, choice: Choice, fell: Finding) -> Finding | None:
    found = desk.reader.index.at(choice.measure, [choice.area], fell.period.kind, end=fell.period.end)
    return found[0] if found else None
