"""Noted books: workbooks of XlsxWriter whose cell notes are drawn in one go each.

A made-up site has a note on every heading, some hundred in a workbook, and each is a drawing of fifteen
elements that XlsxWriter writes by as many calls. A test holds the drawings against those that it writes.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.vml import Vml


class NotedBook(Workbook):  # type: ignore[misc] # XlsxWriter is not typed for this
    """A workbook without buttons or pictures in its headers, whose notes are drawn quickly."""

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc] # XlsxWriter is not typed for this
    def _write_vml_files(self) -> None:
        noted = [sheet for sheet in self.workbook.worksheets() if sheet.has_vml]
        for number, sheet in enumerate(noted, start=1):
            drawing = _NoteDrawing()
            drawing._set_xml_writer(self._filename(f"xl/drawings/vmlDrawing{number}.vml"))
            drawing._assemble_xml_file(sheet.vml_data_id, sheet.vml_shape_id, sheet.comments_list, [])


class _NoteDrawing(Vml):  # type: ignore[misc] # XlsxWriter is not typed for this
    def _write_comment_shape(self, shape_id: int, z_index: int, comment: Any) -> None:
        left, top, width, height = self._pixels_to_points(comment.vertices)
        first_column, first_row, x1, y1, last_column, last_row, x2, y2 = comment.vertices[:8]
        seen = "visible" if comment.is_visible else "hidden"
        self.fh.write(
            f'<v:shape id="_x0000_s{shape_id}" type="#_x0000_t202" style="position:absolute;'
            f"margin-left:{left:.15g}pt;margin-top:{top:.15g}pt;width:{width:.15g}pt;"
            f'height:{height:.15g}pt;z-index:{z_index};visibility:{seen}"'
            f' fillcolor="{comment.color._vml_rgb_hex_value()}" o:insetmode="auto">'
            '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
            '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
            '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
            f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{first_column}, {x1}, {first_row}, {y1}, "
            f"{last_column}, {x2}, {last_row}, {y2}</x:Anchor><x:AutoFill>False</x:AutoFill>"
            f"<x:Row>{comment.row}</x:Row><x:Column>{comment.col}</x:Column>"
            f"{'<x:Visible/>' if comment.is_visible else ''}</x:ClientData></v:shape>"
        )
