"""Fields counted from others of their row: scaled up to what applies, and none where too little is known."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from peelian.catalogue.agreement_of_parts import check_parts_agree
from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Layout
from peelian.catalogue.reading_of import reading_of
from peelian.catalogue.source import Source
from peelian.errors import DefinitionError
from tests.unit.warehouse.small_files import ABOUT, World

FLAGS = ("seen", "told", "helped", "heard")
MISSING = {"": "not asked", "DK": "does not know", "X": "not applicable"}
RULE = {"fields": [*FLAGS], "least applicable": 2}
HEADER = "Seen,Told,Helped,Heard\n"


def described(kind: str = "integer", **changed) -> Source:
    fields = {name: {"type": "flag", "missing": MISSING} for name in FLAGS}
    fields["reference"] = {"type": "text"}
    number = {"type": kind, "count of": RULE, "missing": {"": "not known"}} | changed
    return Source.model_validate(
        {**ABOUT, "source": "visits", "title": "Visits", "fields": {**fields, "number": number}}
    )


def world_with(world: World, source: Source) -> World:
    layout = Layout.model_validate(
        {
            "layout": "visits_csv", "title": "Visits", "provider": "nobody", "source": "visits",
            "format": "csv", "columns": {name.title(): {"as": "flag", "to": name} for name in FLAGS},
        }
    )  # fmt: skip
    return World(world.store, Catalogue({"visits": source}, {}, {}, {"visits_csv": layout}), world.folder)


@pytest.mark.parametrize(
    ("answers", "number"),
    [
        ("Y,Y,Y,Y", 4),
        ("Y,N,Y,N", 2),
        ("N,N,N,N", 0),
        ("Y,Y,X,X", 4),  # both that apply are there: as good as all four
        ("Y,Y,N,X", 3),  # two of three is 2.67 of four
        ("Y,N,N,X", 1),  # one of three is 1.33 of four
        ("Y,X,X,X", None),  # only one applies
        ("Y,Y,Y,DK", None),  # not known is not "no"
        ("Y,Y,Y,", None),  # neither is not asked
    ],
)
def test_count_is_of_what_applies_scaled_up(world, answers: str, number: int | None) -> None:
    mine = world_with(world, described())
    line = mine.load_one("visits.csv", HEADER + answers + "\n")
    says = "not known" if number is None else None
    assert mine.rows(line, "number", "number__missing") == [{"number": number, "number__missing": says}]


def test_count_may_be_a_code_and_more_may_be_unknown(world) -> None:
    rule = RULE | {"most unknown": 1}
    mine = world_with(world, described("code", **{"count of": rule}))
    line = mine.load_one("visits.csv", HEADER + "Y,Y,Y,DK\nY,N,DK,DK\n")
    assert [row["number"] for row in mine.rows(line, "number")] == ["4", None]
    assert pq.read_schema(mine.store.rows_of(line.vintage)).field("number").type == "string"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"kind": "number"}, "type integer or code"),
        ({"missing": {}}, "type integer or code"),
        ({"count of": {"fields": ["seen", "smelt"]}}, "'smelt' is none"),
        ({"count of": {"fields": ["seen", "reference"]}}, "'reference' is none"),
        ({"count of": RULE | {"least applicable": 5}}, "at most 4"),
        ({"count of": {"fields": ["seen"]}}, "at least 2"),
    ],
)
def test_wrong_rule_is_refused(changed: dict, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        described(**changed)


def test_layout_that_fills_a_counted_field_is_refused(world) -> None:
    catalogue = world_with(world, described()).catalogue
    written = catalogue.layouts["visits_csv"].model_dump(by_alias=True)
    written["columns"]["Number"] = {"to": "number"}
    wrong = Catalogue(catalogue.sources, {}, {}, {"visits_csv": Layout.model_validate(written)})
    with pytest.raises(DefinitionError, match="counted from other fields"):
        check_parts_agree(wrong)


def test_another_rule_is_another_reading(world) -> None:
    one = world_with(world, described()).catalogue
    other = world_with(world, described(**{"count of": RULE | {"most unknown": 1}})).catalogue
    readings = {reading_of(each.layouts["visits_csv"], each) for each in (one, one, other)}
    assert len(readings) == 2
