"""The commands and their options; what they do is imported when they are called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

import govsim
from govsim.cli.spoken import Choice, Command, Group, Number
from govsim.cli.texts import Lang, say

KINDS = ("reforms", "scenarios", "studies", "measures", "parameters", "places")
PLACES = ("street", "community")
AGENTS = ("street", "community", "courtyard", "organization", "resident")
EVALUATIONS = 20
"""Replications of an evaluation unless more are asked for: shares of them are told."""
VALIDATION_SAMPLE = 0.05
"""Share of households in the runs of a validation and of the ledger unless another is asked for."""
LEDGER_POINTS = 240
"""Worlds of the ledger unless more are asked for."""
LARGEST_SEED = 999_999_999
MOST_REPLICATIONS = 10_000
MOST_PROCESSES = 1024
LOOPBACK, PORT, LARGEST_PORT = "127.0.0.1", 8765, 65_535
"""Where the dashboard listens unless told otherwise: on this machine alone."""


def build(lang: Lang) -> click.Group:
    """The command line in one language."""
    root = Group(
        "govsim", lang=lang, help=say("govsim", lang), no_args_is_help=True,
        params=[
            *spoken_options(lang),
            click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False,
                         help=say("version", lang), callback=print_version),
        ],
        callback=lambda lang: None,
    )
    files = click.Path(path_type=str)
    many = click.Argument(["scenarios"], nargs=-1, required=True, type=files, metavar="SCENARIO...")

    def add(name: str, does: Callable[..., int | None], params: list[click.Parameter]) -> None:
        callback = with_lang(does, lang)
        root.add_command(Command(
            name, lang=lang, help=say(name, lang), callback=callback, params=[*params, *spoken_options(lang)],
        ))

    add("run", run, [
        click.Argument(["scenario"], type=files), *study_options(lang, 1),
        flag("courtyards", lang), flag("json", lang, "as_json"),
    ])
    add("compare", compare, [
        click.Argument(["baseline"], type=files), many, *precise_options(lang),
        click.Option(["--horizon"], metavar="YYYY-MM", help=say("horizon", lang)),
        worlds_option(lang),
        click.Option(["--winners"], multiple=True, metavar="MEASURE", help=say("winners", lang)),
        flag("json", lang, "as_json"),
    ])
    add("evaluate", evaluate, [
        click.Argument(["scenario"], type=files), click.Argument(["baseline"], required=False, type=files),
        *(option for option in study_options(lang, EVALUATIONS) if option.name != "every"),
        click.Option(["--measure", "measures"], multiple=True, metavar="MEASURE", help=say("evaluate_measure", lang)),
        click.Option(["--unit"], type=Choice(PLACES, lang), metavar="|".join(PLACES), help=say("evaluate_unit", lang)),
        click.Option(["--cluster"], type=Choice(PLACES, lang), metavar="|".join(PLACES),
                     help=say("evaluate_cluster", lang)),
        click.Option(["--horizon"], metavar="YYYY-MM", help=say("evaluate_horizon", lang)),
        flag("showcase", lang),
        flag("json", lang, "as_json"),
    ])
    add("attribute", attribute, [
        click.Argument(["scenario"], type=files),
        click.Option(["--bundles"], required=True, metavar="R1,R2,R3", help=say("attribute_bundles", lang)),
        click.Option(["--baseline"], type=files, metavar="SCENARIO", help=say("attribute_baseline", lang)),
        *(option for option in precise_options(lang) if option.name != "every"),
        click.Option(["--measure", "measures"], multiple=True, metavar="MEASURE", help=say("attribute_measure", lang)),
        worlds_option(lang),
        click.Option(["--horizon"], metavar="YYYY-MM", help=say("horizon", lang)),
        flag("json", lang, "as_json"),
    ])
    add("sweep", sweep, [
        click.Argument(["study"], type=files), *sweep_options(lang), worlds_option(lang), until_option(lang),
        flag("dry-run", lang, "dry_run"), flag("json", lang, "as_json"),
    ])
    add("sensitivity", sensitivity, [
        click.Argument(["study"], type=files), *sweep_options(lang), flag("json", lang, "as_json"),
    ])
    add("discover", discover, [
        click.Argument(["study"], type=files),
        click.Option(["--where", "condition"], required=True, metavar="CONDITION", help=say("where", lang)),
        click.Option(["--scenario"], metavar="SCENARIO", help=say("which_scenario", lang)),
        *sweep_options(lang), flag("json", lang, "as_json"),
    ])
    add("dashboard", dashboard, [
        click.Option(["--host"], default=LOOPBACK, metavar="ADDRESS", help=say("by_default", lang, help=say(
            "host", lang), value=LOOPBACK)),
        click.Option(["--port"], type=Number(int, 0, LARGEST_PORT, lang), default=PORT,
                     help=say("by_default", lang, help=say("port", lang), value=PORT)),
        click.Option(["--name", "names"], multiple=True, metavar="NAME", help=say("dashboard_name", lang)),
        click.Option(["--open/--no-open", "opened"], default=True, help=say("open", lang)),
        click.Option(["--results"], type=click.Path(path_type=Path), default=Path("results"), metavar="FOLDER",
                     help=say("by_default", lang, help=say("dashboard_results", lang), value="results")),
    ])
    add("calibrate", calibrate, [
        click.Argument(["scenario"], type=files),
        *(click.Option([f"--{name}"], type=Number(int, least, MOST_REPLICATIONS, lang), default=value,
                       help=say("by_default", lang, help=say(text, lang), value=value))
          for name, least, value, text in (("waves", 1, 4, "waves"), ("runs", 20, 200, "wave_runs"),
                                           ("vectors", 20, 260, "vectors"), ("seed", 0, 1, "seed"))),
        click.Option(["--check"], type=Number(int, 0, MOST_REPLICATIONS, lang), default=0,
                     help=say("calibrate_check", lang)),
        click.Option(["--sample"], type=Number(float, 0.01, 1.0, lang),
                     help=say("by_default", lang, help=say("sample", lang), value=0.05)),
        set_option(lang),
        click.Option(["--out"], type=click.Path(path_type=Path), metavar="FOLDER", help=say("out", lang)),
        click.Option(["--processes", "--jobs"], type=Number(int, 1, MOST_PROCESSES, lang),
                     help=say("processes", lang)),
        click.Option(["--figures/--no-figures"], default=True, help=say("figures", lang)),
        flag("json", lang, "as_json"),
    ])
    add("status", status, [click.Argument(["folder"], type=click.Path(path_type=Path)), flag("json", lang, "as_json")])
    add("rerun", rerun, [click.Argument(["record"], type=click.Path(path_type=Path), metavar="FILE")])
    folder = click.Argument(["folder"], type=click.Path(path_type=Path))
    add("report", report, [
        folder, click.Option(["--out"], type=click.Path(path_type=Path), metavar="FILE", help=say("page_out", lang)),
        click.Option(["--pages"], type=Choice(("both", "en", "zh"), lang), default="both", metavar="both|en|zh",
                     help=say("pages", lang)),
    ])
    add("export", export, [
        folder, click.Argument(["file"], type=click.Path(path_type=Path), metavar="FILE.csv"),
        click.Option(["--table"], metavar="TABLE", help=say("table", lang)),
    ])
    add("verify", verify, [
        folder, click.Option(["--rerun"], type=Number(int, 0, MOST_REPLICATIONS, lang), default=1,
                             help=say("by_default", lang, help=say("verify_rerun", lang), value=1)),
        click.Option(["--seed"], type=Number(int, 0, LARGEST_SEED, lang), default=1, help=say("lot_seed", lang)),
        flag("json", lang, "as_json"),
    ])
    add("check", check, [
        click.Argument(["files"], nargs=-1, required=True, type=files, metavar="FILE..."),
        set_option(lang), flag("json", lang, "as_json"),
    ])
    add("list", list_, [
        click.Argument(["kind"], type=Choice(KINDS, lang), metavar="KIND"), flag("json", lang, "as_json"),
    ])
    add("explain", explain, [click.Argument(["name"]), flag("json", lang, "as_json")])
    add("validate", validate, [
        click.Option(["--worlds"], type=Number(int, 0, MOST_REPLICATIONS, lang), help=say("validate_worlds", lang)),
        *(option for option in study_options(lang, 1) if option.name not in ("every", "sample")),
        click.Option(["--sample"], type=Number(float, 0.01, 1.0, lang), default=VALIDATION_SAMPLE,
                     help=say("by_default", lang, help=say("sample", lang), value=VALIDATION_SAMPLE)),
        flag("json", lang, "as_json"),
    ])
    add("ledger", ledger, [
        click.Option(["--measure"], metavar="MEASURE", help=say("ledger_measure", lang)),
        flag("all", lang, "every"), click.Option(["--make"], is_flag=True, help=say("ledger_make", lang)),
        click.Option(["--points"], type=Number(int, 40, MOST_REPLICATIONS, lang), default=LEDGER_POINTS,
                     help=say("by_default", lang, help=say("ledger_points", lang), value=LEDGER_POINTS)),
        *(option for option in study_options(lang, 1) if option.name in ("seed", "out", "processes")),
        click.Option(["--sample"], type=Number(float, 0.01, 1.0, lang), default=VALIDATION_SAMPLE,
                     help=say("by_default", lang, help=say("sample", lang), value=VALIDATION_SAMPLE)),
        flag("json", lang, "as_json"),
    ])
    add("explain-agent", explain_agent, [
        click.Argument(["scenario"], type=files), click.Argument(["baseline"], type=files),
        *(click.Option([f"--{kind}"], metavar="NAME", help=say(f"agent_{kind}", lang)) for kind in AGENTS),
        *(option for option in study_options(lang, 1) if option.name not in ("replications", "processes", "every")),
        flag("json", lang, "as_json"),
    ])
    add("schema", schema, [])
    return root


def study_options(lang: Lang, replications: int) -> list[click.Parameter]:
    """The options that `run` and `compare` share."""
    return [
        click.Option(["--seed"], type=Number(int, 0, LARGEST_SEED, lang), default=1,
                     help=say("by_default", lang, help=say("seed", lang), value=1)),
        click.Option(["--replications"], type=Number(int, 1, MOST_REPLICATIONS, lang), default=replications,
                     help=say("by_default", lang, help=say("replications", lang), value=replications)),
        click.Option(["--sample"], type=Number(float, 0.01, 1.0, lang), help=say("sample", lang)),
        set_option(lang),
        click.Option(["--out"], type=click.Path(path_type=Path), metavar="FOLDER", help=say("out", lang)),
        click.Option(["--processes", "--jobs"], type=Number(int, 1, MOST_PROCESSES, lang),
                     help=say("processes", lang)),
        click.Option(["--figures/--no-figures"], default=True, help=say("figures", lang)),
        flag("all", lang, "every"),
    ]


def precise_options(lang: Lang) -> list[click.Parameter]:
    """Those of a study whose replications may be added until it is precise."""
    count = click.Option(["--replications"], type=Number(int, 1, MOST_REPLICATIONS, lang),
                         help=say("replications_until", lang, usual=govsim.REPLICATIONS))
    return [count if option.name == "replications" else option for option in study_options(lang, 0)] + [
        until_option(lang)
    ]


def worlds_option(lang: Lang) -> click.Option:
    """--worlds N."""
    return click.Option(["--worlds"], type=Number(int, 0, MOST_REPLICATIONS, lang), help=say("worlds", lang))


def until_option(lang: Lang) -> click.Option:
    """--until-precise MEASURE=0.005, once a measure."""
    return click.Option(["--until-precise", "until"], multiple=True, metavar="MEASURE=WIDTH", help=say("until", lang))


def sweep_options(lang: Lang) -> list[click.Parameter]:
    """The options of what works on a study; what is not given is as the study says."""
    return [
        click.Option(["--seed"], type=Number(int, 0, LARGEST_SEED, lang), help=say("seed", lang)),
        click.Option(["--replications"], type=Number(int, 1, MOST_REPLICATIONS, lang), help=say("replications", lang)),
        click.Option(["--sample"], type=Number(float, 0.01, 1.0, lang), help=say("sample", lang)),
        set_option(lang),
        click.Option(["--out"], type=click.Path(path_type=Path), metavar="FOLDER", help=say("out", lang)),
        click.Option(["--runs"], type=click.Path(path_type=Path), metavar="FOLDER", help=say("runs_folder", lang)),
        click.Option(["--processes", "--jobs"], type=Number(int, 1, MOST_PROCESSES, lang),
                     help=say("processes", lang)),
        click.Option(["--scheduler"], metavar="ADDRESS", help=say("scheduler", lang)),
        click.Option(["--figures/--no-figures"], default=True, help=say("figures", lang)),
    ]


def set_option(lang: Lang) -> click.Option:
    """--set PATH=VALUE, any number of times."""
    return click.Option(["--set", "sets"], multiple=True, metavar="PATH=VALUE", help=say("set", lang))


def flag(name: str, lang: Lang, variable: str = "") -> click.Option:
    """A yes/no option."""
    return click.Option([f"--{name}", variable or name], is_flag=True, help=say(name, lang))


def spoken_options(lang: Lang) -> list[click.Parameter]:
    """Options of every command; `main` has read them before."""
    return [
        click.Option(["--lang"], type=Choice(("zh", "en"), lang), metavar="zh|en", help=say("lang", lang)),
        click.Option(["--debug"], is_flag=True, expose_value=False, help=say("debug", lang)),
    ]


def with_lang(does: Callable[..., int | None], spoken: Lang) -> Callable[..., int | None]:
    """A callback that is told the language as `lang`, whether it was asked for or found."""

    def callback(lang: str | None, **options: Any) -> int | None:
        return does(lang=spoken, **options)

    return callback


def print_version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    """--version."""
    if asked:
        click.echo(f"govsim {govsim.__version__}")
        ctx.exit()


def run(**options: Any) -> None:
    """govsim run."""
    from govsim.cli.studies import run

    run(**options)


def compare(**options: Any) -> None:
    """govsim compare."""
    from govsim.cli.studies import compare

    compare(**options)


def evaluate(**options: Any) -> None:
    """govsim evaluate."""
    from govsim.cli.evaluate import evaluate

    evaluate(**options)


def attribute(**options: Any) -> None:
    """govsim attribute."""
    from govsim.cli.attribute import attribute

    attribute(**options)


def sweep(**options: Any) -> int:
    """govsim sweep."""
    from govsim.cli.sweep import sweep

    return sweep(**options)


def sensitivity(**options: Any) -> int:
    """govsim sensitivity."""
    from govsim.cli.analysis import sensitivity

    return sensitivity(**options)


def discover(**options: Any) -> int:
    """govsim discover."""
    from govsim.cli.analysis import discover

    return discover(**options)


def dashboard(**options: Any) -> None:
    """govsim dashboard."""
    from govsim.cli.dashboard import dashboard

    dashboard(**options)


def calibrate(**options: Any) -> int:
    """govsim calibrate."""
    from govsim.cli.calibrate import calibrate

    return calibrate(**options)


def status(**options: Any) -> int:
    """govsim status."""
    from govsim.cli.sweep import status

    return status(**options)


def rerun(**options: Any) -> None:
    """govsim rerun."""
    from govsim.cli.sweep import rerun

    rerun(**options)


def report(**options: Any) -> int:
    """govsim report."""
    from govsim.cli.folders import report

    return report(**options)


def export(**options: Any) -> int:
    """govsim export."""
    from govsim.cli.folders import export

    return export(**options)


def verify(**options: Any) -> int:
    """govsim verify."""
    from govsim.cli.folders import verify

    return verify(**options)


def check(files: tuple[str, ...], sets: tuple[str, ...], as_json: bool, lang: Lang) -> int:
    """govsim check."""
    from govsim.cli.listing import check

    return check(files, sets, as_json, lang)


def list_(kind: str, as_json: bool, lang: Lang) -> None:
    """govsim list."""
    from govsim.cli.listing import print_list

    print_list(kind, as_json, lang)


def explain(name: str, as_json: bool, lang: Lang) -> None:
    """govsim explain."""
    from govsim.cli.listing import print_explained

    print_explained(name, as_json, lang)


def validate(**options: Any) -> None:
    """govsim validate."""
    from govsim.cli.validate import validate

    validate(**options)


def ledger(**options: Any) -> None:
    """govsim ledger."""
    from govsim.cli.ledger import ledger

    ledger(**options)


def explain_agent(**options: Any) -> None:
    """govsim explain-agent."""
    from govsim.cli.twins import explain_agent

    explain_agent(**options)


def schema(lang: Lang) -> None:
    """govsim schema; the same in either language."""
    import json

    from govsim.scenario import schema

    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))
