"""What names stand for."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from govsim.chance import PROCESSES
from govsim.experiment.ledger import COUNTED, load_ledger
from govsim.experiment.plausible import load_plausible
from govsim.explain.words import (
    AGGREGATES,
    BETTER,
    DRAWS_ZH,
    LEVELS,
    TAGS,
    TIERS,
    Words,
    allowed,
    joined,
    listed,
    reference,
    same,
    value,
)
from govsim.measures import MEASURES
from govsim.params import InputError, declared, nearest, sources
from govsim.place import load_place, places
from govsim.readers import readers
from govsim.reforms.base import bundles, found
from govsim.report.evidence import evidence_sentence, piece_share
from govsim.rules import Rules
from govsim.scenario import differences, load, shipped
from govsim.units import UNITS_ZH
from govsim.world import World


@dataclass(frozen=True)
class Explained:
    """What a name stands for: `facts` are (what is told, what it is), by keys such as "unit" and "source"."""

    kind: str
    """reform, bundle, parameter, measure, scenario, place, draw or source."""
    name: str
    title: Words
    facts: tuple[tuple[str, Words], ...]


def explain(name: str) -> list[Explained]:
    """Everything of this name; InputError with the nearest name where there is none."""
    wanted = name.strip()
    answers = [make() for known, make in _index() if known == wanted]
    if not answers:
        known = dict.fromkeys(known for known, _ in _index())
        raise InputError(f"nothing is called {name!r}; `govsim list` shows what there is{nearest(wanted, known)}")
    return answers


@cache
def owners() -> Mapping[str, type]:
    """Everything that declares parameters: world, rules, and every reform by name."""
    return {"world": World, "rules": Rules, **found()}


@cache
def _index() -> tuple[tuple[str, Callable[[], Explained]], ...]:
    """Names and what makes their explanation; a parameter has a short and a full name."""
    entries: list[tuple[str, Callable[[], Explained]]] = []
    for kind, names in (
        (_reform, found()), (_bundle, bundles()), (_measure, MEASURES), (_scenario, shipped()),
        (_place, places()), (_draw, PROCESSES), (_source, sources()),
    ):
        entries += [(name, lambda kind=kind, name=name: kind(name)) for name in names]  # type: ignore[misc]
    for kind, titled in ((_reform, found()), (_measure, MEASURES)):
        for name, known in titled.items():
            made = lambda kind=kind, name=name: kind(name)  # noqa: E731
            entries += [(known.title, made), (known.title_zh, made)]
    for owner, kind_ in owners().items():
        for name in declared(kind_):
            made = lambda owner=owner, name=name: _parameter(owner, name)  # noqa: E731
            entries += [(name, made), (f"{owner}.{name}", made)]
            if owner not in ("world", "rules"):
                entries.append((f"reform.{owner}.{name}", made))
    return tuple(entries)


def _parameter(owner: str, name: str) -> Explained:
    known = declared(owners()[owner])[name]
    facts: list[tuple[str, Words]] = [
        ("path", same(f"{owner}.{name}" if owner in ("world", "rules") else f"reform.{owner}.{name}")),
        ("unit", (known.unit, UNITS_ZH.get(known.unit, known.unit)) if known.unit else ("none", "无")),
        ("default", value(known.default)),
        ("allowed", allowed(known)),
    ]
    if known.level:
        facts.append(("decided", LEVELS[known.level]))
    if known.neutral is not None:
        facts.append(("neutral", value(known.neutral)))
    facts += [("tag", TAGS[known.tag]), ("source", reference(known.source))]
    facts += plausible_values(name) if owner == "world" else []
    facts += weights(name) if owner == "world" else []
    if owner in ("world", "rules"):
        reading = (readers().world if owner == "world" else readers().rules).get(name, ())
    else:
        reading = (f"govsim.reforms.{owner}.{found()[owner].__name__}.revise",)
    facts.append(("readers", same("\n".join(reading)) if reading else ("none", "无")))
    return Explained("parameter", name, (known.doc, known.zh), tuple(facts))


def plausible_values(name: str) -> list[tuple[str, Words]]:
    """What a number of World may be in the plausible worlds of each place that has some."""
    told: list[tuple[str, Words]] = []
    for place in places():
        drawn = load_plausible(place)
        if drawn is not None and name in drawn.names:
            low, high = drawn.interval(name)
            central = drawn.values[drawn.member, drawn.names.index(name)]
            known = name in drawn.calibrated
            told.append(("plausible", (
                f"{low:.3g} to {high:.3g} in 90% of the {len(drawn)} worlds of {place}"
                + (f", {central:.3g} in the central one" if known else "; no target moves with it"),
                f"{place} 的{len(drawn)}个世界中90%为{low:.3g}至{high:.3g}"
                + (f"，中心世界为{central:.3g}" if known else "；不影响任何校准目标"),
            )))
    return told


def weights(name: str) -> list[tuple[str, Words]]:
    """Which headline effects a number of World moves, by the evidence ledger of each place that has one."""
    told: list[tuple[str, Words]] = []
    for place in places():
        ledger = load_ledger(place)
        if ledger is None:
            continue
        narrowed = [item for item in ledger.of_number(name) if item in ledger.wanted(item.measure)]
        if narrowed:
            told.append(("narrows", joined(
                (f"{MEASURES[item.measure].title} {piece_share(item, 'en')}",
                 f"{MEASURES[item.measure].title_zh}{piece_share(item, 'zh')}") for item in narrowed)))
        moved = [item for item in ledger.of_number(name) if item.share >= COUNTED]
        lines = joined(
            (f"{MEASURES[item.measure].title} {100 * item.share:.0f}%",
             f"{MEASURES[item.measure].title_zh}{100 * item.share:.0f}%") for item in moved
        ) if moved else ("none by 1% or more", "均不到1%")
        told.append(("weight", lines))
    return told


def _reform(name: str) -> Explained:
    rule = found()[name]
    text = inspect.getdoc(sys.modules[rule.__module__]) or ""
    units = {known.unit: UNITS_ZH.get(known.unit, known.unit) for known in declared(rule).values()}
    lines = joined(
        (f"\n  {key} = {value(known.default)[0]} {known.unit}  {known.doc} ({allowed(known)[0]})",
         f"\n  {key} = {value(known.default)[1]} {units[known.unit]}  {known.zh}（{allowed(known)[1]}）")
        for key, known in declared(rule).items()
    )
    return Explained("reform", name, (rule.title, rule.title_zh), (
        ("bundle", same(rule.bundle) if rule.bundle else ("none", "无")),
        ("enacted", same(rule.enacted) if rule.enacted else ("none", "无")),
        ("decided", LEVELS[rule.level]),
        ("mechanism", (text, rule.about_zh)),
        ("parameters", (lines[0].replace(", \n", "\n"), lines[1].replace("、\n", "\n"))),
    ))


def _bundle(name: str) -> Explained:
    titles = {"R1": ("Street functions", "街道职能"), "R2": ("Community governance", "社区治理"),
              "R3": ("Social organizations", "社会组织")}
    rules = joined(
        (f"{rule} ({found()[rule].enacted[:7]})", f"{found()[rule].title_zh} {rule}（{found()[rule].enacted[:7]}）")
        for rule in bundles()[name]
    )
    return Explained("bundle", name, titles.get(name, same(name)), (("rules_in", rules),))


def _measure(name: str) -> Explained:
    known = MEASURES[name]
    return Explained("measure", name, (known.title, known.title_zh), (
        ("meaning", (known.definition, known.definition_zh)),
        ("unit", (known.unit, UNITS_ZH.get(known.unit, known.unit))),
        ("better", BETTER[known.better]),
        ("tier", TIERS[known.tier]),
        ("levels", joined(LEVELS[level] for level in known.levels)),
        ("aggregate", AGGREGATES[known.how]),
        *(("rests_on", (english, evidence_sentence(name, place, "zh"))) for place in places()
          if (english := evidence_sentence(name, place, "en"))),
    ))


def _scenario(name: str) -> Explained:
    known, base = load(name), load("no_reform")
    changes = list(differences(base, known))
    shown = ("\n".join(item.words for item in changes), "\n".join(item.words_zh for item in changes))
    facts = [("question", (known.description, known.description_zh or known.description)),
             ("file", same(shipped()[name].name))]
    facts.append(("revisions", shown if changes else ("nothing: the baseline", "无：基准情景")))
    return Explained("scenario", name, (known.title, known.title_zh or known.title), tuple(facts))


def _place(name: str) -> Explained:
    known = load_place(name)
    facts = [("residents", same(f"{known.residents:,}")),
             ("streets", listed(known.streets)), ("communities", listed(known.communities)),
             ("year", same(known.year))]
    facts += [("source", same(f"{key}: {text}")) for key, text in known.sources.items()]
    return Explained("place", name, (known.title, known.title_zh), tuple(facts))


def _draw(name: str) -> Explained:
    reading = readers().draws.get(name, ())
    return Explained("draw", name, (PROCESSES[name], DRAWS_ZH[name]), (
        ("readers", same("\n".join(reading)) if reading else ("none", "无")),
    ))


def _source(name: str) -> Explained:
    entry = sources()[name]
    cited = [f"{owner}.{key}" for owner, kind in owners().items() for key, known in declared(kind).items()
             if known.source == name]
    facts: list[tuple[str, Words]] = [
        (key, same(entry[key])) for key in ("authors", "year", "link", "document", "supports") if key in entry
    ]
    facts.append(("cited_by", same(", ".join(cited)) if cited else ("none", "无")))
    return Explained("source", name, same(entry["title"]), tuple(facts))
