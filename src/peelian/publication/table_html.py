"""Tables as HTML, written directly: a site has millions of cells, and every text in them is escaped here."""

from __future__ import annotations

from markupsafe import Markup

from peelian.publication.escaped import escaped
from peelian.publication.table import Cell, Table


def table_html(table: Table, *, synthetic: bool = False) -> Markup:
    """Return a table as HTML: a caption, column headings, and a heading for each row.

    Parameters
    ----------
    table
        The table.
    synthetic
        Whether the caption says that the figures are made up.
    """
    heads = "".join(f'<th scope="col"{_css(css)}>{escaped(words)}</th>' for words, css in table.heads)
    rows = "\n".join(
        f'<tr><th scope="row"{_id(row[0].anchor)}{_css(row[0].css)}>{_inner(row[0])}</th>'
        + "".join(f"<td{_css(cell.css)}>{_inner(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    caption = f"{'SYNTHETIC: ' if synthetic else ''}{escaped(table.caption)}"
    top = f"<table>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n"
    return Markup(f"{top}<tbody>\n{rows}\n</tbody>\n</table>")  # noqa: S704 - every cell is escaped below


def _id(anchor: str) -> str:
    return f' id="{escaped(anchor)}"' if anchor else ""


def _css(css: str) -> str:
    return f' class="{escaped(css)}"' if css else ""


def _inner(cell: Cell) -> str:
    text = escaped(cell.text)
    if cell.href:
        text = f'<a href="{escaped(cell.href)}">{text}</a>'
    if cell.symbol:
        text = f'<span aria-hidden="true">{escaped(cell.symbol)} </span>{text}'
    # what is drawn comes from our own charts; anything not marked as safe is escaped like any text
    return f"{text}{escaped(cell.drawn)}" if cell.drawn else text
