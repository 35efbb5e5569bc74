"""What a command does not use it does not import: some libraries take longer than the work itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = {"scipy.stats", "statsmodels", "polars", "pyspark", "gptables", "splink", "weasyprint"}
LOADING = SLOW | {"scipy.optimize", "jinja2", "xlsxwriter"}


@pytest.mark.parametrize(
    ("modules", "left_out"),
    [
        ("peelian.cli.main", LOADING | {"numpy", "duckdb", "pyarrow", "pydantic", "narwhals"}),
        ("peelian.workspace.workspace, peelian.workspace.loading", LOADING),
        ("peelian.cli.demonstrating", SLOW),
    ],
)
def test_slow_libraries_wait_until_they_are_used(modules: str, left_out: set[str]):
    asked = f"import sys, {modules}; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert left_out & set(loaded.stdout.split()) == set()
