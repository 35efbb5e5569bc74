"""Lists that gather the codes of a finer list in a way of their own."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from peelian.catalogue.agreement_of_parts import check_parts_agree
from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.codes import CodeList
from peelian.errors import DefinitionError
from peelian.measures.broad_groups import broad_codes
from peelian.workspace.definitions import gather_catalogue

TOLD: dict[str, Any] = {
    "codes": "mine",
    "title": "Mine",
    "gathers": "ethnicity_self_18plus1",
    "list": {"one": {"label": "One", "holds": ["W1", "B1"]}, "two": {"label": "Two", "holds": ["B2"]}},
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return gather_catalogue(None)


def with_list(catalogue: Catalogue, told: dict[str, Any]) -> Catalogue:
    return dataclasses.replace(catalogue, codes=catalogue.codes | {"mine": CodeList.model_validate(told)})


def test_codes_are_put_together_as_the_list_says(catalogue: Catalogue) -> None:
    mine = with_list(catalogue, TOLD)
    check_parts_agree(mine)
    field = mine.source("public_attitude").fields["ethnicity_self"]
    assert broad_codes(field, mine, chosen="mine") == {"W1": "one", "B1": "one", "B2": "two"}
    # The list of parents is as it was.
    assert broad_codes(field, mine, chosen="ethnicity_groups")["B1"] == "black"


def test_eleven_groups_of_the_deck_leave_two_codes_in_the_whole_only(catalogue: Catalogue) -> None:
    field = catalogue.source("public_attitude").fields["ethnicity_self"]
    found = broad_codes(field, catalogue, chosen="ethnicity_of_gap_table")
    assert len(set(found.values())) == 11
    assert set(catalogue.codes["ethnicity_self_18plus1"].list) - set(found) == {"B9", "O9"}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"gathers": "ethnicities"}, "'ethnicities' in its gathers, which is not defined"),
        ({"gathers": ""}, "'W1' in its codes that 'one' holds, which is not defined"),
        ({"list": {"one": {"label": "One", "holds": ["W0"]}}}, "'W0' in its codes that 'one' holds"),
        (
            {"list": {"one": {"label": "One", "holds": ["W1"]}, "two": {"label": "Two", "holds": ["W1"]}}},
            "'W1' held by 'one' and by 'two'",
        ),
    ],
)
def test_wrong_list_is_refused_in_words(catalogue: Catalogue, changed: dict[str, Any], says: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        check_parts_agree(with_list(catalogue, TOLD | changed))
    assert says in str(refused.value)
