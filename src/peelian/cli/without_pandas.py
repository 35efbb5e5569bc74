"""Commands without pandas: PyArrow loads it on its own account, and no command hands it any of its things."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Absent(MetaPathFinder):
    """Says that pandas is not installed."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        del path, target
        if name == "pandas":
            raise ModuleNotFoundError("pandas is left out", name=name)
        return None


def without_pandas() -> None:
    """Keep PyArrow from loading pandas when it makes its first array of a list.

    Where pandas is installed, PyArrow loads it then, to know a column of it if it were handed one. That takes
    longer than many commands, and again in every process that makes arrays. PyArrow asks once: it is told
    here that there is no pandas, and whoever wants pandas afterwards has it, as if nothing had been said.
    """
    import pyarrow as pa

    absent = _Absent()
    sys.meta_path.insert(0, absent)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(absent)
