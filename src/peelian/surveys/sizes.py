"""What a survey of a given size can show, and the size that a wish needs, for each area and for the whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from peelian.errors import NotFound
from peelian.reference.unit import say_number
from peelian.statistics.survey.power import detectable_difference, half_width, people_needed


@dataclass(frozen=True, slots=True)
class SizeAsked:
    """A question about the size of a survey. Shares and differences are fractions.

    Parameters
    ----------
    interviews
        Interviews in each area, or in all where there is one area; None where it is asked for.
    areas
        How many areas there are.
    margin
        Half-width wanted in each area.
    difference
        True difference, between two groups or two years, to be found in each area.
    share
        The share expected; for a difference, in the group or year where it is higher.
    effect
        Design effect.
    response
        Share of those approached who give an interview.
    part
        Share of people who belong to a group that is to be told apart.
    power, level
        Chance of finding a difference, and confidence level.
    """

    interviews: int | None = None
    areas: int = 1
    margin: float | None = None
    difference: float | None = None
    share: float = 0.5
    effect: float = 1.0
    response: float = 1.0
    part: float = 1.0
    power: float = 0.8
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class SizeShown:
    """What so many interviews show. Shares and differences are fractions.

    Parameters
    ----------
    where
        "each area" or "all areas together".
    interviews, approached
        Interviews, and people to be approached for them.
    half_width
        Half of the interval of a share.
    change
        Least true change between two years of this size that is found with the power asked for.
    gap
        Least true gap of the group from everyone else; None where no group is told apart.
    part_interviews, part_half_width
        Interviews in that group, and half of the interval of its share.
    """

    where: str
    interviews: int
    approached: int
    half_width: float
    change: float
    gap: float | None
    part_interviews: int | None
    part_half_width: float | None

    def as_record(self) -> dict[str, str | int | float | None]:
        """Return the line as plain values."""
        return asdict(self)


def sizes_of(asked: SizeAsked) -> tuple[SizeShown, ...]:
    """Return what the interviews asked about, or those needed, show in each area and in all together.

    Parameters
    ----------
    asked
        The question: one of `interviews`, `margin` and `difference` is given.

    Raises
    ------
    NotFound
        If not exactly one of them is given, or a number is out of its range.
    """
    _check(asked)
    try:
        people = _people(asked)
        lines = [_shown("each area" if asked.areas > 1 else "the whole", people, asked)]
        if asked.areas > 1:
            lines.append(_shown("all areas together", people * asked.areas, asked))
    except ValueError as problem:
        raise NotFound(
            "the size of a survey",
            found=str(problem),
            accepted="shares and differences written as fractions, 0.05 for five points",
            next_step="give other numbers",
        ) from problem
    return tuple(lines)


def _people(asked: SizeAsked) -> int:
    if asked.interviews is not None:
        return asked.interviews
    words = {"share": asked.share, "effect": asked.effect, "level": asked.level}
    if asked.margin is not None:
        needed = int(people_needed(asked.margin, **words))
    else:
        needed = int(people_needed(asked.difference or 0.0, power=asked.power, **words))
    # For a group that is told apart: so many interviews that the group has those it needs.
    return -int(-needed / asked.part // 1) if asked.part < 1 else needed


def _shown(where: str, people: int, asked: SizeAsked) -> SizeShown:
    words = {"share": asked.share, "effect": asked.effect, "level": asked.level}
    change = detectable_difference((people, people), power=asked.power, **words)
    inside = people * asked.part
    gap = part = part_width = None
    if asked.part < 1:
        gap = float(detectable_difference((inside, people - inside), power=asked.power, **words))
        part, part_width = round(inside), float(half_width(inside, **words))
    return SizeShown(
        where,
        people,
        -int(-people / asked.response // 1),
        float(half_width(people, **words)),
        float(change),
        gap,
        part,
        part_width,
    )


def _check(asked: SizeAsked) -> None:
    given = [name for name in ("interviews", "margin", "difference") if getattr(asked, name) is not None]
    if len(given) != 1:
        raise NotFound(
            "--interviews",
            found="none of '--interviews', '--margin' and '--difference'"
            if not given
            else " and ".join(f"'--{name}'" for name in given),
            accepted="one of them",
            next_step="give the interviews to see what they show, or what is wanted to see the interviews",
        )
    for name, least, most in (
        ("margin", 0.0, 1.0),
        ("difference", 0.0, 1.0),
        ("share", 0.0, 1.0),
        ("response", 0.0, 1.0 + 1e-12),
        ("part", 0.0, 1.0 + 1e-12),
        ("power", 0.0, 1.0),
        ("level", 0.0, 1.0),
    ):
        value = getattr(asked, name)
        if value is not None and not least < value < most:
            raise NotFound(
                f"--{name}",
                found=f"{value:g}",
                accepted="a fraction between 0 and 1, such as 0.05 for five points",
                next_step=f"write {say_number(value, decimals=0)} per cent as {value / 100:g}"
                if 1 < value <= 100
                else "give another number",
            )
    if asked.areas < 1 or (asked.interviews is not None and asked.interviews < 1) or not asked.effect > 0:
        raise NotFound(
            "the size of a survey",
            found=f"{asked.areas} areas, {asked.interviews} interviews, design effect {asked.effect:g}",
            accepted="numbers above 0",
            next_step="give other numbers",
        )
