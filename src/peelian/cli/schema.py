"""`peelian schema`: JSON Schemas of every kind of definition, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from peelian.cli.console import say, say_json


def schema(
    kind: Annotated[str | None, typer.Argument(help="One kind of definition; all when left out.")] = None,
    to: Annotated[Path | None, typer.Option(help="Folder to write one file for each kind to.")] = None,
) -> None:
    """Print or write the JSON Schemas of definitions, so that an editor completes and checks as one types."""
    from peelian.workspace.schemas import definition_schemas

    schemas = definition_schemas(kind)
    if to is None:
        say_json(schemas if kind is None else schemas[kind])
        return
    to.mkdir(parents=True, exist_ok=True)
    for name, document in schemas.items():
        (to / f"{name}.schema.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
        say(str(to / f"{name}.schema.json"))
