"""Files that are not text go the same way: Parquet, Excel, JSON, GeoPackage, GeoJSON."""

from __future__ import annotations

import datetime as dt
import io
import json
import sqlite3
import struct
import tarfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from tests.unit.warehouse.small_files import INCIDENTS, LAYOUTS, World, small_catalogue

ROWS = [
    ("A1", dt.date(2024, 1, 5), "Theft", True, 10, "seen"),
    ("A2", dt.date(2024, 2, 6), "Witchcraft", None, 2.5, None),
    ("A3", dt.date(2024, 2, 7), "fraud", False, 0, "Refused"),
]


def incidents(file_format, **more):
    return {
        "layout": f"incidents_{file_format}",
        "source": "incidents",
        "format": file_format,
        "columns": INCIDENTS,
        "lookups": [{"columns": ["Kind"], "by": "kinds_written", "to": ["kind"]}],
        **more,
    }


def places(file_format, geometry):
    columns = {"code": {"to": "code", "required": True}, "name": {"to": "name"}}
    columns[geometry] = {"as": "geometry", "to": "geometry", "required": True}
    return {"layout": "places", "source": "places", "format": file_format, "columns": columns}


def with_layouts(world, *layouts):
    return World(world.store, small_catalogue([*LAYOUTS, *layouts]), world.folder)


def expected(row):
    return (
        row["reference"],
        row["happened_on"],
        row["kind"],
        row["armed"],
        row["value"],
        row["notes__missing"],
    )


def check_incidents(world, line):
    assert (line.status, line.records, line.accepted, line.quarantined) == ("loaded", 3, 2, 1)
    assert [expected(row) for row in world.rows(line)] == [
        ("A1", dt.date(2024, 1, 5), "theft", True, 10.0, None),
        ("A3", dt.date(2024, 2, 7), "fraud", False, 0.0, "refused to say"),
    ]
    (aside,) = world.set_aside(line)
    assert (aside["rule"], aside["field"], aside["line"], aside["byte"]) == ("unseen-code", "kind", 2, None)
    assert json.loads(aside["raw"])["Reference"] == "A2"


def test_parquet_keeps_its_own_types(world):
    world = with_layouts(world, incidents("parquet"))
    columns = {name: [row[at] for row in ROWS] for at, name in enumerate(INCIDENTS)}
    columns["Date"] = pa.array(columns["Date"]).cast(pa.timestamp("us"))
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    check_incidents(world, world.load_one("incidents.csv", out.getvalue()))


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_workbook_rows_with_nothing_in_them_are_no_records(world):
    world = with_layouts(world, incidents("workbook", sheets={"matching": "data"}))
    content = workbook(about=[["Made by nobody"]], data=[list(INCIDENTS), *ROWS[:1], [None] * 6, *ROWS[1:]])
    check_incidents(world, world.load_one("book.xlsx", content))


def test_sheets_with_their_own_headings_are_one_vintage(world):
    layout = {
        "layout": "yearly",
        "source": "counts",
        "format": "workbook",
        "sheets": {"matching": r"\w+", "to": "offence"},
        "columns": {"Area": {"to": "area"}},
        "wide": {
            "columns": r"\d{4}-\d\d",
            "name": {"as": "month", "to": "month"},
            "value": {"as": "integer", "to": "offences", "required": True},
        },
        "constants": {"level": "borough"},
    }
    world = with_layouts(world, layout)
    content = workbook(
        theft=[["Area", "2024-01", "2024-02"], ["E1", 1, 2]],
        fraud=[["Area", "2024-02"], ["E1", 7], ["E2", 0]],
    )
    line = world.load_one("book.xlsx", content)
    found = world.rows(line, "offence", "area", "month", "offences", "_record")
    assert [tuple(row.values()) for row in found] == [
        ("theft", "E1", dt.date(2024, 1, 1), 1, 1),
        ("theft", "E1", dt.date(2024, 2, 1), 2, 1),
        ("fraud", "E1", dt.date(2024, 2, 1), 7, 2),
        ("fraud", "E2", dt.date(2024, 2, 1), 0, 3),
    ]


@pytest.mark.parametrize("damage", [lambda book: book[:-200], lambda book: book[:300] + b"\0" * 900])
def test_damaged_workbook_is_refused(world, damage):
    line = world.load_one("book.xlsx", damage(workbook(a=[["x"], [1]])))
    assert line.status == "refused"
    assert line.problem["error"] == "file refused"


def written(row):
    values = [value.isoformat() if isinstance(value, dt.date) else value for value in row]
    return dict(zip(INCIDENTS, values, strict=True))


def test_pieces_in_an_archive_are_one_vintage_and_empty_ones_count(world):
    world = with_layouts(world, incidents("json", gather=True))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, rows in {"2.json": ROWS[1:], "1.json": ROWS[:1], "3.json": []}.items():
            content = json.dumps([written(row) for row in rows]).encode()
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    line = world.load_one("all.tar.gz", out.getvalue())
    assert line.path.endswith("all.tar.gz")
    check_incidents(world, line)


def test_values_inside_values_are_named_with_dots(world):
    layout = {
        "layout": "nested",
        "source": "places",
        "format": "json",
        "columns": {"place.code": {"to": "code"}, "place.street.name": {"to": "name", "optional": True}},
    }
    world = with_layouts(world, layout)
    rows = [{"place": {"code": "W1", "street": None}}, {"place": {"code": "W2", "street": {"name": "High"}}}]
    line = world.load_one("nested.json", json.dumps(rows))
    found = world.rows(line, "code", "name")
    assert found == [{"code": "W1", "name": None}, {"code": "W2", "name": "High"}]


SQUARE = shapely.box(0, 0, 1, 1)


def test_geojson_geometry_becomes_wkb(world):
    world = with_layouts(world, places("geojson", "geometry"))
    feature = {"type": "Feature", "geometry": json.loads(shapely.to_geojson(SQUARE))}
    features = [
        {**feature, "properties": {"code": "W1", "name": "One"}},
        {**feature, "geometry": None, "properties": {"code": "W2", "name": "Two"}},
    ]
    line = world.load_one("w.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    (row,) = world.rows(line, "code", "geometry", "crs")
    assert (row["code"], row["crs"]) == ("W1", "EPSG:4326")
    assert shapely.from_wkb(row["geometry"]).equals(SQUARE)
    (aside,) = world.set_aside(line)
    assert (aside["rule"], aside["field"]) == ("required-missing", "geometry")


def geopackage(path, envelope):
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);"
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT);"
        "CREATE TABLE wards (fid INTEGER, code TEXT, name TEXT, geom BLOB);"
        "INSERT INTO gpkg_contents VALUES ('wards', 'features', 27700);"
        "INSERT INTO gpkg_geometry_columns VALUES ('wards', 'geom');"
    )
    header = b"GP\x00" + bytes([0b1 | (1 << 1 if envelope else 0)]) + struct.pack("<i", 27700)
    header += struct.pack("<4d", 0, 1, 0, 1) if envelope else b""
    geometry = header + shapely.to_wkb(SQUARE)
    connection.execute("INSERT INTO wards VALUES (1, 'W1', 'One', ?)", (geometry,))
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize("envelope", [True, False])
def test_geopackage_geometry_loses_its_header(world, tmp_path, envelope):
    world = with_layouts(world, places("geopackage", "geom"))
    line = world.load_one("wards.gpkg", geopackage(tmp_path / "made.gpkg", envelope))
    (row,) = world.rows(line, "code", "name", "geometry", "crs")
    assert (row["code"], row["name"], row["crs"]) == ("W1", "One", "EPSG:27700")
    assert shapely.from_wkb(row["geometry"]).equals(SQUARE)


def test_sqlite_that_is_no_geopackage_is_refused(world, tmp_path):
    connection = sqlite3.connect(tmp_path / "plain.db")
    connection.execute("CREATE TABLE a (b TEXT)")
    connection.commit()
    connection.close()
    line = world.load_one("plain.gpkg", (tmp_path / "plain.db").read_bytes())
    assert "not a GeoPackage" in line.problem["found"]


def test_latin_1_is_read_by_the_layout_unless_the_file_is_utf_8(world):
    layout = {**LAYOUTS[2], "layout": "latin", "encoding": "latin-1", "columns": {"W": {"to": "area"}}}
    layout |= {"once": []}
    world = with_layouts(world, layout)
    for encoding in ("latin-1", "utf-8"):
        line = world.load_one(f"{encoding}.csv", "W\nCafé\n".encode(encoding))
        assert world.rows(line, "area") == [{"area": "Café"}]
