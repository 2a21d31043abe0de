"""What a headline result rests on, in words: the one place from which pages and sentences take it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govsim.experiment.ledger import load_ledger
from govsim.measures import MEASURES
from govsim.params import declared
from govsim.report.texts import Lang, text, titled
from govsim.scenario import load
from govsim.world import World

if TYPE_CHECKING:
    from govsim.experiment.ledger import Ledger, Weight
    from govsim.scenario import Scenario


def evidence_sentence(measure: str, place: str, lang: Lang = "en") -> str:
    """Which share of an effect's variance is assumption, and what evidence would narrow it most; "" where unknown."""
    ledger = load_ledger(place)
    return "" if ledger is None or measure not in ledger.headlines else headline_sentence(ledger, measure, lang)


def headline_sentence(ledger: Ledger, measure: str, lang: Lang = "en") -> str:
    """The same of any ledger that has the measure."""
    known = ledger.headlines[measure]
    pieces = ledger.wanted(measure)
    wanted = [piece_words(item, lang) for item in pieces]
    told = text("evidence_sentence" if any(item.clear for item in pieces) else "evidence_sentence_bare", lang)
    return told.format(
        measure=titled(MEASURES[measure], lang), horizon=ledger.about["horizon"], assumed=f"{100 * known.assumed:.0f}",
        error=f"{100 * known.assumed_error:.0f}",
        sourced=f"{100 * known.sourced:.0f}", chance=f"{100 * known.chance:.0f}", told=f"{100 * known.told:.0f}",
        wanted=("；" if lang == "zh" else "; ").join(wanted),
    )


def piece_words(item: Weight, lang: Lang) -> str:
    """A number of which evidence is wanted, the share it brings alone with its interval, and whether that is clear."""
    return text("evidence_piece", lang).format(what=number_words(item.name, lang), share=piece_share(item, lang))


def piece_share(item: Weight, lang: Lang) -> str:
    """The share that a number brings alone, and that it is not told apart from nothing where it is not."""
    return shown(item) if item.clear else text("evidence_unclear", lang).format(share=shown(item))


def shown(item: Weight) -> str:
    """The share that a number brings alone, with its 90% interval."""
    return f"{100 * item.alone:.0f}% [{100 * item.low:.0f}, {100 * item.high:.0f}]"


def evidence_sentences(scenarios: Sequence[Scenario], horizon: str, lang: Lang = "en") -> list[str]:
    """A sentence for each headline where scenarios and month are the ledger's: the reforms as enacted, and none."""
    place = scenarios[0].place
    ledger = load_ledger(place)
    if ledger is None or horizon != ledger.about["horizon"]:
        return []
    shown = [but_for_the_sample(scenario) for scenario in scenarios]
    weighed = (load(ledger.about[key]) for key in ("baseline", "scenario"))
    if not all(but_for_the_sample(scenario) in shown for scenario in weighed):
        return []
    return [evidence_sentence(measure, place, lang) for measure in ledger.headlines]


def but_for_the_sample(scenario: Scenario) -> dict[str, Any]:
    """All that determines a run but the share of households, whatever the scenario is called."""
    return {key: value for key, value in scenario.resolved().items() if key not in ("about", "sample")}


def number_words(name: str, lang: Lang) -> str:
    """What a number of the world means, and its name."""
    known = declared(World)[name]
    return f"{known.zh}（{name}）" if lang == "zh" else f"{known.doc} ({name})"
