"""What this project prints about itself agrees with itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.figures.checking import check_file

ROOT = Path(__file__).resolve().parents[3]
# The guide to the check shows figures that are wrong, on purpose.
SHOWS_WRONG = {"check-figures.md"}
PAGES = [
    page for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if page.name not in SHOWS_WRONG
]


@pytest.mark.parametrize("page", sorted(PAGES), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_figures_of_the_project_agree(page):
    assert check_file(page).of_kind("disagrees") == ()


def test_guide_shows_a_figure_that_is_wrong():
    wrong = check_file(ROOT / "docs" / "how-to" / "check-figures.md").of_kind("disagrees")
    assert [(report.count, report.base) for report in wrong] == [(31, 73)] * len(wrong)
    assert wrong
