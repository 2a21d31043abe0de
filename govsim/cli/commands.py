"""The commands; what they do is imported when they are called."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

import govsim
from govsim.cli.options import (
    LARGEST_SEED,
    MOST_REPLICATIONS,
    figures_option,
    flag,
    folder_option,
    horizon_option,
    measures_option,
    number,
    precise_options,
    processes_option,
    sample_option,
    set_option,
    spoken_options,
    study_options,
    sweep_options,
    until_option,
    worlds_option,
)
from govsim.cli.spoken import Choice, Command, Group, Number
from govsim.cli.texts import Lang, say

KINDS = ("reforms", "scenarios", "studies", "measures", "parameters", "places")
PLACES = ("street", "community")
AGENTS = ("street", "community", "courtyard", "organization", "resident")
EVALUATIONS = 20
"""Replications of an evaluation unless more are asked for: shares of them are told."""
SAMPLE = 0.05
"""Share of households in the runs of a calibration, a validation and the ledger unless another is asked for."""
LEDGER_POINTS = 240
"""Worlds of the ledger unless more are asked for."""
LOOPBACK, PORT, LARGEST_PORT = "127.0.0.1", 8765, 65_535
"""Where the dashboard listens unless told otherwise: on this machine alone."""


def build(lang: Lang) -> click.Group:
    """The command line in one language."""
    root = Group(
        "govsim", lang=lang, help=say("govsim", lang), no_args_is_help=True, invoke_without_command=True,
        params=[
            *spoken_options(lang),
            click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False,
                         help=say("version", lang), callback=print_version),
        ],
        callback=without_command,
    )
    scenario, baseline, study = (argument(name) for name in ("scenario", "baseline", "study"))
    folder = click.Argument(["folder"], type=click.Path(path_type=Path))
    as_json = flag("json", lang, "as_json")

    def add(name: str, does: str, params: list[click.Parameter]) -> None:
        root.add_command(Command(
            name, lang=lang, help=say(name, lang), short_help=say(name, lang), callback=imported(does, lang),
            params=[*params, *spoken_options(lang)],
        ))

    add("run", "studies.run", [scenario, *study_options(lang, 1), flag("courtyards", lang), as_json])
    add("compare", "studies.compare", [
        baseline, click.Argument(["scenarios"], nargs=-1, required=True, type=FILES, metavar="SCENARIO..."),
        *precise_options(lang), horizon_option(lang), worlds_option(lang),
        click.Option(["--winners"], multiple=True, metavar="MEASURE", help=say("winners", lang)), as_json,
    ])
    add("evaluate", "evaluate.evaluate", [
        scenario, click.Argument(["baseline"], required=False, type=FILES),
        *but(study_options(lang, EVALUATIONS), "every"), measures_option(lang, "evaluate_measure"),
        *(click.Option([f"--{name}"], type=Choice(PLACES, lang), metavar="|".join(PLACES),
                       help=say(f"evaluate_{name}", lang)) for name in ("unit", "cluster")),
        horizon_option(lang, "evaluate_horizon"), flag("showcase", lang), as_json,
    ])
    add("attribute", "attribute.attribute", [
        scenario,
        click.Option(["--bundles"], required=True, metavar="R1,R2,R3", help=say("attribute_bundles", lang)),
        click.Option(["--baseline"], type=FILES, metavar="SCENARIO", help=say("attribute_baseline", lang)),
        *but(precise_options(lang), "every"), measures_option(lang, "attribute_measure"), worlds_option(lang),
        horizon_option(lang), as_json,
    ])
    add("sweep", "sweep.sweep", [
        study, *sweep_options(lang), worlds_option(lang), until_option(lang), flag("dry-run", lang, "dry_run"), as_json,
    ])
    add("sensitivity", "analysis.sensitivity", [study, *sweep_options(lang), worlds_option(lang), as_json])
    add("discover", "analysis.discover", [
        study, click.Option(["--where", "condition"], required=True, metavar="CONDITION", help=say("where", lang)),
        click.Option(["--scenario"], metavar="SCENARIO", help=say("which_scenario", lang)),
        *sweep_options(lang), worlds_option(lang), as_json,
    ])
    add("dashboard", "dashboard.dashboard", [
        click.Option(["--host"], default=LOOPBACK, metavar="ADDRESS", help=say("by_default", lang, help=say(
            "host", lang), value=LOOPBACK)),
        number("port", int, 0, LARGEST_PORT, lang, default=PORT),
        click.Option(["--name", "names"], multiple=True, metavar="NAME", help=say("dashboard_name", lang)),
        click.Option(["--open/--no-open", "opened"], default=True, help=say("open", lang)),
        click.Option(["--results"], type=click.Path(path_type=Path), default=Path("results"), metavar="FOLDER",
                     help=say("by_default", lang, help=say("dashboard_results", lang), value="results")),
    ])
    add("calibrate", "calibrate.calibrate", [
        scenario, number("waves", int, 1, MOST_REPLICATIONS, lang, default=4),
        number("runs", int, 20, MOST_REPLICATIONS, lang, "wave_runs", default=200),
        number("vectors", int, 20, MOST_REPLICATIONS, lang, default=260),
        number("seed", int, 0, MOST_REPLICATIONS, lang, default=1),
        click.Option(["--check"], type=Number(int, 0, MOST_REPLICATIONS, lang), default=0,
                     help=say("calibrate_check", lang)),
        number("check-runs", int, 0, MOST_REPLICATIONS, lang, "calibrate_check_runs", default=0),
        sample_option(lang, SAMPLE), set_option(lang), folder_option("out", lang), processes_option(lang),
        figures_option(lang), as_json,
    ])
    add("status", "sweep.status", [folder, as_json])
    add("rerun", "sweep.rerun", [click.Argument(["record"], type=click.Path(path_type=Path), metavar="FILE")])
    add("report", "folders.report", [
        folder, click.Option(["--out"], type=click.Path(path_type=Path), metavar="FILE", help=say("page_out", lang)),
        click.Option(["--pages"], type=Choice(("both", "en", "zh"), lang), default="both", metavar="both|en|zh",
                     help=say("pages", lang)),
    ])
    add("export", "folders.export", [
        folder, click.Argument(["file"], type=click.Path(path_type=Path), metavar="FILE.csv"),
        click.Option(["--table"], metavar="TABLE", help=say("table", lang)),
    ])
    add("verify", "folders.verify", [
        folder, number("rerun", int, 0, MOST_REPLICATIONS, lang, "verify_rerun", default=1),
        number("seed", int, 0, LARGEST_SEED, lang, "lot_seed", default=1), as_json,
    ])
    add("check", "listing.check", [
        click.Argument(["files"], nargs=-1, required=True, type=FILES, metavar="FILE..."), set_option(lang), as_json,
    ])
    add("list", "listing.print_list", [
        click.Argument(["kind"], type=Choice(KINDS, lang), metavar="KIND"), as_json,
    ])
    add("explain", "listing.print_explained", [click.Argument(["name"]), as_json])
    add("validate", "validate.validate", [
        worlds_option(lang, "validate_worlds"),
        number("stress-worlds", int, 1, MOST_REPLICATIONS, lang, "validate_stress_worlds"),
        *but(study_options(lang, 1), "every", "sample"), sample_option(lang, SAMPLE), as_json,
    ])
    add("ledger", "ledger.ledger", [
        click.Option(["--measure"], metavar="MEASURE", help=say("ledger_measure", lang)),
        flag("all", lang, "every"), click.Option(["--make"], is_flag=True, help=say("ledger_make", lang)),
        number("points", int, 40, MOST_REPLICATIONS, lang, "ledger_points", default=LEDGER_POINTS),
        number("seed", int, 0, LARGEST_SEED, lang, default=1), folder_option("out", lang), processes_option(lang),
        sample_option(lang, SAMPLE), as_json,
    ])
    add("explain-agent", "twins.explain_agent", [
        scenario, baseline,
        *(click.Option([f"--{kind}"], metavar="NAME", help=say(f"agent_{kind}", lang)) for kind in AGENTS),
        *but(study_options(lang, 1), "replications", "processes", "every"), as_json,
    ])
    add("schema", "listing.print_schema", [])
    return root


FILES = click.Path(path_type=str)
"""Names of scenarios and studies, or paths of their files."""


def argument(name: str) -> click.Argument:
    """A scenario or study that must be named."""
    return click.Argument([name], type=FILES)


def but(options: list[click.Parameter], *names: str) -> list[click.Parameter]:
    """All options but some."""
    return [option for option in options if option.name not in names]


def imported(does: str, spoken: Lang) -> Callable[..., int | None]:
    """A callback, "module.function" of this package, that is imported when it is called.

    It is told the language as `lang`, whether it was asked for or found.
    """
    module, function = does.split(".")

    def callback(lang: str | None, **options: Any) -> int | None:
        called: Callable[..., int | None] = getattr(importlib.import_module(f"govsim.cli.{module}"), function)
        return called(lang=spoken, **options)

    return callback


def without_command(lang: str | None) -> None:
    """Where options are given and no command, the help page tells of the commands."""
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        raise click.exceptions.NoArgsIsHelpError(context)


def print_version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    """--version."""
    if asked:
        click.echo(f"govsim {govsim.__version__}")
        ctx.exit()
