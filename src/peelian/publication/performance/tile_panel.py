"""The panel of a tile: its table, its file and its caveats, from the same rows as its sentence."""

from __future__ import annotations

from peelian.publication.desk import Desk
from peelian.publication.panel import Panel
from peelian.publication.paths import slug
from peelian.publication.performance.told import TileRow, ToldTile
from peelian.publication.table import Cell, Table


def tile_panel(desk: Desk, told: ToldTile) -> Panel | None:
    """Return the panel of a tile that is told, for its table, its file and the workbook; None for others."""
    if not told.findings:
        return None
    name = slug(told.id)
    return Panel(
        id=name,
        kicker=" · ".join(part for part in (told.window, f"data to {told.data_to}") if part),
        title=told.title,
        sentence=told.statement,
        table=_table(told),
        chart=told.chart or None,
        caveats=desk.reader.caveats(told.findings),
        provenance=desk.provenance(told.findings),
        downloads=(desk.download(name, told.findings),),
        notes=tuple(f"{title}: not told. {reason}" for title, reason in told.missing),
    )


def _table(told: ToldTile) -> Table:
    compared = any(row.change for row in told.rows)
    judged = any(row.mark is not None for row in told.rows)
    heads = [("What", "w"), ("When", "w"), ("Value", "")]
    heads += [("Change", "")] if compared else []
    heads += [("95% interval", "w")]
    heads += [("Judgement", "w")] if judged else []
    rows = tuple(_cells(row, compared=compared, judged=judged) for row in told.rows)
    return Table(f"{told.title}: what the tile rests on", tuple(heads), rows)


def _cells(row: TileRow, *, compared: bool, judged: bool) -> tuple[Cell, ...]:
    words = row.finding.period.words()
    cells = [Cell(row.name, href=row.href), Cell(f"{words[:1].upper()}{words[1:]}", css="w"), Cell(row.value)]
    cells += [Cell(row.change)] if compared else []
    cells += [Cell(row.interval or "–", css="w")]
    if judged:
        mark = row.mark
        cells.append(
            Cell("–", css="w") if mark is None else Cell(mark.words, css=f"w {mark.tone}", symbol=mark.symbol)
        )
    return tuple(cells)
