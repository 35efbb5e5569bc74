"""The performance page in a browser: no wider than a telephone, tiles side by side on a screen, one sheet of
paper.
"""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser

PAGES = ("performance.html", "performance/Z09000004.html")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_window(browser, folder, path, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((folder / path).as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    columns = page.evaluate("getComputedStyle(document.querySelector('.lenses')).gridTemplateColumns")
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.lenses *')].filter(e => e.textContent.trim())"
        ".map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    page.close()
    assert wide <= width
    assert len(columns.split()) == (5 if width == 1280 else 1)
    assert smallest >= 12


@pytest.mark.parametrize("path", PAGES)
def test_prints_on_one_sheet_of_a4_on_its_side(browser, folder, path):
    page = browser.new_page()
    page.goto((folder / path).as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1
    wide, high = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed).groups())
    assert wide == pytest.approx(842, abs=2)
    assert high == pytest.approx(595, abs=2)
