"""`peelian build`: compute the findings and write the site."""

from __future__ import annotations

from peelian.cli.console import JsonOption, WorkspaceOption, progress_bar, say, say_json
from peelian.cli.without_pandas import without_pandas


def build(workspace: WorkspaceOption = ".", as_json: JsonOption = False) -> None:
    """Compute every finding and write the site."""
    from peelian.workspace.workspace import Workspace

    without_pandas()
    ws = Workspace.open(workspace)
    with progress_bar("Building") as report_progress:
        report = ws.build(progress=report_progress)
    if as_json:
        say_json(report.as_record())
        return
    say(
        f"findings {report.findings:,}   pages {report.pages:,}   "
        f"withheld {_small(report.suppressed)}   {report.seconds:.1f} s"
    )
    if report.rounded:
        say(f"  rounded   {report.rounded:,} findings")
    for line in report.withheld:
        say(f"  withheld  {line}")
    for line in report.notes:
        say(f"  note      {line}")
    say(f"Release {report.release}")
    say(f"The site is at {report.site / 'index.html'}")


def _small(suppressed: int) -> str:
    return "1 small number" if suppressed == 1 else f"{suppressed:,} small numbers"
