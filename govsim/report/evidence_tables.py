"""Tables of the evidence document: what is known, what runs showed, and what effects rest on.

The report card and the ledger are those that the package carries; both say by which command they were made.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

from govsim.experiment.ledger import load_ledger, numbers
from govsim.experiment.patterns import PATTERNS
from govsim.experiment.plausible import load_plausible
from govsim.experiment.stress import STRESS
from govsim.experiment.validation_folder import CARD, from_card
from govsim.measures import MEASURES
from govsim.params import TAGS
from govsim.place import SHIPPED
from govsim.report.evidence import number_words, shown
from govsim.report.markdown import markdown
from govsim.report.validation import runs_text
from govsim.targets import load_targets

PLACE = "jinjiang"
MANY = 1000


@cache
def card() -> dict[str, Any]:
    """The report card that the package carries."""
    found: dict[str, Any] = json.loads((SHIPPED / PLACE / CARD).read_text(encoding="utf-8"))
    return found


def short(value: float | None) -> str:
    """A number of a table; none where it is undefined or infinite."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= MANY else f"{value:.3g}"


def interval(row: dict[str, Any]) -> str:
    """Median and 90% of runs."""
    return f"{short(row['median'])} [{short(row['low'])}, {short(row['high'])}]"


def verdict(passed: bool) -> str:
    """Pass or fail."""
    return "pass" if passed else "**fail**"


def made() -> str:
    """How report card and ledger were made."""
    found, ledger = card(), load_ledger(PLACE)
    told = from_card(found)
    lines = [f"Report card: `{' '.join(found['command'])}`. Targets and patterns: {runs_text(told, 'en')}; stress "
             f"settings and sizes of units: {runs_text(told, 'en', 'stress')}; sample {found['sample']:g}."]
    if ledger is not None:
        lines.append(f"Ledger: `{ledger.about['command']}`.")
    return "\n".join(lines) + "\n"


def calibration() -> str:
    """What calibration left of the numbers that move a target."""
    drawn = load_plausible(PLACE)
    if drawn is None:
        return ""
    left = " then ".join(f"{100 * share:.3g}%" for share in drawn.about["not_ruled_out"])
    told = (
        f"`{drawn.about['command']}`: {drawn.about['runs']} runs; not ruled out, wave by wave, were {left} of all "
        f"combinations; {len(drawn)} worlds are kept.\n\n"
    )
    rows = []
    for name in drawn.calibrated:
        known, column = numbers()[name], drawn.names.index(name)
        low, high = known.bounds or (0.0, 1.0)
        ends = drawn.interval(name)
        rows.append([
            f"`{name}`", known.doc, known.unit, f"{short(low)} to {short(high)}",
            f"{short(ends[0])} to {short(ends[1])}", short(float(drawn.values[drawn.member, column])),
        ])
    heads = ["number", "meaning", "unit", "allowed", "90% of plausible worlds", "central world (default)"]
    return told + markdown(heads, rows)


def targets() -> str:
    """What is known beside what runs show."""
    known = {target.name: target for target in load_targets(PLACE)}
    rows = []
    for row in card()["targets"]:
        target = known[row["name"]]
        sign = {"equal": "", "at_least": "at least ", "at_most": "at most "}[target.sense]
        rows.append([
            row["name"], target.title, target.use, f"{sign}{short(target.value)} (-{short(target.below)}, "
            f"+{short(target.above)})", f"`{target.source}`", interval(row), f"{100 * row['met']:.0f}%",
            verdict(row["passed"]),
        ])
    return markdown(
        ["", "what is known", "use", "value (tolerance)", "source", "runs: median [90%]", "within", "verdict"], rows)


def signatures(kind: str) -> str:
    """Patterns, or stress settings, with their conditions."""
    found = card()
    known = PATTERNS if kind == "pattern" else STRESS
    rows = []
    for row in found["signatures"]:
        if row["kind"] != kind:
            continue
        title = known[row["name"]].title[0]
        name = f"**{row['name']}** {title}" if kind == "pattern" else f"**{title}**"
        rows.append([name, "", f"{100 * row['appears']:.0f}%", verdict(row["passed"])])
        for item in found["conditions"]:
            if item["kind"] == kind and item["name"] == row["name"]:
                words = item["words"] if item["counted"] else f"told, not counted: {item['words']}"
                rows.append([words, interval(item), f"{100 * item['appears']:.0f}%", ""])
    return markdown(["signature and conditions", "median [90% of runs]", "share of runs", "verdict"], rows)


def patterns() -> str:
    """Patterns that must emerge."""
    return signatures("pattern")


def stress() -> str:
    """Settings in which reforms should fail."""
    return signatures("stress")


def shapes() -> str:
    """Size and place of QP8 and QP10."""
    found = card()
    peaks = sorted(row["peak"] for row in found["overshoot"])
    ends = sorted(row["end"] for row in found["overshoot"])
    months = sorted(row["month"] for row in found["overshoot"])
    middle = len(peaks) // 2
    told = (
        f"QP8: satisfaction with the reforms leads that without by at most {100 * peaks[middle]:.1f} points of 100 "
        f"(median of runs; {100 * peaks[0]:.1f} to {100 * peaks[-1]:.1f}), reached in {months[middle]} ({months[0]} to "
        f"{months[-1]}), and by {short(100 * ends[middle])} in the last year.\n\n"
        "QP10, in 2012, R1 and R2 in force:\n\n"
    )
    sizes = sorted({row["households"] for row in found["sizes"]})
    rows = []
    for measure in dict.fromkeys(row["measure"] for row in found["sizes"]):
        by_size = {row["households"]: row for row in found["sizes"] if row["measure"] == measure}
        rows.append([MEASURES[measure].title, *(
            f"{short(by_size[size]['median'])} ({100 * by_size[size]['best']:.0f}%)" for size in sizes)])
    heads = ["median (share of runs in which it is best)", *(f"{size} households" for size in sizes)]
    return told + markdown(heads, rows)


def headlines() -> str:
    """What the variance of each headline effect consists of."""
    ledger = load_ledger(PLACE)
    if ledger is None:
        return ""
    rows = []
    for name, item in ledger.headlines.items():
        wanted = "; ".join(
            f"{number_words(weight.name, 'en')} {shown(weight)}{'' if weight.clear else ' (?)'}"
            for weight in ledger.wanted(name))
        rows.append([
            MEASURES[name].title, f"{100 * item.assumed:.0f}% ± {100 * item.assumed_error:.0f}",
            f"{100 * item.sourced:.0f}% ± {100 * item.sourced_error:.0f}",
            f"{100 * item.chance:.0f}% ± {100 * item.chance_error:.0f}", f"{100 * item.told:.0f}%", wanted,
        ])
    return markdown([
        "effect on", "assumptions", "calibrated numbers and numbers with a source", "chance",
        "foretold in worlds not seen",
        "evidence that would narrow it most (share it brings alone, 90% interval)",
    ], rows)


def grounds() -> str:
    """Numbers of the world by evidence tag."""
    counts = Counter(item.tag for item in numbers().values())
    drawn = load_plausible(PLACE)
    rows = [[f"`{tag}`", what, str(counts[tag])] for tag, what in TAGS.items() if counts[tag]]
    text = markdown(["tag", "evidence", "numbers of the world"], rows)
    if drawn is None:
        return text
    return text + f"\n{len(drawn.calibrated)} of them move a calibration target and are narrowed by it.\n"
