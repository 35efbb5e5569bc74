"""`peelian catalogue`: what data there are and how far to trust them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelian.cli.console import JsonOption, note, say, say_json, say_table

if TYPE_CHECKING:
    from peelian.catalogue.catalogue import Catalogue
    from peelian.catalogue.layout import Layout
    from peelian.catalogue.source import Source

app = typer.Typer(help="Find out what data there are and how far to trust them.", no_args_is_help=True)

OptionalWorkspace = Annotated[
    str | None,
    typer.Option("--workspace", "-w", help="A workspace whose own sources join those shipped."),
]


def _catalogue(workspace: str | None) -> Catalogue:
    from peelian.workspace.definitions import gather_catalogue
    from peelian.workspace.workspace import Workspace

    if workspace is not None:
        return Workspace.open(workspace).catalogue
    here = Path("peelian.yaml").is_file()
    return gather_catalogue(Path() if here else None)


@app.command("list")
def list_sources(workspace: OptionalWorkspace = None, as_json: JsonOption = False) -> None:
    """List every described source."""
    sources = sorted(_catalogue(workspace).sources.values(), key=lambda source: source.source)
    if as_json:
        say_json({"sources": [_brief(source) for source in sources]})
        return
    say_table(
        ("source", "title", "one row is", "access"), [(s.source, s.title, s.row, s.access) for s in sources]
    )


@app.command("layouts")
def list_layouts(workspace: OptionalWorkspace = None, as_json: JsonOption = False) -> None:
    """List every layout: which files can be read, and as which source."""
    layouts = sorted(_catalogue(workspace).layouts.values(), key=lambda item: (item.provider, item.layout))
    if as_json:
        say_json({"layouts": [_layout(item) for item in layouts]})
        return
    rows = [(item.provider, item.layout, item.title, item.format, item.source) for item in layouts]
    say_table(("provider", "layout", "title", "format", "source"), rows)


@app.command("search")
def search(
    words: Annotated[list[str], typer.Argument(help="Everyday words, such as: missing children")],
    workspace: OptionalWorkspace = None,
    limit: Annotated[int, typer.Option(help="How many to show.")] = 3,
    as_json: JsonOption = False,
) -> None:
    """Find sources by everyday words."""
    from peelian.catalogue.search import search as find

    catalogue = _catalogue(workspace)
    hits = [catalogue.sources[hit.source] for hit in find(catalogue, " ".join(words), limit=limit)]
    if as_json:
        say_json({"query": " ".join(words), "sources": [_brief(source) for source in hits]})
        return
    if not hits:
        say("Nothing matches. Try other words, or: peelian catalogue list")
    for source in hits:
        say(f"{source.title}  ({source.source}, {source.access})")
        say(f"  {source.about}")
        say(f"  For example: {source.example.question}")


@app.command("show")
def show(
    source: Annotated[str, typer.Argument(help="Name of the source.")],
    workspace: OptionalWorkspace = None,
    as_json: JsonOption = False,
) -> None:
    """Show one source whole: fields, caveats, breaks, how to ask for it."""
    found = _catalogue(workspace).source(source)
    if as_json:
        say_json(found.model_dump(mode="json", by_alias=True))
        return
    say(f"{found.title}  ({found.source})")
    say(found.about)
    say()
    systems = "; ".join(f"{s.name} {s.start or ''} to {s.end or 'now'}" for s in found.systems)
    for label, text in (
        ("one row is", found.row),
        ("counts", found.counts),
        ("owner", found.owner),
        ("refresh", found.refresh),
        ("systems", systems),
        ("access", found.access),
        ("how to ask", found.ask),
        ("example", found.example.question),
    ):
        if text:
            say(f"{label:<12}{text}")
    say()
    rows = [(name, field.type, field.role, field.label) for name, field in found.fields.items()]
    say_table(("field", "type", "role", "label"), rows)
    for title, items in (("Caveats", found.caveats), ("Breaks", found.breaks)):
        if items:
            say()
            say(title)
        for item in items:
            day = f" from {item.on}" if title == "Breaks" and hasattr(item, "on") else ""
            say(f"  {item.id} ({item.severity}{day}): {item.says}")


@app.command("export")
def export(
    form: Annotated[str, typer.Argument(help="data-package, dcat or odcs.")],
    source: Annotated[str | None, typer.Option(help="One source; all when left out.")] = None,
    workspace: OptionalWorkspace = None,
    to: Annotated[Path | None, typer.Option(help="File to write; standard output when left out.")] = None,
) -> None:
    """Export the catalogue in a standard form; what the form cannot hold is listed on standard error."""
    from peelian.workspace.exporting import export_catalogue

    result = export_catalogue(_catalogue(workspace), form, source=source)
    if to is None:
        say(result.document)
    else:
        to.write_text(result.document, encoding="utf-8")
        say(str(to))
    note(f"{form} cannot hold: {'; '.join(result.left_out) or 'nothing is left out'}")


def _layout(layout: Layout) -> dict[str, Any]:
    return {
        "layout": layout.layout,
        "title": layout.title,
        "provider": layout.provider,
        "source": layout.source,
        "format": layout.format,
        "columns": list(layout.columns),
    }


def _brief(source: Source) -> dict[str, str]:
    return {
        "source": source.source,
        "title": source.title,
        "about": source.about,
        "row": source.row,
        "counts": source.counts,
        "access": source.access,
        "example": source.example.question,
    }
