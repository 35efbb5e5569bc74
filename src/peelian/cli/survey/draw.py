"""`peelian survey draw`: a sample from a list, by rules, with a log of who was left out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peelian.cli.console import JsonOption, say, say_json, say_table

if TYPE_CHECKING:
    from peelian.surveys.drawing.draw import Draw
    from peelian.surveys.drawing.frame import Frame
    from peelian.surveys.drawing.sample import Sample

_MOST_PARTS = 40


def draw(
    rule: Annotated[Path, typer.Option("--rule", help="YAML file: who may be drawn, how many of whom.")],
    seed: Annotated[int, typer.Option("--seed", help="Seed: the same one draws the same sample.")],
    frame: Annotated[
        Path | None, typer.Option("--frame", help="CSV, SPSS or Parquet file of those to draw from.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Or a source that is loaded, such as recorded_crime.")
    ] = None,
    workspace: Annotated[
        str, typer.Option("--workspace", "-w", help="The workspace folder.", show_default="this folder")
    ] = ".",
    interview: Annotated[
        str | None, typer.Option("--interview", help="Planned day of interviews, as 2018-12-01.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write the sample as CSV, its log beside it.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Draw a sample; written are references and columns of the design, and nothing else unless asked."""
    from peelian.surveys.drawing.draw_file import read_draw, write_sample
    from peelian.surveys.drawing.drawing import draw_sample

    rules = read_draw(rule)
    listed = _frame(rules, frame, source=source, workspace=workspace)
    sample = draw_sample(
        listed, rules, seed=seed, interview=day_of("--interview", interview), folder=rule.parent
    )
    log = None
    if out is not None:
        log = write_sample(sample, out, read=tuple(path for path in (frame, rule) if path is not None))
    if as_json:
        say_json(sample.log())
        return
    _say(sample)
    if log is not None:
        say(f"Written: {out} and {log}")


def _frame(rules: Draw, frame: Path | None, *, source: str | None, workspace: str) -> Frame:
    from peelian.errors import NotFound
    from peelian.surveys.drawing.frame import frame_of
    from peelian.surveys.drawing.read_frame import read_frame

    if (frame is None) == (source is None):
        raise NotFound(
            "--frame",
            found="neither a file nor a source" if frame is None else "both a file and a source",
            accepted="one of '--frame' and '--source'",
            next_step="name the list that is drawn from",
        )
    if frame is not None:
        return read_frame(frame, columns=rules.columns, written=rules.written)
    from peelian.workspace.workspace import Workspace

    rows = Workspace.open(workspace).rows(str(source))
    return frame_of(rows, name=str(source), columns=rules.columns, written=rules.written)


def day_of(option: str, written: str | None) -> dt.date | None:
    """Return a day that an option gives, None where it was left out; raise `NotFound` if it is none."""
    from peelian.errors import NotFound

    try:
        return None if written is None else dt.date.fromisoformat(written)
    except ValueError as problem:
        raise NotFound(
            option,
            found=f"'{written}'",
            accepted="a day written as 2018-12-01",
            next_step="write year, month and day",
        ) from problem


def _say(sample: Sample) -> None:
    steps = [("In the list", "", "", "", f"{sample.frame.rows:,}")]
    steps += [
        (
            step.says,
            f"{step.left_out:,}",
            f"{step.not_known:,}" if step.not_known else "",
            f"{step.kept_unknown:,}" if step.kept_unknown else "",
            f"{step.after:,}",
        )
        for step in sample.steps
    ]
    headings = ("who is left out", "left out", "of these not known", "not known and kept", "left")
    say_table(headings, steps, right=(1, 2, 3, 4))
    say()
    shown = sample.parts
    if len(shown) > _MOST_PARTS:
        shown = tuple(part for part in sample.parts if part.short)[:_MOST_PARTS]
    rows = [
        (
            ", ".join(part.values) or "the whole list",
            f"{part.may_be_drawn:,}",
            f"{part.interviews:,}",
            f"{part.drawn:,}",
            f"{part.short:,}" if part.short else "",
        )
        for part in shown
    ]
    if rows:
        say_table(("part", "may be drawn", "interviews wanted", "drawn", "short"), rows, right=(1, 2, 3, 4))
        say()
    parts, short = len(sample.parts), sum(part.short > 0 for part in sample.parts)
    say(
        f"Drawn: {sample.drawn:,} of {sum(part.may_be_drawn for part in sample.parts):,} who may be, in "
        f"{parts:,} {'part' if parts == 1 else 'parts'}, seed {sample.seed}."
    )
    if short:
        say(f"In {short:,} of them there were too few: every one who may be drawn there was.")
    for note in sample.notes:
        say(note)
