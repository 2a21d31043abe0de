"""The report of `benchmarks.speed`: tables between the marks of `README.md`, and a log-log figure."""

from __future__ import annotations

import json
from math import log
from pathlib import Path
from typing import Any

from benchmarks.places import SIZES

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
LABELS = {"7k": "one small street", "69k": "a tenth", "690k": "Jinjiang", "7M": "ten districts"}


def exponent(found: dict[str, Any], small: str, large: str) -> float:
    """Growth of a month's time with the number of residents: 1 is proportional."""
    one, other = found[small], found[large]
    return log(other["month_ms"] / one["month_ms"]) / log(other["residents"] / one["residents"])


def roofline(found: dict[str, Any]) -> float:
    """ns that reading all of a resident's columns and ties once and writing the columns once takes at least."""
    district = found["690k"]
    moved = 2 * district["resident_columns_bytes"] + district["tie_bytes"]
    return float(moved / found["bandwidth"]["gb_per_s"])


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """Lines of a Markdown table."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def targets(found: dict[str, Any]) -> list[list[str]]:
    """Each target: what it is, must, aim, measured, reached."""
    district, ten = found["690k"], found["7M"]
    rows: list[tuple[str, float, float, float, str, bool]] = [
        ("ns a resident and month, 1:1", 100, 35, district["ns_per_resident_month"], "", False),
        ("import, synthesis and 108 months, 1:1 (s)", 10, 4, found["whole"]["run_s"], "", False),
        ("plain Mesa over this, 69k", 100, 300, found["oracle 69k"]["mesa_ratio"], "x", True),
        ("plain Mesa over this, 690k", 100, 300, found["oracle 690k"]["mesa_ratio"], "x", True),
        ("bytes a resident, all arrays", 120, 65, district["bytes_per_resident"], "", False),
        ("synthesis of 690k (s)", 1, 0.2, district["synthesis_s"], "", False),
        ("synthesis of 7M (s)", 12, 4, ten["synthesis_s"], "", False),
        ("growth exponent 7k to 7M", 1.10, 1.05, exponent(found, "7k", "7M"), "", False),
        ("growth exponent 690k to 7M", 1.25, 1.05, exponent(found, "690k", "7M"), "", False),
        ("runs a minute, sample 0.05, 108 months, all cores", 300, 1000, found["sweep"]["district"]["runs_per_minute"],
         "", True),
        ("`govsim --help` (s)", 0.5, 0.2, found["whole"]["help_s"], "", False),
        ("a pair of 108 months at sample 0.02, warm (s)", 2, 2, found["samples"]["pair_0.02_s"], "", False),
    ]
    lines = []
    for name, must, aim, value, unit, more in rows:
        met = [(value >= goal) if more else (value <= goal) for goal in (must, aim)]
        reached = "aim" if met[1] else "must" if met[0] else "**no**"
        lines.append([name, f"{must:g}{unit}", f"{aim:g}{unit}", f"{value:.3g}{unit}", reached])
    return lines


def lines_of(found: dict[str, Any], peers: dict[str, Any]) -> list[str]:
    """All tables."""
    machine, district = found["machine"], found["690k"]
    lines = [
        f"Measured on {machine['processor']}, {machine['cores']} cores, Python {machine['python']}, "
        + ", ".join(f"{name} {machine[name]}" for name in ("numpy", "scipy", "mesa", "pandas", "dask")) + ".",
        "",
        *table(["target", "must", "aim", "measured", "reached"], targets(found)),
        "",
        *table(
            ["place", "residents", "synthesis (s)", "start-up (s)", "month (ms)", "measures (ms)",
             "ns a resident-month", "bytes a resident", "peak (MiB)"],
            [[f"{name}, {LABELS[name]}", f"{one['residents']:,}",
              f"{one['synthesis_s']:.2f}", f"{one['startup_s']:.2f}", f"{one['month_ms']:.1f}",
              f"{one['observe_ms']:.1f}", f"{one['ns_per_resident_month']:.0f}",
              f"{one['bytes_per_resident']:.0f}", f"{one['peak_mib']:.0f}"]
             for name in SIZES for one in [found[name]]],
        ),
        "",
        f"Memory bandwidth of one core {found['bandwidth']['gb_per_s']:.1f} GB/s: reading a resident's columns "
        f"and ties once and writing the columns once takes {roofline(found):.1f} ns, the whole month "
        f"{district['ns_per_resident_month'] / roofline(found):.0f} times that.",
        "",
        *table(
            ["residents", "this (s)", "plain objects (s)", "plain Mesa (s)", "ratio to objects", "ratio to Mesa"],
            [[f"{one['residents']:,}", f"{one['fast_s']:.4f}", f"{one['oracle_s']:.2f}", f"{one['mesa_s']:.2f}",
              f"{one['oracle_ratio']:.0f}x", f"{one['mesa_ratio']:.0f}x"]
             for name in ("69k", "690k") for one in [found[f"oracle {name}"]]],
        ),
        "",
        *table(
            ["process", *SIZES],
            [[f"`{process}`", *(f"{found[name]['share'].get(process, 0.0):.1%}" for name in SIZES)]
             for process in list(found["690k"]["share"])[:12]],
        ),
        "",
        *table(
            ["small worlds", "measured"],
            [["a run at sample 0.05, warm (s)", f"{found['samples']['run_0.05_s']:.2f}"],
             ["a run at sample 0.01, warm (s)", f"{found['samples']['run_0.01_s']:.2f}"],
             ["a run at sample 0.05 whose start is kept; streets and groups, the district alone (s)",
              f"{found['samples']['run_started_street_s']:.2f}, {found['samples']['run_started_district_s']:.2f}"],
             ["runs a minute of the slowest and the fastest of the sweeps that were measured",
              f"{found['sweep']['slowest']:.0f}, {found['sweep']['fastest']:.0f}"],
             ["runs a minute of a sweep that stores streets and groups",
              f"{found['sweep']['street']['runs_per_minute']:.0f}"],
             ["share of the cores that a sweep uses", f"{found['sweep']['district']['share_of_cores']:.0%}"],
             ["MiB in use after 100, 300 and 500 runs in one process",
              ", ".join(f"{value:.0f}" for value in found["memory"]["mib_after_runs"].values())]],
        ),
        "",
        *table(["a small step elsewhere (`benchmarks/peers.py`)", "ns an agent and step"],
               [[name, str(value)] for name, value in peers.items()]),
    ]
    return lines


def figure(found: dict[str, Any], path: Path) -> None:
    """ns a resident-month by number of residents, against plain Mesa and the targets."""
    from matplotlib.figure import Figure

    drawn = Figure(figsize=(7.5, 4.6), layout="constrained")
    axes = drawn.add_subplot()
    at = [found[name]["residents"] for name in SIZES]
    own = [found[name]["ns_per_resident_month"] for name in SIZES]
    parts = [found[f"oracle {name}"] for name in ("69k", "690k")]
    plain = [part["mesa_ns_per_resident_month"] for part in parts]
    own_parts = [part["fast_s"] / part["residents"] * 1e9 for part in parts]
    floor = roofline(found)
    axes.loglog([part["residents"] for part in parts], plain, "s-", color="#b3541e")
    axes.annotate("residents and courtyards,\nplain Mesa", (parts[1]["residents"], plain[1]), xytext=(8, -4),
                  textcoords="offset points", color="#b3541e", fontsize=9)
    axes.loglog(at, own, "o-", color="#0b6fa4")
    axes.annotate("govsim, the whole month", (at[-1], own[-1]), xytext=(-4, 10), ha="right",
                  textcoords="offset points", color="#0b6fa4", fontsize=9)
    axes.loglog([part["residents"] for part in parts], own_parts, "o--", color="#0b6fa4", markerfacecolor="white")
    axes.annotate("govsim, residents and courtyards", (parts[0]["residents"], own_parts[0]), xytext=(0, -16),
                  textcoords="offset points", color="#0b6fa4", fontsize=9, ha="center")
    axes.axhline(floor, color="#6b7680", linewidth=0.9)
    axes.annotate("memory roofline", (at[0], floor), xytext=(0, 4), textcoords="offset points", fontsize=9,
                  color="#6b7680")
    axes.set_xlabel("residents")
    axes.set_ylabel("ns a resident and month")
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(visible=True, which="major", color="#e3e7ea")
    drawn.savefig(path, dpi=120)


def write(found: dict[str, Any], folder: Path) -> None:
    """Put the tables between the marks of `README.md`, and draw the figure."""
    kept = folder / "peers.json"
    peers = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    readme = folder / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(BEGIN)
    text = "\n".join([BEGIN, "", *lines_of(found, peers), "", END])
    readme.write_text(before + text + rest.split(END)[1], encoding="utf-8")
    figure(found, folder / "speed.png")


if __name__ == "__main__":
    here = Path(__file__).parent
    write(json.loads((here / "speed.json").read_text(encoding="utf-8")), here)
