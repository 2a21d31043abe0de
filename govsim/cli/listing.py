"""govsim check, list, explain and schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.texts import Lang, say
from govsim.params import InputError
from govsim.units import UNITS_ZH

Row = dict[str, Any]


def check(files: Sequence[str], sets: Sequence[str], as_json: bool, lang: Lang) -> int:
    """Tell of each scenario or study whether it can run; raises InputError with the faults of all."""
    from govsim import scenario
    from govsim.cli.faults import translated
    from govsim.experiment.plan import check as check_study
    from govsim.experiment.study import is_study

    faults = {file: check_study(file, sets) if is_study(file) else scenario.check([file], sets) for file in files}
    every = list(dict.fromkeys(fault for found in faults.values() for fault in found))
    if as_json:
        print_json([
            {"file": file, "faults": [{"where": fault.where, "message": translated(fault, lang).message}
                                      for fault in found]}
            for file, found in faults.items()
        ])
        return 2 if every else 0
    for file, found in faults.items():
        if not found:
            print_text(say("ok", lang, name=file))
    if every:
        raise InputError(every)
    return 0


def print_list(kind: str, as_json: bool, lang: Lang) -> None:
    """Print what there is of a kind; with `as_json` complete and in both languages."""
    rows, headings = LISTS[kind]
    found = rows()
    if as_json:
        print_json(found)
        return
    suffix = "_zh" if lang == "zh" else ""
    shown = [[str(row.get(key + suffix, row[key])) for key in headings] for row in found]
    print_table([say(key, lang) for key in headings], shown)


def reforms() -> list[Row]:
    """Every reform rule."""
    from govsim.explain import LEVELS
    from govsim.reforms.base import found

    return [
        {"name": name, "title": rule.title, "title_zh": rule.title_zh, "bundle": rule.bundle,
         "enacted": rule.enacted[:7], "decided": LEVELS[rule.level][0], "decided_zh": LEVELS[rule.level][1]}
        for name, rule in found().items()
    ]


def scenarios() -> list[Row]:
    """Every shipped scenario."""
    from govsim.scenario import load, shipped

    loaded = [load(name) for name in shipped()]
    return [
        {"name": item.name, "title": item.title, "title_zh": item.title_zh, "question": item.description,
         "question_zh": item.description_zh}
        for item in loaded
    ]


def studies() -> list[Row]:
    """Every shipped study."""
    from govsim.experiment.study import load_study, shipped_studies

    loaded = [load_study(name) for name in shipped_studies()]
    return [
        {"name": item.name, "title": item.title, "title_zh": item.title_zh, "points": len(item.points),
         "question": item.description, "question_zh": item.description_zh}
        for item in loaded
    ]


def measures() -> list[Row]:
    """Every measure."""
    from govsim.explain import BETTER, LEVELS, joined
    from govsim.measures import MEASURES

    rows: list[Row] = []
    for name, known in MEASURES.items():
        levels, levels_zh = joined(LEVELS[level] for level in known.levels)
        better, better_zh = BETTER[known.better]
        rows.append({
            "name": name, "title": known.title, "title_zh": known.title_zh, "unit": known.unit,
            "unit_zh": UNITS_ZH.get(known.unit, known.unit),
            "better": better, "better_zh": better_zh, "levels": levels, "levels_zh": levels_zh,
            "meaning": known.definition, "meaning_zh": known.definition_zh,
        })
    return rows


def parameters() -> list[Row]:
    """Every parameter of the world, the rules and the reforms."""
    from govsim.explain import allowed, owners, value
    from govsim.params import declared

    rows: list[Row] = []
    for owner, kind in owners().items():
        prefix = owner if owner in ("world", "rules") else f"reform.{owner}"
        for name, known in declared(kind).items():
            default, default_zh = value(known.default)
            span, span_zh = allowed(known)
            rows.append({
                "name": f"{prefix}.{name}", "default": default, "default_zh": default_zh, "unit": known.unit,
                "unit_zh": UNITS_ZH.get(known.unit, known.unit),
                "allowed": span, "allowed_zh": span_zh, "tag": known.tag, "source": known.source,
                "meaning": known.doc, "meaning_zh": known.zh,
            })
    return rows


def places() -> list[Row]:
    """Every shipped place."""
    from govsim.place import load_place, places

    loaded = {name: load_place(name) for name in places()}
    return [
        {"name": name, "title": place.title, "title_zh": place.title_zh, "streets": len(place.streets),
         "communities": len(place.communities), "residents": f"{place.residents:,}"}
        for name, place in loaded.items()
    ]


LISTS: Mapping[str, tuple[Callable[[], list[Row]], tuple[str, ...]]] = {
    "reforms": (reforms, ("name", "title", "bundle", "enacted", "decided")),
    "scenarios": (scenarios, ("name", "title", "question")),
    "studies": (studies, ("name", "title", "points", "question")),
    "measures": (measures, ("name", "title", "unit", "better", "meaning")),
    "parameters": (parameters, ("name", "default", "unit", "allowed", "tag", "meaning")),
    "places": (places, ("name", "title", "streets", "communities", "residents")),
}
"""Kind -> what makes its rows, and the columns that are printed."""


def print_explained(name: str, as_json: bool, lang: Lang) -> None:
    """Print everything of a name."""
    from govsim.explain import explain

    found = explain(name)
    if as_json:
        print_json([
            {"kind": item.kind, "name": item.name, "title": item.title[0], "title_zh": item.title[1],
             "facts": [{"fact": key, "en": words[0], "zh": words[1]} for key, words in item.facts]}
            for item in found
        ])
        return
    at = 1 if lang == "zh" else 0
    for item in found:
        print_text(say("explained", lang, name=item.name, kind=say(f"kind_{item.kind}", lang), title=item.title[at]),
                   bold=True)
        for key, words in item.facts:
            text = words[at].strip("\n")
            block = "\n" in text
            heading = say("fact", lang, name=say(key, lang))
            after = "\n    " + text.replace("\n", "\n    ") if block else text if lang == "zh" else f" {text}"
            print_text(f"  {heading}{after}")
        print_text()


def print_schema(lang: Lang) -> None:
    """Print the JSON Schema of scenario files; the same in either language."""
    from govsim.scenario import schema

    print_json(schema())
