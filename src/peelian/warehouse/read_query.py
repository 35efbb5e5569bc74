"""Writing a reading plan as one SQL query: steps from written text to fields and the first broken rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from peelian.warehouse.decode.table import RECORD, TABLE
from peelian.warehouse.pieces import Piece
from peelian.warehouse.read_plan import ReadPlan
from peelian.warehouse.row_schema import BLANK, MISSING_SUFFIX, NOT_RECOGNISED
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.sql_text import first_of, literal

BATCH = "batch"
CHECK = "_check"
KEY = "_key"
_BLANKS = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"


def record_query(plan: ReadPlan, *, texts: frozenset[str]) -> str:
    """Return a query over the table `batch`.

    It gives, for each record: `_record`; the fields the layout fills, with how they are missing; for a wide
    layout `w0`, `w1` ... the cells (and `m0` ... how they are missing); `_check`, the number of the first
    check that fails or NULL; and `_key`, where records must not repeat.

    Parameters
    ----------
    texts
        Columns of text without blanks around it. What is in the others is made such text first.
    """
    # To plan a query takes longer than to run it on a small file, so it has no column twice.
    looked = [f"{piece.raw} AS {piece.written}" for piece in plan.pieces if piece.written != piece.raw]
    blanked = [f"{piece.text_sql} AS {piece.text}" for piece in plan.pieces if piece.text != piece.text_sql]
    valued = [f"{piece.value_sql} AS {piece.value}" for piece in plan.pieces if piece.value != piece.text]
    wanted = [*_columns(plan, plan.wanted, texts)]
    for lookup in plan.lookups:
        wanted += [lookup.gives(at) for at, name in enumerate(lookup.lookup.to) if name]
        wanted.append(lookup.unseen)
    steps = [f"WITH written AS (SELECT {', '.join([RECORD, TABLE, *wanted])} FROM {BATCH})"]
    last = "written"
    for name, added in (("looked", looked), ("blanked", blanked), ("valued", valued)):
        if added:
            steps.append(f"{name} AS (SELECT {', '.join(['*', *added])} FROM {last})")
            last = name
    fields = ", ".join([RECORD, *_fields(plan), *_cells(plan), *_verdict(plan)])
    return ",\n".join(steps) + f"\nSELECT {fields} FROM {last}"


def key_query(plan: ReadPlan, *, texts: frozenset[str]) -> str:
    """Return a query over the table `batch` for a hash of each record's identifying columns."""
    written = ", ".join([RECORD, *_columns(plan, plan.layout.once, texts)])
    return f"WITH written AS (SELECT {written} FROM {BATCH}) SELECT hash({_key(plan)}) AS hash FROM written"


def _columns(plan: ReadPlan, headings: Iterable[str], texts: frozenset[str]) -> Iterator[str]:
    """Yield the SQL of the trimmed text under each heading that is read."""
    for heading in headings:
        if heading in plan.wanted:
            bare = heading in texts or heading in plan.as_is
            yield f"{quoted(heading) if bare else _trimmed(quoted(heading))} AS t{plan.wanted[heading]}"


def _trimmed(column: str) -> str:
    """Return SQL of a value that is no text as text without blanks around it, such as bytes may have."""
    return f"trim(CAST({column} AS VARCHAR), {_BLANKS})"


def _fields(plan: ReadPlan) -> list[str]:
    columns = []
    for name, parts in plan.becoming.items():
        values = [sql for _, sql in parts]
        value = first_of(values)
        columns.append(f"{value} AS {quoted(name)}")
        if plan.source.fields[name].missing:
            label = _label(plan, name, value, [piece for piece, _ in parts])
            columns.append(f"{label} AS {quoted(name + MISSING_SUFFIX)}")
    return columns


def _cells(plan: ReadPlan) -> list[str]:
    columns = []
    name = plan.layout.wide.value.to if plan.layout.wide else ""
    for number, (_, piece) in enumerate(plan.wide):
        columns.append(f"{piece.field_sql} AS w{number}")
        if plan.source.fields[name].missing:
            columns.append(f"{_label(plan, name, piece.field_sql, [piece])} AS m{number}")
    return columns


def _verdict(plan: ReadPlan) -> list[str]:
    whens = " ".join(f"WHEN {check.fails} THEN {number}" for number, check in enumerate(plan.checks))
    first = f"CASE {whens} END" if whens else "NULL"
    columns = [f"CAST({first} AS INTEGER) AS {CHECK}"]
    if plan.layout.once:
        columns.append(f"{_key(plan)} AS {KEY}")
        columns.append(f"hash({_key(plan)}) AS {KEY}_hash")
    return columns


def _key(plan: ReadPlan) -> str:
    """Return SQL of the identifying columns as one text, NULL where all of them are empty."""
    parts = [f"coalesce({plan.written(name)}, '')" for name in plan.layout.once]
    together = " || chr(31) || ".join(parts)
    empty = " AND ".join(f"{part} = ''" for part in parts)
    return f"CASE WHEN NOT ({empty}) THEN {together} END"


def _label(plan: ReadPlan, name: str, value: str, pieces: list[Piece]) -> str:
    """Return SQL of how a value is missing, NULL where it is not."""
    meanings = plan.source.fields[name].missing
    raw = first_of([piece.written for piece in pieces])
    empty = meanings.get("", BLANK)
    whens = [f"WHEN {value} IS NOT NULL THEN NULL"]
    whens += [f"WHEN {piece.unseen} THEN {literal(NOT_RECOGNISED)}" for piece in pieces if piece.unseen]
    if "null" in meanings:
        whens.append(f"WHEN {raw} IS NULL THEN {literal(meanings['null'])}")
    for mark, meaning in meanings.items():
        if mark:
            whens.append(f"WHEN lower({raw}) = {literal(mark.strip().lower())} THEN {literal(meaning)}")
    return f"CASE {' '.join(whens)} ELSE {literal(empty)} END"
