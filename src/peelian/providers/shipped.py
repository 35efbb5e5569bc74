"""Where the layouts and crosswalks that ship with the package are kept."""

from __future__ import annotations

from pathlib import Path

from peelian.providers.contents import GIVERS


def shipped_layout_files() -> list[Path]:
    """Return the YAML files of every giver in the contents list, in a stable order."""
    folder = Path(__file__).parent
    return [path for giver in GIVERS for path in sorted((folder / giver).glob("*.yaml"))]
