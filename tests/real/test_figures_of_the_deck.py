"""The founding deck: two percentages disagree with their counts, three have no base."""

from __future__ import annotations

import pytest

from peelian.figures.checking import check_file


@pytest.fixture(scope="module")
def deck(shared_data):
    path = shared_data.parent / "deck.md"
    if not path.is_file():
        pytest.skip(f"the founding deck is not here: {path.name} beside the data is absent")
    return check_file(path)


def test_two_percentages_disagree_and_no_others(deck):
    wrong = deck.of_kind("disagrees")
    assert [(report.printed, report.gives, report.count, report.base) for report in wrong] == [
        ("51% (n=36)", "37.1%", 36, 97),
        ("41% (31 of 73)", "42.5%", 31, 73),
    ]


def test_base_that_would_agree_is_named_beside(deck):
    first = deck.of_kind("disagrees")[0]
    assert [(each.base, each.gives) for each in first.candidates if each.agrees] == [(71, "50.7%")]


def test_counts_without_base_say_which_base_they_need(deck):
    missing = {report.printed: report for report in deck.of_kind("no base") if report.count is not None}
    assert set(missing) == {".02% (n=258)", "64% (n=43)"}
    assert "1,032,000 to 1,720,000" in missing[".02% (n=258)"].next_step
    assert missing["64% (n=43)"].next_step.endswith("must be 67")
    assert all(report.gives is None for report in missing.values())


def test_percentage_whose_base_is_unstated_is_named(deck):
    bare = [report for report in deck.of_kind("no base") if report.count is None]
    assert "36 per cent" in [report.printed for report in bare]
    # Those of the rape review have theirs in the heading above: "a sample size of 501".
    assert not any(
        "Domestic Abuse" in report.words or "mental health need" in report.words for report in bare
    )


def test_changes_and_gaps_are_never_judged(deck):
    left = {report.printed: report.why for report in deck.of_kind("not checked")}
    for change in ("33%", "7.1%", "30.7%", "57.6%"):
        assert left[change] == "it tells a change"
    assert left["10%"] == "it is a slice of a ranking"


def test_wording_that_misleads_is_advice(deck):
    advice = [report.printed for report in deck.of_kind("advice")]
    assert "£53.6" in advice
    assert any(printed.startswith("x8") for printed in advice)
