"""Where the figures of the founding deck are written down, as printed."""

from __future__ import annotations

from pathlib import Path

DECK_FIGURES = Path(__file__).parent / "office" / "deck_figures.yaml"
"""Each figure about performance, knife crime and surveys, and the finding that gives it on synthetic London."""
