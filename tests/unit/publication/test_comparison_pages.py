"""Pages of comparisons of areas: what each says, what is left out of them, and that measures are not "
"mixed up."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pyarrow as pa
import pytest

from peelian.findings.lay_flat import lay_flat
from peelian.measures.places.caveats import comparison_caveats
from peelian.measures.places.comparisons import Comparisons
from peelian.publication.edition import CaveatText, Edition, MeasureText
from peelian.publication.pages import comparisons as pages
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader
from peelian.publication.site import PAGE_LIMIT, build_site
from peelian.reference.boundary import Boundary
from peelian.workspace.comparing import comparison_texts
from tests.spec.compared_world import Compared, wards
from tests.spec.test_comparisons_of_areas import ALIKE, CONTRAST, FEW, index

ASKED = Comparisons(
    indices=(index(**{"priority above": 110}),), contrasts=(CONTRAST,), few_areas=(FEW,), similar=(ALIKE,)
)


@pytest.fixture(scope="module")
def world() -> Compared:
    """Twenty-one wards in three boroughs; the last ward has no score, B1 lives off two wards."""
    made = Compared(wards({"B1": 7, "B2": 7, "B3": 7}))
    codes = [f"W{n:02d}" for n in range(1, 22)]
    made.residents = {("ward", code): 1000 for code in codes} | {
        ("borough", b): 7000 for b in ("B1", "B2", "B3")
    }
    made.publish(dict(zip(codes, [60, 50, 1, 2, 1, 1, 2, *[30] * 7, *[40] * 7], strict=True)))
    made.publish({"B1": 117, "B2": 210, "B3": 280})
    made.publish({code: 40 - n for n, code in enumerate(codes)}, "knives")
    made.scores = {code: 50.0 - 2 * n for n, code in enumerate(codes[:-1])}
    return made


def edition(world: Compared, *, synthetic: bool = False) -> Edition:
    measures = tuple(MeasureText(name, name.title(), source="crimes") for name in ("crime", "knives"))
    texts = {each.key: CaveatText(each.key, each.says) for each in comparison_caveats(ASKED)}
    world.level = "ward"
    made = [world.table(indices=ASKED.indices, contrasts=ASKED.contrasts, few_areas=ASKED.few_areas)]
    kept, world.scores, world.level = world.scores, {"B1": 1.0, "B2": 2.0, "B3": 4.0}, "borough"
    made.append(world.table(similar=ASKED.similar))
    world.scores = kept
    square = (((0, 0), (1, 0), (1, 1), (0, 0)),)
    return Edition(
        body="Office", place="Anyshire", force="Anyshire Police", force_code="F1", title="Evidence",
        contact="", next_update=None, synthetic=synthetic, code_version="0",
        built_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
        findings=pa.concat_tables([lay_flat(world.published), *made]).unify_dictionaries(), areas=world.areas,
        measures=measures, caveats=texts, comparisons=comparison_texts(ASKED),
        boundaries={"ward": tuple(Boundary(c, "ward", square) for c in world.areas if c.startswith("W"))},
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(world: Compared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    report = build_site(edition(world), folder)
    assert report.largest[1] < PAGE_LIMIT
    return folder


def read(site: Path, name: str) -> str:
    text = re.sub(r"<svg.*?</svg>", "", (site / name).read_text("utf-8"), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_the_page_of_an_index_tells_areas_tenths_sensitivity_and_what_is_not_known(site: Path) -> None:
    page = read(site, "compare/i.html")
    assert "of 20 wards are over 110" in page
    assert "Ward 1 stands at" in page
    assert "Knives" in page
    assert "in the most vulnerable tenth of wards as in the least" in page
    assert "stay in the top tenth" in page
    assert "1 of 21 wards has no index" in page
    assert "comparing crime with itself" in page


def test_an_index_of_many_areas_is_mapped_in_few_shapes(site: Path) -> None:
    html = (site / "compare/i.html").read_text("utf-8")
    (drawn,) = re.findall(r'<div class="map"><svg role="img".*?</svg>', html, re.S)
    assert 1 <= drawn.count("<path") <= 6
    assert "<a " not in drawn


def test_few_areas_are_named_with_their_wards(site: Path) -> None:
    page = read(site, "compare/f.html")
    assert "Crime: 1 of the 1 boroughs with the fewest has more than 40% of it in one or two wards" in page
    assert "Borough B1, where Ward 1 (60) and Ward 2 (50) hold 94% of 117" in page


def test_areas_alike_have_a_page_for_the_groups_and_one_for_each_measure(site: Path) -> None:
    assert "the boroughs most alike" in read(site, "compare/s.html")
    assert 'href="../compare/s-crime.html"' in (site / "compare/s.html").read_text("utf-8")
    assert "stand apart from those like them" in read(site, "compare/s-crime.html")


def test_a_borough_stands_beside_those_like_it(site: Path) -> None:
    own = read(site, "borough/B1.html")
    assert "Beside the 2 boroughs most like it" in own
    assert "Most like Borough B1: Borough B2, Borough B3." in own
    assert 'href="../compare/s-B1.html"' in (site / "borough/B1.html").read_text("utf-8")
    page = read(site, "compare/s-B1.html")
    assert "Borough B1 beside the boroughs most like it, per 1,000 residents" in page
    assert "Which areas are alike was worked out from 2 characteristics" in page


def test_a_ward_has_one_line_on_the_index_and_one_without_it_says_so(site: Path) -> None:
    assert re.search(r"Index: \d+ \(Anyshire = 100\), 1st highest of 20\.", read(site, "ward/W01.html"))
    assert "Index: not measured here." in read(site, "ward/W21.html")


def test_comparisons_are_no_measures_of_their_own(world: Compared, site: Path) -> None:
    assert {measure.id for measure in Reader(edition(world)).measures} == {"crime", "knives"}
    assert not list((site / "measure").glob("i*"))


def test_every_page_can_be_reached_from_the_overview(world: Compared, site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")
    doors = list(pages.doors(Reader(edition(world))))
    assert [path for path, _, _ in doors] == ["compare/i.html", "compare/f.html", "compare/s.html"]
    assert all(f'href="{path}"' in html for path, _, _ in doors)


def test_without_findings_there_are_no_such_pages(world: Compared) -> None:
    bare = Compared(world.areas)
    bare.published = world.published
    told = edition(world)
    empty = Edition(**{
        name: getattr(told, name) for name in told.__slots__ if name != "findings"
    }, findings=lay_flat(world.published))  # fmt: skip
    reader = Reader(empty)
    assert list(pages.pages(reader, Outlines(reader))) == []
    assert list(pages.doors(reader)) == []


def test_made_up_figures_say_so_on_page_chart_and_file(world: Compared, tmp_path: Path) -> None:
    build_site(edition(world, synthetic=True), tmp_path)
    html = (tmp_path / "compare/i.html").read_text("utf-8")
    for title in re.findall(r"<title id=.*?</title>", html):
        assert "SYNTHETIC" in title
    assert all("SYNTHETIC" in path.name for path in (tmp_path / "data").glob("*compare*"))
    assert list((tmp_path / "data").glob("SYNTHETIC-compare-i*"))
