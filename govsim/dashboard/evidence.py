"""Evidence: every number of the model with what it rests on, and what a comparison was made with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from govsim.dashboard.document import GROUND
from govsim.dashboard.outcome import Outcome
from govsim.dashboard.shipped import ShippedOutcome
from govsim.dashboard.status import percent
from govsim.dashboard.texts import say
from govsim.experiment.manifest import versions
from govsim.experiment.plausible import Plausible, drawn_worlds, load_plausible
from govsim.explain import TAGS, allowed, owners, reference
from govsim.explain import value as spoken
from govsim.month import month_name
from govsim.params import Param, declared, sources
from govsim.report.texts import Lang, titled
from govsim.scenario import Scenario
from govsim.units import UNITS_ZH


def parameters(worlds: Mapping[str, Scenario], place: str, lang: Lang) -> dict[str, Any]:
    """Every parameter as a table: `head`, `rows`, and `filters` by owner and by kind of evidence."""
    zh = lang == "zh"
    drawn = load_plausible(place)
    worlds = {world: scenario for world, scenario in worlds.items() if differs(scenario, lang)}
    names = {owner: owner_title(owner, kind, lang) for owner, kind in owners().items()}
    rows = []
    for owner, kind in owners().items():
        for known in declared(kind).values():
            unit = UNITS_ZH.get(known.unit, known.unit) if zh else known.unit
            rows.append([
                known.name, known.zh if zh else known.doc, spoken(known.default)[zh],
                *(given(scenario, owner, known, lang) for scenario in worlds.values()), unit, allowed(known)[zh],
                *([plausible(drawn, owner, known, lang)] if drawn is not None else []), TAGS[known.tag][zh],
                reference(known.source)[zh], names[owner],
            ])
    head = [say("evidence_name", lang), say("evidence_meaning", lang), say("evidence_value", lang),
            *(say("evidence_in", lang, world=world) for world in worlds), say("evidence_unit", lang),
            say("evidence_range", lang),
            *([say("evidence_plausible", lang)] if drawn is not None else []), say("evidence_tag", lang),
            say("evidence_source", lang), say("evidence_owner", lang)]
    filters = [
        {"column": len(head) - 1, "label": say("evidence_owner", lang), "all": say("evidence_all", lang),
         "values": list(dict.fromkeys(names.values()))},
        {"column": len(head) - 3, "label": say("evidence_tag", lang), "all": say("evidence_all", lang),
         "values": [words[zh] for words in TAGS.values()]},
    ]
    return {"head": head, "rows": rows, "filters": filters, "wide": [1, len(head) - 2]}


def plausible(drawn: Plausible, owner: str, known: Param, lang: Lang) -> str:
    """The middle 90% of the worlds that calibration left; a mark where no target moves with the number."""
    if owner != "world" or known.name not in drawn.names:
        return ""
    low, high = (spoken(float(f"{end:.3g}"))[lang == "zh"] for end in drawn.interval(known.name))
    told = say("evidence_between", lang, low=low, high=high)
    return told if known.name in drawn.calibrated else say("evidence_free", lang, between=told)


def differs(scenario: Scenario, lang: Lang) -> bool:
    """Whether a scenario has anything in place of a default."""
    return any(given(scenario, owner, known, lang) for owner, kind in owners().items()
               for known in declared(kind).values())


def owner_title(owner: str, kind: type, lang: Lang) -> str:
    """What declares a parameter, for readers."""
    return say(f"evidence_{owner}", lang) if owner in ("world", "rules") else titled(kind, lang)


def given(scenario: Scenario, owner: str, known: Param, lang: Lang) -> str:
    """What a scenario has in place of the default: nothing where it has the default or lacks the reform."""
    if owner in ("world", "rules"):
        found = [getattr(getattr(scenario, owner), known.name)]
    else:
        found = [getattr(item.change, known.name) for item in scenario.revisions if item.rule == owner]
    values = dict.fromkeys(item for item in found if item != known.default)
    return ("、" if lang == "zh" else ", ").join(spoken(item)[lang == "zh"] for item in values)


def counts(lang: Lang) -> list[str]:
    """How many parameters rest on what, a phrase each."""
    found = Counter(known.tag for kind in owners().values() for known in declared(kind).values())
    return [say("evidence_count", lang, tag=words[lang == "zh"], count=found[tag]) for tag, words in TAGS.items()
            if found[tag]]


def bibliography(lang: Lang) -> dict[str, Any]:
    """Every source as a table."""
    head = [say(f"evidence_{name}", lang) for name in ("key", "title", "who", "year", "where", "supports")]
    rows = [[key, str(item["title"]), str(item.get("authors", "")), str(item.get("year", "")),
             str(item.get("link") or item.get("document", "")), str(item["supports"])]
            for key, item in sources().items()]
    return {"head": head, "rows": rows, "wide": [1, 5]}


def grounds(worlds: Mapping[str, Scenario], lang: Lang) -> list[str]:
    """What scenarios assume otherwise than by default, with their grounds."""
    told = []
    for world, scenario in worlds.items():
        for item in scenario.overrides:
            owner, _, name = item.path.partition(".")
            known = declared(owners()[owner])[name]
            ground = say("evidence_chosen", lang) if item.assumption == GROUND else item.assumption or item.source
            told.append(say("evidence_ground", lang, world=world, meaning=known.zh if lang == "zh" else known.doc,
                            name=item.path, value=spoken(item.value)[lang == "zh"], ground=ground))
    return told


def worlds(outcome: Outcome, lang: Lang) -> str:
    """In which worlds the runs were made."""
    drawn = drawn_worlds(outcome.seeds, outcome.worlds)
    if drawn is None:
        return say("evidence_worlds_own", lang)
    numbers = ("、" if lang == "zh" else ", ").join(str(number) for number in drawn)
    return say("evidence_worlds_plausible", lang, numbers=numbers, count=outcome.worlds)


def made_with(outcome: Outcome, lang: Lang) -> list[tuple[str, str]]:
    """Versions of what made the runs; of a comparison that comes with govsim its model and command."""
    if isinstance(outcome, ShippedOutcome):
        return [("govsim", outcome.about["model"]), (say("evidence_command", lang), outcome.about["command"])]
    return list(versions().items())


def provenance(outcome: Outcome, lang: Lang) -> dict[str, Any]:
    """What the numbers on the screen were made with, as a table."""
    zh = lang == "zh"
    rows = [
        ["A", titled(outcome.baseline, lang)], ["B", titled(outcome.scenario, lang)],
        [say("evidence_months", lang), f"{month_name(outcome.baseline.start)} – {month_name(outcome.baseline.end)}"],
        [say("evidence_sample", lang), percent(outcome.sample)],
        [say("evidence_seeds", lang), ("、" if zh else ", ").join(str(seed) for seed in outcome.seeds)],
        [say("evidence_worlds", lang), worlds(outcome, lang)],
        *([[say("evidence_note", lang), words[zh]] for words in outcome.notes]),
        *([[name, version] for name, version in made_with(outcome, lang)]),
    ]
    return {"head": [say("evidence_what", lang), say("evidence_is", lang)], "rows": rows}
