"""Noted books: workbooks of XlsxWriter whose cell notes are drawn in one go each.

A made-up site has a note on every heading, some hundred in a workbook, and each is a text of eight elements
beside a drawing of fifteen, which XlsxWriter writes by as many calls. A test holds the parts of a workbook
against those that it writes.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.comments import Comments, CommentType
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.vml import Vml

_ZERO = (1980, 1, 1, 0, 0, 0)
_UNPLAIN = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|_x|^\s|\s$")
"""What the text of a cell may hold that is not written as it stands."""


class NotedBook(Workbook):  # type: ignore[misc] # XlsxWriter is not typed for this
    """A workbook without buttons or pictures in its headers, whose notes are drawn quickly.

    It lies in memory: `packed` gives the file. Nothing in a cell is taken for a formula, a link or a number.
    """

    def __init__(self) -> None:
        self.parts: list[tuple[io.StringIO, str, bool]] = []
        super().__init__(
            io.BytesIO(),
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False},
        )  # fmt: skip

    def packed(self) -> bytes:
        """Close the workbook and return the file; it has no date of its own, so that like content is like
        bytes.

        XlsxWriter packs as tightly as is worth while for one workbook; for some hundred, a tenth more bytes
        are worth half of that time.
        """
        self.close()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as folder:
            for text, name, _ in self.parts:
                entry = zipfile.ZipInfo(name, _ZERO)
                entry.compress_type = zipfile.ZIP_DEFLATED
                folder.writestr(entry, text.getvalue().encode("utf-8"), compresslevel=2)
        return out.getvalue()

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc] # XlsxWriter is not typed for this
    def _create_package(self) -> list[Any]:
        """Hand the parts to the workbook, which packs them itself."""
        self.workbook.parts = super()._create_package()
        return []

    def _write_comment_files(self) -> None:
        texts: dict[tuple[Any, ...], str] = {}
        noted = [sheet for sheet in self.workbook.worksheets() if sheet.has_comments]
        for number, sheet in enumerate(noted, start=1):
            notes = _NoteTexts(texts)
            notes._set_xml_writer(self._filename(f"xl/comments{number}.xml"))
            notes._assemble_xml_file(sheet.comments_list)

    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            texts = _CellTexts()
            texts.string_table = self.workbook.str_table
            texts._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            texts._assemble_xml_file()

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


class _NoteTexts(Comments):  # type: ignore[misc] # XlsxWriter is not typed for this
    """The texts of the notes of a sheet; one that is said again is not written anew."""

    def __init__(self, written: dict[tuple[Any, ...], str]) -> None:
        super().__init__()
        self._written = written

    def _write_text(self, comment: CommentType) -> None:
        said = (comment.text, comment.font_size, comment.font_name, comment.font_family)
        if said not in self._written:
            apart = Comments()
            apart._set_xml_writer(io.StringIO())
            apart._write_text(comment)
            self._written[said] = apart.fh.getvalue()
        self.fh.write(self._written[said])


class _CellTexts(SharedStrings):  # type: ignore[misc] # XlsxWriter is not typed for this
    """The texts of the cells of a workbook; those that stand as they are are not searched sign by sign."""

    def _write_sst(self) -> None:
        about = [("xmlns", "http://schemas.openxmlformats.org/spreadsheetml/2006/main")]
        self._xml_start_tag("sst", [*about, ("uniqueCount", self.string_table.unique_count)])

    def _write_si(self, string: str) -> None:
        if _UNPLAIN.search(string):
            super()._write_si(string)
        else:
            self.fh.write(f"<si><t>{string}</t></si>")
