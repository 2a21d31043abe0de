"""govsim evaluate --showcase: what demonstration courtyards owe to being shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.cli.asked import asked
from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.progress import Bar
from govsim.cli.studies import RESULTS, load_all, print_written
from govsim.cli.texts import Lang, caveat, say

if TYPE_CHECKING:
    from govsim.experiment.showcase import Showcase


def showcase(
    scenario: str, seed: int, replications: int, sample: float | None, sets: Sequence[str], out: Path | None,
    processes: int | None, figures: bool, as_json: bool, lang: Lang,
) -> None:
    """Run a scenario and its twin; `tables/showcase.csv` and a figure in the folder, Decembers on screen."""
    (loaded,) = load_all([scenario], sample, sets)
    from govsim.experiment.claim import claim, held
    from govsim.experiment.showcase import chosen_for_nothing, evaluate_showcase, first_shown
    from govsim.experiment.showcase_folder import write_showcase_folder

    first_shown(loaded)
    folder = out or RESULTS / f"showcase-{loaded.name}"
    claim(folder, "showcase", [loaded, chosen_for_nothing(loaded)])
    with held(folder), Bar(lang, folder, 2) as bar:
        found = evaluate_showcase(
            loaded, seed=seed, replications=replications, out=folder, workers=processes, progress=bar.report,
        )
        write_showcase_folder(found, folder, asked())
        if figures:
            from govsim.report.showcase import showcase as drawn
            from govsim.report.style import save

            save(drawn(found, lang), folder / "figures" / "showcase.png")
    if as_json:
        print_json({**found.to_dict(), "folder": str(folder)})
        return
    print_showcase(found, lang)
    print_written(folder, "files_compare", int(figures), lang)


def print_showcase(found: Showcase, lang: Lang) -> None:
    """A row for every December and the last month."""
    from govsim.cli.results import span, with_interval
    from govsim.experiment.showcase import QUANTITIES
    from govsim.report.texts import titled

    print_text(say("showcase_title", lang, scenario=titled(found.scenario, lang)), bold=True)
    key = "seeds" if len(found.seeds) > 1 else "runs_one"
    print_text(" · ".join([
        span(found.scenario, lang), say(key, lang, count=len(found.seeds), first=found.seeds[0], last=found.seeds[-1]),
    ]))
    table = found.by_month.set_index(["quantity", "month"])
    months = list(dict.fromkeys(found.by_month["month"]))
    rows = [
        [month, *(with_interval(table.loc[(name, month)], ("mean", "low", "high"), 100.0) for name in QUANTITIES)]
        for month in months if month.endswith("-12") or month == months[-1]
    ]
    headings = [say("showcase_month", lang), *(say(f"showcase_{name}", lang) for name in QUANTITIES)]
    print_table(headings, rows, range(1, 5))
    print_text(say("showcase_note", lang))
    print_text(caveat(lang, intervals=len(found.seeds) > 1))
