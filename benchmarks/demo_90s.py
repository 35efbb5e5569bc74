"""Make the whole demonstration, from no data to a site with the table of the founding deck's figures.

    python benchmarks/demo_90s.py [--small] [--seed 2026] [--folder DIR]

Runs `peelian demo` as a user does, in a process of its own: synthetic London is written, loaded, counted,
released and published. There is nothing to set beside it; the bound is of wall time on two free cores, and
processor seconds are told too.

Prints one line of JSON; ends with an error unless the command does, which it does not if a figure differs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BOUNDS = {"demo": 90.0, "tiny": 15.0}


def main() -> None:
    """Run the demonstration once and tell how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--folder", type=Path, default=None)
    asked = parser.parse_args()
    scale = "tiny" if asked.small else "demo"
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        words = ["demo", "--scale", scale, "--seed", str(asked.seed), "--dir", f"{folder}/demo", "--no-serve"]
        started = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-m", "peelian.cli.main", *words], capture_output=True, text=True, check=False
        )
        wall = time.perf_counter() - started
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        pages = sum(1 for page in Path(folder).rglob("*.html") if "release" not in page.parts)
    if run.returncode:
        raise SystemExit(run.stdout[-3000:] + run.stderr[-3000:])
    told = {
        "benchmark": "demo_90s",
        "scale": scale,
        "pages": pages,
        "figures": next(line for line in run.stdout.splitlines() if line.startswith("Figures of")),
        "ours": {"cpu_s": round(used.ru_utime + used.ru_stime, 1), "wall_s": round(wall, 1)},
        "cores": os.cpu_count(),
        "bound_wall_s": BOUNDS[scale],
        "within": wall <= BOUNDS[scale],
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
