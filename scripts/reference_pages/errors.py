"""Reference page of the errors and exit codes."""

from __future__ import annotations

from peelian.errors import PeelianError
from reference_pages.markdown import page, table

OTHER_CODES = (
    (0, "", "Done."),
    (130, "", "Stopped with Ctrl-C. Nothing half-written was kept."),
)


def exit_codes() -> list[tuple[int, str, str]]:
    """Return (code, kind, meaning), in order of code, from the error classes."""
    rows = list(OTHER_CODES)
    for cls in (PeelianError, *every_subclass(PeelianError)):
        rows.append((cls.exit_code, cls.kind, (cls.__doc__ or "").strip().splitlines()[0]))
    return sorted(rows)


def every_subclass(cls: type[PeelianError]) -> list[type[PeelianError]]:
    found = []
    for child in cls.__subclasses__():
        found += [child, *every_subclass(child)]
    return found


def errors_page() -> str:
    rows = [(str(code), kind, says) for code, kind, says in exit_codes()]
    return page(
        "Errors and exit codes",
        "Every error says four things: the thing it is about, as you wrote it; what was found; what would be "
        "accepted; what to do next. On a terminal these are four lines on standard error. With `--json` they "
        "are one document on standard output with the keys `error` (the kind), `thing`, `found`, `accepted`, "
        "`next` and `exit_code`. When several files are loaded and some are refused, the others are loaded, "
        "and the exit code is the highest of the refused files' codes.",
        table(("exit code", "kind", "what it means and what to do"), rows),
    )
