"""Fixtures shared by every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peelian.errors import NotFound
from peelian.warehouse.spark_session import spark_session
from peelian.warehouse.store import Store

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of genuine open files beside the project; tests that need it skip and say so."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"genuine open files are not here: {folder.name} beside the project is absent")
    return folder


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One Spark session for all tests; those that need it skip and say so where PySpark or Java is absent."""
    running = spark_session(Store(tmp_path_factory.mktemp("spark") / "store"), cores=1)
    # Compiling takes far longer than running it over the few rows of a test, in Java as in Spark's queries.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        try:
            session = running.__enter__()
        except NotFound as absent:
            pytest.skip(f"no Spark here: {absent.found}")
    session.conf.set("spark.sql.codegen.wholeStage", "false")
    session.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    session.conf.set("spark.sql.adaptive.enabled", "false")
    session.conf.set("spark.sql.shuffle.partitions", "1")
    yield session
    running.__exit__(None, None, None)
