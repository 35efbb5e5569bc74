"""Furnishing the synthetic office: its settings, plan and limits of sources, laid over the template's."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

from peelian.definitions.plain import read_plain
from peelian.synthetic.choices import choose_priorities
from peelian.synthetic.offences import OFFENCES
from peelian.synthetic.office_performance import office_performance
from peelian.synthetic.scale_settings import settings_of_scale
from peelian.synthetic.world import World

_OFFICE = Path(__file__).parent / "office"
_CHOSEN = (dt.date(2017, 4, 1), dt.date(2018, 3, 31))
_WHY = "Synthetic: drawn by chance. What boroughs really chose was not found in any published list."
_HEADER = "# SYNTHETIC. The London plan with what synthetic records measure and choices of chance, seed {}.\n"
_WIDTH = 110


_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Plain(_Dumper):  # type: ignore[misc]
    """Writes a value again where it comes again, for people to read."""

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def furnish_definitions(folder: Path, *, scale: str = "demo") -> None:
    """Lay what no draw decides over a workspace made from the London template.

    That is the settings of the synthetic office, the limits of its sources, and the surveys that only it
    holds, so that the workspace defines all that it ever will before a file of it is made up.

    Parameters
    ----------
    folder
        The workspace, just made.
    scale
        Name of the scale, which may have settings of its own.
    """
    _write_settings(folder / "peelian.yaml", scale)
    for kind in ("sources", "surveys"):
        for definition in sorted((_OFFICE / kind).glob("*.yaml")):
            (folder / kind / definition.name).write_bytes(definition.read_bytes())


def furnish_plan(folder: Path, world: World, *, measures: Collection[str]) -> None:
    """Lay what the synthetic office measures, and what every borough of its world chose, over the plan.

    The choices are written from the world, so that the plan and the counts tell of one draw.

    Parameters
    ----------
    folder
        The workspace, made from the London template.
    world
        The made-up world that its files come from.
    measures
        Ids of the measures that the workspace defines.
    """
    measured = read_plain(_OFFICE / "measured.yaml")
    path = folder / "plan" / f"{measured['plan']}.yaml"
    plan = read_plain(path)
    for entry in measured["measured"]:
        if entry["measure"] in measures:
            _put(plan, entry)
    plan["performance"] = office_performance(measures)
    plan["chosen"] = written_choices(world)
    text = yaml.dump(plan, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=_WIDTH)
    path.write_text(_HEADER.format(world.seed) + text, "utf-8")


def written_choices(world: World) -> list[dict[str, Any]]:
    """Return what every borough chose as a plan writes it, one entry for each borough."""
    names = list(world.boroughs.values())
    by_borough: dict[int, list[str]] = {}
    for each in choose_priorities(world):
        by_borough.setdefault(each.borough, []).append(OFFENCES[each.offence].measure)
    return [
        {
            "area": names[borough],
            "measures": chosen,
            "from": _CHOSEN[0],
            "to": _CHOSEN[1],
            "why": _WHY,
            "illustration": True,
        }
        for borough, chosen in by_borough.items()
    ]


def _write_settings(path: Path, scale: str) -> None:
    """Lay the office's settings over the template's, then those of the scale with a comment on them."""
    told = read_plain(_OFFICE / "settings.yaml")
    own = settings_of_scale(scale)
    text = _with_settings(_with_settings(path.read_text("utf-8"), told), own.settings)
    if own.says:
        first, rest = text.split("\n", 1)
        says = textwrap.fill(own.says, _WIDTH, initial_indent="# ", subsequent_indent="# ")
        text = f"{first}\n{says}\n{rest}"
    path.write_text(text, "utf-8")


def _with_settings(text: str, told: Mapping[str, Any], indent: str = "") -> str:
    """Return settings with values of their own; the comments of the template stay."""
    for key, value in told.items():
        if isinstance(value, Mapping):
            text = _with_settings(text, value, indent + "  ")
            continue
        line = f"{indent}{key}: {yaml.safe_dump(value, default_flow_style=True).splitlines()[0]}"
        text, found = re.subn(
            rf"(?m)^{indent}{key}:[^#\n]*?(?=\s+#|$)", line.replace("\\", r"\\"), text, count=1
        )
        if not found:
            text = text.replace("\nbody:", f"\n{line}\nbody:", 1)
    return text


def _put(plan: dict[str, Any], entry: Mapping[str, str]) -> None:
    priority = next(
        each
        for pillar in plan["pillars"]
        for each in pillar["priorities"]
        if each["priority"] == entry["priority"]
    )
    if "lens" in entry:
        priority.setdefault("lenses", {})[entry["lens"]] = entry["measure"]
        return
    watch = priority.setdefault("watch", [])
    told = {"called": entry["called"], "measure": entry["measure"]}
    for place, each in enumerate(watch):
        if isinstance(each, dict) and each.get("called") == entry["called"]:
            watch[place] = told
            return
    watch.append(told)
