"""A glimpse tells the kind of a file from its first bytes and shows its first rows."""

from __future__ import annotations

import pytest

from peelian.errors import FileRefused
from peelian.warehouse.glimpses import take_glimpses
from peelian.warehouse.limits import Limits


def glimpse(tmp_path, content, limits=None):
    path = tmp_path / "any name.txt"
    path.write_bytes(content)
    return take_glimpses(path, name="offered", limits=limits or Limits())


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter", "rows"),
    [
        (b"a,b\n1,2\n", "utf-8", ",", (("a", "b"), ("1", "2"))),
        (b"\xef\xbb\xbfa,b\r\n1,2", "utf-8", ",", (("a", "b"), ("1", "2"))),
        (b"a;b\n1;2,5\n", "utf-8", ";", (("a", "b"), ("1", "2,5"))),
        (b"a\tb\n1\t2\n", "utf-8", "\t", (("a", "b"), ("1", "2"))),
        (b"a|b\n1|2\n", "utf-8", "|", (("a", "b"), ("1", "2"))),
        (b'"a;b;c",d\n1,2\n', "utf-8", ",", (("a;b;c", "d"), ("1", "2"))),
        (b"caf\xe9,\x80\n", "windows-1252", ",", (("café", "€"),)),
        (b"caf\xe9,\x81\n", "latin-1", ",", (("café", "\x81"),)),
        (b"one\ntwo\n", "utf-8", ",", (("one",), ("two",))),
    ],
)
def test_text(tmp_path, content, encoding, delimiter, rows):
    (seen,) = glimpse(tmp_path, content)
    assert (seen.format, seen.encoding, seen.delimiter, seen.rows) == ("csv", encoding, delimiter, rows)


def test_only_first_rows_are_shown_and_a_cut_character_does_no_harm(tmp_path):
    (seen,) = glimpse(tmp_path, "é,é\n".encode() * 200_000)
    assert (seen.encoding, len(seen.rows)) == ("utf-8", 8)


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (b'[{"a": 1, "b": {"c": 2, "d": null}}]', ("a", "b.c", "b.d")),
        (b'[{"b": null}, {"b": {"c": 2}}]', ("b.c",)),
        (b'[{"b": null}]', ("b",)),
        (b"[]", ()),
    ],
)
def test_json_names(tmp_path, content, names):
    (seen,) = glimpse(tmp_path, content)
    assert (seen.format, seen.headings()) == ("json", names)


def test_geojson_names(tmp_path):
    content = b'{"type": "FeatureCollection", "features": [{"properties": {"code": "x"}, "geometry": null}]}'
    (seen,) = glimpse(tmp_path, content)
    assert (seen.format, seen.headings()) == ("geojson", ("code", "geometry"))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"PK\x03\x04" + b"cut short" * 20, "zip archive or workbook that is cut short"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 900, "a workbook that cannot be read"),
        (b'{"a": 1}', "JSON that is not a list of objects"),
        (b"[{}, 3]", "JSON that is not a list of objects"),
        (b'{"type": "FeatureCollection"}', "JSON without a list of features"),
        (b'[{"a": ' + b"[" * 200_000, "text that begins like JSON and is not"),
        (b"SQLite format 3\0" + b"x" * 900, "not a GeoPackage"),
        (b"7z\xbc\xaf'", "a 7-Zip archive"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, content, found):
    with pytest.raises(FileRefused) as caught:
        glimpse(tmp_path, content)
    assert found in caught.value.found


def test_json_too_large_to_read_whole_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="has to be read whole"):
        glimpse(tmp_path, b'[{"a": 1}]', limits=Limits(json_bytes=5))
