"""The engines that every specification runs on."""

from __future__ import annotations

import pytest

from tests.spec.small_world import World, on_arrow, on_duckdb, on_polars, on_spark

ENGINES = {"duckdb": on_duckdb, "spark": on_spark, "polars": on_polars, "arrow": on_arrow}


@pytest.fixture(params=ENGINES)
def world(request: pytest.FixtureRequest) -> World:
    """A small world on each engine in turn."""
    engine = ENGINES[request.param]
    return World(engine(request.getfixturevalue("spark")) if engine is on_spark else engine)
