"""Load ten million CSV records with a thousand bad lines of seven kinds, and compare with DuckDB by itself.

    python benchmarks/load_10m.py [--rows 10000000] [--seed 7] [--keep DIR]

Makes a file of some 900 MB in the layout of data.police.uk street files (with short values), loads it into
an empty store with the shipped layout, and checks that every bad line is in quarantine under its own rule
and everything else is accepted. Then reads the same file with DuckDB's `read_csv` and `store_rejects`.
Prints one line of JSON; both sides run in processes of their own, one after the other. CPU seconds and peak
memory are those of the process.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

HEADINGS = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
FORCE = "Kent Police"
KINDS = {
    "cast": "not-a-number",
    "short": "too-few-values",
    "long": "too-many-values",
    "mid-quote": "stray-quote",
    "unterminated quote": "unterminated-quote",
    "bad UTF-8": "encoding",
    "empty required": "required-missing",
}
CRIMES = ("Burglary", "Vehicle crime", "Robbery", "Shoplifting", "Other theft", "Drugs")
OUTCOMES = ("Under investigation", "Local resolution", "", "")
CHUNK = 100_000


def make_file(path: Path, rows: int, seed: int) -> Counter[str]:
    """Write the file; return how many bad lines of each kind are in it (one in ten thousand, by turns)."""
    chance = random.Random(seed)
    places = [
        f"{chance.uniform(0, 0.9):.6f},{chance.uniform(51, 51.4):.6f},{name} Road,E0100{number:04d},"
        for number, name in enumerate(chance.choices(("Station", "High", "Church", "Mill", "Park"), k=4_000))
    ]
    kinds = list(KINDS)
    every = 10_000
    made: Counter[str] = Counter()
    with path.open("wb") as file:
        file.write(HEADINGS.encode() + b"\n")
        for first in range(0, rows, CHUNK):
            lines = []
            for number in range(first, min(first + CHUNK, rows)):
                text = (
                    f"{chance.getrandbits(32):08x},2023-{number % 12 + 1:02d},{FORCE},{FORCE},"
                    f"{places[number % 4_000]},{CRIMES[number % 6]},{OUTCOMES[number % 4]},"
                )
                line = text.encode()
                if number % every == every - 1:
                    kind = kinds[(number // every) % len(kinds)]
                    made[kind] += 1
                    line = spoil(text, kind)
                lines.append(line)
            file.write(b"\n".join(lines) + b"\n")
    return made


def spoil(text: str, kind: str) -> bytes:
    """Return a line with one thing wrong."""
    values = text.split(",")
    if kind == "cast":
        values[4] = "west of here"
    elif kind == "short":
        values = values[:8]
    elif kind == "long":
        values.append("one too many")
    elif kind == "mid-quote":
        values[6] = 'Near "The" Road'
    elif kind == "unterminated quote":
        values[6] = '"Near Station Road'
    elif kind == "empty required":
        values[1] = ""
    elif kind == "bad UTF-8":
        return ",".join(values).encode().replace(b"Road", b"R\xe9ad")
    return ",".join(values).encode()


def load_ours(path: Path, folder: Path) -> dict[str, Any]:
    """Load the file into an empty store and count what became of it."""
    import pyarrow.parquet as pq

    from peelian.warehouse.store import Store
    from peelian.workspace.definitions import gather_catalogue
    from peelian.workspace.loading import load_into

    store = Store(folder / "store")
    report = load_into(store, [path], catalogue=gather_catalogue(None), synthetic=True)
    line = report.lines[0]
    if line.vintage is None:
        raise SystemExit(line.reason)
    set_aside = pq.read_table(store.quarantine_of(line.vintage), columns=["rule", "line"])
    rules = Counter(set_aside.column("rule").to_pylist())
    return {"records": line.records, "accepted": line.accepted, "set_aside": line.quarantined, "rules": rules}


def load_reference(path: Path, folder: Path) -> dict[str, Any]:
    """Read the file with DuckDB alone, all columns declared, rejects stored."""
    import duckdb

    connection = duckdb.connect(config={"memory_limit": "1GB"})
    types = dict.fromkeys(HEADINGS.split(","), "VARCHAR") | {"Longitude": "DOUBLE", "Latitude": "DOUBLE"}
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    target = folder / "reference.parquet"
    dialect = "header = true, auto_detect = false, delim = ',', quote = '\"', store_rejects = true"
    connection.execute(
        f"COPY (SELECT * FROM read_csv('{path}', columns = {{{columns}}}, {dialect})) "
        f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
    )
    kept = connection.execute(f"SELECT count(*) FROM '{target}'").fetchone()
    lines = connection.execute("SELECT count(DISTINCT line) FROM reject_errors").fetchone()
    connection.close()
    return {"accepted": kept[0], "set_aside": lines[0]}


def measured(work: Callable[[Path, Path], dict[str, Any]], path: Path, folder: Path) -> dict[str, Any]:
    """Run one side in a process of its own and return its result with what it cost."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_cost_of, (work, path, folder))


def _cost_of(work: Callable[[Path, Path], dict[str, Any]], path: Path, folder: Path) -> dict[str, Any]:
    wall, cpu = time.perf_counter(), time.process_time()
    result = work(path, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cost = {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall, "peak_mib": peak}
    return {**result, **{name: round(value, 1) for name, value in cost.items()}}


def main() -> None:
    """Run both sides and print one line of JSON; exit with an error if a single record is unaccounted for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where to put the file; a temporary folder by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        path = folder / "2023-12-kent-street.csv"
        made = make_file(path, given.rows, given.seed)
        ours = measured(load_ours, path, folder)
        reference = measured(load_reference, path, folder)
        expected = Counter({KINDS[kind]: count for kind, count in made.items()})
        exact = (
            ours.pop("rules") == expected
            and ours["records"] == given.rows
            and ours["accepted"] + ours["set_aside"] == given.rows
        )
        size = path.stat().st_size
    lost = given.rows - reference["accepted"] - reference["set_aside"]
    print(
        json.dumps(
            {
                "benchmark": "load_10m",
                "rows": given.rows,
                "bytes": size,
                "bad_lines": dict(made),
                "exact": exact,
                "bound": {"cpu_s": 40, "peak_mib": 1024},
                "ours": ours,
                "reference": {**reference, "unaccounted": lost},
                "cpu_ratio": round(ours["cpu_s"] / max(reference["cpu_s"], 0.1), 2),
            }
        )
    )
    raise SystemExit(0 if exact else 1)


if __name__ == "__main__":
    main()
