"""Writing gaps of a survey, and the shares that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from peelian.measures.block_frame import Label
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits
from peelian.measures.numbers import Numbers
from peelian.measures.series import Series
from peelian.measures.setting import Setting
from peelian.measures.windowed import Windowed
from peelian.measures.write_quotients import Quotients, write_quotients


@dataclass(frozen=True, slots=True)
class GapWriter:
    """Where findings of one gap go.

    Parameters
    ----------
    setting, ground, limits
        What it is made with; findings are added to the columns of the setting.
    """

    setting: Setting
    ground: Ground
    limits: Limits

    def write(
        self,
        told: Windowed,
        numbers: Numbers,
        quotients: Quotients,
        *,
        of: Series,
        kind: Literal["gap", "share"],
        stem: str,
        group: str | None,
        unit: str,
    ) -> None:
        """Add the findings of one series.

        Parameters
        ----------
        told, numbers, quotients
            The windows, what of them may be told, and the numbers.
        of
            The series, for its measure and level.
        kind, stem, group, unit
            What sort of number it is, the beginning of the id of its method, its group, and its unit.
        """
        member, setting = of.member, self.setting
        label = Label(
            member.id,
            member.title,
            unit,
            group,
            of.level,
            told.period_kind,
            f"{stem}.{told.method}",
            setting.code_version,
        )
        write_quotients(
            setting.columns,
            label,
            ground=self.ground,
            numbers=numbers,
            origin=replace(told, series=(numbers,)).behind(self.limits),
            quotients=quotients,
            kind=kind,
            compared_by=".change",
            ranked="not" if group is not None or told.method == "span" else "by area",
        )
