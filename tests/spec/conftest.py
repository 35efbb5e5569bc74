"""The engines that every specification runs on."""

from __future__ import annotations

import pytest

from tests.spec.small_world import World, on_arrow, on_duckdb, on_polars


@pytest.fixture(params=[on_duckdb, on_polars, on_arrow], ids=["duckdb", "polars", "arrow"])
def world(request: pytest.FixtureRequest) -> World:
    """A small world on each engine in turn."""
    return World(request.param)
