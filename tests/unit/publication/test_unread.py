"""Findings that nobody reads are told as those that somebody does."""

from __future__ import annotations

import pytest

from peelian.publication.download import findings_csv
from peelian.publication.index import FindingIndex
from peelian.publication.unread import Unread, made_up_of, values_of


@pytest.fixture(scope="module")
def unread(six):
    index = FindingIndex(six.findings)
    keys = [(m, a.code, k, "") for m in index.measures for a in index.areas for k in sorted(index.kinds(m))]
    found = Unread.joined(tuple(index.lines(keys, last=12, step=3).values()))
    assert len(found) > 500
    return found


@pytest.mark.parametrize("synthetic", [True, False])
def test_lines_of_a_file_are_those_of_the_records(six, unread, synthetic):
    told = {"caveats": six.caveats, "synthetic": synthetic, "release": "2031-12-12", "texts": "once"}
    assert findings_csv(unread, **told) == findings_csv(tuple(unread), **told)


def test_values_and_labels_are_those_of_the_records(unread):
    assert list(values_of(unread)) == [finding.value for finding in unread] == values_of(tuple(unread))
    assert list(made_up_of(unread)) == [finding.synthetic for finding in unread]


def test_one_or_some_of_them_can_be_read(unread):
    records = tuple(unread)
    assert (unread[0], unread[-1]) == (records[0], records[-1])
    assert isinstance(unread[2:5], Unread)
    assert tuple(unread[2:5]) == records[2:5]
