"""Where the described sources and code lists that ship with the package are kept."""

from __future__ import annotations

from pathlib import Path


def shipped_source_files() -> list[Path]:
    """Return the YAML files of sources and code lists; a new file in `data` is found by itself."""
    return sorted((Path(__file__).parent / "data").rglob("*.yaml"))
