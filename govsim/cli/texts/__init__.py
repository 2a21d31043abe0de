"""Every text of the command line, in English and Chinese; one file a command or a group of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govsim.report.texts import Lang, filled, gathered

TEXTS = gathered(__name__, __path__)
"""Key -> (English, Chinese); words in braces are filled in."""


def say(key: str, lang: Lang, **words: object) -> str:
    """One text with its words filled in; KeyError for an unknown key or a word left out."""
    return filled(TEXTS[key][lang == "zh"], **words)


def caveat(lang: Lang, worlds: int = 0, intervals: bool = True) -> str:
    """What every result ends with: that it is a projection, and what its intervals show, where it has any."""
    told = say("caveat", lang)
    if not intervals:
        return told
    return say("caveat_worlds" if worlds else "caveat_chance", lang, caveat=told, worlds=worlds)


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language of `--lang`, wherever it stands, else that of the environment.

    >>> language(["list", "reforms", "--lang=zh"], {}), language([], {"LANG": "zh_CN.UTF-8"}), language([], {})
    ('zh', 'zh', 'en')
    """
    asked = ""
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            asked = arguments[number + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    spoken = next((environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")
    return "zh" if spoken.lower().startswith("zh") else "en"
