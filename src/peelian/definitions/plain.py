"""Reading YAML as plain values, for files of the package that nobody needs to be told a line of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_plain(path: Path) -> Any:
    """Return what the one YAML document of a file holds: mappings, lists, text, numbers and dates.

    What an analyst wrote is read with `read_located`, whose messages name the line.
    """
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - safe, and written in C
