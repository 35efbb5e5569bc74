"""Tiles of the form "chosen priorities": how many of them fell, and the way to the list of all."""

from __future__ import annotations

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.framework.tile import Tile
from peelian.publication.charts.stack import stacked_bar
from peelian.publication.performance.lookup import YEARS, Lookup
from peelian.publication.performance.told import TileRow, ToldTile

_TOLD = ("fell", "fell_clearly", "rose", "rose_clearly", "no_clear_change", "not_comparable", "suppressed",
         "not_measured")  # fmt: skip
CHOSEN_PATH = "performance/chosen.html"
"""The list of every chosen priority that the tile counts."""


def tell_choices(lookup: Lookup, tile: Tile) -> ToldTile | None:
    """Return the tile, or None where no choices are counted by its day."""
    counted = counted_choices(lookup)
    fell = counted.get("fell")
    if fell is None or fell.numerator is None:
        return None
    count = {form: round(finding.numerator or 0) for form, finding in counted.items()}
    whole = round(fell.denominator or 0)
    whose = "" if lookup.area.code == lookup.desk.reader.top.code else f" of {lookup.area.name}"
    when = fell.period.words()
    link = lookup.desk.link(CHOSEN_PATH)
    words = f"All {whole} by name" if whole > 1 else "Which one it is"
    return ToldTile(
        tile.id,
        tile.title,
        f"{count['fell']} of the {whole} chosen priorities{whose} fell in {when}{_clearly(count)}.",
        window=f"{when[:1].upper()}{when[1:]} against the year before",
        rows=tuple(_rows(counted, count, link)),
        findings=tuple(counted.values()),
        chart=_bar(lookup, count, whole),
        key=_untold(count),
        more=((words, link),),
    )


def counted_choices(lookup: Lookup) -> dict[str, Finding]:
    """Return how many chosen priorities fell, rose and so on, as findings count them by the day."""
    found = {form: lookup.newest(f"chosen_priorities_{form}", YEARS) for form in _TOLD}
    newest = max((f.period.end for f in found.values() if f is not None), default=None)
    return {form: f for form, f in found.items() if f is not None and f.period.end == newest}


def _clearly(count: dict[str, int]) -> str:
    parts = []
    if "fell_clearly" in count and count["fell"]:
        parts.append(f"{count['fell_clearly'] or 'none'} of them clearly")
    fell = f", {parts[0]}" if parts else ""
    if "rose" not in count or "rose_clearly" not in count:
        return fell
    clearly = f", {count['rose_clearly'] or 'none'} of them clearly" if count["rose"] else ""
    return f"{fell}; {count['rose']} rose{clearly}"


def _rows(counted: dict[str, Finding], count: dict[str, int], link: str) -> list[TileRow]:
    names = {
        "fell": "Fell",
        "fell_clearly": "Fell clearly",
        "rose": "Rose",
        "rose_clearly": "Rose clearly",
        "no_clear_change": "No clear change",
        "not_comparable": "Not comparable",
        "suppressed": "Kept back",
        "not_measured": "Not measured",
    }
    return [
        TileRow(names[form], link, f"{count[form]:,}", finding, shown="in the table")
        for form, finding in counted.items()
        if count[form] or form in ("fell", "rose")
    ]


def _bar(lookup: Lookup, count: dict[str, int], whole: int) -> Markup:
    clear, down = count.get("fell_clearly", 0), count["fell"]
    risen, up = count.get("rose_clearly", 0), count.get("rose", whole - down)
    parts = [
        ("fell clearly", clear, "s5"),
        ("fell", max(down - clear, 0), "s4"),
        ("rose", max(up - risen, 0), "s2"),
        ("rose clearly", risen, "s1"),
        ("the same", max(whole - down - up, 0), "s3"),
    ]
    return stacked_bar(
        [part for part in parts if part[1]],
        title=lookup.desk.say_title("Chosen priorities by how they moved"),
    )


def _untold(count: dict[str, int]) -> str:
    names = (("not_comparable", "cannot be compared"), ("suppressed", "are kept back"),
             ("not_measured", "are not measured"))  # fmt: skip
    told = [f"{count[form]} more {words}" for form, words in names if count.get(form)]
    return "; ".join(told)
