"""The plan in words: where its priorities are told, what its dates and choices mean for a reader, and how
it judges.
"""

from __future__ import annotations

import datetime as dt

from peelian.framework.plan import Plan, Watched
from peelian.publication.desk import Desk
from peelian.publication.paths import slugs
from peelian.publication.reader import Reader

WANTED = {"lower is better": "down", "higher is better": "up", "ambiguous": "neither way"}
"""What a plan hopes for, by direction, in a word or two."""


class PlanWords:
    """What pages need to tell a plan.

    Parameters
    ----------
    reader
        The edition.
    plan
        Its plan.
    """

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self.reader, self.plan = reader, plan
        names = slugs(priority.id for _, priority in plan.priorities())
        self.paths = {name: f"priority/{path}.html" for name, path in names.items()}

    def desk(self, path: str) -> Desk:
        """Return the desk of a page that judges as the plan wants it."""
        return Desk(self.reader, path, directions=self.plan.directions)

    def newest(self) -> dt.date:
        """Return the last day of the newest data that the plan is told on."""
        names = [
            *(c.measure for c in self.plan.choices),
            *(m for _, p in self.plan.priorities() for m in p.measures()),
        ]
        ends = [
            end
            for name in dict.fromkeys(names)
            if (measure := self.reader.measure(name)) is not None
            for level in (self.reader.top.level, *self.reader.levels[:1])
            if (end := self.reader.index.newest(name, level=level, kind=self.reader.kind(measure)))
            is not None
        ]
        return max(ends, default=self.plan.end)

    def labels(self) -> tuple[str, ...]:
        """Return what must be said wherever the plan is told: that it is over, and that choices are made
        up.
        """
        notes = []
        if words := self.plan.standing_words(self.newest()):
            notes.append(f"{words[:1].upper()}{words[1:]}.")
        if any(choice.illustration for choice in self.plan.choices):
            notes.append("ILLUSTRATION: the choices of areas shown here are an example. Nobody made them.")
        return tuple(notes)

    def is_measured(self, watched: Watched) -> bool:
        """Say whether there are findings of what is watched."""
        return watched.is_measured and self.reader.measure(watched.measure or "") is not None

    def why_not(self, watched: Watched) -> str:
        """Return why something is not measured, in a sentence; "" where it is."""
        if self.is_measured(watched):
            return ""
        return watched.not_measured or "No figures of it have been loaded."
