"""Where the figures of the founding deck are written down, as printed."""

from __future__ import annotations

from pathlib import Path

DECK_FIGURES = Path(__file__).parent / "office" / "deck_figures.yaml"
"""Each figure of performance, knife crime and surveys, and the finding of synthetic London giving it."""
