from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.measures.broad_groups import gather_broad
from peelian.measures.cube import CUBE_SCHEMA
from peelian.measures.measure import Measure
from peelian.workspace.definitions import gather_catalogue

MONTH = dt.date(2024, 1, 1)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return gather_catalogue(None)


def gather(catalogue: Catalogue, groups: dict[str | None, int], **broad: str) -> dict[str | None, int]:
    rows = [
        {"code": "", "area": "F", "level": "force", "group": group, "month": MONTH, "n": n}
        for group, n in groups.items()
    ]
    measure = Measure.model_validate(
        {"measure": "m", "title": "M", "source": "stops", "direction": "ambiguous", "areas": ["force"],
         "groups": ["ethnicity_self", "gender"], "broad groups": broad}
    )  # fmt: skip
    cube = pa.Table.from_pylist(rows, schema=CUBE_SCHEMA)
    made = gather_broad(cube, measure, source=catalogue.source("stops"), catalogue=catalogue)
    assert made.schema.equals(CUBE_SCHEMA)
    assert cube.num_rows == len(groups)
    return {row["group"]: row["n"] for row in made.to_pylist()}


def test_codes_are_added_up_in_the_code_they_lie_in(catalogue: Catalogue) -> None:
    groups = {
        None: 9,
        "ethnicity_self=W1": 1,
        "ethnicity_self=W2": 2,
        "ethnicity_self=B1": 4,
        "gender=male": 9,
    }
    assert gather(catalogue, groups, ethnicity_self="ethnicity_groups") == {
        None: 9, "ethnicity_self=white": 3, "ethnicity_self=black": 4, "gender=male": 9,
    }  # fmt: skip


def test_ways_of_being_missing_stay_as_they_are(catalogue: Catalogue) -> None:
    groups = {"ethnicity_self=not stated": 5, "ethnicity_self=not recorded": 1}
    assert gather(catalogue, groups, ethnicity_self="ethnicity_groups") == groups


def test_without_broad_groups_nothing_changes(catalogue: Catalogue) -> None:
    assert gather(catalogue, {"ethnicity_self=W1": 1}) == {"ethnicity_self=W1": 1}
