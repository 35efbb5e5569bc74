"""Resolving a written plan: every name is found, every date fits, and what is not measured is said."""

from __future__ import annotations

from pathlib import Path

from peelian.definitions.located import Located, read_located
from peelian.definitions.model import read_definition
from peelian.errors import DefinitionError
from peelian.framework.choices import resolve_choices
from peelian.framework.plan import Direction, Lens, Pillar, Plan, Priority, Target, Watched
from peelian.framework.resolve_performance import resolve_performance
from peelian.framework.surroundings import Position, Surroundings, unknown_name
from peelian.framework.written_plan import WrittenKind, WrittenPlan, WrittenPriority, WrittenWatch

_KINDS = Path(__file__).parent / "data" / "kinds.yaml"

LENSES = {
    "harm": "Harm",
    "repeat victims": "Repeat victims",
    "inequality": "Inequality",
    "voices": "Victims' voices",
    "public": "What the public experience",
}
"""Name of each lens, as it is written, and its heading; every priority has all of them."""


def resolve_plan(document: Located, surroundings: Surroundings) -> Plan:
    """Return the plan that a YAML document holds.

    Parameters
    ----------
    document
        What was read, with line numbers.
    surroundings
        The measures, areas and sources that its names must be found in.

    Raises
    ------
    DefinitionError
        If a key or value is not understood; a measure, area or kind does not exist; a name is used twice;
        dates run backwards; a choice lies outside the plan or overlaps another; or the plan is empty.
    """
    written = read_definition(WrittenPlan, document)
    if not written.pillars and not written.chosen:
        raise DefinitionError(
            document.where(("plan",)),
            found=f"the plan '{written.plan}' with no pillar and no choice",
            accepted="'pillars' with at least one priority, or 'chosen' with what areas chose",
            next_step="write what the plan is about, or remove the file",
        )
    if written.end < written.start:
        raise DefinitionError(
            document.where(("to",)),
            found=f"{written.end}, before the first day, {written.start}",
            accepted="a last day on or after the first",
            next_step="change 'from' or 'to'",
        )
    resolver = _Resolver(written, document, surroundings)
    return Plan(
        id=written.plan,
        title=written.title or _titled(written.plan),
        start=written.start,
        end=written.end,
        says=written.says,
        source=written.source,
        pillars=resolver.pillars(),
        kinds={name: kind.says for name, kind in resolver.kinds.items()},
        menu=resolver.menu(),
        choices=resolve_choices(written, document, surroundings),
        directions=resolver.directions(),
        targets=resolver.targets(),
        total=resolver.total(),
        performance=resolve_performance(written.performance, document, surroundings),
    )


def shipped_kinds() -> dict[str, WrittenKind]:
    """Return the kinds of priority that ship with the package, by word."""
    (document,) = read_located(_KINDS)
    return {name: WrittenKind.model_validate(kind) for name, kind in document.data["kinds"].items()}


def _titled(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


class _Resolver:
    def __init__(self, written: WrittenPlan, document: Located, surroundings: Surroundings) -> None:
        self.written = written
        self.document = document
        self.around = surroundings
        self.kinds = {**shipped_kinds(), **written.kinds}

    def pillars(self) -> tuple[Pillar, ...]:
        seen: dict[str, Position] = {}
        made = []
        for number, pillar in enumerate(self.written.pillars):
            at: Position = ("pillars", number)
            self._once("pillar", pillar.pillar, (*at, "pillar"), seen)
            priorities = []
            for place, priority in enumerate(pillar.priorities):
                here = (*at, "priorities", place)
                self._once("priority", priority.priority, (*here, "priority"), seen)
                priorities.append(self._priority(priority, here))
            title = pillar.title or _titled(pillar.pillar)
            made.append(Pillar(pillar.pillar, title, pillar.says, tuple(priorities)))
        return tuple(made)

    def _once(self, what: str, name: str, at: Position, seen: dict[str, Position]) -> None:
        if name in seen:
            first = self.document.line_of(seen[name])
            raise DefinitionError(
                self.document.where(at),
                found=f"the {what} '{name}' a second time (first in line {first})",
                accepted="each name once in a plan, for pillars and priorities together",
                next_step="rename or remove one of the two",
            )
        seen[name] = at

    def _priority(self, priority: WrittenPriority, at: Position) -> Priority:
        if priority.kind not in self.kinds:
            here = (*at, "kind")
            raise unknown_name(
                priority.kind, self.kinds, document=self.document, at=here, what="kind of priority"
            )
        plan, course = priority.action_plan, priority.trajectory
        return Priority(
            id=priority.priority,
            title=priority.title or _titled(priority.priority),
            kind=priority.kind,
            says=priority.says,
            watch=tuple(
                self._watched(each, (*at, "watch", place)) for place, each in enumerate(priority.watch)
            ),
            lenses=tuple(self._lens(priority, name, title, at) for name, title in LENSES.items()),
            may_rise=priority.may_rise,
            aim=priority.aim,
            action_plan=None if plan is None else (plan.title, plan.found),
            chosen_by_areas=self.kinds[priority.kind].chosen_by_areas,
            trajectory=None if course is None else (course.start, course.months),
        )

    def _lens(self, priority: WrittenPriority, name: str, title: str, at: Position) -> Lens:
        written: WrittenWatch | None = getattr(priority.lenses, name.replace(" ", "_"))
        if written is None:
            return Lens(name, title, Watched(None, title, "The plan names no measure for it."))
        return Lens(name, title, self._watched(written, (*at, "lenses", name), called=title))

    def _watched(self, written: WrittenWatch, at: Position, *, called: str = "") -> Watched:
        if not written.measure:
            title = written.called or called
            if not title:
                raise DefinitionError(
                    self.document.where(at),
                    found="something not measured without a name",
                    accepted="'called' with what is watched, beside 'not measured'",
                    next_step="add 'called'",
                )
            return Watched(None, title, written.not_measured, written.says)
        where = at if (*at, "measure") not in self.document.lines else (*at, "measure")
        member = self.around.member(written.measure, document=self.document, at=where)
        reason = self.around.unread.get(member.measure.source, "")
        return Watched(member.id, written.called or member.title, reason, written.says)

    def menu(self) -> tuple[Watched, ...]:
        made: dict[str, Watched] = {}
        for place, each in enumerate(self.written.menu):
            watched = self._watched(each, ("menu", place))
            key = watched.measure or watched.title
            if key in made:
                raise DefinitionError(
                    self.document.where(("menu", place)),
                    found=f"'{key}' a second time",
                    accepted="each candidate once",
                    next_step="remove one of the two",
                )
            made[key] = watched
        return tuple(made.values())

    def directions(self) -> dict[str, Direction]:
        for name in self.written.directions:
            self.around.member(name, document=self.document, at=("directions", name))
        return dict(self.written.directions)

    def targets(self) -> tuple[Target, ...]:
        made = []
        for place, target in enumerate(self.written.targets):
            at = ("targets", place, "measure")
            member = self.around.member(target.measure, document=self.document, at=at)
            for number, name in enumerate(target.watched_by):
                if name not in self.around.checks:
                    here = ("targets", place, "watched by", number)
                    known = self.around.checks
                    raise unknown_name(name, known, document=self.document, at=here, what="check")
            risk = target.risk.strip()
            made.append(Target(member.id, member.title, target.says, target.by, risk, target.watched_by))
        return tuple(made)

    def total(self) -> Watched | None:
        if not self.written.total:
            return None
        return self._watched(WrittenWatch(measure=self.written.total), ("total",))
