"""Pages hold WCAG 2.2 AA as far as axe can tell, in both schemes and on both widths, and serve a keyboard."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe is not installed")
pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KINDS = (
    "index.html",
    "performance.html",
    "performance/chosen.html",
    "performance/Z09000004.html",
    "measures.html",
    "offence/theft.html",
    "measure/stops.html",
    "borough/Z09000004.html",
    "ward/Z05001001.html",
    "ward/index.html",
    "catalogue/index.html",
    "catalogue/made_up_crime.html",
    "quality/index.html",
    "quality/made_up_crime.html",
    "loads.html",
    "revisions.html",
    "about.html",
    "methods.html",
    "releases.html",
    "downloads.html",
    "downloads-ward.html",
    "release/2031-12-12/offence/theft.html",
)
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


def axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page, address: str) -> list[tuple[str, str]]:
    """Open a page with everything unfolded and return what axe finds wrong."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe())
    return [
        (found["id"], node["html"][:120])
        for found in page.evaluate(RUN, TAGS)["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_kind_of_page_passes_axe(browser, folder, width, scheme):
    # the policy of the page would refuse the checker's own script
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    found = {path: violations(page, (folder / path).as_uri()) for path in KINDS}
    context.close()
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_every_page_of_a_small_site_passes_axe(browser, small):
    context = browser.new_context(viewport={"width": 360, "height": 900}, bypass_csp=True)
    page = context.new_page()
    paths = sorted(small.rglob("*.html"))
    found = {path.name: violations(page, path.as_uri()) for path in paths}
    context.close()
    assert len(paths) > 40
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_checker_can_fail(browser, tmp_path):
    bad = tmp_path / "bad.html"
    bad.write_text("<html><body><img src='x.png'><p style='color:#999'>pale</p></body></html>", "utf-8")
    context = browser.new_context(bypass_csp=True)
    found = {name for name, _ in violations(context.new_page(), bad.as_uri())}
    context.close()
    assert {"image-alt", "color-contrast", "html-has-lang"} <= found


REACHABLE = "a[href]:not([tabindex='-1']), summary, [tabindex='0']"


@pytest.mark.parametrize("path", ["index.html", "offence/theft.html", "downloads.html", "releases.html"])
def test_keyboard_reaches_everything_once_and_is_never_trapped(browser, folder: Path, path):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((folder / path).as_uri())
    wanted = page.evaluate(
        f'[...document.querySelectorAll("{REACHABLE}")].filter(e => e.checkVisibility()).length'
    )
    seen, hidden = [], []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            f'const all = [...document.querySelectorAll("{REACHABLE}")];'
            "return [all.indexOf(e), parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== 'none'] })()"
        )
        seen.append(at[0])
        hidden += [] if at[1] else [at[0]]
    context.close()
    assert len(set(seen)) == wanted
    assert seen == sorted(seen)
    assert hidden == []


@pytest.mark.parametrize("path", ["index.html", "offence/theft.html", "catalogue/made_up_crime.html"])
def test_what_scrolls_can_be_reached_and_has_a_name(browser, folder, path):
    context = browser.new_context(viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto((folder / path).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    wrong = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1 &&"
        "['auto', 'scroll'].includes(getComputedStyle(e).overflowX) &&"
        "(e.tabIndex !== 0 || !e.getAttribute('aria-label'))).map(e => e.outerHTML.slice(0, 80))"
    )
    context.close()
    assert wrong == []


def test_motion_is_left_out_where_asked(browser, folder):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()


def test_targets_are_large_enough_for_a_finger(browser, folder):
    context = browser.new_context(viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto((folder / "offence/theft.html").as_uri())
    small = page.evaluate(
        "[...document.querySelectorAll('nav a, summary, .file')].filter(e => e.checkVisibility())"
        ".filter(e => e.getBoundingClientRect().height < 24).map(e => e.textContent)"
    )
    context.close()
    assert small == []
