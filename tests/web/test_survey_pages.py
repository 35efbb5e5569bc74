"""Pages about surveys in a browser: accessible, within their width, on one sheet, from no other host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe is not installed")
pytestmark = pytest.mark.browser

from peelian.publication.site import build_site  # noqa: E402
from tests.fabricated_consultation import IDEA, consulted_edition  # noqa: E402
from tests.fabricated_surveys import NAME, surveyed_edition  # noqa: E402
from tests.web.test_accessible import REACHABLE, violations  # noqa: E402


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("surveyed")
    build_site(surveyed_edition(wards=1, years=3), made)
    return made


@pytest.fixture(scope="module")
def consulted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("consulted")
    build_site(consulted_edition(), made)
    return made


def paths(folder: Path) -> Iterator[Path]:
    yield from sorted((folder / "survey").rglob("*.html"))
    yield folder / "briefing" / "index.html"
    yield folder / "briefing" / "Brackmere.html"
    yield folder / "measure" / "trust.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_survey_pages_pass_axe_and_stay_within_their_width(browser, surveyed, width, scheme):
    looked_at(browser, list(paths(surveyed)), width=width, scheme=scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_consultation_and_an_idea_pass_axe_and_stay_within_their_width(browser, consulted, width, scheme):
    pages = [consulted / "survey" / f"{NAME}.html", consulted / "construct" / f"{IDEA}.html"]
    pages += [consulted / "survey" / "index.html", consulted / "catalogue" / "index.html"]
    looked_at(browser, pages, width=width, scheme=scheme)


def looked_at(browser, pages: list[Path], *, width: int, scheme: str) -> None:
    """Open pages in a browser: nothing is wrong for axe, nothing is too wide, no other host is asked."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wrong, wide = {}, {}
    for path in pages:
        if found := violations(page, path.as_uri()):
            wrong[path.name] = found
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide[path.name] = over
    context.close()
    assert wrong == {}
    assert wide == {}
    assert [url for url in asked if not url.startswith("file:")] == []


def test_a_reader_finds_an_idea_from_the_list_of_surveys_and_its_scale_from_there(browser, consulted):
    page = browser.new_page(java_script_enabled=False)
    page.goto((consulted / "survey" / "index.html").as_uri())
    page.get_by_role("link", name="Trusting").click()
    assert page.locator("h1").inner_text().startswith("Trusting: clearly")
    page.locator("#scales").get_by_role("link", name="Made-up survey").first.click()
    assert "scale_trusting" in page.url
    page.close()


def test_a_keyboard_reaches_the_table_of_gaps(browser, surveyed):
    page = browser.new_page()
    page.goto((surveyed / "survey" / NAME / "gaps.html").as_uri())
    reachable = page.evaluate(f"[...document.querySelectorAll({REACHABLE!r})].map(e => e.className)")
    assert any("heat" in names for names in reachable)
    page.close()


def test_a_reader_finds_the_briefing_from_the_home_of_a_survey(browser, surveyed):
    page = browser.new_page(java_script_enabled=False)
    page.goto((surveyed / "survey" / f"{NAME}.html").as_uri())
    page.get_by_role("link", name="Briefings, district by district").click()
    page.get_by_role("link", name="Brackmere").first.click()
    assert (
        "Brackmere" in page.locator("h1").inner_text()
        or "Brackmere" in page.locator(".over-line").inner_text()
    )
    assert page.get_by_role("link", name="CSV of this briefing").count() == 1
    page.close()


def test_a_briefing_prints_on_one_sheet(browser, surveyed):
    page = browser.new_page()
    page.goto((surveyed / "briefing" / "Brackmere.html").as_uri())
    made = page.pdf(prefer_css_page_size=True)
    page.close()
    assert made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") + made.count(b"/Type/Page/") <= 1
    assert b"/Count 1" in made
