"""Shares and gaps of a survey: one small sample, and the answers that R's package survey gives for it.

The calls, on the 720 rows below as the data frame d, for the second year (month >= 12):
``subset(svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = d[d$month >= 12, ]), !is.na(yes))``
and on it ``svymean``, ``svyciprop(method = "xlogit")`` and ``svycontrast`` of ``svyby(covmat = TRUE)``; with
``ids = ~school`` and ``nest = TRUE`` for clusters. Tolerance: the twelve digits printed.

Gaps from the whole: ``svycontrast(svyby(~yes, ~part, s, svymean, covmat = TRUE), c(group = 1, whole = -1))``
on s, two copies of the year, one of everyone and one of the group, with ``ids = ~person`` (or ~school), so
that both copies of a person are one unit. What a group adds: ``svycontrast`` of ``quote(Ys/Wg - Ws/Wg*Y/W)``
over ``svytotal`` of weights and weights of yes of the group (s), of both groups (g) and of everyone.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest
from scipy import stats

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.codes import CodeList
from peelian.findings.invariants import check_invariants
from peelian.measures.check_survey import complete_gap
from peelian.measures.measure import Measure
from tests.spec.small_world import World, months

TWO_YEARS = months("2023-01", 24)
LAST, EARLIER = dt.date(2024, 12, 31), dt.date(2023, 12, 31)
CLOSE = {"rel": 1e-10, "abs": 1e-12}
GROUPS = ("white", "white", "white", "asian", None)
SHARE: dict[str, Any] = {
    "where": [{"field": "happy", "is": True}],
    "share of": [],
    "weight": "weight",
    "strata": "stratum",
    "areas": ["force", "borough"],
}


@pytest.fixture
def asked(world: World) -> World:
    """A world whose one source is a survey of people in two strata and ten schools."""
    world.source |= {
        "counts": "people asked",
        "fields": {
            "month": {"type": "month"},
            "borough": {"type": "area", "level": "borough"},
            "stratum": {"type": "text"},
            "school": {"type": "text"},
            "weight": {"type": "number"},
            "group": {"type": "code", "codes": "fine", "missing": {"": "refused"}},
            "happy": {"type": "flag", "missing": {"DK": "does not know"}},
        },
    }
    world.codes = {
        "fine": CodeList.model_validate(
            {
                "codes": "fine",
                "title": "Fine",
                "parents": "five",
                "list": {
                    "white": {"label": "White", "parent": "w"},
                    "asian": {"label": "Asian", "parent": "a"},
                },
            }
        ),
        "five": CodeList.model_validate(
            {
                "codes": "five",
                "title": "Five",
                "parents": "two",
                "list": {
                    "w": {"label": "White", "parent": "white"},
                    "a": {"label": "Asian", "parent": "bame"},
                },
            }
        ),
        "two": CodeList.model_validate(
            {
                "codes": "two",
                "title": "Two",
                "list": {"white": {"label": "White"}, "bame": {"label": "All others"}},
            }
        ),
    }
    return world


def answers(**changed: dict[int, Any]) -> pa.Table:
    """Return 720 interviews; `changed` puts other values in the place of some, by their number."""
    rows = []
    for i in range(720):
        known = i % 11 != 0
        group = GROUPS[i % 5]
        row = {
            "month": TWO_YEARS[i % 24],
            "borough": "B1" if i % 4 < 2 else "B2",
            "stratum": "a" if i % 3 else "b",
            "school": f"s{i * 7 % 10}",
            "weight": 0.5 + i % 7 * 0.25,
            "group": group,
            "group__missing": None if group else "refused",
            "happy": (i * i + i // 24) % 8 < 5 if known else None,
            "happy__missing": None if known else "does not know",
        }
        rows.append(row | {name: values[i] for name, values in changed.items() if i in values})
    schema = pa.schema(
        [
            ("month", pa.date32()), ("borough", pa.string()), ("stratum", pa.string()),
            ("school", pa.string()), ("weight", pa.float64()), ("group", pa.string()),
            ("group__missing", pa.string()), ("happy", pa.bool_()), ("happy__missing", pa.string()),
        ]
    )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schema)


def pick(found: list[dict], end: dt.date = LAST, kind: str = "rolling 12 months", **more: Any) -> dict:
    wanted = {"area_code": "F1", "group": None, "period_kind": kind, "period_to": end} | more
    (one,) = [each for each in found if all(each[name] == value for name, value in wanted.items())]
    return one


def find(world: World, rows: pa.Table | None = None, **measure: Any) -> list[dict]:
    table = answers() if rows is None else rows
    return world.find(table, [world.vintage("v1", TWO_YEARS)], **SHARE | measure)


def gap_of(world: World, *, gap: dict[str, Any] | None = None, **share: Any) -> pa.Table:
    base = Measure.model_validate(
        {"measure": "m", "title": "M", "source": "small", "direction": "ambiguous"} | SHARE | share
    )
    told = Measure.model_validate(
        {
            "measure": "g",
            "title": "G",
            "direction": "lower is better",
            "areas": ["force"],
            "gap": {"of": "m", "group": "group", "between": ["white", "bame"]},
            "broad groups": {"group": "two"},
        }
        | (gap or {})
    )
    catalogue = Catalogue(sources={"small": world.described()}, codes=world.codes)
    whole = complete_gap(told, known={"m": base}, catalogue=catalogue, place="here")
    return world.make(answers(), [world.vintage("v1", TWO_YEARS)], whole)


def test_share_is_weighted_with_the_margin_of_its_design(asked: World) -> None:
    one = pick(find(asked))
    assert one["value"] == pytest.approx(0.614347026364, **CLOSE)
    assert one["lower"] == pytest.approx(0.555488370941, **CLOSE)
    assert one["upper"] == pytest.approx(0.670041462496, **CLOSE)
    assert (one["numerator"], one["denominator"], one["base"]) == (250.5, 407.75, 327)
    assert one["base_effective"] == pytest.approx(277.208058531, **CLOSE)
    assert (one["kind"], one["unit"], one["state"], one["method"]) == (
        "share", "people asked", "shown", "survey.rolling12.change",
    )  # fmt: skip


def test_change_is_that_of_two_samples_drawn_apart(asked: World) -> None:
    one = pick(find(asked))
    assert one["previous"] == pytest.approx(0.65, **CLOSE)
    assert one["change"] == pytest.approx(-0.0356529736358, **CLOSE)
    assert one["change_lower"] == pytest.approx(-0.1154721112055, **CLOSE)
    assert one["change_upper"] == pytest.approx(0.0441661639339, **CLOSE)
    assert (one["change_unit"], one["judgement"]) == ("percentage points", "no clear change")
    assert (one["against_from"], one["against_to"]) == (TWO_YEARS[0], EARLIER)


def test_area_is_a_part_of_the_whole_sample(asked: World) -> None:
    one = pick(find(asked), area_code="B1")
    assert one["value"] == pytest.approx(0.654545454545, **CLOSE)
    assert one["lower"] == pytest.approx(0.571987169786, **CLOSE)
    assert (one["base"], one["denominator"]) == (164, 206.25)


def test_who_does_not_know_is_out_of_the_base_and_never_a_no(asked: World) -> None:
    unknown = {i: None for i in range(720) if i % 11 == 5}
    missing = dict.fromkeys(unknown, "does not know")
    one = pick(find(asked, answers(happy=unknown, happy__missing=missing)))
    assert one["base"] == 327 - sum(i % 24 >= 12 for i in unknown)
    asked_for = pick(find(asked, where=[{"field": "happy", "is": "does not know"}]))
    everyone = sum(0.5 + i % 7 * 0.25 for i in range(720) if i % 24 >= 12)
    assert (asked_for["base"], asked_for["denominator"]) == (360, everyone)
    assert asked_for["numerator"] == everyone - 407.75


def test_people_drawn_in_clusters_are_less_sure_of_anything(asked: World) -> None:
    one = pick(find(asked, cluster="school"))
    assert one["value"] == pytest.approx(0.614347026364, **CLOSE)
    assert one["lower"] == pytest.approx(0.586514950307, **CLOSE)
    assert one["base_effective"] == pytest.approx(1383.42264886, **CLOSE)


def test_without_a_weight_all_stand_for_as_many(asked: World) -> None:
    one = pick(find(asked, weight="", strata="", cluster="school"))
    yes = sum((i * i + i // 24) % 8 < 5 for i in range(720) if i % 11 and i % 24 >= 12)
    assert (one["numerator"], one["denominator"], one["base"]) == (yes, 327, 327)


def test_several_windows_stand_side_by_side(asked: World) -> None:
    found = find(asked, windows=["month", "quarter", "rolling 6 months"])
    assert {each["period_kind"] for each in found} == {"month", "quarter", "rolling 6 months"}
    half = pick(found, kind="rolling 6 months")
    assert half["value"] == pytest.approx(0.607673267327, **CLOSE)
    assert half["upper"] == pytest.approx(0.686630843910, **CLOSE)
    assert (half["base"], half["period_from"]) == (162, dt.date(2024, 7, 1))
    assert half["against_to"] == EARLIER
    quarters = sorted({each["period_to"] for each in found if each["period_kind"] == "quarter"})
    assert [day.month for day in quarters] == [3, 6, 9, 12] * 2
    month = pick(found, kind="month")
    assert (month["base"], month["state"]) == (27, "not measured")


def test_too_few_answers_show_nothing_and_few_are_of_low_reliability(asked: World) -> None:
    few = find(asked, **{"least base": {"to show": 30, "to rely on": 400}})
    assert pick(few)["state"] == "low reliability"
    none = pick(find(asked, **{"least base": {"to show": 328, "to rely on": 400}}))
    assert (none["state"], none["value"], none["numerator"], none["base"]) == (
        "not measured",
        None,
        None,
        327,
    )
    assert none["change"] is None


def test_nobody_stands_for_nobody(asked: World) -> None:
    plain = pick(find(asked))
    spoilt = answers(weight={1: 0.0, 13: None, 14: -2.0, 15: float("nan")})
    one = pick(find(asked, spoilt))
    assert one["base"] == 327 - 3
    assert one["denominator"] == pytest.approx(407.75 - sum(0.5 + i % 7 * 0.25 for i in (13, 14, 15)))
    assert one["denominator"] < plain["denominator"]


def test_stratum_of_one_adds_its_distance_from_the_mean(asked: World) -> None:
    plain, lonely = pick(find(asked)), pick(find(asked, answers(stratum={14: "alone"})))
    assert lonely["value"] == pytest.approx(plain["value"])
    assert lonely["upper"] - lonely["lower"] != plain["upper"] - plain["lower"]
    assert lonely["base_effective"] > 0


def test_everyone_says_yes(asked: World) -> None:
    one = pick(find(asked, answers(happy=dict.fromkeys(range(720), True))))
    assert (one["value"], one["upper"]) == (1.0, 1.0)
    assert 0.97 < one["lower"] < 1.0
    assert one["judgement"] == "no clear change"


def test_gap_is_the_first_group_less_the_second(asked: World) -> None:
    table = gap_of(asked)
    found = table.to_pylist()
    one = pick(found, kind="rolling 12 months")
    assert (one["kind"], one["unit"]) == ("gap", "percentage points: White less All others")
    assert one["value"] == pytest.approx(-0.02318095985482, **CLOSE)
    assert one["lower"] == pytest.approx(-0.16979770197122, **CLOSE)
    assert one["upper"] == pytest.approx(0.12343578226158, **CLOSE)
    assert (one["numerator"], one["denominator"], one["state"]) == (None, None, "low reliability")
    assert one["change"] == pytest.approx(-0.02318095985482 + 0.01952749595395, **CLOSE)
    shares = {each["group"]: each for each in found if each["kind"] == "share" and each["period_to"] == LAST}
    year = [pick(found, group=f"group={name}") for name in ("white", "bame")]
    assert one["base"] == sum(each["base"] for each in year)
    assert one["value"] == pytest.approx(year[0]["value"] - year[1]["value"])
    assert set(shares) == {"group=white", "group=bame"}
    assert check_invariants(table) == ()


def test_gap_knows_what_clusters_hold_of_both_groups(asked: World) -> None:
    one = pick(gap_of(asked, cluster="school").to_pylist())
    assert one["value"] == pytest.approx(-0.02318095985482, **CLOSE)
    assert one["lower"] == pytest.approx(-0.077364357921223, **CLOSE)
    assert one["upper"] == pytest.approx(0.031002438211582, **CLOSE)


def test_gap_without_anybody_in_a_group_is_not_measured(asked: World) -> None:
    asked.codes["fine"] = CodeList.model_validate(
        {
            "codes": "fine",
            "title": "Fine",
            "parents": "five",
            "list": {
                "white": {"label": "White", "parent": "w"},
                "asian": {"label": "Asian", "parent": "w"},
                "other": {"label": "Other", "parent": "a"},
            },
        }
    )
    found = gap_of(asked).to_pylist()
    assert pick(found)["state"] == "not measured"
    assert pick(found, group="group=bame")["base"] == 0


def test_groups_may_be_told_for_the_force_alone(asked: World) -> None:
    found = find(asked, groups=["group"], **{"groups at": ["force"]})
    levels = {each["area_level"] for each in found if each["group"] is not None}
    assert levels == {"force"}
    assert pick(found, group="group=refused")["base"] > 0


FROM_WHOLE = {"gap": {"of": "m", "group": "group", "from": "whole"}, "broad groups": {}}
KNOWN = {
    "codes": "known", "title": "Known", "gathers": "fine",
    "list": {"known": {"label": "Known", "holds": ["white", "asian"]}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("cluster", "group", "value", "lower", "upper"),
    [
        ("", "white", 0.00342156867713, -0.04426920501201, 0.05111234236627),
        ("", "asian", 0.02660252853195, -0.08586100205974, 0.13906605912363),
        ("school", "white", 0.00342156867713, -0.01947497735903, 0.02631811471329),
        ("school", "asian", 0.02660252853195, -0.01427214620574, 0.06747720326964),
    ],
)
def test_gap_from_the_whole_knows_that_the_group_is_part_of_it(
    asked: World, cluster: str, group: str, value: float, lower: float, upper: float
) -> None:
    table = gap_of(asked, gap=FROM_WHOLE, cluster=cluster)
    found = [each for each in table.to_pylist() if each["kind"] == "gap"]
    one = pick(found, group=f"group={group}")
    assert one["value"] == pytest.approx(value, **CLOSE)
    assert one["lower"] == pytest.approx(lower, **CLOSE)
    assert one["upper"] == pytest.approx(upper, **CLOSE)
    assert one["method"] == "gap_from_whole.rolling12.change"
    assert one["unit"] == f"percentage points: {group.capitalize()} less everyone"
    assert check_invariants(table) == ()


def test_change_of_a_gap_from_the_whole_is_that_of_two_years(asked: World) -> None:
    found = [each for each in gap_of(asked, gap=FROM_WHOLE).to_pylist() if each["kind"] == "gap"]
    one = pick(found, group="group=asian")
    assert one["change"] == pytest.approx(0.02660252853195 - 0.01563467492260, **CLOSE)
    error = (0.05716672487715**2 + 0.05576824506359**2) ** 0.5
    assert one["change_upper"] == pytest.approx(one["change"] + stats.t.ppf(0.975, 650) * error, **CLOSE)


def test_shares_of_everyone_and_of_each_group_stand_beside_their_gaps(asked: World) -> None:
    found = gap_of(asked, gap=FROM_WHOLE).to_pylist()
    gaps, shares = ([each for each in found if each["kind"] == kind] for kind in ("gap", "share"))
    whole = pick(shares)
    assert whole["value"] == pytest.approx(0.614347026364, **CLOSE)
    for name in ("group=white", "group=asian"):
        gap, share = pick(gaps, group=name), pick(shares, group=name)
        assert gap["value"] == pytest.approx(share["value"] - whole["value"])
        assert gap["base"] == share["base"] < whole["base"]
    # Those who would not say are among everyone and have no row.
    assert {each["group"] for each in gaps} == {"group=white", "group=asian"}
    assert whole["base"] > sum(pick(shares, group=name)["base"] for name in ("group=white", "group=asian"))


def test_small_group_has_no_gap_and_a_base(asked: World) -> None:
    few = {"least base": {"to show": 100, "to rely on": 400}}
    found = [each for each in gap_of(asked, gap=FROM_WHOLE | few).to_pylist() if each["kind"] == "gap"]
    white, asian = (pick(found, group=f"group={name}") for name in ("white", "asian"))
    assert white["state"] == "low reliability"
    assert (asian["state"], asian["value"], asian["lower"]) == ("not measured", None, None)
    assert 0 < asian["base"] < 100


def test_what_groups_add_makes_up_the_gap_of_both_together(asked: World) -> None:
    asked.codes |= {"known": CodeList.model_validate(KNOWN)}
    table = gap_of(asked, gap=FROM_WHOLE | {"gap": FROM_WHOLE["gap"] | {"adds to": "known"}})
    found = [each for each in table.to_pylist() if each["kind"] == "gap"]
    white, asian, known = (pick(found, group=f"group={name}") for name in ("white", "asian", "known"))
    assert white["value"] == pytest.approx(0.00253799117200, **CLOSE)
    assert white["lower"] == pytest.approx(-0.03283956685592, **CLOSE)
    assert asian["value"] == pytest.approx(0.00686977173584, **CLOSE)
    assert asian["upper"] == pytest.approx(0.03591853074575, **CLOSE)
    assert white["value"] + asian["value"] == pytest.approx(known["value"], **CLOSE)
    assert (known["method"], white["method"]) == (
        "gap_from_whole.rolling12.change",
        "gap_part.rolling12.change",
    )
    assert white["unit"] == "percentage points: what White adds to Known less everyone"
    assert check_invariants(table) == ()


def test_broad_groups_of_a_list_that_gathers_are_told_and_others_are_not(asked: World) -> None:
    only = {
        "codes": "one",
        "title": "One",
        "gathers": "fine",
        "list": {"a": {"label": "A", "holds": ["asian"]}},
    }
    asked.codes |= {"one": CodeList.model_validate(only)}
    table = gap_of(asked, gap=FROM_WHOLE | {"broad groups": {"group": "one"}})
    found = [each for each in table.to_pylist() if each["kind"] == "gap"]
    assert {each["group"] for each in found} == {"group=a"}
    assert pick(found, group="group=a")["value"] == pytest.approx(0.02660252853195, **CLOSE)
