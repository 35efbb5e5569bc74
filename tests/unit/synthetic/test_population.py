import csv

import numpy as np
import pytest

from peelian.synthetic.ethnic_groups import ETHNIC_GROUPS
from peelian.synthetic.localities import localities
from peelian.synthetic.residents import write_residents
from peelian.synthetic.residents_by_group import residents_by_group
from peelian.synthetic.ward_profiles import write_ward_profiles
from tests.unit.synthetic.worlds import world


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_shares_of_ethnic_groups_add_up():
    assert sum(ETHNIC_GROUPS.values()) == pytest.approx(1)
    black = sum(share for name, share in ETHNIC_GROUPS.items() if name.startswith("Black"))
    assert black == pytest.approx(0.12)


def test_tables_of_residents_agree(tmp_path):
    made = world()
    paths = {path.name: path for path in write_residents(made, tmp_path)}
    small = rows(paths["SYNTHETIC-residents by age, small areas.csv"])
    whole = rows(paths["SYNTHETIC-residents by age, boroughs.csv"])
    total = localities(made).residents.sum()
    assert sum(int(row["Age: Total"]) for row in small) == total
    assert sum(int(row["Age: Total"]) for row in whole) == total
    bands = [name for name in whole[0] if name.startswith("Age: Aged")]
    assert len(bands) == 18
    for row in whole:
        assert sum(int(row[band]) for band in bands) == int(row["Age: Total"])


def test_residents_by_group_hold_every_borough_whole():
    made = world()
    people = residents_by_group(made)
    places = localities(made)
    assert people.sum(axis=(1, 2, 3)).tolist() == np.bincount(places.borough, places.residents).tolist()
    assert people.min() >= 0
    black = [k for k, name in enumerate(ETHNIC_GROUPS) if name.startswith("Black")]
    assert people[:, black, 1, :2].sum() == round(0.03 * people.sum())


def test_profiles_of_larger_areas_are_means_of_their_wards(tmp_path):
    made = world()
    (path,) = write_ward_profiles(made, tmp_path)
    told, places = rows(path), localities(made)
    assert len(told) == 64 + 32 + 1
    heading = "Claimant Rate of Housing Benefit (2015)"
    wards = np.array([float(row[heading]) for row in told[:64]])
    assert float(told[-1][heading]) == pytest.approx(np.average(wards, weights=places.residents), abs=0.06)
    assert int(told[-1]["Population - 2015"]) == places.residents.sum()
    vulnerable, least = wards[places.tail > 0], wards[places.tail < 0]
    assert vulnerable.min() > least.max()
