"""Comparisons of areas: small worlds with one right answer each, worked by hand."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from peelian.findings.invariants import check_invariants
from peelian.findings.methods import METHODS
from peelian.measures.places.contrast import Contrast
from peelian.measures.places.few_areas import FewAreas
from peelian.measures.places.place_index import PlaceIndex
from peelian.measures.places.similar_areas import SimilarAreas
from tests.spec.compared_world import LAST, Compared, counted, wards

COUNTED = {"variable": "crime", "title": "Crime", "from": [{"measure": "crime", "per": "residents"}]}
SCORED = {"variable": "score", "title": "Score", "from": [{"source": "scores", "field": "score"}]}


def index(*variables: dict, **told: object) -> PlaceIndex:
    plain = {"index": "i", "title": "Index", "fewest residents": 1}
    return PlaceIndex.model_validate(plain | {"variables": list(variables or (COUNTED, SCORED))} | told)


CONTRAST = Contrast.model_validate({"contrast": "c", "title": "C", "index": "i", "measures": ["knives"]})
FEW = FewAreas.model_validate({"few areas": "f", "title": "F", "measures": ["crime"]})
ALIKE = SimilarAreas.model_validate(
    {
        "similar areas": "s", "title": "S", "peers": 2, "measures": ["crime"], "fewest residents": 1,
        "characteristics": [SCORED, SCORED | {"variable": "second", "title": "Second"}],
    }
)  # fmt: skip


@pytest.fixture
def world() -> Compared:
    """Four wards of 100, 200, 300 and 400 residents."""
    made = Compared(wards({"B1": 4}))
    made.residents = {("ward", f"W{n:02d}"): 100 * n for n in range(1, 5)}
    made.publish({"W01": 20, "W02": 20, "W03": 30, "W04": 30})
    made.scores = {"W01": 20, "W02": 10, "W03": 10, "W04": 10}
    return made


def test_an_index_is_the_mean_of_rates_over_the_rate_of_all_areas(world: Compared) -> None:
    found = world.find(indices=(index(),))
    # 100 crimes among 1,000 people are 0.1; scores weighed by residents (20 x 100 + 10 x 900) / 1,000 = 11
    crime, score = found["i_variable", "W01", "variable=crime"], found["i_variable", "W01", "variable=score"]
    assert (crime.value, crime.numerator, crime.denominator, crime.base) == (pytest.approx(200), 0.2, 0.1, 20)
    assert (score.value, score.numerator, score.denominator) == (pytest.approx(100 * 20 / 11), 20, 11)
    whole = found["i", "W01", None]
    assert (whole.kind, whole.base) == ("mean", 2)
    assert whole.value == pytest.approx((200 + 100 * 20 / 11) / 2)
    assert whole.unit == "index, Anyshire = 100"
    assert (whole.standing.rank, whole.standing.of) == (1, 4)
    assert found["i_without", "W01", "without=crime"].value == pytest.approx(100 * 20 / 11)
    assert found["i_weight", "F1", "variable=crime"].value == 0.5
    assert found["i_reference", "F1", "variable=score"].value == pytest.approx(11)


def test_less_is_worse_is_turned_round(world: Compared) -> None:
    found = world.find(indices=(index(COUNTED, SCORED | {"worse": "lower"}),))
    score = found["i_variable", "W01", "variable=score"]
    assert (score.value, score.numerator, score.denominator) == (pytest.approx(100 * 11 / 20), 11, 20)


def test_an_input_may_be_turned_round_by_itself(world: Compared) -> None:
    turned = SCORED | {"from": [SCORED["from"][0] | {"worse": "lower"}]}
    found = world.find(indices=(index(COUNTED, turned),))
    assert found["i_variable", "W01", "variable=score"].value == pytest.approx(55)


def test_weights_are_data(world: Compared) -> None:
    found = world.find(indices=(index(COUNTED | {"weight": 3}, SCORED),))
    assert found["i", "W01", None].value == pytest.approx(0.75 * 200 + 0.25 * 100 * 20 / 11)


def test_an_area_that_lacks_a_variable_is_not_measured_and_says_which(world: Compared) -> None:
    del world.scores["W04"]
    found = world.find(indices=(index(),))
    assert (found["i", "W04", None].state, found["i", "W04", None].value) == ("not measured", None)
    assert found["i_variable", "W04", "variable=score"].state == "not measured"
    assert found["i_variable", "W04", "variable=crime"].state == "shown"
    assert ("i_tenth", "W04", "tenth=1") not in found
    assert found["i", "W01", None].standing.of == 3
    measured = found["i_measured", "F1", None]
    assert (measured.numerator, measured.denominator) == (3, 4)
    assert found["i_measured", "F1", "variable=score"].numerator == 3
    assert found["i_measured", "F1", "variable=crime"].numerator == 4


def test_codes_of_another_edition_match_nothing(world: Compared) -> None:
    world.scores = {"X01": 10, "X02": 20}
    found = world.find(indices=(index(),))
    assert found["i_measured", "F1", None].numerator == 0
    assert {f.state for (m, _, g), f in found.items() if m == "i" and g is None} == {"not measured"}


def test_too_few_residents_are_not_divided_by(world: Compared) -> None:
    found = world.find(indices=(index(**{"fewest residents": 150}),))
    assert found["i_variable", "W01", "variable=crime"].state == "not measured"
    assert found["i", "W01", None].state == "not measured"
    assert found["i_reference", "F1", "variable=crime"].value == pytest.approx(80 / 900)


def test_nobody_living_there_is_not_measured(world: Compared) -> None:
    world.residents["ward", "W01"] = 0
    assert world.find(indices=(index(),))["i", "W01", None].state == "not measured"


@pytest.mark.parametrize("state", ["suppressed", "not measured"])
def test_what_is_not_shown_is_not_known_here(world: Compared, state: str) -> None:
    world.published[0] = counted(world.areas["W01"], None, state=state)
    found = world.find(indices=(index(),))
    assert found["i", "W01", None].state == "not measured"
    assert found["i_reference", "F1", "variable=crime"].value == pytest.approx(80 / 900)


def test_what_is_rounded_leaves_the_index_rounded(world: Compared) -> None:
    world.published[0] = counted(world.areas["W01"], 20, state="rounded")
    found = world.find(indices=(index(),))
    assert found["i", "W01", None].state == "rounded"
    assert found["i", "W02", None].state == "shown"


def test_the_input_known_for_most_areas_is_taken_and_of_several_the_first(world: Compared) -> None:
    world.publish({"W01": 1, "W02": 1, "W03": 1}, "other")
    choice = COUNTED | {"from": [{"measure": "other", "per": "residents"}, *COUNTED["from"]]}
    assert world.find(indices=(index(choice, SCORED),))["i_variable", "W01", "variable=crime"].base == 20
    world.publish({"W04": 1}, "other")
    assert world.find(indices=(index(choice, SCORED),))["i_variable", "W01", "variable=crime"].base == 1


def test_an_input_that_is_nought_everywhere_says_nothing(world: Compared) -> None:
    world.publish(dict.fromkeys(("W01", "W02", "W03", "W04"), 0), "other")
    choice = COUNTED | {"from": [{"measure": "other", "per": "residents"}, *COUNTED["from"]]}
    assert world.find(indices=(index(choice, SCORED),))["i_variable", "W01", "variable=crime"].base == 20


def test_a_variable_that_is_not_loaded_makes_no_index(world: Compared) -> None:
    world.scores = {}
    assert world.find(indices=(index(),), contrasts=(CONTRAST,)) == {}


def test_nothing_counted_makes_nothing(world: Compared) -> None:
    world.published = []
    assert world.find(indices=(index(),), contrasts=(CONTRAST,), few_areas=(FEW,), similar=(ALIKE,)) == {}


def test_limits_travel_and_the_warning_of_crime_is_among_them(world: Compared) -> None:
    world.publish({"W01": 4, "W02": 4, "W03": 4, "W04": 4}, "knives", caveats=("knives.care",))
    found = world.find(indices=(index(),), contrasts=(CONTRAST,))
    one = found["i", "W01", None]
    assert set(one.caveats) == {"i.contains-crime", "crimes.care", "population.dated", "scores.old"}
    assert set(one.vintages) == {"v1", "census", "s1"}
    assert one.synthetic
    assert all("i.contains-crime" in f.caveats for f in found.values())
    assert "knives.care" in found["c_knives_mean", "F1", "tenth=1"].caveats


def test_an_index_of_no_counts_has_no_such_warning_and_is_dated_by_its_definition(world: Compared) -> None:
    other = SCORED | {"variable": "again"}
    found = world.find(indices=(index(SCORED, other, to=dt.date(2019, 6, 1)),))
    assert "i.contains-crime" not in found["i", "W01", None].caveats
    assert found["i", "W01", None].period.end == dt.date(2019, 6, 30)


@pytest.fixture
def tenths() -> Compared:
    """Twenty wards of 1,000 residents, the first two highest; knives 30 and 50 there, 10 and 30 at the "
    "end."""
    made = Compared(wards({"B1": 10, "B2": 10}))
    codes = [f"W{n:02d}" for n in range(1, 21)]
    made.residents = {("ward", code): 1000 for code in codes}
    made.publish({code: 40 - n for n, code in enumerate(codes)})
    made.scores = {code: 40.0 - n for n, code in enumerate(codes)}
    knives = dict.fromkeys(codes, 20) | {"W01": 30, "W02": 50, "W19": 10, "W20": 30}
    made.publish(knives, "knives")
    return made


def test_the_tenths_are_compared_by_their_means(tenths: Compared) -> None:
    found = tenths.find(indices=(index(),), contrasts=(CONTRAST,))
    first, last = found["c_knives_mean", "F1", "tenth=1"], found["c_knives_mean", "F1", "tenth=10"]
    assert (first.value, first.numerator, first.base) == (40, 80, 2)
    assert (last.value, last.numerator, last.base) == (20, 40, 2)
    ratio = found["c_knives", "F1", "top tenth against bottom tenth=i"]
    assert (ratio.kind, ratio.value, ratio.numerator, ratio.denominator, ratio.base) == (
        "ratio",
        2,
        40,
        20,
        120,
    )
    # variance of each: 2 / 1 x (10^2 + 10^2) / total^2; Welch: (a + b)^2 / (a^2 + b^2) degrees
    top, bottom = 400 / 80**2, 400 / 40**2
    assert ratio.upper / ratio.value == pytest.approx(ratio.value / ratio.lower)
    degrees = (top + bottom) ** 2 / (top**2 + bottom**2)
    assert 1 < degrees < 2
    assert math.log(ratio.upper / 2) > 1.96 * math.sqrt(top + bottom)
    assert found["c_knives_per_resident", "F1", "top tenth against bottom tenth=i"].value == pytest.approx(2)
    assert found["i_stays", "F1", "without=crime"].value == 1


def test_by_resident_the_rates_are_pooled(tenths: Compared) -> None:
    tenths.residents["ward", "W20"] = 3000
    tenths.published = [f for f in tenths.published if f.measure != "crime"]
    tenths.publish({code: 40 - n if code != "W20" else 60 for n, code in enumerate(tenths.scores)})
    found = tenths.find(indices=(index(),), contrasts=(CONTRAST,))
    assert found["i_tenth", "W20", "tenth=10"].value == 1
    ratio = found["c_knives_per_resident", "F1", "top tenth against bottom tenth=i"]
    assert ratio.value == pytest.approx((80 / 2000) / (40 / 4000))


def test_a_suppressed_count_in_a_tenth_leaves_no_ratio(tenths: Compared) -> None:
    tenths.published = [f for f in tenths.published if (f.measure, f.area.code) != ("knives", "W19")]
    tenths.publish({"W19": None}, "knives", state="suppressed")
    found = tenths.find(indices=(index(),), contrasts=(CONTRAST,))
    assert found["c_knives_mean", "F1", "tenth=10"].state == "not measured"
    assert not any(measure == "c_knives" for measure, _, _ in found)


def test_an_area_not_counted_is_left_out_and_the_base_says_so(tenths: Compared) -> None:
    tenths.published = [f for f in tenths.published if (f.measure, f.area.code) != ("knives", "W19")]
    found = tenths.find(indices=(index(),), contrasts=(CONTRAST,))
    assert found["c_knives_mean", "F1", "tenth=10"].base == 1
    assert found["c_knives", "F1", "top tenth against bottom tenth=i"].state == "not measured"


@pytest.fixture
def few() -> Compared:
    """Three boroughs of six wards: B1 lives off two of them, B2 is even, B3 counts most."""
    made = Compared(wards({"B1": 6, "B2": 6, "B3": 6}))
    counts = [40, 30, 4, 3, 2, 1, *[20] * 6, *[90] * 6]
    made.publish({f"W{n:02d}": value for n, value in enumerate(counts, start=1)})
    return made


def test_few_areas_hold_most_of_a_borough(few: Compared) -> None:
    found = few.find(few_areas=(FEW,))
    two = found["f_crime", "B1", "largest=2"]
    assert (two.value, two.numerator, two.denominator, two.base) == (70 / 80, 70, 80, 80)
    assert two.usual.signal == "above the limit"
    assert found["f_crime", "B1", "largest=1"].value == 0.5
    assert found["f_crime", "B2", "largest=2"].usual.signal == "none"
    first = found["f_crime_part", "W01", "borough=B1"]
    assert (first.value, first.standing.rank, first.standing.of) == (0.5, 1, 6)
    assert {area for measure, area, _ in found if measure == "f_crime_named"} == {"B1"}
    places = found["f_crime_places", "F1", None]
    assert (places.numerator, places.denominator) == (1, 1)
    fewest = found["f_crime_fewest", "B1", None]
    assert (fewest.kind, fewest.numerator, fewest.denominator) == ("concentration", 1, 6)


def test_all_areas_may_be_named_where_that_is_asked(few: Compared) -> None:
    few.publish({"W13": 900}, "other")
    found = few.find(few_areas=(FEW.model_copy(update={"volume": "all"}),))
    assert found["f_crime_places", "F1", None].denominator == 3


def test_few_counts_are_of_low_reliability_and_not_named(few: Compared) -> None:
    found = few.find(few_areas=(FEW.model_copy(update={"fewest": 100}),))
    assert found["f_crime", "B1", "largest=2"].state == "low reliability"
    assert found["f_crime_places", "F1", None].numerator == 0


def test_a_suppressed_part_keeps_the_whole_area_back(few: Compared) -> None:
    few.published[5] = counted(few.areas["W06"], None, state="suppressed")
    found = few.find(few_areas=(FEW,))
    assert not any(area == "B1" for _, area, _ in found)
    assert ("f_crime", "B2", "largest=2") in found


def test_two_areas_are_too_few_to_speak_of_the_largest_two() -> None:
    made = Compared(wards({"B1": 2, "B2": 2}))
    made.publish({"W01": 9, "W02": 1, "W03": 5, "W04": 5})
    assert made.find(few_areas=(FEW,)) == {}


def test_nothing_counted_in_an_area_is_not_measured(few: Compared) -> None:
    for row in range(6):
        few.published[row] = counted(few.areas[f"W{row + 1:02d}"], 0)
    found = few.find(few_areas=(FEW,))
    assert found["f_crime", "B1", "largest=2"].state == "not measured"
    assert found["f_crime_fewest", "B1", None].state == "not measured"


@pytest.fixture
def alike() -> Compared:
    """Four boroughs of 1,000 residents; B1, B2 and B3 are near each other, B4 is far away."""
    made = Compared(wards(dict.fromkeys(("B1", "B2", "B3", "B4"), 1)))
    made.level = "borough"
    made.scores = {"B1": 1.0, "B2": 2.0, "B3": 4.0, "B4": 40.0}
    made.residents = {("borough", code): 1000 for code in made.scores}
    made.publish({"B1": 40, "B2": 10, "B3": 20, "B4": 70})
    return made


def test_an_area_stands_beside_those_most_like_it(alike: Compared) -> None:
    found = alike.find(similar=(ALIKE,))
    assert {g for m, area, g in found if m == "s_distance" and area == "B1"} == {"like=B2", "like=B3"}
    rate = found["s_crime_rate", "B1", None]
    assert (rate.value, rate.standing.rank, rate.standing.of) == (40, 1, 3)
    assert (rate.usual.lower, rate.usual.upper) == (10, 20)
    assert rate.usual.centre == pytest.approx(math.sqrt(200))
    ratio = found["s_crime", "B1", None]
    assert ratio.value == pytest.approx(40 / math.sqrt(200))
    assert ratio.lower < 1 < ratio.upper  # two peers that differ twofold say little


def test_none_recorded_by_one_of_a_group_leaves_no_ratio(alike: Compared) -> None:
    alike.published[1] = counted(alike.areas["B2"], 0)
    found = alike.find(similar=(ALIKE,))
    assert found["s_crime", "B1", None].state == "not measured"
    assert found["s_crime_rate", "B1", None].usual.centre == pytest.approx(10)


def test_a_group_with_a_suppressed_count_is_not_compared(alike: Compared) -> None:
    alike.published[1] = counted(alike.areas["B2"], None, state="suppressed")
    found = alike.find(similar=(ALIKE,))
    assert not any(measure == "s_crime" and area in ("B1", "B2", "B3") for measure, area, _ in found)


def test_an_area_without_a_characteristic_has_no_group(alike: Compared) -> None:
    del alike.scores["B4"]
    found = alike.find(similar=(ALIKE,))
    assert not any(area == "B4" for _, area, _ in found)


def test_too_few_areas_make_no_groups(alike: Compared) -> None:
    alike.scores = {"B1": 1.0, "B2": 2.0}
    assert alike.find(similar=(ALIKE,)) == {}


def test_what_limits_the_choice_of_areas_is_pointed_to(alike: Compared) -> None:
    found = alike.find(similar=(ALIKE,))
    assert set(found["s_crime", "B1", None].caveats) == {"s.alike-in", "crimes.care", "population.dated"}
    assert "s1" in found["s_crime", "B1", None].vintages
    assert "scores.old" in found["s_distance", "B1", "like=B2"].caveats
    assert found["s_crime", "B1", None].synthetic


def test_every_invariant_holds_and_every_method_is_explained(
    tenths: Compared, few: Compared, alike: Compared
) -> None:
    tables = (
        tenths.table(indices=(index(),), contrasts=(CONTRAST,)),
        few.table(few_areas=(FEW,)),
        alike.table(similar=(ALIKE,)),
    )
    for table in tables:
        assert len(table)
        assert check_invariants(table) == ()
        assert set(table["method"].to_pylist()) <= METHODS.keys()
        assert set(table["period_to"].to_pylist()) == {LAST}


def test_the_same_findings_make_the_same_comparisons(few: Compared) -> None:
    assert few.table(few_areas=(FEW,)).equals(few.table(few_areas=(FEW,)))
