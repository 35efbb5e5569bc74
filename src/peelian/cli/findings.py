"""`peelian findings`: the numbers, with everything needed to judge them."""

from __future__ import annotations

import csv
import sys
from typing import Annotated, Any

import typer

from peelian.cli.console import JsonOption, WorkspaceOption, say, say_json, say_table

_SOME = "SYNTHETIC: some of the numbers here are made up; --json tells which."


def findings(
    workspace: WorkspaceOption = ".",
    measure: Annotated[list[str] | None, typer.Option(help="Id of a measure; may be repeated.")] = None,
    area: Annotated[list[str] | None, typer.Option(help="Code or name of an area; may be repeated.")] = None,
    group: Annotated[
        str | None, typer.Option(help="A group as field=value, a field, or 'none' for everyone.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(help="'latest', a month (2024-01), or a first and last month (2024-01..2024-06)."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="Kind of period: 'month', 'rolling 12 months' or 'span'.")
    ] = None,
    limit: Annotated[int, typer.Option(help="Rows of the table to show (0 for all).")] = 40,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show findings of the last build. A period is matched by its last month."""
    from peelian.workspace.workspace import Workspace

    found = Workspace.open(workspace).findings(
        measures=measure, areas=area, group=group, period=period, period_kind=kind
    )
    records = [finding.as_record() for finding in found]
    if as_json:
        say_json({"findings": records})
    elif as_csv:
        _say_csv(records)
    else:
        _say_table(records, limit)


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat.update({f"{key}_{part}": inner for part, inner in value.items()})
        elif isinstance(value, list):
            flat[key] = " ".join(value)
        else:
            flat[key] = value
    if record["against"] is None:
        flat.pop("against", None)
        flat.update({f"against_{part}": None for part in ("from", "to", "kind", "value")})
    return flat


def _say_csv(records: list[dict[str, Any]]) -> None:
    if not records:
        return
    rows = [_flat(record) for record in records]
    columns = sorted(rows[0], key=list(_flat(records[0])).index)
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _say_table(records: list[dict[str, Any]], limit: int) -> None:
    shown = records if limit == 0 else records[:limit]
    rows = [
        (
            record["measure"],
            record["area"]["name"] + (f", {record['group']}" if record["group"] else ""),
            f"{record['period']['to'][:7]} {record['period']['kind']}",
            record["unit"],
            _number(record["value"], record["kind"]),
            _change(record),
            record["judgement"] or "",
            record["state"],
            str(len(record["caveats"])),
        )
        for record in shown
    ]
    headings = ("measure", "area", "period to", "unit", "value", "change", "judgement", "state", "caveats")
    say_table(headings, rows, right=(4, 5, 8))
    if any(record["synthetic"] for record in shown):
        say("SYNTHETIC: numbers here are made up." if all(r["synthetic"] for r in shown) else _SOME)
    if len(shown) < len(records):
        say(f"{len(records) - len(shown):,} more; --limit 0 shows all, --json and --csv carry every field.")


def _number(value: float | None, kind: str) -> str:
    if value is None:
        return "-"
    if kind == "count":
        return f"{value:,.0f}"
    return f"{value:.4f}" if kind in ("share", "gap") else f"{value:,.2f}"


def _change(record: dict[str, Any]) -> str:
    if record["change"] is None:
        return ""
    if record["change_lower"] is None:
        return f"{record['change']:+.1%}"
    upper = record["change_upper"]
    ends = f"{record['change_lower']:+.1%} to {'' if upper is None else f'{upper:+.1%}'}"
    return f"{record['change']:+.1%} ({ends})"
