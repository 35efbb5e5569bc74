"""What the settings of the synthetic office say at one scale only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peelian.definitions.plain import read_plain

_FILE = Path(__file__).parent / "office" / "scales.yaml"


@dataclass(frozen=True, slots=True)
class ScaleSettings:
    """Settings of one scale.

    Parameters
    ----------
    says
        What they leave out, why, and how to have it; "" where nothing is left out.
    settings
        The settings, as `peelian.yaml` writes them.
    """

    says: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


def settings_of_scale(scale: str) -> ScaleSettings:
    """Return what the office's settings say at a scale beside what they say at every scale.

    Parameters
    ----------
    scale
        "tiny", "demo" or "full".
    """
    return ScaleSettings(**read_plain(_FILE).get(scale, {}))
