"""Click in two languages: help pages and usage errors."""

from __future__ import annotations

import difflib
import re

import click

from govsim.cli.help_page import HelpPage
from govsim.cli.texts import TEXTS, Lang, say

HEADINGS = ("Usage:", "Options:", "Commands:", "[required]")

ALIKE = 0.6
"""How alike a name must be to be what was meant, from 0 to 1."""

BARE = 2
"""Letters, dashes counted, that say nothing yet of the name that they begin."""


class Context(click.Context):
    """A context whose help pages are laid out for Chinese too."""

    formatter_class = HelpPage


class Spoken(click.Command):
    """What has a help page, in the language given."""

    context_class = Context

    def __init__(self, *args: object, lang: Lang, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.lang = lang
        self.options_metavar = say("[OPTIONS]", lang)
        for param in self.params:
            name_value(param, lang)

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return in_language(super().get_help(ctx), self.lang)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The --help option."""
        return helped(super().get_help_option(ctx), self.lang)


class Command(Spoken):
    """A command; what it has no option or argument for is refused."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; what is left over is refused."""
        ctx.allow_extra_args = True
        super().parse_args(ctx, args)
        if ctx.args:
            raise ExtraArguments(ctx.args, ctx)
        return ctx.args


class Group(Spoken, click.Group):
    """The commands."""

    def __init__(self, *args: object, lang: Lang, **kwargs: object) -> None:
        super().__init__(*args, lang=lang, **kwargs)
        self.subcommand_metavar = say("COMMAND", lang)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order in which they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named; an unknown one is refused with the nearest."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise UnknownCommand(args[0], self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)


class ExtraArguments(click.UsageError):
    """More arguments than a command takes."""

    def __init__(self, names: list[str], ctx: click.Context) -> None:
        super().__init__(f"too many arguments: {' '.join(names)}", ctx)
        self.names = names


class UnknownCommand(click.UsageError):
    """A command that does not exist."""

    def __init__(self, name: str, known: list[str], ctx: click.Context) -> None:
        super().__init__(f"no such command: {name}", ctx)
        self.name, self.known = name, known


def in_language(page: str, lang: Lang) -> str:
    """A help page with click's headings in the language."""
    for heading in HEADINGS:
        page = page.replace(heading, say(heading, lang), 1)
    return page


def name_value(param: click.Parameter, lang: Lang) -> None:
    """Call what an argument or option takes by its Chinese name, as in "情景..." or "指标=半宽"."""
    shown = param.metavar or (str(param.name).upper() if isinstance(param, click.Argument) else "")
    if lang == "en" or not shown:
        return
    words = re.sub(r"[A-Z]+(?:-[A-Z]+)?", lambda found: TEXTS.get(found[0], ("", found[0]))[1], shown)
    param.metavar = words if param.required or isinstance(param, click.Option) else f"[{words}]"


def helped(option: click.Option | None, lang: Lang) -> click.Option | None:
    """The help option with its text in the language."""
    if option is not None:
        option.help = say("help", lang)
    return option


def spoken(error: click.ClickException, lang: Lang) -> str:
    """A usage error with what is allowed, and where to look."""
    message = _message(error, lang)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return message
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "govsim"
    return f"{message}\n{say('try_help', lang, command=command)}"


def _message(error: click.ClickException, lang: Lang) -> str:
    if isinstance(error, click.NoSuchOption):
        known = [name for item in error.ctx.command.params for name in item.opts] if error.ctx else []
        return say("no_option", lang, name=error.option_name, hint=_hint(error.option_name, known, lang))
    if isinstance(error, UnknownCommand):
        return say("no_command", lang, name=error.name, hint=_hint(error.name, error.known, lang))
    if isinstance(error, ExtraArguments):
        return say("extra", lang, name=" ".join(error.names))
    if isinstance(error, click.MissingParameter):
        return say("missing", lang, name=_shown(error.param))
    if isinstance(error, click.BadOptionUsage):
        return say("takes_no_value" if "not take" in error.message else "no_value", lang, name=error.option_name)
    if isinstance(error, BadValue):
        return say("bad_value", lang, name=_shown(error.param), value=error.value, allowed=error.allowed)
    return error.format_message()


def _shown(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    return param.opts[0] if isinstance(param, click.Option) else param.make_metavar(click.Context(click.Command("")))


def _hint(name: str, known: list[str], lang: Lang) -> str:
    begun = [item for item in known if len(name) > BARE and item.startswith(name)]
    found = begun or difflib.get_close_matches(name, known, 1, ALIKE)
    return say("did_you_mean", lang, name=found[0]) if found else ""


class BadValue(click.BadParameter):
    """A value of an option that is not allowed; `allowed` says what is, in the reader's language."""

    def __init__(self, value: object, allowed: str, param: click.Parameter | None, ctx: click.Context | None) -> None:
        super().__init__(allowed, ctx, param)
        self.value, self.allowed = value, allowed


class Choice(click.Choice):  # type: ignore[type-arg]
    """One of some names."""

    def __init__(self, names: tuple[str, ...], lang: Lang) -> None:
        super().__init__(names)
        self.names, self.lang = names, lang

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, or BadValue."""
        if value in self.names:
            return str(value)
        allowed = say("one_of", self.lang, names=", ".join(self.names)) + _hint(str(value), list(self.names), self.lang)
        raise BadValue(value, allowed, param, ctx)


class Number(click.ParamType):
    """A whole or real number in a range."""

    def __init__(self, kind: type[int] | type[float], low: float, high: float, lang: Lang) -> None:
        self.kind, self.low, self.high, self.lang = kind, low, high, lang
        self.name = "number"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """What help pages show."""
        return "N" if self.kind is int else "X"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, or BadValue."""
        try:
            number = self.kind(str(value))
        except ValueError:
            number = None
        if number is None or not self.low <= number <= self.high:
            span = say("from_to", self.lang, low=f"{self.low:g}", high=f"{self.high:,.12g}")
            raise BadValue(value, say("whole" if self.kind is int else "number", self.lang, range=span), param, ctx)
        return number
