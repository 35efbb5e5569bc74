"""Turn 13.5 million records into 5.6 million rows of windows and ranks, and compare with SQL written by hand.

    python benchmarks/windows_5m.py [--small] [--repeats 3] [--seed 7] [--folder DIR]

For every borough and ward, every group of offences and every offence, and every month: the count, the twelve
months that end with it, the twelve before, the change, and the rank among the areas of its level. Both sides
start from the same Parquet files and write Parquet; the two files are compared row by row. Our side is the
way a build takes: cubes, grounds, grids, rolling counts, standings. A build then works out an interval for
every change, which the SQL does not: what that costs is told beside it ("intervals").

Then, what a new month costs ("add_month"): the cubes of all months but the newest are kept, the newest month
comes, and the kept cubes are brought up to date and read, against counting and keeping everything.

Prints one line of JSON; ends with an error unless everything is equal.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parts.records import FORCE, FULL, SMALL, Scale, areas, describe, make_store, measures, publish
from parts.sides import peak_mib, ratio, take_turns
from peelian.catalogue.catalogue import Catalogue
from peelian.measures.coverage import coverage_of
from peelian.measures.cube import CUBE_SCHEMA
from peelian.measures.cube_parts import CubeParts
from peelian.measures.cube_store import Cubes, CubeStore
from peelian.measures.ground import Ground, between, lay_ground
from peelian.measures.members import members
from peelian.measures.numbers import Slab
from peelian.measures.rolling_numbers import rolling_counts, rolling_numbers
from peelian.measures.series import Series, series_of
from peelian.measures.standings import standings
from peelian.measures.windows import fill_grid
from peelian.warehouse.current import current_vintages
from peelian.warehouse.engines import duckdb_reader
from peelian.warehouse.session import session
from peelian.warehouse.store import Store

BOUND = 1.2
ADD_MONTH_BOUND = 0.1
NAMES = pa.dictionary(pa.int32(), pa.string())
OUT = pa.schema(
    [
        ("code", NAMES), ("level", NAMES), ("area", NAMES), ("month", pa.date32()), ("n", pa.int64()),
        ("r12", pa.int64()), ("p12", pa.int64()), ("change", pa.float64()), ("rank", pa.int64()),
    ]
)  # fmt: skip
SQL = """
COPY (
    WITH cube AS (
        SELECT borough, ward, offence_group, offence, month, CAST(count(*) AS BIGINT) AS n
        FROM read_parquet('{files}') GROUP BY ALL
    ), counted AS (
        SELECT 'ward' AS level, ward AS area, offence AS code, month, CAST(sum(n) AS BIGINT) AS n
        FROM cube GROUP BY ALL
        UNION ALL
        SELECT 'ward', ward, offence_group, month, CAST(sum(n) AS BIGINT) FROM cube GROUP BY ALL
        UNION ALL
        SELECT 'borough', borough, offence, month, CAST(sum(n) AS BIGINT) FROM cube GROUP BY ALL
        UNION ALL
        SELECT 'borough', borough, offence_group, month, CAST(sum(n) AS BIGINT) FROM cube GROUP BY ALL
    ), grid AS (
        SELECT level, area, code, month
        FROM (SELECT DISTINCT level, area FROM counted), (SELECT DISTINCT code FROM counted),
            (SELECT DISTINCT month FROM counted)
    ), filled AS (
        SELECT level, area, code, month, coalesce(n, 0) AS n
        FROM grid LEFT JOIN counted USING (level, area, code, month)
    ), rolled AS (
        SELECT *, CASE WHEN row_number() OVER series >= 12
            THEN CAST(sum(n) OVER (series ROWS 11 PRECEDING) AS BIGINT) END AS r12
        FROM filled WINDOW series AS (PARTITION BY level, area, code ORDER BY month)
    ), compared AS (
        SELECT *, lag(r12, 12) OVER (PARTITION BY level, area, code ORDER BY month) AS p12 FROM rolled
    )
    SELECT code, level, area, month, n, r12, p12,
        CASE WHEN p12 > 0 THEN CAST(r12 AS DOUBLE) / p12 - 1 END AS change,
        CASE WHEN r12 IS NOT NULL THEN rank() OVER list END AS rank
    FROM compared WINDOW list AS (PARTITION BY level, code, month ORDER BY r12 DESC)
) TO '{target}' (FORMAT parquet)
"""


def by_hand(store: Store, target: Path) -> None:
    """Do all of it in one statement written by hand."""
    connection = duckdb.connect(config={"memory_limit": "4GB", "temp_directory": f"{target}.spill"})
    try:
        connection.execute(SQL.format(files=f"{store.vintages}/*/rows.parquet", target=target))
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Laid:
    """One series on its ground."""

    series: Series
    ground: Ground
    slab: Slab


def lay_out(store: Store, scale: Scale, *, kept: CubeStore | None = None) -> Iterator[Laid]:
    """Yield every series, from the records or from kept cubes, as a build lays them out."""
    source, places = describe(), areas(scale)
    vintages = current_vintages(store, source.source)
    catalogue = Catalogue(sources={source.source: source})
    with session(store) as connection, duckdb_reader(store, connection)(source) as rows:
        cubes = Cubes(rows, source, vintages=vintages, force=FORCE, store=kept)
        for measure in measures():
            parts = CubeParts(cubes.of(measure))
            for level in measure.areas:
                coverage = coverage_of(measure, source, level=level, vintages=vintages)
                presence = cubes.presence(level=level, when=source.period)
                ground = lay_ground(coverage, presence, level=level, areas=places)
                for member in members(measure, catalogue):
                    for series in series_of(member, parts.of(level, member.code), level=level):
                        yield Laid(series, ground, _slab(series, ground))


def _slab(series: Series, ground: Ground) -> Slab:
    counts = fill_grid(series.cube, areas=ground.rows, months=ground.months, height=len(ground.areas))
    # No caveat touches these records.
    return Slab(counts, between(ground.measured), ground.measured, np.zeros(counts.shape, dtype=np.int8))


def by_product(store: Store, target: Path, scale: Scale, *, kept: CubeStore | None = None) -> None:
    """Count, lay out, roll, compare, rank and write."""
    with pq.ParquetWriter(target, OUT) as writer:
        for laid in lay_out(store, scale, kept=kept):
            writer.write_table(windows(laid))


def windows(laid: Laid) -> pa.Table:
    """Return the rows of one series: areas one after the other, each with all of its months."""
    height, width = laid.slab.counts.shape
    years = rolling_counts(laid.slab)
    place = years.area * width + years.last
    change = np.where(np.isfinite(years.ratio), years.ratio - 1, np.nan)
    rank = standings(years, laid.ground)["rank"].astype(np.float64)
    told = {
        "r12": years.value,
        "p12": years.previous,
        "change": change,
        "rank": np.where(rank > 0, rank, np.nan),
    }
    full = {name: _spread(place, values, height * width) for name, values in told.items()}
    months = pa.array(laid.ground.months, pa.date32())
    return pa.table(
        [
            _same(str(laid.series.member.code), height * width),
            _same(laid.series.level, height * width),
            pa.DictionaryArray.from_arrays(
                np.repeat(np.arange(height, dtype=np.int32), width), [area.code for area in laid.ground.areas]
            ),
            months.take(pa.array(np.tile(np.arange(width), height))),
            pa.array(laid.slab.counts.ravel()),
            *(pa.array(full[name], from_pandas=True).cast(pa.int64()) for name in ("r12", "p12")),
            pa.array(full["change"], from_pandas=True),
            pa.array(full["rank"], from_pandas=True).cast(pa.int64()),
        ],
        schema=OUT,
    )


def _spread(place: np.ndarray, values: np.ndarray, length: int) -> np.ndarray:
    full = np.full(length, np.nan)
    full[place] = values
    return full


def _same(word: str, length: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(np.zeros(length, dtype=np.int32), [word])


def work_out_intervals(store: Store, scale: Scale) -> None:
    """Do what a build does beyond the SQL: an interval for the change of every rolling year."""
    for laid in lay_out(store, scale):
        rolling_numbers(laid.slab)


def sums(path: Path) -> dict[str, Any]:
    """Return check-sums of a written file."""
    columns = "count(*) AS rows, sum(n) AS n, sum(r12) AS r12, sum(p12) AS p12, sum(rank) AS rank"
    with duckdb.connect() as connection:
        names = ("rows", "n", "r12", "p12", "rank")
        values = connection.execute(f"SELECT {columns} FROM '{path}'").fetchone() or ()
        return dict(zip(names, (int(value) for value in values), strict=True))


def differing_rows(one: Path, other: Path) -> int:
    """Return how many rows of either file the other does not have, bit by bit."""
    with duckdb.connect(config={"memory_limit": "4GB", "temp_directory": f"{one}.spill"}) as connection:
        pairs = ((one, other), (other, one))
        counts = [f"(SELECT count(*) FROM (FROM '{a}' EXCEPT ALL FROM '{b}'))" for a, b in pairs]
        return int((connection.execute(f"SELECT {' + '.join(counts)}").fetchone() or (0,))[0])


def add_a_month(store: Store, scale: Scale, folder: Path, *, repeats: int) -> dict[str, Any]:
    """Compare bringing kept cubes up to date with counting and keeping everything."""
    every = list(current_vintages(store, "bench_records"))
    publish(store, every[:-1])
    before, kept, fresh = folder / "before", folder / "kept", folder / "fresh"
    _bring_up_to_date(store, CubeStore(before))
    publish(store, every)
    found: dict[str, Any] = {}

    def full() -> None:
        shutil.rmtree(fresh, ignore_errors=True)
        found["full"] = _bring_up_to_date(store, CubeStore(fresh))

    def extended() -> None:
        found["extended"] = _bring_up_to_date(store, CubeStore(kept))

    def put_back() -> None:
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(before, kept)

    costs = take_turns({"put_back": put_back, "extend": extended, "full": full}, repeats=repeats)
    keys = [(name, "ascending") for name in ("level", "code", "area", "month")]
    equal = all(
        one.cast(CUBE_SCHEMA).sort_by(keys).equals(other.cast(CUBE_SCHEMA).sort_by(keys))
        for one, other in zip(found["full"], found["extended"], strict=True)
    )
    target = folder / "from_kept.parquet"
    from_kept = take_turns(
        {"numbers": lambda: by_product(store, target, scale, kept=CubeStore(kept))}, repeats=1
    )
    return {
        "extend": costs["extend"],
        "full": costs["full"],
        "numbers_from_kept": from_kept["numbers"],
        "equal": equal,
        "cpu_ratio": ratio(costs["extend"], costs["full"]),
        "bound": ADD_MONTH_BOUND,
    }


def _bring_up_to_date(store: Store, kept: CubeStore) -> list[pa.Table]:
    source = describe()
    vintages = current_vintages(store, source.source)
    with session(store) as connection, duckdb_reader(store, connection)(source) as rows:
        cubes = Cubes(rows, source, vintages=vintages, force=FORCE, store=kept)
        return [cubes.of(measure) for measure in measures()]


def compare(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Make the records, run everything in turns, and return what was found."""
    scale = SMALL if given.small else FULL
    store = make_store(folder, scale=scale, seed=given.seed)
    ours, reference = folder / "ours.parquet", folder / "reference.parquet"
    found = take_turns(
        {
            "ours": lambda: by_product(store, ours, scale),
            "reference": lambda: by_hand(store, reference),
            "laid_out": lambda: list(_each(lay_out(store, scale))),
            "with_intervals": lambda: work_out_intervals(store, scale),
        },
        repeats=given.repeats,
    )
    laid, intervals = found.pop("laid_out"), found.pop("with_intervals")
    differing = differing_rows(ours, reference)
    equal = sums(ours) == sums(reference) and not differing
    month = add_a_month(store, scale, folder, repeats=given.repeats)
    return {
        "benchmark": "windows_5m",
        "records": scale.rows,
        "rows": sums(ours)["rows"],
        "equal": equal,
        "sums": sums(ours),
        "bound": {"cpu_ratio": BOUND, "add_month_cpu_ratio": ADD_MONTH_BOUND},
        **found,
        "cpu_ratio": ratio(found["ours"], found["reference"]),
        "intervals": {"cpu_s": round(intervals["cpu_s"] - laid["cpu_s"], 3)},
        "add_month": month,
        "peak_mib": peak_mib(),
    }


def _each(series: Iterator[Laid]) -> Iterator[None]:
    for _ in series:
        yield None


def main() -> None:
    """Print one line of JSON; exit with an error if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="300,000 records, to see that it runs")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where to put the files; a temporary folder by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        found = compare(Path(name), given)
    print(json.dumps(found))
    raise SystemExit(0 if found["equal"] and found["add_month"]["equal"] else 1)


if __name__ == "__main__":
    main()
