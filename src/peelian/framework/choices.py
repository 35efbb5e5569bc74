"""Choices of areas: each within the plan, of an area and a measure that exist, and once at a time."""

from __future__ import annotations

from peelian.definitions.located import Located
from peelian.errors import DefinitionError
from peelian.framework.plan import Choice
from peelian.framework.surroundings import Position, Surroundings
from peelian.framework.written_plan import WrittenChoice, WrittenPlan
from peelian.measures.members import Member
from peelian.reference.area import Area


def resolve_choices(
    written: WrittenPlan, document: Located, surroundings: Surroundings
) -> tuple[Choice, ...]:
    """Return one record for each area and measure chosen, in the order written.

    Parameters
    ----------
    written, document
        The plan as written, with line numbers.
    surroundings
        The measures, areas and sources that its names must be found in.

    Raises
    ------
    DefinitionError
        If an area or measure does not exist, dates run backwards or lie outside the plan's, or one area
        chose one measure twice for the same days.
    """
    called = {each.measure: each.called for each in written.menu if each.measure and each.called}
    made: list[Choice] = []
    places: list[Position] = []
    for number, choice in enumerate(written.chosen):
        at: Position = ("chosen", number)
        _check_dates(choice, written, document, at)
        area = surroundings.area(choice.area, document=document, at=(*at, "area"))
        for place, name in enumerate(choice.measures):
            here = (*at, "measures", place)
            member = surroundings.member(name, document=document, at=here)
            one = _choice(choice, area, member, surroundings, title=called.get(name, member.title))
            for other, where in zip(made, places, strict=True):
                _check_apart(one, other, document=document, at=here, first=where)
            made.append(one)
            places.append(here)
    return tuple(made)


def _choice(
    written: WrittenChoice, area: Area, member: Member, around: Surroundings, *, title: str
) -> Choice:
    reason = around.unread.get(member.measure.source, "")
    levels = member.measure.areas
    if not reason and area.code in around.areas and area.level not in levels:
        reason = f"It is counted for each {' and '.join(levels)} only."
    return Choice(
        area=area.code,
        area_name=area.name,
        level=area.level,
        measure=member.id,
        title=title,
        start=written.start,
        end=written.end,
        why=written.why,
        source=written.source,
        illustration=written.illustration,
        not_measured=reason,
    )


def _check_dates(choice: WrittenChoice, plan: WrittenPlan, document: Located, at: Position) -> None:
    if choice.end < choice.start:
        raise DefinitionError(
            document.where((*at, "to")),
            found=f"{choice.end}, before the first day, {choice.start}",
            accepted="a last day on or after the first",
            next_step="change 'from' or 'to'",
        )
    for key, day in (("from", choice.start), ("to", choice.end)):
        if not plan.start <= day <= plan.end:
            raise DefinitionError(
                document.where((*at, key)),
                found=f"{day}, outside the plan '{plan.plan}'",
                accepted=f"a day from {plan.start} to {plan.end}",
                next_step="change the date, or put the choice into the plan of that time",
            )


def _check_apart(one: Choice, other: Choice, *, document: Located, at: Position, first: Position) -> None:
    same = one.area == other.area and one.measure == other.measure
    if same and one.start <= other.end and other.start <= one.end:
        raise DefinitionError(
            document.where(at),
            found=(
                f"'{one.measure}' for {one.area_name} from {one.start} to {one.end}, and in line "
                f"{document.line_of(first)} from {other.start} to {other.end}"
            ),
            accepted="each measure once for an area at any time",
            next_step="end the earlier choice before the later begins, or remove one of the two",
        )
