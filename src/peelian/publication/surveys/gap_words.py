"""Gaps of groups from everyone in words: which are clear, and what a table of them comes to."""

from __future__ import annotations

from peelian.publication.nouns import uncapital
from peelian.publication.surveys.apart import stand_apart
from peelian.publication.surveys.gap_grid import GapGrid
from peelian.publication.surveys.gap_heat import about_what, say_whole_points


def clear_gaps(grid: GapGrid) -> frozenset[tuple[str, str]]:
    """Return the keys of the gaps that chance does not explain, with all of the table counted together.

    Parameters
    ----------
    grid
        The gaps.
    """
    return stand_apart(grid.gaps, dict.fromkeys(grid.gaps, 0.0))


def headline_of_gaps(grid: GapGrid) -> str:
    """Return what a table of gaps comes to: which group stands clearly apart most often, and most.

    Parameters
    ----------
    grid
        The gaps.
    """
    clear, many = clear_gaps(grid), len(grid.measures)
    of = f"of {many} measures" if many > 1 else "measure"
    for below in (True, False):
        sizes = {
            group: [
                abs(value)
                for m, own in clear
                if own == group and ((value := grid.gaps[m, own].value or 0.0) < 0) == below
            ]
            for group in grid.groups
        }
        group = max(sizes, key=lambda own: (len(sizes[own]), sum(sizes[own])), default="")
        most = len(sizes.get(group, ()))
        if most:
            way = "below" if below else "above"
            return f"Clearly {way} everyone: {grid.groups[group]}, on {most} {of}"
    return f"No group stands clearly apart from everyone on any {of}"


def clear_words(grid: GapGrid) -> str:
    """Return the clear gaps, and only those, in words: how many each group has, and the largest of them.

    Parameters
    ----------
    grid
        The gaps.
    """
    clear = clear_gaps(grid)
    about = {measure.id: uncapital(about_what(measure)) for measure in grid.measures}
    sentences = []
    for way, sign in (("below", -1), ("above", 1)):
        told = []
        for group, label in grid.groups.items():
            own = [(m, grid.gaps[m, group].value or 0.0) for m in about if (m, group) in clear]
            mine = sorted((gap for gap in own if gap[1] * sign > 0), key=lambda gap: -abs(gap[1]))
            if mine:
                measure, value = mine[0]
                most = f"{about[measure]} {say_whole_points(value)}"
                told.append(
                    f"{label} on {len(mine)} of {len(grid.measures)}, most on {most}"
                    if len(mine) > 1
                    else f"{label} on {most}"
                )
        if told:
            sentences.append(f"Clearly {way} everyone: {'; '.join(told)}.")
    if not sentences:
        return "No gap is clear: all are within what chance produces in samples of these sizes."
    return " ".join([*sentences, "All other gaps are within what chance produces."])
