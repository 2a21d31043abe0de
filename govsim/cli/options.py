"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

import govsim
from govsim.cli.spoken import Choice, Number
from govsim.cli.texts import Lang, say

LARGEST_SEED = 999_999_999
MOST_REPLICATIONS = 10_000
MOST_PROCESSES = 1024


def study_options(lang: Lang, replications: int) -> list[click.Parameter]:
    """The options that `run` and `compare` share."""
    return [
        number("seed", int, 0, LARGEST_SEED, lang, default=1),
        number("replications", int, 1, MOST_REPLICATIONS, lang, default=replications),
        sample_option(lang),
        set_option(lang),
        folder_option("out", lang),
        processes_option(lang),
        figures_option(lang),
        flag("all", lang, "every"),
    ]


def precise_options(lang: Lang) -> list[click.Parameter]:
    """Those of a study whose replications may be added until it is precise."""
    count = click.Option(["--replications"], type=Number(int, 1, MOST_REPLICATIONS, lang),
                         help=say("replications_until", lang, usual=govsim.REPLICATIONS))
    return [count if option.name == "replications" else option for option in study_options(lang, 0)] + [
        until_option(lang)
    ]


def sweep_options(lang: Lang) -> list[click.Parameter]:
    """The options of what works on a study; what is not given is as the study says."""
    return [
        number("seed", int, 0, LARGEST_SEED, lang),
        number("replications", int, 1, MOST_REPLICATIONS, lang),
        sample_option(lang),
        set_option(lang),
        folder_option("out", lang),
        folder_option("runs", lang, "runs_folder"),
        processes_option(lang),
        click.Option(["--scheduler"], metavar="ADDRESS", help=say("scheduler", lang)),
        figures_option(lang),
    ]


def number(
    name: str, kind: type[int] | type[float], low: float, high: float, lang: Lang, text: str = "",
    default: float | None = None,
) -> click.Option:
    """--name N from `low` to `high`; the help page tells its default, where it has one."""
    said = say(text or name, lang)
    return click.Option(
        [f"--{name}"], type=Number(kind, low, high, lang), default=default,
        help=said if default is None else say("by_default", lang, help=said, value=default),
    )


def sample_option(lang: Lang, default: float | None = None) -> click.Option:
    """--sample SHARE."""
    return number("sample", float, 0.01, 1.0, lang, default=default)


def worlds_option(lang: Lang, text: str = "worlds") -> click.Option:
    """--worlds N."""
    return number("worlds", int, 0, MOST_REPLICATIONS, lang, text)


def folder_option(name: str, lang: Lang, text: str = "") -> click.Option:
    """--name FOLDER."""
    return click.Option([f"--{name}"], type=click.Path(path_type=Path), metavar="FOLDER", help=say(text or name, lang))


def horizon_option(lang: Lang, text: str = "horizon") -> click.Option:
    """--horizon YYYY-MM."""
    return click.Option(["--horizon"], metavar="YYYY-MM", help=say(text, lang))


def measures_option(lang: Lang, text: str) -> click.Option:
    """--measure MEASURE, any number of times."""
    return click.Option(["--measure", "measures"], multiple=True, metavar="MEASURE", help=say(text, lang))


def processes_option(lang: Lang) -> click.Option:
    """--processes N."""
    return click.Option(["--processes", "--jobs"], type=Number(int, 1, MOST_PROCESSES, lang),
                        help=say("processes", lang))


def figures_option(lang: Lang) -> click.Option:
    """--figures or --no-figures."""
    return click.Option(["--figures/--no-figures"], default=True, help=say("figures", lang))


def until_option(lang: Lang) -> click.Option:
    """--until-precise MEASURE=0.005, once a measure."""
    return click.Option(["--until-precise", "until"], multiple=True, metavar="MEASURE=WIDTH", help=say("until", lang))


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
