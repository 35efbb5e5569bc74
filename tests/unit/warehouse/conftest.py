"""A small world of invented sources and layouts, in an empty store."""

from __future__ import annotations

import pytest

from peelian.warehouse.store import Store
from tests.unit.warehouse.small_files import World, small_catalogue


@pytest.fixture
def world(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    return World(Store(tmp_path / "store"), small_catalogue(), files)
