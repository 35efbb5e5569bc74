"""Recipes as analysts write them, and what is said of a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.catalogue.survey.recipe import Recipe
from peelian.definitions.located import read_located
from peelian.definitions.model import read_definition
from peelian.errors import DefinitionError

WHOLE = """
recipe: attitudes
title: Weights of attitudes
steps:
  - base: {weight: design}
  - non-response: {outcome: ended, answered: [complete], by: [area]}
  - collapse: {field: age, least: 20, order: [16-34, 35-54, 55+]}
  - rake:
      margins:
        - {by: [area, age], targets: area_age.csv}
        - {by: [sex], targets: {men: 49, women: 51}}
      add up to: the first margin
  - trim: {most: 5}
"""


def read(text: str, folder: Path) -> Recipe:
    file = folder / "recipe.yaml"
    file.write_text(text, encoding="utf-8")
    return read_definition(Recipe, read_located(file)[0])


def test_a_whole_recipe(tmp_path: Path) -> None:
    recipe = read(WHOLE, tmp_path)
    assert [step.kind for step in recipe.steps] == ["base", "non-response", "collapse", "rake", "trim"]
    assert recipe.columns == ("design", "ended", "area", "age", "sex")
    assert recipe.into == "weight"
    assert recipe.steps[-1].body.fit_again


@pytest.mark.parametrize(
    ("before", "after", "thing", "says"),
    [
        ("least: 20", "last: 20", "line 7", "write 'least'"),
        ("  - base: {weight: design}\n", "", "line 4: steps", "'base' as the first step, once"),
        ("add up to: the first margin", "add up to: the last margin", "line 12", "the first margin"),
        ("most: 5", "most: 0.5", "line 13", "a 'most' above 1"),
        ("most: 5", "of: mean", "line 13", "'most', 'least' or both"),
        ("{men: 49, women: 51}", "{men: x, women: 51}", "line 11", "for each category ('men' has 'x')"),
        ("targets: area_age.csv", "targets: {a: 3}", "line 10", "a list of rows with area, age, population"),
        ("  - trim: {most: 5}", "  - {trim: {most: 5}, base: {}}", "line 13", "one of base, non-response"),
        ("  - rake:", "  - post-stratify:", "line 8", "one margin to post-stratify"),
    ],
)  # fmt: skip
def test_slips_are_named_with_their_line(
    tmp_path: Path, before: str, after: str, thing: str, says: str
) -> None:
    assert before in WHOLE
    with pytest.raises(DefinitionError) as caught:
        read(WHOLE.replace(before, after), tmp_path)
    assert thing in caught.value.thing
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ("- base: {}\n- trim: {most: 5}", "a fit before a 'trim'"),
        (
            "- base: {}\n- rake: {margins: [{by: [a], targets: t.csv}]}\n"
            "- non-response: {outcome: o, answered: [x]}",
            "'non-response' before the fits",
        ),
        ("- base: {}\n- collapse: {field: a, least: 3, into: {b: c}}", "'collapse' before the fit"),
        ("- base: {}\n- calibrate: {}", "'margins', 'numbers' or both"),
        ("- base: {}\n- calibrate: {numbers: {a: 3}, distance: logit}", "'bounds' for the distance"),
    ],
)
def test_steps_in_an_order_that_makes_no_sense(tmp_path: Path, steps: str, says: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read("recipe: r\nsteps:\n" + steps, tmp_path)
    assert says in str(caught.value)
