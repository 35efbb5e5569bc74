"""`python -m peelian`: the command line where the folder of scripts is not on the path."""

from __future__ import annotations

from peelian.cli.main import run

if __name__ == "__main__":
    run()
