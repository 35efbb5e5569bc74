"""The plan for reading one layout: which values are read from each record, which fields they become, and the
rules.

The plan is data; `read_query` writes it as one SQL query.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Column, Layout, Lookup
from peelian.catalogue.source import Source
from peelian.errors import DefinitionError, FileRefused
from peelian.warehouse.batch_lookup import BatchLookup
from peelian.warehouse.crosswalk_lookup import by_key
from peelian.warehouse.decode.table import TABLE
from peelian.warehouse.pieces import Piece
from peelian.warehouse.rules import Check
from peelian.warehouse.sql_text import first_of, literal
from peelian.warehouse.wide_columns import WideHeading, wide_headings

NO_TEXT = "CAST(NULL AS VARCHAR)"


@dataclass(slots=True)
class ReadPlan:
    """How the records of a file become rows.

    Parameters
    ----------
    layout, source, catalogue, today
        What is read, and the day after which (and one more) dates lie in the future.
    headings
        Columns that the file has.
    wanted
        Headings whose text is read, in order; `t<n>` is the trimmed text of number n.
    as_is
        Those of them that are bytes (geometry).
    pieces
        Values read from each record.
    becoming
        Field -> the pieces that fill it, each with the SQL of its value.
    wide
        Wide headings, each with its piece.
    lookups
        Crosswalks in which values are looked up before the query runs.
    checks
        What is asked of each record, in order.
    """

    layout: Layout
    source: Source
    catalogue: Catalogue
    today: dt.date
    headings: frozenset[str]
    wanted: dict[str, int] = field(default_factory=dict)
    as_is: set[str] = field(default_factory=set)
    pieces: list[Piece] = field(default_factory=list)
    becoming: dict[str, list[tuple[Piece, str]]] = field(default_factory=dict)
    wide: list[tuple[WideHeading, Piece]] = field(default_factory=list)
    lookups: list[BatchLookup] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    @property
    def needed(self) -> tuple[str, ...]:
        """Headings of the columns that have to be read from the file."""
        looked_up = [
            name for lookup in self.lookups for name in lookup.lookup.columns if name in lookup.present
        ]
        return tuple(dict.fromkeys([*self.wanted, *looked_up]))

    def written(self, heading: str) -> str:
        """Return the SQL of the trimmed text under a heading (no value where the file lacks it)."""
        if heading not in self.headings:
            return NO_TEXT
        return f"t{self.wanted.setdefault(heading, len(self.wanted))}"

    def read(
        self,
        raw: str,
        column: Column,
        shown: tuple[str, ...],
        *,
        unseen: str = "",
        only: frozenset[str] | None = None,
    ) -> Piece:
        """Add a value that is read from each record, with its checks."""
        known = self.source.fields.get(column.to)
        if column.to and known is None:
            raise DefinitionError(
                f"layout '{self.layout.layout}'",
                found=f"the field '{column.to}'",
                accepted=f"fields of source '{self.source.source}': {', '.join(self.source.fields)}",
                next_step="change the layout or add the field to the source",
            )
        marks = {mark.strip().lower() for mark in (*column.missing, *(known.missing if known else ()))}
        missing = tuple(sorted(mark for mark in marks if mark))
        number = len(self.pieces)
        piece = Piece(number, raw, column, known.type if known else None, shown, missing, unseen, only)
        self.pieces.append(piece)
        is_year = bool(column.to) and column.to == self.source.period and piece.kind == "integer"
        last = self.today + dt.timedelta(days=1)
        self.checks += piece.checks(latest=last, latest_year=self.today.year if is_year else None)
        return piece

    def fill(
        self,
        raw: str,
        column: Column,
        shown: tuple[str, ...],
        *,
        unseen: str = "",
        only: frozenset[str] | None = None,
    ) -> None:
        """Add a value that is read from each record and becomes the field (and month) its column names."""
        piece = self.read(raw, column, shown, unseen=unseen, only=only)
        if column.to:
            self.becoming.setdefault(column.to, []).append((piece, piece.field_sql))
        if column.month_to:
            month = f"CAST(date_trunc('month', {piece.value}) AS DATE)"
            self.becoming.setdefault(column.month_to, []).append((piece, month))


def plan_reading(
    layout: Layout,
    source: Source,
    catalogue: Catalogue,
    *,
    headings: Sequence[str],
    said: dict[str, str],
    today: dt.date,
    file: str,
) -> ReadPlan:
    """Plan the reading of a file.

    Parameters
    ----------
    headings
        What the file's columns are called.
    said
        Fields with one value in every row: constants, what the file's name says, what the format says.
    today
        Dates later than the day after this one lie in the future.
    file
        The file as its user wrote it, for messages.

    Raises
    ------
    FileRefused
        If the file lacks a column, or a wide heading cannot be read.
    DefinitionError
        If the layout names what is not there.
    """
    known = _check_headings(layout, headings, file)
    plan = ReadPlan(layout, source, catalogue, today, frozenset(known))
    for heading, column in layout.columns.items():
        if heading in known and (column.to or column.month_to or column.required):
            if column.type == "geometry":
                plan.as_is.add(heading)
            plan.fill(plan.written(heading), column, (heading,))
    for joined in layout.joined:
        parts = [plan.written(name) for name in joined.columns]
        blank = " OR ".join(f"coalesce({part}, '') = ''" for part in parts)
        together = f" || {literal(joined.by)} || ".join(parts)
        plan.fill(f"CASE WHEN NOT ({blank}) THEN {together} END", joined.value, joined.columns)
    if layout.sheets is not None and layout.sheets.to:
        plan.fill(TABLE, Column(to=layout.sheets.to, type=layout.sheets.type), (TABLE,))
    for lookup in layout.lookups:
        _add_lookup(plan, lookup)
    for name, text in said.items():
        plan.fill(literal(text), Column(to=name), (), only=frozenset([text]))
    if layout.wide is not None:
        for item in wide_headings(layout, source, catalogue, headings=headings, today=today, file=file):
            piece = plan.read(plan.written(item.heading), layout.wide.value, (item.heading,))
            plan.wide.append((item, piece))
    for name in layout.once:
        plan.written(name)
    _add_code_checks(plan)
    return plan


def _check_headings(layout: Layout, headings: Sequence[str], file: str) -> set[str]:
    lacking = [
        name for name, column in layout.columns.items() if name not in headings and not column.optional
    ]  # A value that is null in every object of a JSON file has no name there.
    if lacking and layout.format != "json":
        raise FileRefused(
            file,
            found=f"no column '{lacking[0]}' (columns found: {', '.join(headings)})",
            accepted=f"the columns of layout '{layout.layout}': {', '.join(layout.columns)}",
            next_step="put the heading back as the layout has it, or describe the new layout",
        )
    return {*headings, *lacking}


def _add_lookup(plan: ReadPlan, lookup: Lookup) -> None:
    crosswalk = plan.catalogue.crosswalks.get(lookup.by)
    if crosswalk is None:
        raise DefinitionError(
            f"layout '{plan.layout.layout}'",
            found=f"the crosswalk '{lookup.by}'",
            accepted=", ".join(sorted(plan.catalogue.crosswalks)) or "a crosswalk that is defined",
            next_step="define the crosswalk or name another one",
        )
    made = BatchLookup(len(plan.lookups), lookup, by_key(crosswalk), plan.headings)
    plan.lookups.append(made)
    if lookup.unseen == "set aside" and not lookup.otherwise:
        shown = next((name for name in lookup.to if name), lookup.by)
        says = f"'{{value}}' is not in the crosswalk '{lookup.by}'"
        plan.checks.append(Check("unseen-code", shown, lookup.columns, made.unseen, says))
    for at, name in enumerate(lookup.to):
        if name:
            column = Column(to=name)
            plan.fill(made.gives(at), column, lookup.columns, unseen=made.unseen, only=made.texts(at))


def _add_code_checks(plan: ReadPlan) -> None:
    """Ask of each coded field that its value is one of those described."""
    for name, parts in plan.becoming.items():
        described = plan.source.fields[name]
        listed = plan.catalogue.codes.get(described.codes)
        codes = list(described.values) or (list(listed.list) if listed else [])
        sure = all(piece.only is not None and piece.only <= {*codes, ""} for piece, _ in parts)
        if codes and not sure and described.type in ("code", "text", "area"):
            value = first_of([sql for _, sql in parts])
            where = f"code list '{described.codes}'" if listed else "values the source allows"
            fails = f"{value} NOT IN ({', '.join(literal(code) for code in codes)})"
            says = f"'{{value}}' is not in the {where}"
            plan.checks.append(Check("unseen-code", name, parts[0][0].shown, fails, says))
