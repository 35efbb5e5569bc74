"""Recipes applied to rows: every kind of step, logs that are played again, and bad input."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from peelian.catalogue.survey.recipe import Recipe
from peelian.errors import DefinitionError, FileRefused, NotFound, NotReconciled
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.made_replicates import jackknife
from peelian.surveys.weighting.columns import Columns
from peelian.surveys.weighting.replaying import read_weight_log, replay
from peelian.surveys.weighting.weighing import Weighing, Weighting

CHANCE = np.random.default_rng(29)
SIZE = 600
TABLE = pa.table(
    {
        "design": CHANCE.uniform(1, 3, SIZE),
        "ended": CHANCE.choice(["complete", "refused", "no contact"], SIZE, p=[0.6, 0.2, 0.2]),
        "area": CHANCE.choice(["north", "south"], SIZE),
        "age": CHANCE.choice(["16-34", "35-54", "55-74", "75+"], SIZE, p=[0.4, 0.3, 0.29, 0.01]),
        "sex": CHANCE.choice(["men", "women"], SIZE),
        "score": CHANCE.normal(50, 10, SIZE),
    }
)
AREA_AGE = [
    {"area": area, "age": age, "population": float(total)}
    for area in ("north", "south")
    for age, total in (("16-34", 300), ("35-54", 350), ("55-74", 250), ("75+", 100))
]
STEPS: list[dict[str, Any]] = [
    {"base": {"weight": "design"}},
    {"non-response": {"outcome": "ended", "answered": ["complete"], "by": ["area"]}},
    {"collapse": {"field": "age", "least": 5, "order": ["16-34", "35-54", "55-74", "75+"]}},
    {
        "rake": {
            "margins": [
                {"by": ["area", "age"], "targets": AREA_AGE, "source": "census"},
                {"by": ["sex"], "targets": {"men": 49, "women": 51}},
            ],
            "add up to": "the first margin",
        }
    },
    {"trim": {"most": 1.8, "of": "median"}},
]


def columns(**changed: Any) -> Columns:
    table = TABLE
    for name, values in changed.items():
        table = table.set_column(table.column_names.index(name), name, pa.array(values))
    return Columns.of_table(table, name="wave.csv")


def recipe(*steps: dict[str, Any]) -> Recipe:
    return Recipe.model_validate({"recipe": "r", "steps": list(steps) or STEPS})


def weigh(*steps: dict[str, Any], **changed: Any) -> Weighing:
    return Weighting(columns(**changed), recipe(*steps)).run()


def answered() -> np.ndarray:
    return np.array(TABLE.column("ended").to_pylist()) == "complete"


def test_a_whole_recipe() -> None:
    made = weigh()
    kept = answered()
    assert (np.isnan(made.weights) == ~kept).all()
    assert list(made.kept) == list(np.flatnonzero(kept))
    assert made.summary.total == pytest.approx(2000)
    assert made.summary.most <= 1.8 * made.summary.median * (1 + 1e-5)
    for margin in made.reached:
        assert margin.largest_miss < 1e-9
    women = np.array(TABLE.column("sex").to_pylist()) == "women"
    assert np.nansum(made.weights[women]) == pytest.approx(1020)
    assert len(made.calibrations) == 1
    assert made.calibrations[0].residuals(made.weights[kept][:, None]) == pytest.approx(0, abs=1e-6)


def test_the_log_says_what_was_done() -> None:
    steps = weigh().log["steps"]
    assert [entry["does"] for entry in steps] == ["base", "non-response", "collapse", "rake", "trim"]
    assert steps[1]["answered"] == int(answered().sum())
    assert steps[3]["joined"]
    assert steps[3]["targets"][0]["source"] == "census"
    assert steps[3]["largest_miss"] < 1e-10
    assert steps[4]["limits_hold"] is True
    assert steps[4]["trimmed"] > 0
    for before, after in itertools.pairwise(steps[2:]):
        assert before["output_sha256"] == after["input_sha256"]


def test_a_log_gives_the_same_bits_again(tmp_path: Path) -> None:
    made = weigh()
    file = tmp_path / "log.json"
    file.write_text(json.dumps(made.log), encoding="utf-8")
    again = replay(read_weight_log(file), columns())
    assert again.weights.tobytes() == made.weights.tobytes()
    assert again.log["weights_sha256"] == made.log["weights_sha256"]


def test_a_log_and_other_data_do_not_agree() -> None:
    log = weigh().log
    others = TABLE.column("sex").to_pylist()
    others[0], others[1] = "women", "men"
    others = others[:2] + others[2:][::-1]
    with pytest.raises(NotReconciled, match=r"wave.csv, columns design, ended, area, age, sex"):
        replay(log, columns(sex=others))
    changed = json.loads(json.dumps(log))
    changed["recipe"]["steps"][4]["trim"]["most"] = 1.75
    with pytest.raises(NotReconciled, match=r"step 5 \(trim\)"):
        replay(changed, columns())


@pytest.mark.parametrize("text", ["{", "[]", '{"log": "other"}', '{"log": "weights"}'])
def test_what_is_no_log(tmp_path: Path, text: str) -> None:
    file = tmp_path / "log.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused, match="log of weights"):
        read_weight_log(file)


def test_replicates_go_through_the_same_steps() -> None:
    ready = Weighting(columns(), recipe())
    start = np.array(TABLE.column("design").to_pylist())
    made = jackknife(design_of(start, units=np.arange(SIZE) % 20)).refitted(ready.fit)
    weights = ready.run().weights
    assert made.weights == pytest.approx(np.where(np.isnan(weights), 0, weights))
    women = np.array(TABLE.column("sex").to_pylist()) == "women"
    assert made.replicates[women].sum(axis=0) == pytest.approx([1020] * 20, rel=1e-9)
    assert (made.replicates[~answered()] == 0).all()


def test_post_stratified_to_shares_of_the_rows() -> None:
    targets = {"by": ["sex"], "targets": {"men": 0.5, "women": 0.5}}
    made = weigh({"base": {}}, {"post-stratify": {"margins": [targets], "add up to": "the rows"}})
    assert made.summary.mean == pytest.approx(1)
    assert made.reached[0].reached == pytest.approx([SIZE / 2] * 2)
    kept = weigh(
        {"base": {"weight": "design"}},
        {"post-stratify": {"margins": [targets], "add up to": "the weights before"}},
    )
    assert kept.summary.total == pytest.approx(kept.first.total)
    fixed = weigh({"base": {}}, {"post-stratify": {"margins": [targets], "add up to": 1000}})
    assert fixed.summary.total == pytest.approx(1000)


def test_calibrated_to_margins_and_numbers() -> None:
    margin = {"by": ["sex"], "targets": {"men": 980, "women": 1020}}
    made = weigh(
        {"base": {"weight": "design"}},
        {"calibrate": {"margins": [margin], "numbers": {"score": 2000 * 51.0}, "bounds": [0.2, 5]}},
    )
    score = np.array(TABLE.column("score").to_pylist())
    assert float(made.weights @ score) == pytest.approx(2000 * 51)
    assert made.reached[0].largest_miss < 1e-9
    alone = weigh({"base": {}}, {"calibrate": {"people": 2000, "numbers": {"score": 2000 * 51.0}}})
    assert alone.summary.total == pytest.approx(2000)


def test_weights_below_zero_are_refused() -> None:
    step = {"calibrate": {"people": 2000, "numbers": {"score": 2000 * 75.0}}}
    with pytest.raises(DefinitionError, match="weights at or below 0") as caught:
        weigh({"base": {}}, step)
    assert "step 2 (calibrate)" in caught.value.thing
    assert "bounds" in caught.value.next_step


@pytest.mark.parametrize(
    ("value", "found"),
    [("0", "1 of 0"), ("-2", "1 below 0"), ("", "without a number"), ("n.a.", "'n.a.'")],
)
def test_base_weights_that_cannot_be_used(value: str, found: str) -> None:
    weights = ["1.5"] * (SIZE - 1) + [value]
    with pytest.raises(FileRefused, match=found) as caught:
        weigh({"base": {"weight": "design"}}, design=weights)
    assert "step 1 (base)" in caught.value.thing


def test_a_missing_category_is_named_by_its_row() -> None:
    sexes: list[str | None] = TABLE.column("sex").to_pylist()
    sexes[41] = None
    targets = {"by": ["sex"], "targets": {"men": 1, "women": 1}}
    with pytest.raises(FileRefused, match=r"1 of 600 rows .*the first is row 42\)") as caught:
        weigh({"base": {}}, {"post-stratify": {"margins": [targets]}}, sex=sexes)
    assert "column 'sex'" in caught.value.thing


def test_those_who_did_not_answer_need_no_category() -> None:
    sexes = [
        sex if did else None for sex, did in zip(TABLE.column("sex").to_pylist(), answered(), strict=True)
    ]
    assert weigh(sex=sexes).summary.total == pytest.approx(2000)


def test_a_category_of_the_data_that_the_targets_have_not() -> None:
    targets = {"by": ["sex"], "targets": {"Men": 1, "Women": 1}}
    with pytest.raises(DefinitionError, match="no total for men; women") as caught:
        weigh({"base": {}}, {"post-stratify": {"margins": [targets]}})
    assert caught.value.next_step == "write 'Men', as the targets do"


def test_names_that_are_not_there() -> None:
    with pytest.raises(NotFound, match="write 'sex' in the recipe"):
        weigh({"base": {}}, {"post-stratify": {"margins": [{"by": ["sexx"], "targets": {"men": 1}}]}})
    step = {"non-response": {"outcome": "ended", "answered": ["completed"]}}
    with pytest.raises(DefinitionError, match="'completed', which no row of the data has"):
        weigh({"base": {}}, step)


def test_margins_that_do_not_agree_name_the_step() -> None:
    step = {
        "rake": {
            "margins": [
                {"by": ["sex"], "targets": {"men": 980, "women": 1020}},
                {"by": ["area"], "targets": {"north": 1000, "south": 1001}},
            ]
        }
    }
    with pytest.raises(DefinitionError, match="totals of 2,000 and 2,001") as caught:
        weigh({"base": {}}, step)
    assert caught.value.thing.startswith("step 2 (rake), margins sex and area")
