"""PyArrow makes arrays without loading pandas, and hands tables over to it all the same when asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("pandas")

ASKED = (
    "import sys\n"
    "from peelian.cli.without_pandas import without_pandas\n"
    "{first}\n"
    "import pyarrow as pa\n"
    "table = pa.table({{'a': pa.array([1, 2])}})\n"
    "print('pandas' in sys.modules)\n"
    "print(table.to_pandas()['a'].sum())\n"
    "import pandas\n"
    "print(pa.Table.from_pandas(pandas.DataFrame({{'b': [3]}}))['b'][0])\n"
)


@pytest.mark.parametrize(("first", "loaded"), [("without_pandas()", "False"), ("", "True")])
def test_pandas_is_loaded_only_by_whoever_wants_it(first, loaded):
    code = ASKED.format(first=first)
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == [loaded, "3", "3"]


def test_nothing_is_left_behind_where_modules_are_looked_for():
    code = (
        "import sys; from peelian.cli.without_pandas import without_pandas; before = list(sys.meta_path)\n"
        "without_pandas(); print(sys.meta_path == before)\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["True"]
