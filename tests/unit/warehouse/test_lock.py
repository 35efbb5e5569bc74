"""One writer at a time; a lock is free as soon as its holder is gone."""

from __future__ import annotations

import pytest

from peelian.errors import Busy
from peelian.warehouse.lock import writing
from peelian.warehouse.store import Store


def test_second_writer_is_told_to_wait(tmp_path):
    store = Store(tmp_path / "store")
    with writing(store):
        with pytest.raises(Busy) as caught, writing(store):
            pass
        assert caught.value.exit_code == 8
    with writing(store):
        pass


def test_lock_is_freed_by_an_error(tmp_path):
    store = Store(tmp_path / "store")
    with pytest.raises(ValueError, match="stop"), writing(store):
        raise ValueError("stop")
    with writing(store):
        pass
