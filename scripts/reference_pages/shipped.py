"""Reference pages of what ships with the package: sources, layouts and measures."""

from __future__ import annotations

from itertools import groupby

from peelian.catalogue.caveat import Break, Caveat
from peelian.catalogue.layout import Layout
from peelian.catalogue.source import Source
from peelian.measures.members import members
from peelian.measures.read_measures import read_measures
from peelian.workspace.definitions import gather_catalogue
from reference_pages.markdown import page, table


def sources_page() -> str:
    sources = sorted(gather_catalogue(None).sources.values(), key=lambda source: source.source)
    rows = [(f"[{s.source}](#{s.source})", s.title, s.row, s.access) for s in sources]
    parts = [
        "What every body shares. A workspace overrides one by writing a source of the same name in "
        "`sources/`. The same is shown by `peelian catalogue show NAME`, with the workspace's own sources.",
        table(("source", "title", "one row is", "access"), rows),
    ]
    for source in sources:
        parts += _source(source)
    return page("Sources", *parts)


def _source(source: Source) -> list[str]:
    systems = "; ".join(f"{s.name} ({s.start or '...'} to {s.end or 'now'})" for s in source.systems)
    facts = [
        ("One row is", source.row),
        ("Counts", source.counts),
        ("Owner", source.owner),
        ("Refreshed", source.refresh),
        ("Systems", systems),
        ("Access", source.access),
        ("How to ask", source.ask),
        ("For example", source.example.question),
    ]
    fields = [(f"`{name}`", f.type, f.role, f.label or f.about) for name, f in source.fields.items()]
    return [
        f"## {source.source}",
        f"**{source.title}.** {source.about}",
        "\n".join(f"- {label}: {words}" for label, words in facts if words),
        table(("field", "type", "role", "what it is"), fields),
        *[_limit(item) for item in (*source.caveats, *source.breaks)],
    ]


def _limit(item: Caveat | Break) -> str:
    if isinstance(item, Break):
        return f"- **Break** `{item.id}`, {item.on} ({item.severity}): {item.says}"
    return f"- **Caveat** `{item.id}` ({item.severity}, {item.effect}): {item.says}"


def layouts_page() -> str:
    layouts = sorted(gather_catalogue(None).layouts.values(), key=lambda item: (item.provider, item.layout))
    parts = [
        "How each giver writes each kind of file. A file is recognised by what is in it, never by its name. "
        "A workspace adds its own in `layouts/`.",
    ]
    for provider, group in groupby(layouts, key=lambda item: item.provider):
        parts += [f"## {provider}", table(("layout", "title", "becomes", "file"), map(_layout, group))]
    return page("Layouts", *parts)


def _layout(layout: Layout) -> tuple[str, str, str, str]:
    return f"`{layout.layout}`", layout.title, f"`{layout.source}`", layout.format


def measures_page() -> str:
    catalogue = gather_catalogue(None)
    rows = [
        (f"`{member.id}`", member.title, f"`{measure.source}`", ", ".join(measure.areas), member.direction)
        for measure in read_measures((), catalogue=catalogue)
        for member in members(measure, catalogue)
    ]
    return page(
        "Measures",
        "The standard measures. A workspace overrides one by writing a measure of the same name in "
        "`measures/`.",
        table(("measure", "title", "reads", "areas", "direction"), sorted(rows)),
    )
