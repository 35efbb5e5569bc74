"""Errors: four parts, one exit code for each class, and a safe journey between processes."""

from __future__ import annotations

import pickle

import pytest

from peelian import errors

CLASSES = errors.PeelianError.__subclasses__()


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_error_survives_being_sent_from_a_child_process(kind):
    sent = kind("the thing", found="this", accepted="that", next_step="do so")
    got = pickle.loads(pickle.dumps(sent))
    assert type(got) is kind
    assert got.as_record() == sent.as_record()
    assert str(got) == "the thing: found this. Accepted: that. Next: do so."
