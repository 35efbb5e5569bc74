"""Work that is done beside the counting, by the same processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Beside:
    """Pieces of work that need the same engine as the counting and nothing that is counted.

    Parameters
    ----------
    pieces
        Each does one piece, in whichever process has time for it, where the engine of that process is open.
        They are begun before the sources.
    done
        Called with what each gave, in their order, in the process that asked.
    """

    pieces: Sequence[Callable[[], Any]] = ()
    done: Callable[[Any], None] = lambda _: None
