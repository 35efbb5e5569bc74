"""Writing what is told of a survey: shares, gaps, and the shares that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from peelian.findings.survey_methods import NO_MARGIN
from peelian.measures.block_frame import Label
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits
from peelian.measures.series import Series
from peelian.measures.setting import Setting
from peelian.measures.survey_told import Told
from peelian.measures.write_quotients import write_quotients


@dataclass(frozen=True, slots=True)
class SurveyWriter:
    """Where findings of a survey go.

    Parameters
    ----------
    setting, ground, limits
        What they are made with; findings are added to the columns of the setting.
    """

    setting: Setting
    ground: Ground
    limits: Limits

    def write(
        self,
        told: Told,
        *,
        of: Series,
        kind: Literal["gap", "share"],
        stem: str,
        group: str | None,
        unit: str,
        ranked: Literal["by area", "not"],
    ) -> None:
        """Add the findings of one series; without any window there are none.

        Where people chose themselves, the findings have no margin, and are neither compared nor ranked.

        Parameters
        ----------
        told
            The windows, what of them may be told, and the numbers.
        of
            The series, for its measure and level.
        kind, stem, group, unit
            What sort of number it is, the beginning of the id of its method, its group, and its unit.
        ranked
            Whether areas are ranked by it; by a stretch loaded they never are.
        """
        if not len(told.numbers.area):
            return
        window, setting = told.window, self.setting
        chosen = setting.source.self_selected
        told = told.without_margin() if chosen else told
        label = Label(
            of.member.id,
            of.member.title,
            unit,
            group,
            of.level,
            window.period_kind,
            f"{stem}.{window.method}{NO_MARGIN if chosen else ''}",
            setting.code_version,
        )
        write_quotients(
            setting.columns,
            label,
            ground=self.ground,
            numbers=told.numbers,
            origin=replace(window, series=(told.numbers,)).behind(self.limits),
            quotients=told.quotients,
            kind=kind,
            compared_by=".change",
            ranked="not" if window.method == "span" or chosen else ranked,
        )
