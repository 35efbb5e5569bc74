"""Files of one load take parts of one engine, which has the threads it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.warehouse.shared_engine import open_engine_part, sharing_engines


def asked(sql: str) -> object:
    with open_engine_part(memory="64MB", ordered=True) as connection:
        found = connection.execute(sql).fetchone()
    return None if found is None else found[0]


@pytest.mark.parametrize("threads", [1, 3])
def test_an_engine_has_the_threads_it_is_given(tmp_path: Path, threads: int):
    with sharing_engines(tmp_path, threads=threads):
        assert asked("SELECT current_setting('threads')") == threads


def test_a_part_holds_nothing_of_another(tmp_path: Path):
    count = "SELECT count(*) FROM duckdb_views() WHERE view_name = 'rows'"
    with sharing_engines(tmp_path):
        with open_engine_part(memory="64MB", ordered=True) as connection:
            connection.execute("CREATE TEMP VIEW rows AS SELECT 1")
        assert asked(count) == 0
    assert list(tmp_path.iterdir()) == []
