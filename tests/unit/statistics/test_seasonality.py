from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.calendar_fit import fit_calendar
from peelian.statistics.seasonality import DAYS, measure_season

WAVE = np.round(100 + 30 * np.sin(np.arange(12) / 12 * 2 * np.pi))


def test_index_is_month_over_mean_month() -> None:
    counts = np.tile(WAVE, 3)[None]
    season = measure_season(counts)
    np.testing.assert_allclose(season.index[0], WAVE / WAVE.mean())
    assert season.peak[0] == 4
    assert season.ratio[0] == pytest.approx(1.3)


def test_first_month_turns_the_calendar() -> None:
    counts = np.random.default_rng(1).poisson(np.tile(WAVE, 3), (5, 36))
    from_april = np.concatenate([counts[:, 3:], counts[:, :3]], axis=1)
    # The last three columns change years, not calendar months, so that indices are the same.
    np.testing.assert_allclose(measure_season(from_april, first_month=4).index, measure_season(counts).index)


def test_length_of_months_can_be_taken_out() -> None:
    counts = np.tile(np.array(DAYS) * 100, 3)[None]
    assert measure_season(counts).index[0, 1] < 0.94
    np.testing.assert_allclose(measure_season(counts, days="adjusted").index, 1)


def test_interval_for_any_month_is_wider() -> None:
    counts = np.random.default_rng(2).poisson(np.tile(WAVE, 3), (1, 36))
    one, any_month = measure_season(counts, covers="one month"), measure_season(counts)
    assert any_month.upper[0] > one.upper[0]
    assert any_month.lower[0] < one.lower[0]


def test_nothing_counted_has_no_season() -> None:
    season = measure_season(np.zeros((1, 24)))
    assert season.peak[0] == 0
    assert np.isnan([season.ratio[0], season.p[0], season.index[0, 0]]).all()


def test_one_year_cannot_show_a_season() -> None:
    season = measure_season(WAVE[None])
    assert np.isnan(season.p[0])
    assert (season.lower[0], season.upper[0]) == (0, 12)


@pytest.mark.parametrize("counts", [np.ones((1, 30)), np.ones(24), np.ones((1, 0)), -np.ones((1, 24))])
def test_wrong_input_is_refused(counts: np.ndarray) -> None:
    with pytest.raises(ValueError, match="needed, not"):
        measure_season(counts)


def test_gaps_are_fitted_by_what_is_there() -> None:
    level = np.repeat([50.0, 80.0, 65.0], 12)
    counts = (level * np.tile(WAVE / 100, 3))[None]
    measured = np.ones(36, dtype=bool)
    measured[[3, 15, 20]] = False
    fit = fit_calendar(np.where(measured, counts, 1e9), measured=measured)
    np.testing.assert_allclose(fit.index[0], WAVE / WAVE.mean(), rtol=1e-9)
    np.testing.assert_allclose(fit.fitted[0, measured], counts[0, measured], rtol=1e-9)
    assert fit.degrees[0] == 33 - 3 - 12 + 1


def test_month_never_measured_has_no_index() -> None:
    measured = np.arange(36) % 12 != 5
    fit = fit_calendar(np.ones((1, 36)), measured=measured)
    assert np.isnan(fit.index[0, 5])
    np.testing.assert_allclose(np.delete(fit.index[0], 5), 1)
