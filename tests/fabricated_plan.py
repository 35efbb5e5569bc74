"""A made-up plan: two pillars, what each watches, a menu, and what each area chose. Nobody ever wrote it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from peelian.framework.plan import Choice, Lens, Pillar, Plan, Priority, Watched
from peelian.reference.area import Area
from peelian.reference.period import Period

MENU = (
    "burglary",
    "theft_from_person",
    "shoplifting",
    "vehicle_offences",
    "criminal_damage",
    "violence_with_injury",
)
_LENSES = (
    ("harm", "Harm"),
    ("repeat victims", "Repeat victims"),
    ("inequality", "Inequality and vulnerability"),
    ("voices", "Victims' voices"),
    ("londoners", "What residents say"),
)
_NOT = "No survey of victims has been loaded, so this is not measured."


def made_up_plan(districts: Sequence[Area], titles: dict[str, str]) -> Plan:
    """Return the plan, each district with two choices from the menu and every tenth with three."""
    choices = []
    for number, district in enumerate(districts):
        for step in range(3 if number % 10 == 9 else 2):
            measure = MENU[(number + step * 2) % len(MENU)]
            choices.append(
                Choice(
                    district.code,
                    district.name,
                    "borough",
                    measure,
                    titles[measure],
                    dt.date(2030, 4, 1),
                    dt.date(2033, 3, 31),
                    why="Agreed with the made-up council",
                )
            )
    return Plan(
        id="made-up-plan",
        title="The Made-up Plan 2030 to 2033",
        start=dt.date(2030, 4, 1),
        end=dt.date(2033, 3, 31),
        says="What the Made-up Policing Board says it cares about.",
        pillars=(
            Pillar("safer", "A safer place", "Fewer people come to harm.", tuple(_safer())),
            Pillar("service", "A better police service", "People are treated fairly.", tuple(_service())),
        ),
        kinds={
            "mandatory high harm": "Every district has it, whatever else it chooses.",
            "service": "About the police.",
        },
        menu=tuple(Watched(measure, titles[measure]) for measure in MENU),
        choices=tuple(choices),
        directions={"hate_crime": "ambiguous"},
    )


def _lenses(**known: Watched) -> tuple[Lens, ...]:
    return tuple(Lens(name, title, known.get(name, Watched(None, title, _NOT))) for name, title in _LENSES)


def _safer() -> Iterator[Priority]:
    yield Priority(
        "robbery",
        "Robbery of people",
        "mandatory high harm",
        says="Robbery harms few people and harms them much.",
        watch=(
            Watched("robbery_personal", "Robbery of a person"),
            Watched("robbery", "Robbery", says="Includes robbery of businesses."),
            Watched(
                None,
                "People robbed twice in a year",
                "Records that name no victim cannot say who was robbed twice.",
            ),
        ),
        lenses=_lenses(harm=Watched("violence_with_injury", "Violence with injury")),
        aim="Fewer people are robbed twice",
        action_plan=("Made-up robbery plan", "Board papers of 4 May 2030"),
    )
    yield Priority(
        "hate",
        "Hate crime",
        "mandatory high harm",
        says="Much of it is never reported.",
        watch=(Watched("hate_crime", "Hate crime"),),
        lenses=_lenses(),
        may_rise="A rise may mean that more victims come forward.",
    )
    yield Priority(
        "local",
        "What each district chose",
        "volume, chosen by areas",
        says="Each district chooses from a menu.",
        lenses=_lenses(),
        chosen_by_areas=True,
    )
    yield Priority(
        "exploitation",
        "Exploitation of children",
        "mandatory high harm",
        watch=(Watched(None, "Exploitation of children", "Open records do not tell these offences apart."),),
        lenses=_lenses(),
    )


def _service() -> Iterator[Priority]:
    yield Priority(
        "fair-stops",
        "Fair use of powers",
        "service",
        watch=(
            Watched("stops", "Stop and search"),
            Watched("searches_found_nothing", "Searches that found nothing"),
        ),
        lenses=_lenses(inequality=Watched("stops", "Stop and search")),
    )


def chosen_rows(
    make: Any, rows: list[dict[str, Any]], plan: Plan, top: Area, districts: Sequence[Area], last: dt.date
) -> Iterator[dict[str, Any]]:
    """Give how many of the chosen priorities fell, by area and over all, counted from made-up findings."""
    year = Period.rolling_12(last)
    now = {
        (row["area_code"], row["measure"]): row
        for row in rows
        if row["period_to"] == year.end
        and row["period_kind"] == year.kind
        and row["kind"] == "count"
        and not row["group"]
    }
    for area in (top, *districts):
        mine = {(c.area, c.measure) for c in plan.choices_on(last, area=None if area is top else area.code)}
        others = {(code, w.measure) for code, _ in mine for w in plan.menu if w.measure} - mine
        for stem, unit, keys in (
            ("chosen_priorities", "chosen priorities", mine),
            ("not_chosen", "offences on the menu that were not chosen", others),
        ):
            found = [now[key] for key in sorted(keys) if key in now]
            for name, count in _tallies(found).items():
                yield make(
                    f"{stem}_{name}",
                    f"{stem.replace('_', ' ').capitalize()}: {name.replace('_', ' ')}",
                    area,
                    year,
                    count / len(found),
                    kind="share",
                    unit=unit,
                    numerator=float(count),
                    denominator=float(len(found)),
                    base=len(found),
                    caveats=[],
                    method="framework.chosen",
                )


def _tallies(found: Sequence[dict[str, Any]]) -> dict[str, int]:
    words = [row["judgement"] for row in found]
    return {
        "fell": sum(row["previous"] is not None and row["value"] < row["previous"] for row in found),
        "fell_clearly": words.count("fall"),
        "rose_clearly": words.count("rise"),
        "no_clear_change": words.count("no clear change"),
    }
