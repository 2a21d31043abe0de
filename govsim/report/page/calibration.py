"""Sections of a calibration: targets, the numbers that move them, what is tied together, and the emulator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govsim.report.calibration import called
from govsim.report.page.evidence import middle, short
from govsim.report.page.parts import Section, Table
from govsim.report.texts import Lang, text, titled
from govsim.targets import load_targets

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.read_folder import Found

MOST_RIDGES = 12
"""Correlations that are shown."""


def calibration_sections(found: Found, lang: Lang) -> Iterator[Section]:
    """What the targets leave, from the tables."""
    about = found.manifest["calibration"]
    left = (" → " if lang == "en" else "→").join(f"{100 * share:.2g}%" for share in about["not_ruled_out"])
    parameters = found.tables["parameters"]
    moving = parameters[parameters["calibrated"]].sort_values("spread_left")
    yield Section(
        text("page_findings", lang),
        points=[text("page_calibrated", lang).format(
            vectors=about["vectors"], runs=about["runs"] + about["vectors"] + about["refuted"], waves=about["waves"],
            left=left, refuted=about["refuted"], moving=len(moving), numbers=len(parameters))],
        tables=[target_table(found, lang), number_table(moving, lang)], more_title=text("page_more_calibration", lang),
        more=[ridge_table(found.tables["correlations"], lang), emulator_table(found.tables["emulator"], lang)],
    )


def target_table(found: Found, lang: Lang) -> Table:
    """What is known beside what the plausible worlds show."""
    titles = {item.name: titled(item, lang) for item in load_targets(found.scenarios[0].place)}
    rows = [
        [f"{row['target']}  {titles.get(row['target'], '')}".strip(),
         f"{short(row['value'])} (−{short(row['below'])}, +{short(row['above'])})", middle(row), f"{row['met']:.0%}"]
        for _, row in found.tables["targets"].iterrows()
    ]
    headings = [text(f"page_{key}", lang) for key in ("target", "known", "in_worlds", "met")]
    return Table(text("calibration_targets", lang), headings, rows)


def number_table(moving: pd.DataFrame, lang: Lang) -> Table:
    """The numbers that move a target, the best known first."""
    rows: list[list[Any]] = [
        [called(row["parameter"], lang), str(row["moves"]), f"{short(row['range_low'])} – {short(row['range_high'])}",
         middle(row), short(row["central"])]
        for _, row in moving.iterrows()
    ]
    headings = [text(f"page_{key}", lang) for key in ("name", "targets_moved", "range", "in_worlds", "central")]
    return Table(text("calibration_marginals", lang), headings, rows, 2)


def ridge_table(table: pd.DataFrame, lang: Lang) -> Table:
    """The strongest rank correlations over the plausible worlds."""
    rows = [[called(row["parameter"], lang), called(row["with"], lang), f"{row['correlation']:+.2f}".replace("-", "−")]
            for _, row in table.head(MOST_RIDGES).iterrows()]
    return Table(text("calibration_pairs", lang),
                 [text(f"page_{key}", lang) for key in ("name", "with", "correlation")], rows, 2)


def emulator_table(table: pd.DataFrame, lang: Lang) -> Table:
    """The emulator against fresh runs."""
    rows = [[row["target"], *(short(row[key]) for key in ("bias", "error", "foreseen_error")), f"{row['within_2']:.0%}"]
            for _, row in table.iterrows()]
    headings = [text(f"page_{key}", lang) for key in ("target", "emulator_bias", "emulator_error", "emulator_foreseen")]
    return Table(text("calibration_emulator", lang), [*headings, text("calibration_within", lang)], rows)
