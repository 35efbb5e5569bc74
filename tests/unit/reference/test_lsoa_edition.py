"""Editions of LSOAs are told from their codes."""

from __future__ import annotations

import pytest

from peelian.reference.lsoa_edition import codes_only_in, edition_of


@pytest.mark.parametrize(
    ("code", "edition"),
    [
        ("E01000006", None),  # Barking and Dagenham 016A, unchanged
        ("E09000001", None),  # a borough
        ("", None),
        ("nonsense", None),
    ],
)
def test_code_of_both_or_neither_has_no_edition(code, edition):
    assert edition_of(code) is edition


@pytest.mark.parametrize(("edition", "many"), [(2011, 1106), (2021, 2025)])
def test_each_edition_has_its_own_codes(edition, many):
    codes = codes_only_in(edition)
    assert len(codes) == len(set(codes)) == many
    assert all(edition_of(code) == edition for code in codes)
    assert all(len(code) == 9 and code[0] in "EW" for code in codes)


def test_no_code_is_alone_in_both_editions():
    assert not set(codes_only_in(2011)) & set(codes_only_in(2021))
