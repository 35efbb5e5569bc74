"""Areas without an index: how many there are, and what is missing for each."""

from __future__ import annotations

from peelian.publication.compared import Compared
from peelian.publication.desk import Desk, kicker
from peelian.publication.panel import Panel
from peelian.publication.table import Cell, Table

_LISTED = 60


def unknown_panel(desk: Desk, compared: Compared) -> Panel | None:
    """Return the areas that have no index and which variables they lack, or None where all have one.

    Parameters
    ----------
    desk
        The page's desk.
    compared
        The index.
    """
    text, reader = compared.text, desk.reader
    without = [f for f in compared.across("", text.level) if f.value is None]
    if not without:
        return None
    titles, many = dict(text.parts), reader.words(text.level)
    missing: dict[str, list[str]] = {f.area.code: [] for f in without}
    told = list(without)
    for name, title in titles.items():
        for part in compared.across("_variable", text.level, group=f"variable={name}"):
            if part.value is None and part.area.code in missing:
                missing[part.area.code].append(title)
                told.append(part)
    measured = compared.at("_measured", reader.top)
    whole = f"{measured.base:,}" if measured is not None and measured.base is not None else "all"
    rows = tuple(
        (desk.area_cell(f), Cell(", ".join(missing[f.area.code]) or "not known", css="w"))
        for f in without[:_LISTED]
    )
    more = f" The first {_LISTED} are listed; the file has all." if len(without) > _LISTED else ""
    return Panel(
        id="without-index",
        kicker=kicker(without),
        title=f"{len(without):,} of {whole} {many} {'has' if len(without) == 1 else 'have'} no index",
        sentence=(
            f"An index over fewer variables would be another index, so {many} that lack one are left out. "
            "They "
            f"are matched by their codes: {many} of another edition do not match.{more}"
        ),
        table=Table(
            f"{text.title}: {many} without it",
            ((reader.words(text.level, several=False).capitalize(), "w"), ("Not known", "w")),
            rows,
        ),
        shown="open" if len(without) <= 12 else "folded",
        cannot_tell="How high they would stand. Not known is not low.",
        caveats=reader.caveats(without),
        provenance=compared.provenance(desk, without),
        downloads=(desk.download("without-index", told),),
    )
