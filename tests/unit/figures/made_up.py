"""Made-up documents whose figures are right, and the same with one figure falsified beyond rounding."""

from __future__ import annotations

import random
from dataclasses import dataclass

# {c} a count, {b} its base, {p} the percentage printed.
SENTENCES = [
    "They made up {p}% ({c} of {b} victims) of those recorded in 2017.",
    "{c} out of {b} people said so ({p}%).",
    "In {c} of the {b} cases under review, or {p}%, the suspect was known.",
    "{p} per cent (n={c}/{b}) answered by post.",
    "Of the {b} homicides in the year, {c} ({p}%) were of people aged under 25.",
    "There were {b} incidents, of which {c} ({p}%) were at night.",
    "{p}% (n={c}) of the {b} residents were asked twice.",
    "There were {b} offences ({p}%, n={c}, with injury).",
    "{c} ({p}%) of the {b} searches found something.",
    "{p}% of the {b} officers (n={c}) had been trained by 31 March 2018.",
    "{p}% ({c}/{b}), up 4% on 2016, were satisfied.",
    "Out of {b} allegations {c} ({p}%) were withdrawn within 18 months.",
]


@dataclass(frozen=True)
class Fact:
    """A count, its base, and the percentage printed with some decimals."""

    count: int
    base: int
    printed: str

    def holds(self) -> bool:
        """Whether the percentage is that of the count over the base, at the precision printed."""
        decimals = len(self.printed.partition(".")[2])
        # Twice the distance, in units of the last printed digit times the base, in whole numbers.
        scale = 10**decimals
        return (
            abs(2 * 100 * scale * self.count - 2 * round(float(self.printed) * scale) * self.base)
            <= self.base
        )


def right_fact(source: random.Random) -> Fact:
    base = source.choice([source.randint(40, 400), source.randint(400, 20_000)])
    count = source.randint(base // 10, base - base // 10)
    decimals = source.choice([0, 0, 1])
    return Fact(count, base, f"{100 * count / base:.{decimals}f}")


def wrong_fact(fact: Fact, source: random.Random) -> Fact:
    """Falsify one of the three numbers, so that they no longer agree and could still be believed."""
    while True:
        which = source.choice(["count", "base", "printed"])
        shift = source.choice([-1, 1]) * source.uniform(0.03, 0.3)
        count, base, printed = fact.count, fact.base, fact.printed
        if which == "count":
            count = round(count * (1 + shift))
        elif which == "base":
            base = round(base * (1 + shift))
        else:
            decimals = len(printed.partition(".")[2])
            printed = f"{float(printed) * (1 + shift):.{decimals}f}"
        changed = Fact(count, base, printed)
        if 5 < count < base and float(printed) < 100 and not changed.holds():
            return changed


def write(fact: Fact, form: str) -> str:
    return form.format(c=f"{fact.count:,}", b=f"{fact.base:,}", p=fact.printed)


def table(facts: list[Fact], source: random.Random) -> list[list[str]]:
    """Write facts as a table with columns of counts, bases and percentages, in some order."""
    columns = [("n", "count"), ("Base", "base"), ("%", "printed")]
    source.shuffle(columns)
    rows = [["Area", *(name for name, _ in columns)]]
    for number, fact in enumerate(facts):
        values = {"count": f"{fact.count:,}", "base": f"{fact.base:,}", "printed": f"{fact.printed}%"}
        rows.append([f"Borough {'ABCDEFGHIJKL'[number]}", *(values[key] for _, key in columns)])
    return rows


def markdown(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
