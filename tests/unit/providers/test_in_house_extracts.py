"""Extracts of the police's own systems are told apart by their headings alone."""

from __future__ import annotations

import pytest

from peelian.catalogue.catalogue import read_catalogue
from peelian.catalogue.glimpse import Glimpse
from peelian.errors import FileRefused
from peelian.providers.recognise import recognise
from peelian.providers.shipped import shipped_layout_files

LAYOUTS = read_catalogue(shipped_layout_files()).layouts
EXTRACTS = ["cris_offences", "connect_offences"]
OTHERS = [
    "cad_calls",
    "merlin_reports",
    "nspis_custody",
    "hr_officers",
    "homicide_index_victims",
    "use_of_force_register",
    "monthly_stops",
]


def glimpse_of(headings: list[str]) -> tuple[Glimpse, ...]:
    rows = (tuple(headings), tuple("" for _ in headings))
    return (Glimpse(format="csv", table="", rows=rows, delimiter=","),)


@pytest.mark.parametrize("name", [*EXTRACTS, *OTHERS])
def test_extract_is_recognised_in_any_order_and_under_any_name(name: str) -> None:
    headings = list(reversed(LAYOUTS[name].columns))
    (found,) = recognise(glimpse_of(headings), "holiday photos.csv", layouts=LAYOUTS)
    assert found.layout.layout == name


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("cris_offences", "DV Flag"),
        ("connect_offences", "Recorded Date"),
        ("cad_calls", "MH Mark"),
        ("nspis_custody", "Reason"),
        ("homicide_index_victims", "Victim Age"),
    ],
)
def test_extract_with_a_column_renamed_is_refused_naming_it(name: str, gone: str) -> None:
    headings = [heading if heading != gone else "Something Else" for heading in LAYOUTS[name].columns]
    with pytest.raises(FileRefused) as refused:
        recognise(glimpse_of(headings), "extract.csv", layouts=LAYOUTS)
    assert gone in str(refused.value)


def test_headings_of_both_systems_mixed_are_refused() -> None:
    cris, connect = (list(LAYOUTS[name].columns) for name in EXTRACTS)
    with pytest.raises(FileRefused):
        recognise(glimpse_of(cris[:14] + connect[14:]), "extract.csv", layouts=LAYOUTS)


@pytest.mark.parametrize("name", ["cad_calls", "merlin_reports", "nspis_custody"])
def test_extract_without_its_optional_columns_is_recognised(name: str) -> None:
    columns = LAYOUTS[name].columns
    needed = [heading for heading, column in columns.items() if not column.optional]
    assert 0 < len(needed) < len(columns)
    (found,) = recognise(glimpse_of(needed), "extract.csv", layouts=LAYOUTS)
    assert found.layout.layout == name


@pytest.mark.parametrize("name", [*EXTRACTS, *OTHERS[:-1]])
def test_layout_says_that_its_headings_are_an_assumption(name: str) -> None:
    assert "The headings are an assumption" in " ".join(LAYOUTS[name].about.split())
