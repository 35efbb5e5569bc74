"""A Spark session on this machine alone: no network, no web page, quiet, and closed when the block ends."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peelian.errors import NotFound
from peelian.warehouse.store import Store

_LOOPBACK = "127.0.0.1"
_QUERIES = {
    # Rows hold local times without a zone: read as instants they would slip into another day or month.
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
}
_LOGGING = """status = error
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1}: %m%n
"""


@contextmanager
def spark_session(store: Store, *, cores: int | None = None) -> Iterator[Any]:
    """Open a Spark session in local mode; it is stopped when the block ends.

    It listens on the loopback address only, serves no web page, keeps no event log, and spills inside the
    store, since what it spills is as confidential as the rows. Times without a zone stay without one. Where
    Spark runs already in this process (a notebook on a cluster), it is used and left running, and only the
    session is our own.

    Parameters
    ----------
    store
        Where it may spill.
    cores
        How many to use; None for all.

    Raises
    ------
    NotFound
        If PySpark or Java is not on this machine, or Spark does not start.
    """
    if importlib.util.find_spec("pyspark") is None:
        raise _absent("PySpark is not installed")
    if (running := _running()) is not None:
        yield running
        return
    _look_for_java()
    store.create()
    store.spill.mkdir(exist_ok=True)
    spill = Path(tempfile.mkdtemp(dir=store.spill)).resolve()
    session = None
    try:
        session = _start(spill, cores)
        yield session
    finally:
        if session is not None:
            session.stop()
        shutil.rmtree(spill, ignore_errors=True)


def _running() -> Any:
    """Return a session of our own on the Spark that runs in this process, or None."""
    with warnings.catch_warnings():
        # PySpark warns of a newer pandas, which nothing here touches.
        warnings.simplefilter("ignore", FutureWarning)
        from pyspark.sql import SparkSession

        active = SparkSession.getActiveSession()
    if active is None:
        return None
    session = active.newSession()
    for name, value in _QUERIES.items():
        session.conf.set(name, value)
    return session


def _look_for_java() -> None:
    """Refuse early where there is no Java: Spark itself would say so at length."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        raise _absent(f"no Java in JAVA_HOME ({home})" if home else "no Java on this machine")
    if subprocess.run([java, "-version"], capture_output=True, check=False).returncode:
        raise _absent(f"a Java that does not run ({java})")


def _start(spill: Path, cores: int | None) -> Any:
    logging = spill / "log4j2.properties"
    logging.write_text(_LOGGING, encoding="utf-8")
    from pyspark.sql import SparkSession

    with _own_settings(spill), _java_speaks_to(spill / "start.log"):
        builder = SparkSession.builder.master(f"local[{cores or '*'}]").appName("peelian")
        for name, value in _settings(spill, logging, cores).items():
            builder = builder.config(name, value)
        # Whatever keeps Spark from starting is told in the same way.
        try:
            session = builder.getOrCreate()
        except Exception as problem:
            raise _absent(f"Spark does not start ({_first_line(problem)})") from problem
        # A later session in the same process finds Java running and its log settings made.
        session.sparkContext.setLogLevel("ERROR")
    return session


def _settings(spill: Path, logging: Path, cores: int | None) -> dict[str, str]:
    return {
        "spark.driver.host": _LOOPBACK,
        "spark.driver.bindAddress": _LOOPBACK,
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={logging.as_uri()}",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.eventLog.enabled": "false",
        "spark.local.dir": str(spill),
        "spark.sql.warehouse.dir": str(spill),
        "spark.sql.catalogImplementation": "in-memory",
        # The default of 200 is made for a cluster.
        "spark.sql.shuffle.partitions": str(2 * (cores or os.cpu_count() or 1)),
        **_QUERIES,
    }


@contextmanager
def _own_settings(spill: Path) -> Iterator[None]:
    """Keep a Spark configuration that happens to be on the machine from reaching this session."""
    ours = {"SPARK_LOCAL_IP": _LOOPBACK, "SPARK_CONF_DIR": str(spill)}
    others = ("SPARK_LOCAL_DIRS", "PYSPARK_SUBMIT_ARGS")
    before = {name: os.environ.get(name) for name in (*ours, *others)}
    os.environ.update(ours)
    for name in others:
        os.environ.pop(name, None)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _java_speaks_to(path: Path) -> Iterator[None]:
    """Send what Java prints while it starts to a file; it keeps that file as its standard error."""
    kept = os.dup(2)
    with path.open("wb") as file:
        os.dup2(file.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _first_line(problem: Exception) -> str:
    return str(problem).strip().split("\n", 1)[0][:200]


def _absent(found: str) -> NotFound:
    return NotFound(
        "engine: spark",
        found=found,
        accepted="PySpark 4 and Java 17 or later on this machine",
        next_step="run 'pip install peelian[spark]' and install Java 17, or write 'engine: duckdb'",
    )
