"""Why records were set aside is told by rule, and no record is shown."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from peelian.workspace.set_aside import reasons_set_aside


def test_rules_are_counted_with_the_first_line(tmp_path):
    path = tmp_path / "q.parquet"
    rows = [
        ("unseen-code", "crime", 9, "secret"),
        ("unseen-code", "crime", 4, "secret"),
        ("encoding", "", 7, "x"),
    ]
    columns = zip(*rows, strict=True)
    pq.write_table(
        pa.table(dict(zip(("rule", "field", "line", "raw"), map(list, columns), strict=True))), path
    )
    told = reasons_set_aside(path)
    assert told == ("2 unseen-code in crime, first on line 4", "1 encoding, first on line 7")
    assert "secret" not in "".join(told)


def test_no_file_gives_no_reasons(tmp_path):
    assert reasons_set_aside(tmp_path / "none.parquet") == ()
