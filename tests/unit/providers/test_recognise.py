"""Files are recognised by what is in them; a near miss is told exactly."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from peelian.catalogue.catalogue import Catalogue, read_catalogue
from peelian.catalogue.glimpse import Glimpse
from peelian.catalogue.layout import Column, Layout, Sheets, Wide
from peelian.errors import FileRefused
from peelian.providers.contents import GIVERS
from peelian.providers.recognise import recognise
from peelian.providers.shipped import shipped_layout_files

SHIPPED: Catalogue = read_catalogue(shipped_layout_files())
BOROUGH = ["MajorText", "MinorText", "BoroughName", "202401", "202402"]
STOPS = list(SHIPPED.layouts["police_uk_stops"].columns)
STREET = list(SHIPPED.layouts["police_uk_street"].columns)
OUTCOMES = list(SHIPPED.layouts["police_uk_outcomes"].columns)


def seen(headings: Sequence[str], *rows: Sequence[str], file_format="csv", table="", delimiter=","):
    return Glimpse(file_format, table, (tuple(headings), *map(tuple, rows)), "utf-8", delimiter)


def names(*glimpses: Glimpse, file="anything.dat") -> list[tuple[str, tuple[str, ...]]]:
    found = recognise(tuple(glimpses), file, layouts=SHIPPED.layouts)
    return [(one.layout.layout, one.tables) for one in found]


def refusal(*glimpses: Glimpse, layouts=SHIPPED.layouts) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        recognise(glimpses, "given.csv", layouts=layouts)
    return caught.value


@pytest.mark.parametrize(
    ("headings", "layout"),
    [
        (BOROUGH, "mps_borough_counts"),
        (["MajorText", "MinorText", "LookUp_BoroughName", "202108"], "mps_borough_counts_2023"),
        (
            ["MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName", "202108"],
            "mps_ward_counts",
        ),
        (STOPS, "police_uk_stops"),
        (STREET, "police_uk_street"),
        (OUTCOMES, "police_uk_outcomes"),
        (["Unique Id", "Ward", "Area"], "police_uk_wards"),
    ],
)
@pytest.mark.parametrize("turn", [1, -1], ids=["as written", "backwards"])
def test_layout_is_told_by_headings_in_any_order(headings, layout, turn):
    assert names(seen(headings[::turn])) == [(layout, ("",))]


def test_name_of_the_file_is_not_looked_at():
    assert names(seen(STREET), file="2023-03-metropolitan-stop-and-search.csv") == [
        ("police_uk_street", ("",))
    ]


def test_blanks_around_and_inside_headings_do_not_matter():
    assert names(seen([f" {heading} " for heading in STREET]))[0][0] == "police_uk_street"


def test_column_without_heading_is_left():
    assert names(seen([*STREET, "", ""]))[0][0] == "police_uk_street"


@pytest.mark.parametrize(
    ("value", "layout"), [("19567", "annual_counts"), ("120.45", "annual_rates"), ("n/a", None)]
)
def test_same_headings_are_told_apart_by_values(value, layout):
    rows = [["E09000002", "Barking and Dagenham", "1999-12-31", value]]
    table = seen(["Code", "Borough", "Year", "Value"], *rows)
    if layout:
        assert names(table) == [(layout, ("",))]
    else:
        assert "fit 2 layouts equally" in refusal(table).found


@pytest.mark.parametrize(
    ("code", "layout"), [("E09000001", "census_age_districts"), ("E01000001", "census_age_lsoas")]
)
def test_census_level_is_told_by_codes(code, layout):
    table = seen(["date", "geography", "geography code", "Age: Total"], ["2021", "x", code, "5"])
    assert names(table) == [(layout, ("",))]


def test_headerless_list_is_told_by_its_values():
    codes = [["E09000001"], ["E05000026"]]
    assert names(seen(*codes)) == [("police_uk_ward_ids", ("",))]
    assert "no known layout" in refusal(seen(["E09000001"], ["Abbey"])).found


def test_renamed_column_is_suspected():
    problem = refusal(seen([h.replace("BoroughName", "Borough_Name") for h in BOROUGH]))
    assert "nearest is 'Metropolitan Police crime by borough' (mps_borough_counts)" in problem.found
    assert "'Borough_Name' may be 'BoroughName' renamed" in problem.found
    assert "mps_borough_counts" in problem.next_step


def test_capitals_are_explained():
    problem = refusal(seen([heading.lower() for heading in STREET]))
    assert "'crime id' is written 'Crime ID' (capitals matter)" in problem.found


def test_missing_and_unknown_columns_are_named():
    problem = refusal(seen([*[h for h in STREET if h != "Longitude"], "Colour of car"]))
    assert "missing: 'Longitude'" in problem.found
    assert "not known: 'Colour of car'" in problem.found


def test_month_columns_are_missed():
    assert "columns like 20" in refusal(seen(BOROUGH[:3])).found


def test_needed_column_twice_is_refused():
    assert "twice: '202401'" in refusal(seen([*BOROUGH, "202401"])).found


def test_other_separator_is_explained():
    assert "separated by ';' where ',' is expected" in refusal(seen(STREET, delimiter=";")).found


def test_other_kind_of_file_is_explained():
    problem = refusal(seen(STREET, file_format="workbook", table="Sheet1"))
    assert "it is a workbook file where a csv file is expected" in problem.found
    assert problem.thing == "given.csv, table 'Sheet1'"


@pytest.mark.parametrize("headings", [["colour", "weight"], [""], []])
def test_strange_file_is_not_likened_to_anything(headings):
    problem = refusal(seen(headings))
    assert "no known layout has" in problem.found
    assert "nearest" not in problem.found


def test_every_part_of_a_refusal_is_said():
    record = refusal(seen(["a", "b"])).as_record()
    assert all(record[part] for part in ("thing", "found", "accepted", "next"))
    assert record["exit_code"] == 4


def workbook(*, second: Sequence[str] = ("code", "2020 count")) -> list[Glimpse]:
    notes = seen(["Read me first"], file_format="workbook", table="Notes")
    sheets = [("2020", ("code", "2020 count")), ("2021", second)]
    return [notes, *(seen(h, file_format="workbook", table=table) for table, h in sheets)]


YEARS = {
    "years": Layout(
        layout="years",
        title="Years",
        provider="x",
        source="s",
        format="workbook",
        sheets=Sheets(matching=r"20\d\d", to="year"),
        columns={"code": Column(to="code")},
        wide=Wide(columns=r"\d{4} count", name=Column(to="what"), value=Column(to="count")),
    )
}


def test_sheets_no_layout_speaks_of_are_left():
    (found,) = recognise(tuple(workbook()), "w.xlsx", layouts=YEARS)
    assert found.tables == ("2020", "2021")


def test_changed_sheet_of_a_known_workbook_is_refused():
    problem = refusal(*workbook(second=("kode", "2020 count")), layouts=YEARS)
    assert problem.thing == "given.csv, sheet '2021'"
    assert "'kode' may be 'code' renamed" in problem.found


def test_wider_layout_is_chosen_over_a_narrower_one():
    few = Layout(
        layout="few",
        title="Few",
        provider="x",
        source="s",
        format="csv",
        columns={"a": Column()},
        ignore=("b",),
    )
    many = Layout(
        layout="many",
        title="Many",
        provider="x",
        source="s",
        format="csv",
        columns={"a": Column(), "b": Column()},
    )
    (found,) = recognise((seen(["a", "b"]),), "f.csv", layouts={"few": few, "many": many})
    assert found.layout.layout == "many"


def test_empty_list_is_a_piece_of_the_one_layout_that_gathers_lists():
    empty = seen((), file_format="json")
    assert names(empty) == [("police_uk_api_street", ("",))]
    two = dict(SHIPPED.layouts)
    two["other"] = two["police_uk_api_street"].model_copy(update={"layout": "other"})
    assert "no known layout has" in refusal(empty, layouts=two).found


def test_nothing_is_known_without_layouts():
    assert "no known layout has" in refusal(seen(["a"]), layouts={}).found


def test_every_giver_has_a_folder_and_every_folder_a_giver():
    folders = {path.parent.name for path in shipped_layout_files()}
    assert folders == set(GIVERS)
