"""Gaps and journeys of a file: the same numbers as by hand, small bases withheld, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from peelian.catalogue.survey.least_base import LeastBase
from peelian.errors import NotFound
from peelian.surveys.asked import Asked
from peelian.surveys.estimating import estimate_file
from peelian.surveys.file_gap import FileGap
from peelian.surveys.file_gaps import gaps_of_file
from peelian.surveys.file_journey import JourneyAsked, journey_of_file
from peelian.surveys.gaps_asked import GapsAsked

NUMBER = 900


@pytest.fixture
def file(tmp_path: Path) -> str:
    rng = np.random.default_rng(8)
    group = rng.choice(["north", "south", "east"], NUMBER, p=[0.5, 0.44, 0.06])
    level = np.where(group == "north", 0.75, 0.5)
    said = rng.random(NUMBER) < level
    rows = ["weight,stratum,group,good,fair,kept"]
    for row in range(NUMBER):
        good = ("very" if row % 2 else "fairly") if said[row] else "no"
        answer = "" if row % 30 == 0 else good
        place = "" if row % 45 == 7 else group[row]
        fair = "Y" if rng.random() < 0.6 else "N"
        rows.append(
            f"{rng.lognormal(0, 0.4):.4f},{row % 5},{place},{answer},{fair},{'yes' if said[row] else 'no'}"
        )
    path = tmp_path / "f.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


def gaps(file: str, **words: Any) -> dict[str, FileGap]:
    given: dict[str, Any] = {
        "y": "good", "counts": ("very", "fairly"), "groups": ("group",), "weight": "weight",
        "strata": ("stratum",), **words,
    }  # fmt: skip
    found, _ = gaps_of_file(GapsAsked(data=file, **given))
    return {each.level: each for each in found}


def test_each_group_from_the_whole_with_what_they_have_in_common(file: str) -> None:
    found = gaps(file)
    north, whole = found["north"], found["north"].against_share
    assert north.value is not None
    assert north.share is not None
    assert whole is not None
    assert north.value == pytest.approx(north.share - whole)
    # The whole is that of everyone who answered, whatever group they are in.
    assert north.against_n == 870
    assert north.judgement == "higher"
    assert found["south"].judgement == "lower"
    # Apart, part and whole would have a wider interval: they share people.
    asked = Asked(data=file, y=("kept",), stat="proportion", weight="weight", strata=("stratum",))
    alone = next(each for each in estimate_file(asked).estimates if each.level == "yes")
    assert north.se is not None
    assert alone.se is not None
    assert north.se < np.hypot(alone.se, north.se * 1.2)


def test_the_error_of_a_gap_from_the_whole_is_that_of_its_linearised_score(file: str) -> None:
    north = gaps(file)["north"]
    rows = [line.split(",") for line in Path(file).read_text(encoding="utf-8").splitlines()[1:]]
    weight = np.array([float(row[0]) for row in rows])
    stratum = np.array([int(row[1]) for row in rows])
    answered = np.array([row[3] != "" for row in rows])
    yes = np.array([row[3] in ("very", "fairly") for row in rows])
    score = np.zeros(NUMBER)
    for inside, sign in ((answered & np.array([row[2] == "north" for row in rows]), 1), (answered, -1)):
        total = weight[inside].sum()
        share = weight[inside & yes].sum() / total
        score += sign * np.where(inside, weight * (yes - share) / total, 0.0)
    variance = sum(
        (size := int((stratum == each).sum())) / (size - 1)
        * float(((score[stratum == each] - score[stratum == each].mean()) ** 2).sum())
        for each in range(5)
    )  # fmt: skip
    assert north.se == pytest.approx(np.sqrt(variance), rel=1e-10)


def test_one_group_from_another_and_back(file: str) -> None:
    one = gaps(file, between=("north", "south"))["north"]
    other = gaps(file, between=("south", "north"))["south"]
    assert one.value is not None
    assert other.value is not None
    assert one.value == pytest.approx(-other.value)
    assert (one.against, one.n, one.against_n) == ("south", other.against_n, other.n)


def test_a_small_group_is_withheld_and_a_larger_one_marked(file: str) -> None:
    found = gaps(file, least_base=LeastBase.model_validate({"to show": 55, "to rely on": 420}))
    east = found["east"]
    assert (east.state, east.n) == ("suppressed", None)
    assert (east.value, east.share, east.lower, east.p) == (None,) * 4
    assert found["south"].state == "low reliability"
    assert found["south"].n is not None


def test_answers_may_stand_with_the_column_and_yes_and_no_need_none(file: str) -> None:
    one, other = gaps(file), gaps(file, y="good=very|fairly", counts=())
    assert one["north"].value == other["north"].value
    more, fewer = gaps(file, y="kept", counts=())["north"].n, one["north"].n
    assert more is not None and fewer is not None and more > fewer


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"between": ("north", "west")}, "'west'"),
        ({"between": ("north", "north")}, "'north' twice"),
        ({"between": ("north", "south"), "groups": ("group", "fair")}, "2 columns of groups"),
        ({"counts": ("often",)}, "often"),
        ({"groups": ("region",)}, "no column 'region'"),
        ({"groups": ("weight",)}, "groups"),
        ({"lonely": "drop"}, "--lonely"),
    ],
)
def test_what_is_not_there_is_refused(file: str, words: dict[str, Any], says: str) -> None:
    with pytest.raises(NotFound) as caught:
        gaps(file, **words)
    assert says in str(caught.value)


def test_a_journey_of_a_file(file: str) -> None:
    found = journey_of_file(
        JourneyAsked(data=file, stages=("good=very|fairly", "fair", "good=very"), weight="weight")
    )
    shares = {row.name: row for row in found.rows if row.kind == "share"}
    assert list(shares) == ["good (very or fairly)", "fair", "good (very)"]
    assert shares["fair"].base == NUMBER
    assert shares["good (very)"].base == 870
    drop = next(row for row in found.rows if row.kind == "gap" and row.name == "good (very)")
    assert drop.judgement == "fall"
    assert "good (very)" in found.sentence.partition("largest fall")[2]


@pytest.mark.parametrize("stages", [("fair",), ("fair", "fair")])
def test_a_journey_needs_two_stages_that_differ(file: str, stages: tuple[str, ...]) -> None:
    with pytest.raises(NotFound, match="two stages or more"):
        journey_of_file(JourneyAsked(data=file, stages=stages))
