"""Printed figures against findings: matched at the precision printed, and never a digit wider."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from peelian.acceptance.matching import match_figures
from peelian.acceptance.printed import Printed
from peelian.acceptance.read_figures import read_figures
from peelian.cli.matched import says_strange
from peelian.errors import DefinitionError
from peelian.findings.finding import Change, Finding
from peelian.findings.lay_flat import lay_flat
from peelian.reference.area import Area
from peelian.reference.period import Period

LONDON = Area("E1", "force", "London")
PLACES = [Area(f"B{n}", "borough", f"Place {n}") for n in range(4)]


def finding(value, *, area=LONDON, end="2017-06-30", change=None, judgement="no clear change", **more):
    period = Period.rolling_12(dt.date.fromisoformat(end))
    against = Period.rolling_12(period.start - dt.timedelta(days=1))
    told = None if change is None else Change(against, None, change, None, None, "percent", judgement)
    return Finding(
        **{
            "measure": "m",
            "title": "M",
            "area": area,
            "period": period,
            "kind": "count",
            "unit": "offences",
            "value": value,
            "numerator": value,
            "denominator": None,
            "base": 1,
            "method": "count.rolling12",
            "code": "1",
            "vintages": (),
            "change": told,
        }
        | more
    )


def printed(**keys):
    of = {"measure": "m", "to": "2017-06-30"} | keys.pop("of", {})
    return Printed.model_validate({"figure": "X-1", "says": "x", "of": of} | keys)


def status(figure, findings, **more):
    (matched,) = match_figures([figure], lay_flat(findings), **more)
    return matched.status


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("18", 18, "matched"),
        ("18", 19, "differs"),
        ("57.6", 57.5757, "matched"),
        ("57.6", 57.5499, "differs"),
        ("57.6", 57.65, "differs"),
        ("57.60", 57.5757, "differs"),
        ("1,290,000", 1_290_000, "matched"),
        ("-23", -22.6, "matched"),
        ("-0.0", -0.04, "matched"),
        (".02", 0.02, "matched"),
        ("0.3", 0.25, "matched"),
        ("0.3", 0.2499, "differs"),
    ],
)
def test_compared_at_the_precision_printed(text, value, expected):
    assert status(printed(printed=text), [finding(value)]) == expected


def test_share_in_per_cent_is_read_as_a_fraction():
    share = finding(0.3419, kind="share", numerator=79, denominator=231, base=231)
    figure = printed(printed="34.2", scale="percent", of={"kind": "share"})
    assert status(figure, [share]) == "matched"
    assert status(printed(printed="79", read="numerator", of={"kind": "share"}), [share]) == "matched"
    assert status(printed(printed="231", read="denominator", of={"kind": "share"}), [share]) == "matched"


def test_significance_is_read_from_an_end_of_the_interval():
    clear, unclear = (
        finding(-0.07, kind="estimate", unit="points", lower=-0.09, upper=upper, level=0.95)
        for upper in (-0.05, 0.01)
    )
    figure = printed(between=[-100, -0.0001], read="upper", scale="percent", of={"kind": "estimate"})
    assert status(figure, [clear]) == "matched"
    assert status(figure, [unclear]) == "differs"
    lower = printed(printed="-9", read="lower", scale="percent", of={"kind": "estimate"})
    assert status(lower, [clear]) == "matched"


def test_one_of_several_groups_is_enough_and_two_are_too_many():
    first, second, other = (finding(5, group=f"quarter={name}") for name in ("1", "2", "3"))
    figure = printed(printed="5", of={"group": ["quarter=1", "quarter=2"]})
    assert status(figure, [second, other, finding(5)]) == "matched"
    assert status(figure, [first, second]) == "not produced"
    assert status(figure, [other, finding(5)]) == "not produced"


def test_words_allow_a_stretch_and_nothing_beside_it():
    figure = printed(between=[690, 699])
    assert status(figure, [finding(690)]) == "matched"
    assert status(figure, [finding(699)]) == "matched"
    assert status(figure, [finding(689)]) == "differs"
    assert status(figure, [finding(700)]) == "differs"


def test_figure_without_a_finding_is_not_produced_and_fails():
    (matched,) = match_figures([printed(printed="1", of={"measure": "other"})], lay_flat([finding(1)]))
    assert matched.status == "not produced"
    assert matched.fails
    assert "no finding of a measure 'other'" in matched.as_record()["because"]


def test_two_findings_in_one_place_are_not_taken_for_one():
    assert status(printed(printed="1"), [finding(1), finding(1)]) == "not produced"


def test_document_that_contradicts_itself_is_held_to_its_own_counts():
    figure = printed(printed="51", instead="37", because="36 of 97", scale="percent", of={"kind": "share"})
    share = finding(36 / 97, kind="share", numerator=36, denominator=97)
    assert status(figure, [share]) == "does not add up"
    assert status(figure, [finding(0.51, kind="share", numerator=51, denominator=100)]) == "differs"


def test_lost_figure_is_told_and_does_not_fail():
    (matched,) = match_figures([Printed(figure="X", says="x", because="lost in the scan")], lay_flat([]))
    assert (matched.status, matched.fails) == ("scan damaged", False)


def test_circumstances():
    figure = printed(printed="1", holds=["demo"])
    assert status(figure, [finding(2)], circumstance="tiny") == "needs other circumstances"
    assert status(figure, [finding(2)], circumstance="demo") == "differs"
    assert status(figure, [finding(2)]) == "differs"


def test_periods_that_do_not_overlap_are_added_up():
    ends = ["2015-07-31", "2016-07-31", "2017-07-31"]
    shares = [
        finding(n / d, end=end, kind="share", numerator=n, denominator=d, base=d)
        for end, n, d in zip(ends, (1, 2, 3), (100, 200, 100), strict=True)
    ]
    of = {"kind": "share", "to": ends}
    assert status(printed(printed="1.5", scale="percent", of=of), shares) == "matched"
    assert status(printed(printed="400", read="denominator", of=of), shares) == "matched"
    assert status(printed(printed="400", read="denominator", of=of), shares[1:]) == "not produced"


def test_areas_are_counted_by_what_they_show():
    changes = [0.1, 0.2, -0.1, None]
    words = ["rise", "no clear change", "fall", "no clear change"]
    found = [
        finding(5, area=area, change=change, judgement=word)
        for area, change, word in zip(PLACES, changes, words, strict=True)
    ]
    for where, number in {"rises": 2, "falls": 1, "rises clearly": 1, "falls clearly": 1}.items():
        of = {"level": "borough", "where": where}
        assert status(printed(printed=str(number), of=of), found) == "matched", where
    assert status(printed(printed="1", of={"level": "ward", "where": "rises"}), found) == "not produced"
    assert status(printed(printed="5", of={"area": "Place 2"}), found) == "matched"
    assert (
        status(printed(printed="20", read="change", scale="percent", of={"area": "B1"}), found) == "matched"
    )


def test_finding_without_that_part_is_not_produced():
    assert status(printed(printed="1", read="rank"), [finding(1)]) == "not produced"


@pytest.mark.parametrize(
    "keys",
    [
        {"printed": "18 of 67"},
        {"printed": "1", "between": [1, 2]},
        {},
        {"between": [2, 1]},
        {"printed": "1", "instead": "2"},
        {"printed": "1", "of": {"level": "borough"}},
        {"printed": "1", "of": {"where": "rises"}},
        {"printed": "1", "read": "guess"},
        {"printed": "1", "unknown": 1},
    ],
)
def test_what_is_not_understood_is_refused(keys):
    with pytest.raises(ValueError, match=r"."):
        printed(**keys)


def test_file_of_figures(tmp_path):
    path = tmp_path / "figures.yaml"
    path.write_text(
        "figures of: A report\nfigures:\n- figure: A\n  says: x\n  printed: 1,290,000\n"
        "  of: {measure: m, to: 2017-06-30}\n",
        "utf-8",
    )
    assert read_figures(path).figures[0].printed == "1,290,000"
    path.write_text(path.read_text("utf-8") + "- figure: A\n  says: y\n  because: lost\n", "utf-8")
    with pytest.raises(DefinitionError, match="each id once"):
        read_figures(path)
    path.write_text("", "utf-8")
    with pytest.raises(DefinitionError, match="0 documents"):
        read_figures(path)


def test_table_has_findings_schema():
    assert isinstance(lay_flat([finding(1)]), pa.Table)


@pytest.mark.parametrize(
    ("of", "says"),
    [
        ({"measure": "mm"}, "no finding of a measure 'mm'; did you mean 'mmm'?"),
        ({"kind": "cuont"}, "with kind 'cuont'; did you mean 'count'?"),
        ({"window": "month"}, "with window 'month'; there is rolling 12 months"),
        ({"group": "sex=femal"}, "of group 'sex=femal'; did you mean 'sex=female'?"),
        ({"area": "place 2"}, "for an area 'place 2'; did you mean 'Place 2'?"),
        ({"level": "ward", "where": "rises"}, "for any ward"),
        ({"to": "2017-06-29"}, "to 2017-06-29; the nearest is to 2017-06-30"),
        ({"to": ["2017-06-30", "2016-06-29"]}, "to 2016-06-29; the nearest is to 2016-06-30"),
    ],
)
def test_a_figure_that_nothing_gives_says_what_is_near(of, says):
    held = [
        finding(1),
        finding(2, group="sex=female"),
        *(finding(3, area=place) for place in PLACES),
        finding(4, end="2016-06-30"),
    ]
    figure = printed(printed="1", of=of)
    (matched,) = match_figures([figure], lay_flat(held), measures=["m", "mmm"])
    assert matched.status == "not produced"
    assert says in matched.as_record()["because"]


def test_circumstances_that_no_figure_names_are_told_with_the_nearest():
    figures = [printed(printed="1", holds=["tiny", "demo"]), printed(printed="1")]
    matched = match_figures(figures, lay_flat([finding(1)]), circumstance="tny")
    assert [each.status for each in matched] == ["needs other circumstances", "matched"]
    assert says_strange("tny", matched).endswith("figures name demo, tiny; did you mean 'tiny'?")
    assert says_strange("elsewhere", matched).endswith("figures name demo, tiny.")
    assert says_strange("tiny", matched) == says_strange("tny", matched[1:]) == ""


def test_a_file_that_is_not_there_names_those_with_a_like_name(tmp_path):
    (tmp_path / "figures.yaml").write_text("figures of: x\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        read_figures(tmp_path / "figure.yaml")
    assert refused.value.next_step == f"write '{tmp_path / 'figures.yaml'}'"
    with pytest.raises(DefinitionError, match="check the path"):
        read_figures(tmp_path / "nowhere" / "figure.yaml")


@pytest.mark.parametrize(
    ("keys", "value", "says"),
    [
        ({"printed": "40"}, 0.3708, "a fraction; 'scale: percent' reads it as 37.08"),
        ({"printed": "40", "scale": "percent"}, 0.3708, ""),
        ({"printed": "40"}, 38, ""),
        ({"printed": "0.4"}, 0.2, ""),
    ],
)
def test_a_fraction_read_as_a_per_cent_says_what_would_mend_it(keys, value, says):
    (matched,) = match_figures([printed(**keys)], lay_flat([finding(value)]))
    assert matched.status == "differs"
    assert matched.because == says
    assert matched.as_record()["because"] == says
