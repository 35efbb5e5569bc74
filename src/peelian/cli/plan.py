"""`peelian plan`: what the body has set out to do, what each area chose, and what came of it."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelian.cli.console import JsonOption, WorkspaceOption, say, say_json, say_table
from peelian.errors import NotFound

if TYPE_CHECKING:
    from peelian.findings.finding import Finding
    from peelian.framework.chooser import Candidate
    from peelian.framework.outcomes import Outcome
    from peelian.framework.plan import Plan, Watched
    from peelian.workspace.workspace import Workspace

app = typer.Typer(help="See the plan, what each area chose, and what came of it.", no_args_is_help=True)

PlanOption = Annotated[
    str | None,
    typer.Option("--plan", help="Id of a plan.", show_default="the one in force, or the last one past"),
]


@app.command("check")
def check(workspace: WorkspaceOption = ".", as_json: JsonOption = False) -> None:
    """Check every plan: names, dates, choices; an error names the file and line."""
    from peelian.workspace.planning import newest_day
    from peelian.workspace.workspace import Workspace

    ws = Workspace.open(workspace)
    plans, day = ws.plans(), newest_day(ws)
    records = [_summary(plan) | {"standing": plan.standing(day) if day else None} for plan in plans]
    if as_json:
        say_json({"plans": records})
        return
    say(f"{len(plans)} plan{'' if len(plans) == 1 else 's'}, all understood.")
    for plan, record in zip(plans, records, strict=True):
        standing = f": {record['standing']}" if day else ""
        say(f"  {plan.id}, {plan.start} to {plan.end}{standing}")
        say(
            f"    {record['priorities']} priorities; {record['choices']} choices of {record['areas']} areas;"
            f" watched: {record['measured']} measured, {record['not_measured']} not measured"
        )


@app.command("show")
def show(workspace: WorkspaceOption = ".", plan: PlanOption = None, as_json: JsonOption = False) -> None:
    """Show the plan: pillars, priorities, what each watches, and what is not measured."""
    from dataclasses import asdict, replace

    from peelian.workspace.planning import newest_day

    ws, found = _opened(workspace, plan)
    if as_json:
        say_json(asdict(found))
        return
    day = newest_day(ws)
    say(f"{found.title}, {found.start} to {found.end}")
    if day and (words := found.standing_words(day)):
        say(f"  ({words})")
    for pillar in found.pillars:
        say("")
        say(pillar.title)
        for priority in pillar.priorities:
            say(f"  {priority.title} ({priority.kind})")
            for watched in priority.watch:
                say(f"    watches {_said(watched)}")
            for lens in priority.lenses:
                same = lens.watched.title == lens.title
                said = (
                    _said(replace(lens.watched, title="")).removeprefix(": ") if same else _said(lens.watched)
                )
                say(f"    {lens.title.lower()}: {said}")
    if found.menu:
        say("")
        say("To choose from")
        for watched in found.menu:
            say(f"  {_said(watched)}")


@app.command("chosen")
def chosen(
    workspace: WorkspaceOption = ".",
    plan: PlanOption = None,
    month: Annotated[
        str | None, typer.Option(help="Last month of the twelve (2025-11).", show_default="the newest")
    ] = None,
    area: Annotated[str | None, typer.Option(help="Code or name of one area.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say how many of the chosen priorities fell, each named, with what was not chosen beside."""
    from peelian.workspace.choosing import report_chosen

    ws, found = _opened(workspace, plan)
    report = report_chosen(ws, found, month=month, area=area)
    if as_json:
        say_json(report.as_record())
        return
    if report.day is None:
        say(f"Nothing that areas chose in {found.title} is told by the findings of the last build.")
        return
    record = report.as_record()
    say(_headline(record["tally"], f"{report.day:%B %Y}", "chosen priorities"))
    if words := found.standing_words(report.day):
        say(f"This is {words}: what areas had chosen on its last day is counted.")
    if any(outcome.choice.illustration for outcome in report.chosen):
        say("Choices marked * are an illustration: no area made them.")
    _say_outcomes(report.chosen)
    if report.left:
        say("")
        say(_headline(record["not_chosen_tally"], f"{report.day:%B %Y}", "offences not chosen"))
        _say_outcomes(report.left)


@app.command("choose")
def choose(
    area: Annotated[str, typer.Option(help="Code or name of the area.")],
    workspace: WorkspaceOption = ".",
    plan: PlanOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show every candidate for a local priority in one area: count, rank, change, trend, peak, share."""
    from peelian.workspace.choosing import list_candidates

    ws, found = _opened(workspace, plan)
    place, rows = list_candidates(ws, found, area=area)
    if as_json:
        about = {"code": place.code, "level": place.level, "name": place.name}
        say_json({"plan": found.id, "area": about, "candidates": [row.as_record() for row in rows]})
        return
    counted = next((row.count for row in rows if row.count is not None), None)
    say(f"{place.name}, {counted.period.words()}" if counted else f"{place.name}: nothing is told")
    headings = ("candidate", "count", "rate", "rank", "change", "rank of change", "judgement", "trend a year",
                "peak month", "share")  # fmt: skip
    say_table(headings, [_candidate(row) for row in rows], right=(1, 2, 9))
    if any(row.small for row in rows):
        say("* fewer than twenty in a year: a few more or fewer make a large percentage.")
    say("- is not measured. A larger number is not by itself a reason to choose.")
    for row in rows:
        if row.says:
            say(f"{row.title}: {row.says}")


def _opened(folder: str, name: str | None) -> tuple[Workspace, Plan]:
    from peelian.workspace.workspace import Workspace

    ws = Workspace.open(folder)
    plans = ws.plans()
    if name is None:
        if (found := ws.plan()) is not None:
            return ws, found
        raise NotFound(
            "the plan",
            found="no plan in this workspace that has begun" if plans else "no plan in this workspace",
            accepted="a YAML file in plan/ that begins with 'plan: NAME'",
            next_step="write one; docs/how-to/write-a-plan.md shows how",
        )
    for plan in plans:
        if plan.id == name:
            return ws, plan
    raise NotFound(
        f"plan '{name}'",
        found="no such plan",
        accepted=", ".join(plan.id for plan in plans) or "none: there is no plan in this workspace",
        next_step="choose one of these with --plan",
    )


def _summary(plan: Plan) -> dict[str, Any]:
    watched = [each for _, priority in plan.priorities() for each in priority.watch]
    return {
        "plan": plan.id,
        "title": plan.title,
        "from": plan.start.isoformat(),
        "to": plan.end.isoformat(),
        "priorities": sum(1 for _ in plan.priorities()),
        "choices": len(plan.choices),
        "areas": len({choice.area for choice in plan.choices}),
        "measured": sum(each.is_measured for each in watched),
        "not_measured": sum(not each.is_measured for each in watched),
    }


def _said(watched: Watched) -> str:
    name = watched.title + (f" ({watched.measure})" if watched.measure else "")
    return f"{name}: not measured. {watched.not_measured}" if watched.not_measured else name


def _headline(tally: dict[str, int], month: str, what: str) -> str:
    said = f"{tally['fell']} of {tally['compared']} {what} fell in the year to {month}"
    said += f"; {tally['fell_clearly']} fell clearly and {tally['rose_clearly']} rose clearly."
    apart = {
        "not_comparable": "cannot be compared",
        "suppressed": "kept back",
        "not_measured": "not measured",
    }
    more = [f"{tally[key]} {words}" for key, words in apart.items() if tally[key]]
    return said + (f" Beside these: {', '.join(more)}." if more else "")


def _say_outcomes(outcomes: tuple[Outcome, ...]) -> None:
    rows = [
        (
            outcome.choice.area_name,
            outcome.choice.title + ("*" if outcome.choice.illustration else ""),
            _number(outcome.value),
            _number(outcome.previous),
            "" if outcome.change is None else f"{outcome.change:+.1%}",
            outcome.course,
            outcome.judgement or outcome.reason,
        )
        for outcome in outcomes
    ]
    say_table(("area", "offence", "year", "before", "change", "course", "judgement"), rows, right=(2, 3, 4))


def _candidate(row: Candidate) -> tuple[str, ...]:
    count = row.count
    name = row.title + (" (chosen)" if row.chosen else "")
    if count is None or count.value is None:
        return (name, *["-"] * 5, row.not_measured, *["-"] * 3)
    change = count.change
    return (
        name,
        _number(count.value) + ("*" if row.small else ""),
        _decimal(row.rate),
        _rank(count),
        "-" if change is None or change.change is None else f"{change.change:+.1%}{_ends(count)}",
        _change_rank(row),
        "-" if change is None else change.judgement,
        "-" if row.trend is None or row.trend.value is None else f"{row.trend.value:+.1%}",
        _peak(row.peak),
        "-" if row.share is None or row.share.value is None else f"{row.share.value:.1%}",
    )


def _ends(finding: Finding) -> str:
    change = finding.change
    if change is None or change.lower is None or change.upper is None:
        return ""
    return f" ({change.lower:+.0%} to {change.upper:+.0%})"


def _change_rank(row: Candidate) -> str:
    standing = row.change_standing
    return "-" if standing is None else f"{standing.rank} of {standing.of}"


def _rank(finding: Finding) -> str:
    standing = finding.standing
    if standing is None:
        return "-"
    before = "" if standing.previous is None else f" (was {standing.previous})"
    return f"{standing.rank} of {standing.of}{before}"


def _peak(peak: Finding | None) -> str:
    if peak is None or peak.value is None or peak.group is None:
        return "-"
    if peak.state == "low reliability":
        return "no clear season"
    month = peak.group.partition("=")[2]
    name = calendar.month_name[int(month)] if month.isdigit() and 1 <= int(month) <= 12 else month
    return f"{name} ({peak.value:.2f} x usual)"


def _decimal(finding: Finding | None) -> str:
    return "-" if finding is None or finding.value is None else f"{finding.value:,.2f}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:,.0f}"
