"""The performance page of a plan is read whole; what is wrong is named with file, line and what is right."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.errors import DefinitionError
from tests.unit.framework.small_plan import PLAN, read

PAGE = """performance:
  as at: 2024-07-31
  lenses:
    - lens: harm
      title: Harm first
      tiles:
        - {tile: steps, title: Steps, of: [robbery, hidden], form: month against month before, says: Look.}
        - {tile: nobody, title: Nobody, not measured: Nobody counts it.}
    - lens: local decisions
      tiles:
        - {tile: chosen, title: Chosen, form: chosen priorities, as at: 2024-06-30}
        - tile: total
          title: Together
          of: {measure: chosen_priorities_total, called: All of them}
          form: month against month before
"""


def test_page_is_read_whole(tmp_path):
    page = read(tmp_path, PLAN + PAGE).performance
    assert [(lens.name, lens.title) for lens in page.lenses] == [
        ("harm", "Harm first"),
        ("local decisions", "Beyond crime and targets: local decisions"),
        ("inequality", "Inequality and vulnerability"),
        ("voices", "Victims' voices"),
        ("public", "What the public experience"),
    ]
    steps, nobody, chosen, total = page.tiles()
    assert [(part.measure, bool(part.not_measured)) for part in steps.parts] == [
        ("robbery", False),
        ("hidden", True),
    ]
    assert (steps.says, steps.form) == ("Look.", "month against month before")
    assert (nobody.form, nobody.not_measured) == ("not measured", "Nobody counts it.")
    assert page.day_of(chosen) == dt.date(2024, 6, 30)
    assert page.day_of(steps) == dt.date(2024, 7, 31)
    assert [(part.measure, part.title) for part in total.parts] == [
        ("chosen_priorities_total", "All of them")
    ]


def test_plan_without_a_page_has_none(tmp_path):
    assert read(tmp_path, PLAN).performance is None


@pytest.mark.parametrize(
    ("old", "new", "said", "at"),
    [
        ("[robbery, hidden]", "[robbery, robery]", "robbery", "[robbery, robery]"),
        ("tile: nobody", "tile: steps", "each tile once", "Nobody counts it."),
        ("as at: 2024-06-30", "as at: 2024-08-31", "no later than that of the page", "2024-08-31"),
        ("lens: local decisions", "lens: harm", "each lens once", None),
        ("lens: local decisions", "lens: weather", "local decisions, harm", None),
        ("form: chosen priorities,", "form: gauge,", "chosen priorities", "gauge"),
        ("form: chosen priorities,", "", "'form' with one of", None),
        ("form: chosen priorities,", "form: twelve months,", "'of' with a measure", None),
        ("form: chosen priorities,", "form: chosen priorities, of: robbery,", "no 'of'", None),
        (", of: [robbery, hidden], form: month against month before", ", of: [robbery, hidden], form: repeat",
         "one measure under 'of'", None),
        ("not measured: Nobody counts it.", "not measured: Nobody counts it., form: repeat, of: robbery",
         "one of the two", None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path, old, new, said, at):
    text = PLAN + PAGE
    assert old in text
    text = text.replace(old, new)
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, text)
    problem = caught.value
    assert said in f"{problem.found} {problem.accepted}"
    assert problem.next_step
    if at is not None:
        line = next(number for number, row in enumerate(text.splitlines(), start=1) if at in row)
        assert f"line {line}" in problem.thing
