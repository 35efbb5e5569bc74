"""Count 13.5 million records into a cube, and compare with DuckDB queries written by hand.

    python benchmarks/cube_13m.py [--small] [--repeats 3] [--seed 7] [--folder DIR]

Makes some 60 MB of Parquet as a store of vintages, and counts every offence by borough, ward and month with
`make_cube` on the current rows as a build opens them. The reference counts the same from the same files, with
the same columns and types. Prints one line of JSON; ends with an error unless both cubes are equal.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from parts.records import FORCE, FULL, SMALL, describe, make_store, measures
from parts.sides import peak_mib, ratio, take_turns
from peelian.measures.cube import make_cube
from peelian.warehouse.engines import duckdb_reader
from peelian.warehouse.session import session
from peelian.warehouse.store import Store

BOUND = 1.2
LEVEL = """SELECT offence AS code, {level} AS area, '{level}' AS level, CAST(NULL AS VARCHAR) AS "group",
    month, CAST(count(*) AS BIGINT) AS n
FROM read_parquet('{files}') WHERE month IS NOT NULL AND {level} IS NOT NULL AND offence IS NOT NULL
GROUP BY ALL"""


def by_hand(connection: duckdb.DuckDBPyConnection, store: Store) -> pa.Table:
    """Count by two queries written by someone who knows that `month` holds first days already."""
    files = f"{store.vintages}/*/rows.parquet"
    queries = [LEVEL.format(level=level, files=files) for level in ("borough", "ward")]
    return connection.sql(" UNION ALL ".join(queries)).to_arrow_table()


def by_product(connection: duckdb.DuckDBPyConnection, store: Store) -> pa.Table:
    """Count by the product's expressions, from the rows as a build opens them."""
    source = describe()
    with duckdb_reader(store, connection)(source) as rows:
        return make_cube(rows, measures()[1], source, force=FORCE)


def are_equal(one: pa.Table, other: pa.Table) -> bool:
    """Say whether two cubes have the same types and rows, in whatever order."""
    keys = [(name, "ascending") for name in ("level", "code", "area", "month")]
    return one.schema.equals(other.schema) and one.sort_by(keys).equals(other.sort_by(keys))


def compare(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Make the records, run both sides in turns, and return what was found."""
    scale = SMALL if given.small else FULL
    store = make_store(folder, scale=scale, seed=given.seed)
    with session(store) as connection:
        cube = by_product(connection, store)
        equal, rows = are_equal(cube, by_hand(connection, store)), len(cube)
        del cube
        found = take_turns(
            {"ours": lambda: by_product(connection, store), "reference": lambda: by_hand(connection, store)},
            repeats=given.repeats,
        )
    return {
        "benchmark": "cube_13m",
        "rows": scale.rows,
        "cube_rows": rows,
        "equal": equal,
        "bound": {"cpu_ratio": BOUND},
        **found,
        "cpu_ratio": ratio(found["ours"], found["reference"]),
        "peak_mib": peak_mib(),
    }


def main() -> None:
    """Print one line of JSON; exit with an error if the cubes differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="300,000 records, to see that it runs")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where to put the files; a temporary folder by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        found = compare(Path(name), given)
    print(json.dumps(found))
    raise SystemExit(0 if found["equal"] else 1)


if __name__ == "__main__":
    main()
