"""The command that was given, for the manifest of what it makes."""

from __future__ import annotations

from collections.abc import Collection

import click
from click.core import ParameterSource

IRRELEVANT = {
    "lang", "out", "as_json", "processes", "figures", "every", "scheduler", "runs", "dry_run",
}
"""Parameters that change where results go and how they are shown, and no result."""


def asked(command: str = "", without: Collection[str] = ()) -> list[str]:
    """The command in words, with the program's name and all that was given and changes a result.

    With another `command`, as if that had been asked for, `without` parameters that it does not have.
    """
    context = click.get_current_context()
    arguments, options = [], []
    for parameter in context.command.params:
        name = str(parameter.name)
        given = context.get_parameter_source(name) == ParameterSource.COMMANDLINE
        if not given or name in IRRELEVANT or name in without:
            continue
        value = context.params[name]
        values = list(value) if isinstance(value, tuple) else [value]
        if isinstance(parameter, click.Argument):
            arguments += [str(item) for item in values]
        elif isinstance(parameter, click.Option) and parameter.is_flag:
            options.append(parameter.opts[0])
        else:
            options += [word for item in values for word in (parameter.opts[0], str(item))]
    return ["govsim", command or str(context.info_name), *arguments, *options]


def given_options() -> list[str]:
    """The options that were given, by the first name of each."""
    context = click.get_current_context()
    return [
        parameter.opts[0] for parameter in context.command.params if isinstance(parameter, click.Option)
        and context.get_parameter_source(str(parameter.name)) == ParameterSource.COMMANDLINE
    ]
