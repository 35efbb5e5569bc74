"""Importance: adds up, treats twins alike, and knows columns that say nothing."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.design import SurveyDesign, design_of
from peelian.statistics.survey.importance import MOST_EXACT, importance_shares, weighted_correlations
from peelian.statistics.survey.importance_runs import measure_importance
from peelian.statistics.survey.resampled import bootstrap_weights


def correlations(columns: int, *, rows: int = 200, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(rows, 1))
    table = rng.normal(size=(rows, columns + 1)) + common
    return weighted_correlations(table, np.ones(rows))


def explained(of: np.ndarray) -> float:
    return float(of[-1, :-1] @ np.linalg.solve(of[:-1, :-1], of[-1, :-1]))


@pytest.mark.parametrize("columns", [1, 2, 7, MOST_EXACT, MOST_EXACT + 3])
def test_parts_add_up_to_what_all_explain(columns: int) -> None:
    made = correlations(columns)
    assert importance_shares(made).sum() == pytest.approx(explained(made), rel=1e-12)


def test_one_column_accounts_for_its_squared_correlation() -> None:
    assert importance_shares(np.array([[1.0, 0.6], [0.6, 1.0]])) == pytest.approx([0.36])


def test_columns_that_do_not_go_together_account_for_their_own() -> None:
    made = np.eye(4)
    made[3, :3] = made[:3, 3] = (0.5, 0.3, 0.1)
    np.testing.assert_allclose(importance_shares(made), [0.25, 0.09, 0.01], rtol=1e-12)


@pytest.mark.parametrize("way", ["shapley", "johnson"])
def test_a_column_given_twice_shares_with_its_twin(way: str) -> None:
    rng = np.random.default_rng(3)
    one, two, y = rng.normal(size=(3, 300))
    table = np.column_stack([one, one, two, y + one + two])
    parts = importance_shares(weighted_correlations(table, np.ones(300)), way=way)  # type: ignore[arg-type]
    alone = weighted_correlations(table[:, 1:], np.ones(300))
    assert parts[0] == pytest.approx(parts[1], rel=1e-6)
    assert parts.sum() == pytest.approx(explained(alone), rel=1e-6)


def test_weights_count_as_repeated_rows() -> None:
    rng = np.random.default_rng(4)
    table, times = rng.normal(size=(50, 3)), rng.integers(1, 4, 50)
    repeated = weighted_correlations(np.repeat(table, times, axis=0), np.ones(times.sum()))
    np.testing.assert_allclose(weighted_correlations(table, times.astype(float)), repeated, rtol=1e-12)


def test_a_column_alike_for_everyone_is_refused() -> None:
    columns = np.column_stack([np.ones(40), np.arange(40.0)])
    with pytest.raises(ValueError, match="must vary"):
        measure_importance(columns, np.arange(40.0) % 2, design=design_of(np.ones(40)))


def test_nobody_who_answered_everything_is_refused() -> None:
    with pytest.raises(ValueError, match="answered everything"):
        measure_importance(np.full((40, 2), np.nan), np.arange(40.0) % 2, design=design_of(np.ones(40)))


def test_beyond_columns_that_are_always_in() -> None:
    rng = np.random.default_rng(6)
    common, noise = rng.normal(size=500), rng.normal(size=(500, 3))
    columns = noise[:, :2] + common[:, None]
    y = columns @ [1.0, 0.4] + 2 * common + noise[:, 2]
    design = design_of(rng.lognormal(0, 0.3, 500))
    made = measure_importance(columns, y, design=design, always=common[:, None], runs=20)

    def r2(table: np.ndarray) -> float:
        return explained(weighted_correlations(np.column_stack([table, y]), design.weights))

    first = r2(common[:, None])
    both = r2(np.column_stack([common, columns]))
    assert made.explained == pytest.approx(both - first, rel=1e-9)
    one, two = (r2(np.column_stack([common, columns[:, at]])) - first for at in (0, 1))
    # Two orders of entry: first, or after the other.
    expected = (one + (both - first - two)) / 2 / (both - first)
    assert made.shares[0] == pytest.approx(expected, rel=1e-9)
    assert made.correlations.shape == (3, 3)


def test_runs_depend_on_the_seed_alone() -> None:
    rng = np.random.default_rng(5)
    columns = (rng.random((200, 3)) < 0.5) * 1.0
    yes = (rng.random(200) < 0.3 + 0.4 * columns[:, 0]) * 1.0
    design = design_of(rng.lognormal(0, 0.3, 200))
    one, same, other = (
        measure_importance(columns, yes, design=design, runs=30, seed=seed) for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one.drawn, same.drawn)
    assert not np.array_equal(one.drawn, other.drawn)


def test_a_column_and_its_copy_take_the_first_place_by_lot() -> None:
    rng = np.random.default_rng(8)
    column = (rng.random(200) < 0.5) * 1.0
    yes = (rng.random(200) < 0.2 + 0.5 * column) * 1.0
    other = (rng.random(200) < 0.5) * 1.0
    made = measure_importance(
        np.column_stack([column, 1 - column, other]), yes, design=design_of(np.ones(200)), runs=1000
    )
    assert made.same_rank[:2] == pytest.approx([0.5, 0.5], abs=0.08)
    assert made.same_rank[2] > 0.95
    assert made.ranks.tolist() == [1, 2, 3]


def test_strata_of_one_unit_alone_show_no_spread() -> None:
    rng = np.random.default_rng(8)
    columns, yes = (rng.random((60, 2)) < 0.5) * 1.0, (rng.random(60) < 0.5) * 1.0
    units = np.arange(60) // 10
    design = design_of(np.ones(60), strata=units, units=units, lonely="adjust")
    with pytest.raises(ValueError, match="every stratum has one unit"):
        measure_importance(columns, yes, design=design, runs=20)


def a_sample() -> tuple[np.ndarray, np.ndarray, SurveyDesign]:
    rng = np.random.default_rng(5)
    columns = (rng.random((300, 3)) < 0.5) * 1.0
    columns[::40, 1] = np.nan
    yes = (rng.random(300) < 0.3 + 0.4 * columns[:, 0]) * 1.0
    return columns, yes, design_of(rng.lognormal(0, 0.3, 300), strata=np.arange(300) % 7)


def test_people_counted_together_give_what_rows_give() -> None:
    columns, yes, design = a_sample()
    made = measure_importance(columns, yes, design=design, runs=70)
    table = np.column_stack([columns, yes])
    used = ~np.isnan(table).any(axis=1)
    weights = np.concatenate(list(bootstrap_weights(design, runs=70, seed=1)))
    parts = importance_shares(weighted_correlations(table[used], weights[:, used]))
    np.testing.assert_allclose(made.drawn, parts / parts.sum(axis=1, keepdims=True), rtol=1e-10)


def test_samples_drawn_elsewhere_are_taken_as_they_are() -> None:
    columns, yes, design = a_sample()
    own = measure_importance(columns, yes, design=design, runs=70)
    blocks = bootstrap_weights(design, runs=70, seed=1)
    given = measure_importance(columns, yes, design=design, again=blocks)
    np.testing.assert_array_equal(own.drawn, given.drawn)


def test_samples_do_not_depend_on_how_many_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    *_, design = a_sample()
    whole = list(bootstrap_weights(design, runs=70, seed=1))
    monkeypatch.setattr("peelian.statistics.survey.resampled._HELD", 1000)
    parts = list(bootstrap_weights(design, runs=70, seed=1))
    assert len(parts) > len(whole)
    assert max(part.size for part in parts) <= 1000
    np.testing.assert_array_equal(np.concatenate(whole), np.concatenate(parts))
