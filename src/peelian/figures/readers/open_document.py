"""Opening: a file becomes a document by what is in it, or is refused with the reason and the next step."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from peelian.definitions.near_files import files_near
from peelian.errors import FileRefused, NotFound
from peelian.figures.document import Block, Document, into_sections
from peelian.figures.readers.delimited import read_delimited
from peelian.figures.readers.plain_text import read_plain_text

_KINDS = "text (.txt), Markdown (.md), .docx, .pptx, .xlsx, CSV (.csv) or tab-separated text (.tsv)"
_OFFICE = {"word/document.xml": ".docx", "ppt/presentation.xml": ".pptx", "xl/workbook.xml": ".xlsx"}
_MARKS = (
    (b"%PDF", "a PDF", "save the document it was made from as .docx, or its text as .txt"),
    (b"{\\rtf", "a rich text file", "open it in a word processor and save it as .docx"),
    (b"PK\x03\x04", "a document that was cut short", "copy it again from where it came"),
    (b"\x89PNG", "a picture", "check the document it was taken from"),
    (b"\xff\xd8\xff", "a picture", "check the document it was taken from"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_BYTES = 400_000_000


def open_document(path: str | Path) -> Document:
    """Read a file into a document.

    Parameters
    ----------
    path
        The file, as the user names it.

    Raises
    ------
    NotFound
        If there is no such file.
    FileRefused
        If it is a folder, empty, encrypted, damaged, or of a kind that is not read.
    """
    name, file = str(path), Path(path)
    if not file.exists():
        raise NotFound(
            name,
            found="no file of that name",
            accepted=", ".join(near := files_near(file)) or "a file that is there",
            next_step=f"write '{near[0]}'" if near else "check the path and the name",
        )
    if file.is_dir():
        raise FileRefused(
            name, found="a folder", accepted=_KINDS, next_step="name the files in it one after the other"
        )
    with file.open("rb") as opened:
        start = opened.read(64_000)
    if not start:
        raise FileRefused(
            name, found="an empty file", accepted=_KINDS, next_step="save the document again, or name another"
        )
    blocks = _read_office(file, name) if zipfile.is_zipfile(file) else _read_text(file, name, start)
    if not any(_holds_words(block) for block in blocks):
        raise FileRefused(
            name,
            found="no words and no tables",
            accepted="a document with text; pictures are not read",
            next_step="check the document that the pictures were made from",
        )
    return Document(name, into_sections(blocks))


def _read_office(file: Path, name: str) -> tuple[Block, ...]:
    try:
        with zipfile.ZipFile(file) as archive:
            inside = {each.filename for each in archive.infolist()}
            size = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, OSError) as problem:
        raise _damaged(name, problem) from problem
    kind = next((suffix for part, suffix in _OFFICE.items() if part in inside), None)
    if kind is None:
        raise FileRefused(
            name,
            found="an archive or a document of another kind",
            accepted=_KINDS,
            next_step="unpack the archive, or save the document in one of these kinds",
        )
    if size > _MOST_BYTES:
        raise FileRefused(
            name,
            found=f"{size:,} bytes once unpacked",
            accepted=f"at most {_MOST_BYTES:,} bytes",
            next_step="divide the document, or save it without pictures",
        )
    read = _reader_of(kind)
    try:
        return read(file)
    except Exception as problem:
        raise _damaged(name, problem) from problem


def _reader_of(kind: str) -> Callable[[Path], tuple[Block, ...]]:
    """Return the reader of one kind; each brings a heavy library, so it is imported only when wanted."""
    if kind == ".docx":
        from peelian.figures.readers.word import read_word

        return read_word
    if kind == ".pptx":
        from peelian.figures.readers.slides import read_slides

        return read_slides
    from peelian.figures.readers.workbook import read_workbook

    return read_workbook


def _read_text(file: Path, name: str, start: bytes) -> tuple[Block, ...]:
    if start.startswith(_OLD_OFFICE):
        locked = _ENCRYPTED in file.read_bytes()
        raise FileRefused(
            name,
            found="a document locked with a password"
            if locked
            else "a document of the old Office kind (.doc, .ppt, .xls)",
            accepted=_KINDS,
            next_step="take the password off and save it again"
            if locked
            else "save it as .docx, .pptx or .xlsx",
        )
    for mark, what, step in _MARKS:
        if start.startswith(mark):
            raise FileRefused(name, found=what, accepted=_KINDS, next_step=step)
    text = _decoded(file.read_bytes())
    if text is None or file.suffix.lower() in {".docx", ".pptx", ".xlsx"}:
        raise FileRefused(
            name,
            found="bytes that are no text" if text is None else f"no {file.suffix.lower()} document inside",
            accepted=_KINDS,
            next_step="check that it is the file you mean, or save it again",
        )
    if file.suffix.lower() in {".csv", ".tsv"}:
        return read_delimited(text, separator="\t" if file.suffix.lower() == ".tsv" else "")
    return read_plain_text(text)


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _damaged(name: str, problem: Exception) -> FileRefused:
    return FileRefused(
        name,
        found=f"a damaged document ({type(problem).__name__}: {str(problem)[:120]})",
        accepted=_KINDS,
        next_step="open it in the program it was made with, save it again, and check again",
    )


def _holds_words(block: Block) -> bool:
    text = getattr(block, "text", None)
    if text is not None:
        return bool(text.strip())
    return any(cell.text.strip() for row in getattr(block, "rows", ()) for cell in row)
