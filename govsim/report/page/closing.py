"""The last sections of every page: what rests on assumptions, and where the page comes from."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from govsim.month import month_name
from govsim.params import TAGS, declared, sources
from govsim.reforms.base import Reform
from govsim.report.evidence import evidence_sentences
from govsim.report.page.parts import Section, Table
from govsim.report.texts import Lang, text
from govsim.report.units import chosen
from govsim.scenario import Scenario
from govsim.scenario.source import COMMAND_LINE
from govsim.units import UNITS_ZH
from govsim.world import World

if TYPE_CHECKING:
    from govsim.experiment.read_folder import Found
    from govsim.params import Param
    from govsim.scenario.scenario import Override

UNSURE = "AC"
"""Tags of evidence that is none: assumed, and calibrated to what was assumed."""


def closing(found: Found, lang: Lang) -> Iterator[Section]:
    """Assumptions, then provenance."""
    factors = found.manifest.get("factors", [])
    horizon = found.manifest.get("horizon", month_name(found.scenarios[0].end))
    evidence = [] if found.kind == "ledger" else evidence_sentences(found.scenarios, horizon, lang)
    yield assumptions(found.scenarios, {path for factor in factors for path in factor["paths"]}, evidence, lang)
    yield provenance(found, lang)


def assumptions(
    scenarios: Sequence[Scenario], varied: Collection[str], evidence: Sequence[str], lang: Lang
) -> Section:
    """Parameters of the reforms and of the world that are assumed, and what the scenarios assume otherwise.

    `varied` are the paths that a study varies, which have no one value, `evidence` what the effects rest on.
    """
    override = text("page_override", lang)
    changed = [override.format(path=item.path, value=told(item.value, lang), ground=ground(item, lang))
               for scenario in scenarios for item in scenario.overrides if item.path not in varied]
    reforms: dict[tuple[str, str, object], list[str]] = {}
    for revision in (revision for scenario in scenarios for revision in scenario.revisions):
        if isinstance(revision.change, Reform):
            for name, known in declared(type(revision.change)).items():
                value = getattr(revision.change, name)
                if known.tag in UNSURE and value != known.neutral:
                    path = f"{revision.rule}.{name}"
                    shown = text("page_varied", lang) if f"reform.{path}" in varied else value
                    reforms[revision.rule, name, shown] = described(path, known, shown, lang)
    world = declared(World)
    counts = {tag: sum(known.tag == tag for known in world.values()) for tag in TAGS}
    tags = ("；" if lang == "zh" else "; ").join(
        f"{text(f'tag_{tag}', lang)} {count}" for tag, count in counts.items() if count)
    values = {name: text("page_varied", lang) if f"world.{name}" in varied else getattr(scenarios[-1].world, name)
              for name in world}
    others = [described(name, known, values[name], lang) for name, known in world.items() if known.tag in UNSURE]
    headings = [text(f"page_{key}", lang) for key in ("name", "meaning", "value", "unit_of")]
    source = sources().get("article", {}).get("title", "")
    return Section(
        text("page_assumptions", lang),
        paragraphs=[text("page_caveat", lang).format(source=source), text("page_world", lang).format(counts=tags)],
        points=[*dict.fromkeys(changed), *evidence], more_title=text("page_assumed", lang),
        more=[Table(text("page_reform_parameters", lang), headings, list(reforms.values()), 4),
              Table(text("page_world_parameters", lang), headings, others, 4)],
    )


def ground(override: Override, lang: Lang) -> str:
    """Why a value is assumed otherwise."""
    given = override.assumption or override.source
    return text("page_given", lang) if given == COMMAND_LINE else given


def described(name: str, known: Param, value: object, lang: Lang) -> list[str]:
    """A parameter as a row of a table."""
    unit = UNITS_ZH[known.unit] if lang == "zh" else known.unit
    return [name, known.zh if lang == "zh" else known.doc, told(value, lang), unit or "–"]


def told(value: object, lang: Lang) -> str:
    """A value of a parameter."""
    if isinstance(value, bool):
        return text("page_yes" if value else "page_no", lang)
    return chosen(value) if isinstance(value, (int, float)) else f"{value}"


def provenance(found: Found, lang: Lang) -> Section:
    """Commands, versions, seeds and checksums."""
    manifest = found.manifest
    commands = [manifest["command"], *(note["command"] for note in found.analyses)]
    code = [shlex.join(command) for command in commands if command]
    rows = [[name, str(version)] for name, version in manifest["versions"].items()]
    files = [[name, str(entry["sha256"])] for name, entry in manifest["files"].items()]
    headings = [text("page_name", lang), text("page_version", lang)]
    return Section(
        text("page_provenance", lang), paragraphs=[text("page_reproduce" if code else "page_by_python", lang)],
        code=code, tables=[Table(text("page_versions", lang), headings, rows, 2)],
        more_title=text("page_checksums", lang),
        more=[Table(text("page_checksums", lang), [text("page_file", lang), "SHA-256"], files, 2)],
    )
