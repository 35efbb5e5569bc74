"""Colours of the style sheet can be told from what lies behind them: text 4.5 to 1, marks 3 to 1 (WCAG 2.2
AA).
"""

from __future__ import annotations

import re
from importlib import resources

import pytest

CSS = resources.files("peelian.publication").joinpath("static/site.css").read_text("utf-8")


def _scheme(start: str) -> dict[str, str]:
    block = CSS[CSS.index(start) :]
    block = block[block.index(":root") : block.index("}", block.index(":root"))]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))
    return {name: "#" + "".join(c * 2 for c in v[1:]) if len(v) == 4 else v for name, v in found.items()}


SCHEMES = {
    "light": _scheme(":root"),
    "dark": _scheme("@media (prefers-color-scheme: dark)"),
    "print": _scheme("@media print"),
}


def contrast(first: str, second: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXTS = [
    (ink, ground)
    for ink in ("ink", "soft", "mut", "good", "bad", "flat")
    for ground in ("paper", "sheet", "wash")
] + [("ink", "s1"), ("ink", "s2"), ("ink", "s3"), ("paper", "s4"), ("paper", "s5")]
MARKS = [
    ("good", "paper"),
    ("bad", "paper"),
    ("flat", "paper"),
    ("bar-now", "paper"),
    ("bar", "paper"),
    ("good", "land"),
    ("bad", "land"),
    ("flat", "land"),
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(scheme, text, ground):
    colours = SCHEMES[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5, (scheme, text, ground)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_can_be_seen(scheme, mark, ground):
    colours = SCHEMES[scheme]
    assert contrast(colours[mark], colours[ground]) >= 3, (scheme, mark, ground)


def test_focus_can_be_seen():
    for scheme in ("light", "dark"):
        assert contrast(SCHEMES[scheme]["focus"], SCHEMES[scheme]["paper"]) >= 3


def test_letters_in_drawings_are_at_least_twelve_pixels():
    sizes = [float(size) for size in re.findall(r"svg text[^{]*\{[^}]*font(?:-size)?: ([\d.]+)rem", CSS)]
    sizes += [float(size) for size in re.findall(r"svg text[^{]*\{ font: ([\d.]+)rem", CSS)]
    assert sizes
    assert min(sizes) * 16 >= 12
