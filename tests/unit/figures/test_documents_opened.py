"""Documents of each kind are read with their places; what cannot be read is refused in four parts."""

from __future__ import annotations

import zipfile

import docx
import openpyxl
import pptx
import pytest
from docx.oxml import parse_xml
from pptx.util import Inches

from peelian.errors import FileRefused, NotFound
from peelian.figures.checking import check_file
from peelian.figures.readers.open_document import open_document

WRONG = "They made up 41% (31 of 73 victims) of homicides."
RIGHT = "In 2018, 36 of 97 victims (37%) were under 25."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def wrong_places(path):
    return [
        (report.place.says, report.count, report.base) for report in check_file(path).of_kind("disagrees")
    ]


def fill(table, rows):
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            table.cell(row, column).text = value


TABLE = [["Area", "n", "Base", "%"], ["A", "36", "97", "37%"], ["B", "31", "73", "41%"]]


def test_word_document(tmp_path):
    document = docx.Document()
    document.add_heading("Homicides", 1)
    document.add_paragraph(RIGHT)
    document.add_paragraph(WRONG, style="List Bullet")
    fill(document.add_table(3, 4), TABLE)
    document.save(tmp_path / "a.docx")
    places = [("paragraph 3", 31, 73), ("table 1, row 3, column 4", 31, 73)]
    assert wrong_places(tmp_path / "a.docx") == places
    assert check_file(tmp_path / "a.docx").tally()["agrees"] == 2


def test_word_heading_makes_a_section_with_its_base(tmp_path):
    document = docx.Document()
    document.add_heading("A sample of 501 allegations", 1)
    document.add_paragraph("89% female")
    document.add_heading("Another matter", 1)
    document.add_paragraph("66% satisfied")
    document.save(tmp_path / "a.docx")
    bare = check_file(tmp_path / "a.docx").of_kind("no base")
    assert [report.printed for report in bare] == ["66%"]


def test_word_text_boxes_and_tracked_changes(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("Box: ")
    paragraph._p.append(
        parse_xml(
            f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>{WRONG}</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    changed = document.add_paragraph("They made up ")
    changed._p.append(
        parse_xml(f'<w:del {W} w:id="1" w:author="x"><w:r><w:delText>41%</w:delText></w:r></w:del>')
    )
    changed._p.append(parse_xml(f'<w:ins {W} w:id="2" w:author="x"><w:r><w:t>42%</w:t></w:r></w:ins>'))
    changed.add_run(" (31 of 73).")
    document.save(tmp_path / "a.docx")
    assert wrong_places(tmp_path / "a.docx") == [("text box at paragraph 1", 31, 73)]
    assert [report.printed for report in check_file(tmp_path / "a.docx").of_kind("agrees")] == [
        "42% (31 of 73)"
    ]


def test_presentation(tmp_path):
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Homicides"
    first.placeholders[1].text = RIGHT + "\n" + WRONG
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "A table"
    size = (Inches(1), Inches(1), Inches(6), Inches(2))
    fill(second.shapes.add_table(3, 4, *size).table, TABLE)
    second.notes_slide.notes_text_frame.text = "Say that 12 of 40 (35%) came."
    deck.save(tmp_path / "a.pptx")
    found = wrong_places(tmp_path / "a.pptx")
    assert [place.split(",")[0] for place, *_ in found] == ["slide 1", "slide 2", "slide 2"]
    assert sorted(place.rsplit(", ", 1)[1] for place, *_ in found) == [
        "column 4",
        "paragraph 1",
        "paragraph 2",
    ]
    assert sorted(numbers for _, *numbers in found) == [[12, 40], [31, 73], [31, 73]]


def test_presentation_with_shapes_in_groups_and_no_title(tmp_path):
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1)).text_frame.text = WRONG
    deck.save(tmp_path / "a.pptx")
    assert [numbers for _, *numbers in wrong_places(tmp_path / "a.pptx")] == [[31, 73]]


def test_workbook_reads_percentages_as_they_are_shown(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Homicides"
    sheet.append(["Homicides by area"])
    sheet.append([])
    sheet.append(["Area", "n", "Base", "%"])
    for row in (["A", 36, 97, 0.371134], ["B", 31, 73, 0.41], ["C", 1234, 4000, 0.3085]):
        sheet.append(row)
    for row in (4, 5, 6):
        sheet.cell(row, 4).number_format = "0%" if row < 6 else "0.0%"
        sheet.cell(row, 3).number_format = "#,##0"
    other = book.create_sheet("Notes")
    other["B2"] = WRONG
    book.save(tmp_path / "a.xlsx")
    places = [("sheet 'Homicides', cell D5", 31, 73), ("sheet 'Notes', cell B2", 31, 73)]
    assert wrong_places(tmp_path / "a.xlsx") == places
    assert check_file(tmp_path / "a.xlsx").tally()["agrees"] == 2


def test_workbook_with_formulas_never_worked_out_is_not_accused(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Area", "n", "Base", "%"], ["A", 36, 97, "=B2/C2"], ["B", 31, 73, "=B3/C3"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert wrong_places(tmp_path / "a.xlsx") == []


def test_text_in_other_encodings(tmp_path):
    (tmp_path / "a.txt").write_bytes(("They made up £5 – " + WRONG).encode("cp1252"))
    (tmp_path / "b.txt").write_bytes(WRONG.encode("utf-16"))
    (tmp_path / "c.md").write_bytes(b"\xef\xbb\xbf" + WRONG.encode() + b"\r\n")
    for name in ("a.txt", "b.txt", "c.md"):
        assert wrong_places(tmp_path / name) == [("line 1", 31, 73)]


def test_markdown_emphasis_code_links_and_footnotes(tmp_path):
    text = (
        "---\ntitle: 41% (31 of 73)\n---\n\n# Homicides\n\nThey made up **41%** (31 of\n_73_ victims)[^1] of "
        "[homicides](https://example.org/a%20b).\n\n```\n41% (31 of 73)\n```\n\n<!-- 41% (31 of 73) -->\n\n"
        "> 12 of 40\n> (35%) came.\n"
    )
    (tmp_path / "a.md").write_text(text)
    assert wrong_places(tmp_path / "a.md") == [("line 7", 31, 73), ("line 17", 12, 40)]


def corrupt(path):
    book = openpyxl.Workbook()
    book.active.append(["x"])
    book.save(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3])


REFUSED = {
    "empty.md": (lambda path: path.write_bytes(b""), "empty"),
    "blank.md": (lambda path: path.write_text("\n \n"), "no words"),
    "picture.docx": (lambda path: docx.Document().save(path), "no words"),
    "scan.pdf": (lambda path: path.write_bytes(b"%PDF-1.7 x"), "PDF"),
    "old.doc": (
        lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        "old Office",
    ),
    "locked.docx": (
        lambda path: path.write_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
        ),
        "password",
    ),
    "cut.xlsx": (corrupt, "cut short"),
    "text.docx": (lambda path: path.write_text("hello"), "no .docx document inside"),
    "bytes.bin": (lambda path: path.write_bytes(bytes(range(256)) * 4), "no text"),
    "photo.png": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9)), "picture"),
    "notes.rtf": (lambda path: path.write_bytes(b"{\\rtf1 hello}"), "rich text"),
    "folder": (lambda path: path.mkdir(), "a folder"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_four_parts(tmp_path, name):
    make, found = REFUSED[name]
    make(tmp_path / name)
    with pytest.raises(FileRefused) as problem:
        open_document(tmp_path / name)
    assert problem.value.thing == str(tmp_path / name)
    assert found in problem.value.found
    assert problem.value.accepted
    assert problem.value.next_step


def test_damaged_document_inside_an_archive_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<broken")
    with pytest.raises(FileRefused, match="damaged"):
        open_document(tmp_path / "a.docx")


def test_archive_of_another_kind_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", WRONG)
    with pytest.raises(FileRefused, match="archive"):
        open_document(tmp_path / "a.zip")


def test_missing_file_is_not_found(tmp_path):
    with pytest.raises(NotFound):
        open_document(tmp_path / "none.md")


def test_input_is_never_changed(tmp_path):
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph(WRONG)
    document.save(path)
    before = path.read_bytes()
    check_file(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"]
