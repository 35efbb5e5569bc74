"""Analyses of surveys on answers with the counts of the founding deck, and where answers say too little."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest

from peelian.errors import DefinitionError, NotFound, PeelianError
from peelian.statistics.survey.design import design_of
from peelian.surveys.analyses.answers import WHY_MISSING, Answers, Column
from peelian.surveys.analyses.comparison import compare_groups
from peelian.surveys.analyses.course import find_change_of_course
from peelian.surveys.analyses.decomposition import explain_change
from peelian.surveys.analyses.drivers import find_drivers
from peelian.surveys.analyses.elements import compare_by_elements, count_of
from peelian.surveys.analyses.expectations import compare_by_expectation
from peelian.surveys.analyses.interaction import compare_by_need
from peelian.surveys.analyses.journey import follow_journey
from peelian.surveys.analyses.reliability import check_reliability
from peelian.surveys.analyses.result import AnalysisResult, Row
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.analyses.subgroups import compare_subgroups
from peelian.surveys.construct import Construct, ConstructItem
from peelian.surveys.element_rule import ElementRule

SATISFIED = Statement("satisfied", "satisfied overall")
TELEPHONE = Statement("telephone", "victims served by telephone", others="other victims")


def counted(names: Sequence[str], cells: Sequence[tuple[int, ...]]) -> Answers:
    """Return answers of 1 and 0 with given numbers of people: each cell ends with its number."""
    times = [cell[-1] for cell in cells]
    table = np.repeat(np.array([cell[:-1] for cell in cells], dtype=float), times, axis=0)
    missing = np.zeros(len(table), dtype=np.int8)
    columns = {name: Column(table[:, at], missing) for at, name in enumerate(names)}
    return Answers(columns, design_of(np.ones(len(table))), "victims")


def row(result: AnalysisResult, kind: str, name: str = "", group: str = "") -> Row:
    (found,) = [
        each
        for each in result.rows
        if each.kind == kind and name in ("", each.name) and group in ("", each.group)
    ]
    return found


def test_telephone_unit_against_others() -> None:
    # 1,560 of 13,000 by telephone: 874 (56%) satisfied; of 11,440 others 7,665 (67%).
    answers = counted(("telephone", "satisfied"), [(1, 1, 874), (1, 0, 686), (0, 1, 7_665), (0, 0, 3_775)])
    result = compare_groups(answers, TELEPHONE, questions=[SATISFIED])
    gap = row(result, "gap")
    assert gap.value == pytest.approx(874 / 1_560 - 7_665 / 11_440)
    assert gap.base == 13_000
    assert gap.judgement == "lower*"
    assert "less often satisfied overall" in result.sentence
    assert "11 points fewer" in result.sentence
    assert "56% against 67%" in result.sentence
    assert result.headline == "Victims served by telephone were less often satisfied overall: 56% against 67%"


def test_with_good_service_no_difference_larger_than_a_margin() -> None:
    answers = counted(("telephone", "satisfied"), [(1, 1, 505), (1, 0, 41), (0, 1, 3_622), (0, 0, 382)])
    told = compare_groups(answers, TELEPHONE, questions=[SATISFIED], margin=0.05)
    assert row(told, "gap").judgement == "no difference larger than 5 points"
    assert "92% against 90%" in told.sentence
    assert row(compare_groups(answers, TELEPHONE, questions=[SATISFIED]), "gap").judgement == (
        "no clear difference"
    )
    few = counted(("telephone", "satisfied"), [(1, 1, 37), (1, 0, 3), (0, 1, 290), (0, 0, 30)])
    assert row(compare_groups(few, TELEPHONE, questions=[SATISFIED], margin=0.05), "gap").judgement == (
        "no clear difference"
    )


def test_adjusting_takes_out_what_is_due_to_a_mix() -> None:
    # Within each kind of crime both groups are satisfied alike; telephone serves more of the one.
    cells = []
    for crime, rate, phone, other in ((1, 0.5, 600, 400), (0, 0.8, 200, 1_800)):
        for group, people in ((1, phone), (0, other)):
            cells += [
                (crime, group, 1, int(people * rate)),
                (crime, group, 0, int(people * (1 - rate) + 0.5)),
            ]
    answers = counted(("crime", "telephone", "satisfied"), cells)
    result = compare_groups(answers, TELEPHONE, questions=[SATISFIED], adjust_for=["crime"])
    assert row(result, "gap").judgement == "lower*"
    adjusted = row(result, "adjusted gap")
    assert adjusted.value == pytest.approx(0, abs=0.005)
    assert adjusted.judgement == "no clear difference"


def test_a_gap_that_cannot_be_adjusted_is_said() -> None:
    answers = counted(
        ("crime", "telephone", "satisfied"), [(1, 1, 1, 40), (0, 1, 0, 40), (1, 0, 1, 40), (0, 0, 0, 40)]
    )
    result = compare_groups(answers, TELEPHONE, questions=[SATISFIED], adjust_for=["crime"])
    assert not [each for each in result.rows if each.kind == "adjusted gap"]
    assert any("could not be adjusted" in note for note in result.notes)


def test_nobody_in_a_group_is_said() -> None:
    answers = counted(("telephone", "satisfied"), [(0, 1, 30), (0, 0, 10)])
    result = compare_groups(answers, TELEPHONE, questions=[SATISFIED])
    assert "cannot be compared" in result.sentence
    assert row(result, "share", group=TELEPHONE.title).value is None


def test_vulnerability_is_identified_only_among_the_vulnerable() -> None:
    answers = counted(
        ("telephone", "vulnerable", "identified"),
        [(1, 1, 1, 62), (1, 1, 0, 38), (1, 0, 0, 500), (0, 1, 1, 75), (0, 1, 0, 25), (0, 0, 0, 500)],
    )
    asked = Statement("identified", "identified", among=(Statement("vulnerable", "vulnerable"),))
    result = compare_groups(answers, TELEPHONE, questions=[asked])
    shares = [each for each in result.rows if each.kind == "share"]
    assert [each.value for each in shares] == pytest.approx([0.62, 0.75])
    assert [each.base for each in shares] == [100, 100]


def test_subgroups_are_marked_all_at_once() -> None:
    rng = np.random.default_rng(5)
    size = 4_000
    none = np.zeros(size, dtype=np.int8)
    columns = {f"g{number}": Column((rng.random(size) < 0.3) * 1.0, none) for number in range(12)}
    columns["repeat"] = Column((rng.random(size) < 0.23) * 1.0, none)
    share = np.where(columns["repeat"].values == 1, 0.58, 0.68)
    columns["satisfied"] = Column((rng.random(size) < share) * 1.0, none)
    answers = Answers(columns, design_of(np.ones(size)), "victims")
    groups = [Statement(name, name) for name in columns if name != "satisfied"]
    result = compare_subgroups(answers, SATISFIED, groups=groups)
    gaps = [each for each in result.rows if each.kind == "gap"]
    assert [each.group for each in gaps if each.judgement.endswith("*")] == ["repeat"]
    assert all(each.p_adjusted >= each.p for each in gaps)
    assert result.sentence.startswith("Repeat were less often satisfied overall")
    assert "no clear difference for g0" in result.sentence


def test_expectations() -> None:
    answers = counted(
        ("below", "met", "exceeded", "satisfied"),
        [
            (1, 0, 0, 1, 28),
            (1, 0, 0, 0, 72),
            (0, 1, 0, 1, 90),
            (0, 1, 0, 0, 10),
            (0, 0, 1, 1, 98),
            (0, 0, 1, 0, 2),
        ],
    )
    groups = [Statement(name, f"those with expectations {name}") for name in ("below", "met", "exceeded")]
    result = compare_by_expectation(answers, SATISFIED, expectations=groups)
    shares = [each.value for each in result.rows if each.kind == "share"]
    assert shares == pytest.approx([0.28, 0.90, 0.98])
    assert [each.value for each in result.rows if each.kind == "share of people"] == pytest.approx(
        [1 / 3] * 3
    )
    assert row(result, "gap").judgement == "rises at every step"
    assert '28% of those who said "those with expectations below"' in result.sentence


NAMES = tuple(f"e{number}" for number in range(7))
ELEMENTS = [Statement(name, name) for name in NAMES]
RULE = ElementRule(least_applicable=4)
DETECTED = Statement("detected", "detected", others="undetected")


def served(counts: Sequence[tuple[int, int, int, int]]) -> Answers:
    """Return answers from elements present, detected, satisfied and people."""
    cells = [
        (*(int(at < present) for at in range(7)), found, content, people)
        for present, found, content, people in counts
    ]
    return counted((*NAMES, "detected", "satisfied"), cells)


def test_elements_against_detection_as_the_deck_has_them() -> None:
    answers = served(
        [
            (7, 1, 1, 173), (7, 1, 0, 9), (7, 0, 1, 3_954), (7, 0, 0, 414),
            (4, 1, 1, 60), (4, 1, 0, 40), (4, 0, 1, 2_400), (4, 0, 0, 1_600),
            (2, 1, 1, 30), (2, 1, 0, 60), (2, 0, 1, 900), (2, 0, 0, 1_900),
            (0, 1, 1, 5), (0, 1, 0, 50), (0, 0, 1, 200), (0, 0, 0, 1_800),
        ]
    )  # fmt: skip
    result = compare_by_elements(answers, SATISFIED, elements=ELEMENTS, detected=DETECTED, rule=RULE)
    full = [
        row(result, "share", group=f"6 to 7 elements, {title}").value for title in ("detected", "undetected")
    ]
    assert full == pytest.approx([173 / 182, 3_954 / 4_368])
    trends = [each for each in result.rows if each.group.startswith("each band up")]
    assert {each.judgement for each in trends} == {"rises at every step"}
    assert "95% of detected were satisfied overall and 91% of undetected" in result.sentence


def test_an_element_that_does_not_apply_is_not_absent() -> None:
    answers = served([(5, 0, 1, 10)])
    place = WHY_MISSING.index("not applicable") + 1
    lacking = {
        name: Column(answers.columns[name].values, np.full(10, place, dtype=np.int8)) for name in ("e5", "e6")
    }
    told = Answers({**answers.columns, **lacking}, answers.design)
    assert count_of(answers, ELEMENTS, RULE).scaled.tolist() == [5] * 10
    assert count_of(told, ELEMENTS, RULE).scaled.tolist() == [7] * 10
    unsure = {name: Column(column.values, np.ones(10, dtype=np.int8)) for name, column in lacking.items()}
    assert np.isnan(
        count_of(Answers({**answers.columns, **unsure}, answers.design), ELEMENTS, RULE).scaled
    ).all()


def test_a_rule_that_does_not_fit_is_refused() -> None:
    with pytest.raises(DefinitionError, match="bands"):
        count_of(served([(5, 0, 1, 10)]), ELEMENTS[:5], RULE)
    for bands in (((0, 1), (3, 7)), ((1, 7),), ((0, 7),)):
        with pytest.raises(ValueError, match="bands"):
            ElementRule(bands=bands)


def test_reassurance_matters_more_to_the_vulnerable() -> None:
    cells = [(1, 1, 1, 850), (1, 1, 0, 150), (0, 1, 1, 350), (0, 1, 0, 650), (1, 0, 1, 800), (1, 0, 0, 200),
             (0, 0, 1, 550), (0, 0, 0, 450)]  # fmt: skip
    answers = counted(("reassured", "vulnerable", "satisfied"), cells)
    result = compare_by_need(
        answers,
        SATISFIED,
        driver=Statement("reassured", "reassured", others="not reassured"),
        need=Statement("vulnerable", "vulnerable victims", others="other victims"),
    )
    points, odds = row(result, "points"), row(result, "ratio of odds ratios")
    assert points.value == pytest.approx((0.85 - 0.35) - (0.80 - 0.55))
    assert odds.value == pytest.approx((0.85 / 0.15) / (0.35 / 0.65) / ((0.8 / 0.2) / (0.55 / 0.45)))
    assert points.judgement == odds.judgement == "wider"
    assert (
        "Among vulnerable victims, those reassured were satisfied overall 50 points more often"
        in result.sentence
    )
    assert "among other victims, 25 points more often" in result.sentence


def test_interaction_with_an_empty_group_is_refused() -> None:
    answers = counted(("reassured", "vulnerable", "satisfied"), [(1, 1, 1, 50), (0, 0, 1, 20), (0, 0, 0, 30)])
    with pytest.raises(PeelianError, match="four groups"):
        compare_by_need(
            answers, SATISFIED, driver=Statement("reassured", "r"), need=Statement("vulnerable", "v")
        )


def test_journey_knows_that_the_same_people_answer() -> None:
    answers = counted(("contact", "action"), [(1, 1, 600), (1, 0, 80), (0, 1, 40), (0, 0, 280)])
    result = follow_journey(answers, [Statement("contact", "contact"), Statement("action", "action")])
    drop = row(result, "gap")
    assert drop.value == pytest.approx(-0.04)
    assert drop.judgement == "fall"
    # Of two samples of 1,000 apart the same fall would not be clear: 1.96 x sqrt(2 x 0.22 / 1,000) = 0.042.
    assert (drop.upper - drop.lower) / 2 == pytest.approx(1.96 * np.sqrt((0.12 - 0.04**2) / 1_000), rel=0.01)
    assert 'largest fall is at "action": 4 points below "contact"' in result.sentence


def test_a_change_is_taken_apart_in_words() -> None:
    cells = [(0, 0, 1, 6_800), (0, 0, 0, 1_700), (0, 1, 1, 930), (0, 1, 0, 570),
             (1, 0, 1, 5_000), (1, 0, 0, 1_500), (1, 1, 1, 1_995), (1, 1, 0, 1_505)]  # fmt: skip
    answers = counted(("later", "telephone", "satisfied"), cells)
    when = Statement("later", "2018-19", others="2016-17")
    result = explain_change(answers, SATISFIED, later=when, by=["telephone"])
    parts = {each.name: each for each in result.rows[:4]}
    assert parts["mix"].value == pytest.approx(0.2 * (0.62 - 0.8))
    assert sum(parts[name].value for name in ("mix", "rate", "residual")) == pytest.approx(
        parts["change"].value
    )
    assert parts["change"].judgement == "fall"
    assert "apart by telephone" in result.sentence
    assert "associated with another mix of cases" in result.sentence
    with pytest.raises(PeelianError, match=r"nobody in one of the two periods for 1"):
        few = counted(("later", "telephone", "satisfied"), [cells[0], cells[2], cells[4]])
        explain_change(few, SATISFIED, later=when, by=["telephone"])


def test_a_change_of_course_is_told_from_about_when() -> None:
    shares = [0.77] * 12 + [0.77 - 0.02 * step for step in range(1, 9)]
    wobbly = [share + (at % 3 - 1) * 0.005 for at, share in enumerate(shares)]
    cells = [(at, held, round(1_000 * (share if held else 1 - share)))
             for at, share in enumerate(wobbly) for held in (1, 0)]  # fmt: skip
    answers = counted(("time", "satisfied"), cells)
    names = [f"quarter {at + 1}" for at in range(20)]
    times = answers.numbers("time").astype(np.int64)
    result = find_change_of_course(answers, SATISFIED, times=times, names=names)
    assert "from about quarter 12" in result.sentence
    assert "before, it hardly moved" in result.sentence
    assert result.headline == "The share satisfied overall began to fall from about quarter 12"
    assert row(result, "change").p < 0.01
    with pytest.raises(PeelianError, match="10 times in a row"):
        find_change_of_course(answers, SATISFIED, times=times, names=names[:6])
    with pytest.raises(PeelianError, match="too few answers in quarter 21"):
        find_change_of_course(answers, SATISFIED, times=times, names=[*names, "quarter 21"])


def test_reliability_of_a_construct() -> None:
    rng = np.random.default_rng(9)
    true = rng.normal(size=600)
    said = [np.clip(np.round(3 + true + rng.normal(size=600)), 1, 5) for _ in range(3)]
    words = np.array(["", "never", "seldom", "at times", "often", "always"])
    none = np.zeros(600, dtype=np.int8)
    columns = {"a": Column(said[0], none), "b": Column(6 - said[1], none),
               "c": Column(words[said[2].astype(int)], none)}  # fmt: skip
    answers = Answers(columns, design_of(np.ones(600)), "people")
    scores = {str(word): float(at) for at, word in enumerate(words) if at}
    items = (
        ConstructItem(source="pas", field="a"),
        ConstructItem(source="pas", field="b", turned=True),
        ConstructItem(source="pas", field="c", scores=scores),
        ConstructItem(source="staff", field="z"),
    )
    construct = Construct(name="fairness", title="Procedural justice", items=items)
    result = check_reliability(answers, construct, source="pas")
    assert 0.6 < row(result, "alpha", "Procedural justice").value < 0.8
    assert "3 items of 'Procedural justice'" in result.sentence
    with pytest.raises(PeelianError, match="1 of its items in staff"):
        check_reliability(answers, construct, source="staff")


def driven(*, runs: int = 60) -> tuple[Answers, AnalysisResult]:
    rng = np.random.default_rng(13)
    none = np.zeros(3_000, dtype=np.int8)
    x = (rng.random((3_000, 3)) < 0.6) * 1.0
    yes = (rng.random(3_000) < 1 / (1 + np.exp(1 - x @ [2.0, 1.0, 0.0]))) * 1.0
    columns = {f"d{at}": Column(x[:, at], none) for at in range(3)} | {"satisfied": Column(yes, none)}
    answers = Answers(columns, design_of(rng.lognormal(0, 0.3, 3_000)), "victims")
    drivers = [Statement(f"d{at}", f"d{at}", stage="Actions" if at else "Treatment") for at in range(3)]
    return answers, find_drivers(answers, SATISFIED, drivers=drivers, runs=runs)


def test_drivers_are_told_with_what_each_is_and_how_it_is_done() -> None:
    _, result = driven()
    assert result.sentence.startswith("Being d0 is most strongly associated with being satisfied overall")
    parts = [each for each in result.rows if each.kind == "importance" and not each.group]
    assert [each.name for each in parts] == ["d0", "d1", "d2"]
    assert sum(each.value for each in parts) == pytest.approx(1)
    stages = {each.name: each.value for each in result.rows if each.group == "stage"}
    assert stages == pytest.approx({"Treatment": parts[0].value, "Actions": parts[1].value + parts[2].value})
    assert row(result, "odds ratio", "d0").value == pytest.approx(np.exp(2), rel=0.25)
    assert row(result, "odds ratio", "d2").judgement == "no clear association"
    assert row(result, "points", "d1").judgement == "goes with more"
    json.dumps(result.as_record(), allow_nan=False)


def test_nothing_is_claimed_to_cause_anything() -> None:
    _, result = driven()
    words = " ".join([result.sentence, *result.notes]).casefold()
    assert "associated with" in words
    assert "cause" not in words
    assert "leads to" not in words


def test_drivers_of_nothing_are_none() -> None:
    rng = np.random.default_rng(14)
    none = np.zeros(800, dtype=np.int8)
    columns = {name: Column((rng.random(800) < 0.5) * 1.0, none) for name in ("a", "b", "satisfied")}
    answers = Answers(columns, design_of(np.ones(800)))
    result = find_drivers(answers, SATISFIED, drivers=[Statement("a", "a"), Statement("b", "b")], runs=40)
    assert result.sentence == "None of the 2 drivers is clearly associated with being satisfied overall."


def test_a_driver_that_tells_without_fail_is_said_and_left_out() -> None:
    cells = [(1, 1, 1, 30), (0, 1, 1, 40), (0, 0, 1, 20), (0, 1, 0, 30), (0, 0, 0, 50)]
    answers = counted(("sure", "other", "satisfied"), cells)
    drivers = [Statement("sure", "sure"), Statement("other", "other")]
    result = find_drivers(answers, SATISFIED, drivers=drivers, runs=40)
    assert row(result, "odds ratio", "sure").value is None
    assert row(result, "odds ratio", "other").value == pytest.approx((70 / 30) / (20 / 50))
    assert any("without fail" in note for note in result.notes)


def test_what_is_due_to_a_column_held_alike_is_not_a_driver() -> None:
    rng = np.random.default_rng(15)
    none = np.zeros(4_000, dtype=np.int8)
    crime = rng.choice(["burglary", "assault", "hate"], 4_000)
    told = (rng.random(4_000) < np.where(crime == "burglary", 0.8, 0.3)) * 1.0
    real = (rng.random(4_000) < 0.5) * 1.0
    yes = (rng.random(4_000) < np.where(crime == "burglary", 0.7, 0.3) + 0.2 * real) * 1.0
    columns = {"told": Column(told, none), "real": Column(real, none), "crime": Column(crime, none),
               "satisfied": Column(yes, none)}  # fmt: skip
    answers = Answers(columns, design_of(np.ones(4_000)), "victims")
    drivers = [Statement("told", "told"), Statement("real", "real")]
    plain = find_drivers(answers, SATISFIED, drivers=drivers, runs=40)
    alike = find_drivers(answers, SATISFIED, drivers=drivers, adjust_for=["crime"], runs=40)
    assert row(plain, "points", "told").judgement == "goes with more"
    assert row(alike, "points", "told").judgement == "no clear association"
    assert row(plain, "importance", "told").value > 0.3
    assert row(alike, "importance", "told").value < 0.05
    assert "Held alike, and not part of what is explained: crime." in alike.notes


def test_drivers_that_cannot_be_told_are_refused() -> None:
    answers, _ = driven(runs=20)
    with pytest.raises(PeelianError, match="1 driver"):
        find_drivers(answers, SATISFIED, drivers=[Statement("d0", "d0")])
    always = Statement("d0", "always", counts=(0.0, 1.0))
    with pytest.raises(PeelianError, match="always: found the same for all"):
        find_drivers(answers, SATISFIED, drivers=[always, Statement("d1", "d1")], runs=20)


def test_unknown_columns_and_words_for_numbers_are_refused() -> None:
    answers = counted(("a",), [(1, 3)])
    with pytest.raises(NotFound, match="no such column"):
        answers.holds(Statement("b", "b"))
    words = Answers({"a": Column(np.array(["x", "y"]), np.zeros(2, dtype=np.int8))}, design_of(np.ones(2)))
    with pytest.raises(NotFound, match="in words: x, y"):
        words.numbers("a")
    assert words.holds(Statement("a", "a", ("x",))).tolist() == [1.0, 0.0]
