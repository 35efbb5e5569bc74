"""`python -m peelian` runs the same commands as `peelian`."""

from __future__ import annotations

from peelian.cli.main import run

run()
