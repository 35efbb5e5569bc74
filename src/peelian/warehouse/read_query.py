"""Writing a reading plan as one SQL query: steps from written text to fields and the first broken rule."""

from __future__ import annotations

from peelian.warehouse.decode.table import RECORD, TABLE
from peelian.warehouse.pieces import Piece
from peelian.warehouse.read_plan import ReadPlan
from peelian.warehouse.row_schema import BLANK, MISSING_SUFFIX, NOT_RECOGNISED
from peelian.warehouse.rows_view import quoted
from peelian.warehouse.sql_text import literal

BATCH = "batch"
CHECK = "_check"
KEY = "_key"
_HARD_BLANKS = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"


def record_query(plan: ReadPlan, *, hard_blanks: bool) -> str:
    """Return a query over the table `batch`.

    It gives, for each record: `_record`; the fields the layout fills, with how they are missing; for a wide
    layout `w0`, `w1` ... the cells (and `m0` ... how they are missing); `_check`, the number of the first
    check that fails or NULL; and `_key`, where records must not repeat.

    Parameters
    ----------
    hard_blanks
        True where tabs and hard spaces have to be taken off values as well as spaces (it costs time).
    """
    looked = [f"{piece.raw} AS r{piece.number}" for piece in plan.pieces]
    blanked = [f"{piece.text_sql} AS x{piece.number}" for piece in plan.pieces]
    valued = [f"{piece.value_sql} AS v{piece.number}" for piece in plan.pieces]
    return "\n".join(
        [
            f"WITH written AS ({_written(plan, hard_blanks, with_lookups=True)}),",
            f"looked AS (SELECT {', '.join(['*', *looked])} FROM written),",
            f"blanked AS (SELECT {', '.join(['*', *blanked])} FROM looked),",
            f"valued AS (SELECT {', '.join(['*', *valued])} FROM blanked)",
            f"SELECT {', '.join([RECORD, *_fields(plan), *_cells(plan), *_verdict(plan)])} FROM valued",
        ]
    )


def key_query(plan: ReadPlan, *, hard_blanks: bool) -> str:
    """Return a query over the table `batch` for a hash of each record's identifying columns."""
    written = _written(plan, hard_blanks, with_lookups=False)
    return f"WITH written AS ({written}) SELECT hash({_key(plan)}) AS hash FROM written"


def _written(plan: ReadPlan, hard_blanks: bool, *, with_lookups: bool) -> str:
    columns = [RECORD, TABLE]
    for heading, number in plan.wanted.items():
        text = quoted(heading) if heading in plan.as_is else _trimmed(quoted(heading), hard_blanks)
        columns.append(f"{text} AS t{number}")
    if with_lookups:
        for lookup in plan.lookups:
            columns += [lookup.gives(at) for at, name in enumerate(lookup.lookup.to) if name]
            columns.append(lookup.unseen)
    return f"SELECT {', '.join(columns)} FROM {BATCH}"


def _trimmed(column: str, hard_blanks: bool) -> str:
    """Return SQL of a value as text without blanks around it.

    `trim` copies every value, which costs more than all else; few values have blanks around them.
    """
    text = f"CAST({column} AS VARCHAR)"
    if hard_blanks:
        return f"trim({text}, {_HARD_BLANKS})"
    return f"CASE WHEN {text} LIKE ' %' OR {text} LIKE '% ' THEN trim({text}) ELSE {text} END"


def _fields(plan: ReadPlan) -> list[str]:
    columns = []
    for name, parts in plan.becoming.items():
        values = [sql for _, sql in parts]
        value = f"coalesce({', '.join(values)})" if len(values) > 1 else values[0]
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
    raw = f"coalesce({', '.join(f'r{piece.number}' for piece in pieces)})"
    empty = meanings.get("", BLANK)
    whens = [f"WHEN {value} IS NOT NULL THEN NULL"]
    whens += [f"WHEN {piece.unseen} THEN {literal(NOT_RECOGNISED)}" for piece in pieces if piece.unseen]
    if "null" in meanings:
        whens.append(f"WHEN {raw} IS NULL THEN {literal(meanings['null'])}")
    for mark, meaning in meanings.items():
        if mark:
            whens.append(f"WHEN lower({raw}) = {literal(mark.strip().lower())} THEN {literal(meaning)}")
    return f"CASE {' '.join(whens)} ELSE {literal(empty)} END"
