"""Synthetic London's published tables hold the deck's figures, for every seed and at every scale."""

from __future__ import annotations

import hashlib

import pytest

from peelian.statistics.place_index import tenths_of
from peelian.synthetic.counts import write_counts
from peelian.synthetic.furnish import furnish_plan
from peelian.synthetic.knife_counts import write_knife_counts
from peelian.synthetic.london import make_world
from peelian.synthetic.national import write_national
from peelian.synthetic.residents import write_residents
from peelian.synthetic.switches import Switches
from peelian.synthetic.ward_profiles import write_ward_profiles
from peelian.workspace.creating import create_workspace
from peelian.workspace.definitions import gather_catalogue
from tests.acceptance import published_counts as told

PARTS = {
    "recorded-crime": write_counts,
    "knife-crime": write_knife_counts,
    "population": write_residents,
    "ward-profiles": write_ward_profiles,
    "national": write_national,
}
CATALOGUE = gather_catalogue(None)
BOROUGH, WARD = "Borough", "Safer Neighbourhood Teams"
KNIFE, INJURY = "Knife Crime", "Knife Crime with Injury"


def written(folder, *, seed, scale="tiny", **switches):
    world = make_world(CATALOGUE, scale=scale, seed=seed, switches=Switches(**switches))
    for name, part in PARTS.items():
        part(world, folder / name)
    return world


@pytest.fixture(scope="module", params=[(7, "tiny"), (20, "tiny"), (7, "demo"), (20, "demo"), (301, "demo")])
def london(request, tmp_path_factory):
    seed, scale = request.param
    folder = tmp_path_factory.mktemp("london")
    world = written(folder / "data", seed=seed, scale=scale)
    office = create_workspace(folder / "office")
    furnish_plan(office, world, measures=())
    plan = office / "plan" / "police-and-crime-plan-2017-2021.yaml"
    return folder / "data", told.chosen(plan), world


@pytest.mark.parametrize("last", ["201706", "201707"])
def test_eighteen_of_sixty_seven_have_decreased(london, last):
    folder, chosen, _ = london
    counts = told.monthly(folder, names="*borough*", by=("BoroughName", "MinorText"))
    before = f"{int(last[:4]) - 1}{last[4:]}"
    change = [told.year_to(counts[pair], last) - told.year_to(counts[pair], before) for pair in chosen]
    assert len(set(chosen)) == len(chosen) == 67
    assert sum(each < 0 for each in change) == 18
    assert sum(each > 0 for each in change) == 49
    share = [each / told.year_to(counts[pair], before) for each, pair in zip(change, chosen, strict=True)]
    assert min(share) < -0.1 and max(share) > 0.1
    assert sum(abs(each) < 0.05 for each in share) >= 10


def test_boroughs_choose_two_and_three_of_them_three(london):
    _, chosen, world = london
    number = [sum(area == name for area, _ in chosen) for name in world.boroughs.values()]
    assert sorted(number) == [2] * 29 + [3] * 3


def test_june_and_july_rose_by_what_is_told(london):
    folder, chosen, _ = london
    counts = told.monthly(folder, names="*borough*", by=("BoroughName", "MinorText"))
    june = sum(counts[pair]["201706"] - counts[pair]["201705"] for pair in chosen)
    assert 690 <= june <= 699
    everything = {month: sum(each[month] for each in counts.values()) for month in counts[chosen[0]]}
    assert len(everything) == 36
    assert everything["201707"] - everything["201706"] == 4_100
    assert told.year_to(everything, "201612") == 750_000
    assert 740_000 < told.year_to(everything, "201707") < 800_000
    assert min(min(each.values()) for each in counts.values()) >= 0


def test_wards_lie_a_little_below_their_boroughs(london):
    folder, _, world = london
    boroughs = told.monthly(folder, names="*borough*", by=("BoroughName",))
    wards = told.monthly(folder, names="*ward*", by=("LookUp_BoroughName",))
    assert len(told.monthly(folder, names="*ward*", by=("WardCode",))) == world.scale.wards
    for key, counts in wards.items():
        assert len(counts) == 24
        for month, number in counts.items():
            assert 0.95 * boroughs[key][month] < number <= boroughs[key][month]


def test_knife_crime_of_london_and_its_boroughs(london):
    folder, _, world = london
    counts = told.knife(folder)
    names = list(world.boroughs.values())

    def both(name, kind=KNIFE):
        return counts[BOROUGH, name, kind, 2016], counts[BOROUGH, name, kind, 2017]

    assert sum(both(name)[0] for name in names) == 11_000
    assert sum(both(name)[1] for name in names) == 14_377
    assert both("Sutton") == (66, 104)
    assert both("Havering") == (257, 359)
    assert both("Kingston upon Thames") == (70, 90)
    assert both("Hillingdon", INJURY) == (116, 168)
    assert both("Greenwich", INJURY) == (189, 230)
    assert both("Havering", INJURY) == (75, 103)
    assert sorted(names, key=lambda name: -both(name)[1])[:2] == ["Southwark", "Brent"]
    assert sum(both(name)[1] > both(name)[0] for name in names) >= 28
    assert sum(both(name)[1] < both(name)[0] for name in names) >= 2
    for code, name in world.boroughs.items():
        assert sum(counts[WARD, ward, KNIFE, 2017] for ward, _ in world.wards[code]) == both(name)[1]


def test_vulnerable_tenth_has_three_and_five_times_as_much(london):
    folder, _, world = london
    index, counts = told.vulnerability(folder), told.knife(folder)
    order = sorted(index, key=lambda ward: -index[ward])
    tenths = tenths_of([index[ward] for ward in order])
    highest, lowest = ([ward for ward, each in zip(order, tenths, strict=True) if each == k] for k in (1, 10))
    assert len(lowest) == world.scale.wards // 10
    for kind, times in ((KNIFE, 3.0), (INJURY, 5.0)):
        top, bottom = (
            sum(counts[WARD, ward, kind, 2017] for ward in wards) / len(wards) for wards in (highest, lowest)
        )
        assert top / bottom == pytest.approx(times, abs=0.05)
    assert index[highest[-1]] - index[order[len(highest)]] > 1
    assert index[order[-len(lowest) - 1]] - index[lowest[0]] > 1


def test_two_boroughs_of_little_knife_crime_have_it_in_two_wards(london):
    folder, _, world = london
    if world.scale.wards < 630:
        pytest.skip("where a borough has two wards, all of it is in two wards")
    counts = told.knife(folder)
    found = {}
    for code, name in world.boroughs.items():
        wards = sorted((counts[WARD, ward, KNIFE, 2017] for ward, _ in world.wards[code]), reverse=True)
        if sum(wards[:2]) > 0.4 * sum(wards):
            found[name] = sum(wards)
    volumes = sorted(counts[BOROUGH, name, KNIFE, 2017] for name in world.boroughs.values())
    assert len(found) == 2
    assert max(found.values()) < volumes[8]


def test_knife_crime_rises_every_quarter_and_injury_lies_inside(london):
    folder, _, _ = london
    months, cells = {}, {}
    for path in (folder / "knife-crime").glob("*.parquet"):
        for row in told.pq.read_table(path).to_pylist():
            if row["measure"] == "Offences":
                key = row["area_type"], row["area_code"], row["month_year"]
                cells[row["crime_subtype"], *key] = row["count"]
                if row["area_type"] == BOROUGH and row["crime_subtype"] == KNIFE:
                    months[key[2]] = months.get(key[2], 0) + row["count"]
    london_months = [months[month] for month in sorted(months)]
    quarters = [sum(london_months[k : k + 3]) for k in range(0, 48, 3)]
    assert all(later > earlier for later, earlier in zip(quarters[4:], quarters[:-4], strict=True))
    for (kind, *key), number in cells.items():
        assert number <= cells[KNIFE, *key], (kind, key)


def test_the_country_beside_london(london):
    folder, _, _ = london
    sums = {}
    for row in told.rows(next((folder / "national").glob("*.csv"))):
        key = row["Area"], "knife" if "knife" in row["Offence"] else "all", row["Month"][-2:]
        sums[key] = sums.get(key, 0) + int(row["Number of offences"])
    london_sums = [sums["Metropolitan Police", "all", year] for year in ("16", "17")]
    assert london_sums == [750_000, 803_250]
    for area, kind, change in (
        ("England and Wales", "all", 15.3),
        ("England and Wales", "knife", 22.0),
        ("Metropolitan Police", "all", 7.1),
        ("Metropolitan Police", "knife", 30.7),
    ):
        printed = 100 * (sums[area, kind, "17"] / sums[area, kind, "16"] - 1)
        assert round(printed, 1) == change
    assert sums["Metropolitan Police", "knife", "17"] == 14_377


def test_share_of_young_black_males(london):
    folder, _, world = london
    young = whole = 0
    for row in told.rows(folder / "population" / "SYNTHETIC-residents by age, sex and ethnic group.csv"):
        number = int(row["2017"])
        whole += number
        black, under = row["ethnic_group"].startswith("Black"), row["age_band"] in ("0-15", "16-24")
        young += number * (black and under and row["sex"] == "male")
    assert f"{100 * young / whole:.1f}" == "3.0"
    assert 200_000 < whole / len(world.boroughs) < 340_000


def test_same_seed_gives_the_same_bytes_and_another_other_rows(tmp_path):
    made = {}
    for name, seed in (("first", 7), ("again", 7), ("other", 8)):
        written(tmp_path / name, seed=seed)
        made[name] = {
            str(path.relative_to(tmp_path / name)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
    assert made["first"] == made["again"]
    assert made["first"].keys() == made["other"].keys()
    same = [name for name in made["first"] if made["first"][name] == made["other"][name]]
    assert same == ["population/SYNTHETIC-lookup of small areas to wards.csv"]
    assert all("SYNTHETIC-" in name for name in made["first"])


def test_a_shift_is_planted_only_where_it_is_asked_for(tmp_path):
    with_shift = written(tmp_path / "with", seed=7)
    without = written(tmp_path / "without", seed=7, effect=False)
    planted = [each for each in with_shift.truth.planted if each.source == "recorded_crime_counts"]
    assert 1 <= len(planted) <= 3
    assert not [each for each in without.truth.planted if each.source == "recorded_crime_counts"]
    names = {"by": ("BoroughName", "MinorText"), "names": "*borough*"}
    shifted, plain = (told.monthly(tmp_path / name, **names) for name in ("with", "without"))
    for each in planted:
        borough, offence, _ = each.where.split(", ", 2)
        key = borough, offence.upper()
        newest = ("201705", "201706", "201707")
        assert sum(shifted[key][month] for month in newest) > 1.2 * sum(plain[key][month] for month in newest)
