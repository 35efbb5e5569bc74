"""A made-up site in a real browser: no outside request, no sideways scroll, by keyboard, with scripts off."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "measures.html",
    "offence/theft.html",
    "measure/stops.html",
    "borough/Z09000004.html",
    "ward/Z05001001.html",
    "ward/index.html",
    "catalogue/index.html",
    "catalogue/made_up_crime.html",
    "quality/made_up_crime.html",
    "loads.html",
    "revisions.html",
    "about.html",
    "methods.html",
    "releases.html",
    "downloads.html",
    "downloads-ward.html",
    "framework.html",
    "priority/robbery.html",
    "priority/exploitation.html",
    "stops.html",
    "watch.html",
)


def open_page(browser, folder, path, *, width=1280, script=True, **more):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script, **more
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder / path).as_uri())
    return page, asked, said


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_asked_of_another_host(browser, folder, path):
    page, asked, said = open_page(browser, folder, path)
    assert asked
    assert all(url.startswith(folder.as_uri()) for url in asked), asked
    assert said == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 246)"
    page.context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_page_never_scrolls_sideways(browser, folder, path, width):
    page, _, _ = open_page(browser, folder, path, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.context.close()


@pytest.mark.parametrize(
    "path",
    ["index.html", "offence/theft.html", "borough/Z09000004.html", "stops.html", "priority/robbery.html"],
)
def test_letters_stay_large_on_a_phone(browser, folder, path):
    page, _, _ = open_page(browser, folder, path, width=320)
    sizes = page.evaluate(
        "[...document.querySelectorAll('svg text')].filter(t => t.getBoundingClientRect().width)"
        ".map(t => parseFloat(getComputedStyle(t).fontSize) * (t.getScreenCTM()?.a ?? 1))"
    )
    assert sizes
    assert min(sizes) >= 12
    page.context.close()


def test_first_key_reaches_the_skip_link_and_it_leads_to_the_content(browser, folder):
    page, _, _ = open_page(browser, folder, "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


def test_keyboard_opens_the_table_and_scrolls_it(browser, folder):
    page, _, _ = open_page(browser, folder, "index.html", width=360)
    summary = page.locator("#where summary", has_text="The same as a table")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#where details[open] table").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"
    page.context.close()


def test_focus_can_be_seen(browser, folder):
    page, _, _ = open_page(browser, folder, "index.html")
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    page.context.close()


def test_reader_finds_a_ward_with_scripts_off(browser, folder):
    page, _, _ = open_page(browser, folder, "index.html", script=False)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Wards").click()
    page.get_by_role("link", name="Coldmere 2").click()
    assert "Coldmere 2" in page.get_by_role("heading", level=1).inner_text()
    page.get_by_text("The same as a table").first.click()
    assert page.get_by_role("table").first.is_visible()
    page.context.close()


def test_file_beside_a_chart_is_there(browser, folder):
    page, _, _ = open_page(browser, folder, "offence/theft.html")
    href = page.locator("#where a[download]").first.get_attribute("href")
    assert (folder / "offence" / href).resolve().read_text("utf-8").startswith("measure,title,area_code")
    page.context.close()


def test_tiles_are_a_map_on_a_screen_and_a_sorted_list_on_a_phone(browser, folder):
    tops = "[...document.querySelectorAll('.tiles li')].map(t => Math.round(t.getBoundingClientRect().top))"
    wide, _, _ = open_page(browser, folder, "index.html")
    assert len(set(wide.evaluate(tops))) == 4
    narrow, _, _ = open_page(browser, folder, "index.html", width=360)
    found = narrow.evaluate(tops)
    assert len(set(found)) == 32
    assert found == sorted(found)
    wide.context.close()
    narrow.context.close()


def test_names_in_tiles_never_leave_them(browser, folder):
    page, _, _ = open_page(browser, folder, "index.html", width=800)
    outside = page.evaluate(
        "[...document.querySelectorAll('.tiles li')].filter(t => [...t.querySelectorAll('.tn, .tv, .tc')]"
        ".some(e => e.getBoundingClientRect().right > t.getBoundingClientRect().right + 1))"
        ".map(t => t.textContent)"
    )
    assert outside == []
    page.context.close()


def test_dark_scheme_is_dark(browser, folder):
    page, _, _ = open_page(browser, folder, "index.html", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 27)"
    page.context.close()


def test_print_shows_what_is_folded_away(browser, folder):
    page, _, _ = open_page(browser, folder, "offence/theft.html")
    page.emulate_media(media="print")
    assert not page.locator("nav[aria-label=Main]").is_visible()
    assert page.evaluate("document.querySelector('#history table').getBoundingClientRect().height") > 0
    page.context.close()


def _texts_that_meet(page):
    return page.evaluate(
        """() => [...document.querySelectorAll('svg.chart, .control')].flatMap(chart => {
          const told = [...chart.querySelectorAll("text")]
            .map(t => [t.textContent, t.getBoundingClientRect()])
            .filter(([, box]) => box.width);
          const pairs = told.flatMap((a, i) => told.slice(i + 1).map(b => [a, b]));
          return pairs.filter(([[, a], [, b]]) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3).map(([[a], [b]]) => a + ' / ' + b);
        })"""
    )


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path", ["offence/theft.html", "priority/robbery.html", "stops.html", "borough/Z09000004.html"]
)
def test_no_two_labels_of_a_chart_meet(browser, folder, path, width):
    page, _, _ = open_page(browser, folder, path, width=width)
    assert page.evaluate("document.querySelectorAll('svg.chart text').length") > 5
    assert _texts_that_meet(page) == []
    page.context.close()


def test_reader_comes_from_the_headline_to_one_priority_and_its_file(browser, folder):
    page, _, _ = open_page(browser, folder, "index.html", script=False)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Priorities").click()
    assert "chosen priorities fell" in page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Robbery of people").first.click()
    href = page.locator("#unusual a[download]").first.get_attribute("href")
    assert "signal" in (folder / "priority" / href).resolve().read_text("utf-8").splitlines()[0]
    page.context.close()
