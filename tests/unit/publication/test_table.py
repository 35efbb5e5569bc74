"""Tables of printed cells: columns that say nothing may be left out, if they are among those named."""

from __future__ import annotations

from markupsafe import Markup

from peelian.publication.table import Cell, Table


def test_only_named_columns_that_are_empty_in_every_row_go() -> None:
    heads = (("What", "w"), ("Ends", ""), ("Drawn", "d"), ("Empty", ""))
    rows = (
        (Cell("a"), Cell(""), Cell("", drawn=Markup("<svg/>")), Cell("")),
        (Cell("b"), Cell(""), Cell(""), Cell("")),
    )
    table = Table("T", heads, rows)
    told = table.without_empty("Ends", "Drawn")
    assert [head for head, _ in told.heads] == ["What", "Drawn", "Empty"]
    assert told.rows[0] == (rows[0][0], rows[0][2], rows[0][3])
    half = Table("T", heads[:2], ((Cell("a"), Cell("")), (Cell("b"), Cell("1 to 2"))))
    assert half.without_empty("Ends") == half
    assert table.without_empty() == table
