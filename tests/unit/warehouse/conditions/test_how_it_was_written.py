"""Encodings other than UTF-8, and facts that only a file's name states."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("encoding", ["latin-1", "windows-1252"])
def test_other_encodings_are_told(found, searches, whole_month, encoding):
    assert (
        f"written in {encoding}, not UTF-8"
        in found(searches, whole_month(), encoding=encoding)["encoding"].says
    )


@pytest.mark.parametrize("encoding", ["utf-8", "UTF_8", "utf-8-sig", ""])
def test_utf_8_is_not_told(found, searches, whole_month, encoding):
    assert "encoding" not in found(searches, whole_month(), encoding=encoding)


def test_force_that_the_name_did_not_state_is_told(found, searches, whole_month):
    rows = [{**row, "force": None} for row in whole_month()]
    condition = found(searches, rows)["force-not-stated"]
    assert "Nothing says which force these 310 rows are of" in condition.says
    assert condition.severity == "warn"


def test_force_on_some_rows_is_enough(found, searches, whole_month):
    rows = whole_month()
    rows[0]["force"] = None
    assert "force-not-stated" not in found(searches, rows)
