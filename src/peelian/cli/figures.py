"""`peelian figures`: whether the figures printed in documents agree with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelian.cli.console import (
    JsonOption,
    WorkspaceOption,
    note,
    progress_bar,
    say,
    say_json,
    say_table,
    tell_error,
)
from peelian.errors import Disagreement, PeelianError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peelian.acceptance.matching import Matched
    from peelian.figures.checking import Checked
    from peelian.figures.report import Report

app = typer.Typer(help="Check the figures printed in documents.", no_args_is_help=True)

_TITLES = {
    "disagrees": "Disagree with the counts beside them",
    "no base": "Have no base",
    "advice": "Advice on the wording",
    "agrees": "Agree",
    "not checked": "Not checked",
}


@app.callback()
def figures() -> None:
    """Check the figures printed in documents."""


@app.command("check")
def check(
    files: Annotated[
        list[str], typer.Argument(help="Text, Markdown, Word, PowerPoint, Excel, CSV or tab-separated files.")
    ],
    show_all: Annotated[
        bool, typer.Option("--all", help="Show what agrees and what was not checked, too.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Find percentages that disagree with the counts beside them, or that have no base.

    The exit code is 0 when nothing disagrees and 9 when something does.
    """
    from peelian.figures.checking import check_file

    checked: list[Checked] = []
    refused: list[PeelianError] = []
    with progress_bar("Checking") as report_progress:
        for number, file in enumerate(files):
            report_progress(file, number, len(files))
            try:
                checked.append(check_file(file))
            except PeelianError as problem:
                if len(files) == 1:
                    raise
                refused.append(problem)
    kinds = list(_TITLES) if show_all else list(_TITLES)[:3]
    if as_json:
        say_json(_document(checked, refused, kinds))
    else:
        for each in checked:
            _say_checked(each, kinds)
        for refusal in refused:
            tell_error(refusal, as_json=False)
    codes = [problem.exit_code for problem in refused]
    codes += [Disagreement.exit_code for each in checked if each.of_kind("disagrees")]
    if codes:
        raise typer.Exit(max(codes))


@app.command("match")
def match(
    file: Annotated[str, typer.Argument(help="YAML: printed figures, and the findings that give them.")],
    workspace: WorkspaceOption = ".",
    circumstance: Annotated[
        str | None, typer.Option("--in", help="The circumstances that figures name in 'holds', if any.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Compare the figures that a document prints with the findings of the last build.

    The exit code is 0 when all agree at the precision printed, and 9 when one differs or is not produced.
    """
    from peelian.cli.matched import say_matched, says_strange
    from peelian.workspace.workspace import Workspace

    matched = Workspace.open(workspace).match_figures(file, circumstance=circumstance)
    if circumstance is not None and (said := says_strange(circumstance, matched)):
        note(said)
    if as_json:
        say_json({"figures": [each.as_record() for each in matched], "synthetic": _synthetic(matched)})
    else:
        say_matched(matched, file)
        if _synthetic(matched):
            say("SYNTHETIC: our numbers are made up.")
    if any(each.fails for each in matched):
        raise typer.Exit(Disagreement.exit_code)


def _synthetic(matched: Sequence[Matched]) -> bool:
    return any(each.produced.synthetic for each in matched)


def _document(checked: list[Checked], refused: list[PeelianError], kinds: list[str]) -> dict[str, Any]:
    return {
        "files": [
            *(
                {
                    "file": each.file,
                    "tally": each.tally(),
                    "reports": [report.as_record() for report in each.reports if report.kind in kinds],
                }
                for each in checked
            ),
            *({"file": problem.thing, "problem": problem.as_record()} for problem in refused),
        ]
    }


def _say_checked(checked: Checked, kinds: list[str]) -> None:
    tally = checked.tally()
    say(
        f"{checked.file}: {tally['disagrees']:,} disagree, {tally['agrees']:,} agree, "
        f"{tally['no base']:,} without a base, {tally['advice']:,} for advice, "
        f"{tally['not checked']:,} that nothing beside them could check."
    )
    for kind in kinds:
        reports = checked.of_kind(kind)
        if reports:
            say()
            say(f"{_TITLES[kind]}: {len(reports):,}")
            _say_reports(reports, kind)
    say()


def _say_reports(reports: tuple[Report, ...], kind: str) -> None:
    rows = []
    for report in reports:
        others = [f"{each.base:,} gives {each.gives} ({each.why})" for each in report.candidates]
        chosen = others[:1] if report.gives is not None else []
        near = others[len(chosen) :]
        reading = report.why
        if near:
            reading += f". Also near: {'; '.join(near)}"
        rows.append(
            (report.place.says, report.words, report.printed, _gives(report), reading, report.next_step)
        )
    if kind in {"agrees", "not checked"}:
        say_table(("place", "words", "printed", "counts give", "read as"), [row[:5] for row in rows])
    elif kind == "disagrees":
        say_table(("place", "words", "printed", "counts give", "read as", "next"), rows)
    else:
        say_table(("place", "words", "printed", "why", "next"), [(*row[:3], *row[4:]) for row in rows])


def _gives(report: Report) -> str:
    if report.gives is None:
        return ""
    if report.count is not None and report.base is not None:
        return f"{report.gives} ({report.count:,} of {report.base:,})"
    return report.gives
