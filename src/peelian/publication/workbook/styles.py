"""Styles of a workbook: how each form of value is printed, and how wide its column is."""

from __future__ import annotations

from typing import Any

from peelian.publication.workbook.columns import Form

_PRINTED: dict[Form, str] = {
    "date": "d mmm yyyy",
    "number": "#,##0",
    "rate": "#,##0.0##",
    "percent": "0.0##%",
    "signed percent": "+0.0%;-0.0%;0.0%",
    "plain": "General",
}
_WIDTHS: dict[Form, int] = {"text": 26, "long text": 70, "date": 13}


class Styles:
    """The formats of one workbook.

    Parameters
    ----------
    book
        The workbook of XlsxWriter that the formats belong to.
    """

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Arial", "font_size": 11, "valign": "top"}
        self.title = book.add_format({**base, "bold": True, "font_size": 15})
        self.warning = book.add_format({**base, "bold": True})
        self.line = book.add_format(base)
        self.wrapped = book.add_format({**base, "text_wrap": True})
        self.plain_text = book.add_format(base)
        self.link = book.add_format({**base, "font_color": "#0B3B8C", "underline": 1})
        self.heading = book.add_format({**base, "bold": True, "text_wrap": True, "bottom": 1})
        self._forms = {
            form: book.add_format({**base, "num_format": printed, "align": "right"})
            for form, printed in _PRINTED.items()
        }
        self._long = self.wrapped

    def of(self, form: Form) -> Any:
        """Return the format of a form."""
        return self._long if form == "long text" else self._forms.get(form, self.plain_text)

    @staticmethod
    def width(heading: str, form: Form) -> int:
        """Return the width of a column in signs: room for its values, and for the longest word over it."""
        longest = max(map(len, heading.split()), default=0)
        return max(_WIDTHS.get(form, 14), longest + 3)
