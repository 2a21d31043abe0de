"""Evidence: every parameter with its ground, the sources, and what the numbers shown were made with."""

from __future__ import annotations

import solara

from govsim.dashboard.evidence import bibliography, counts, grounds, parameters, provenance
from govsim.dashboard.outcome import A, B
from govsim.dashboard.state import State
from govsim.dashboard.widgets.html import HTML
from govsim.dashboard.widgets.listing import Listing
from govsim.experiment.plausible import load_plausible
from govsim.place import places


@solara.component
def Page(state: State) -> None:
    """Counts, parameters, what A and B assume, provenance, sources."""
    lang = state.lang
    worlds = {name: item.scenario for name, item in ((A, state.a), (B, state.b)) if item.scenario is not None}
    place = next(iter(worlds.values())).place if worlds else places()[0]
    table = solara.use_memo(lambda: parameters(worlds, place, lang), [state.view.a, state.view.b, lang])
    with HTML(tag="div"):
        HTML(tag="h1", children=[state.say("page_evidence")])
        HTML(tag="p", children=[state.say("evidence_intro")])
        HTML(tag="p", class_="gs-soft", children=[("；" if lang == "zh" else "; ").join(counts(lang))])
        with HTML(tag="section", class_="gs-card"):
            HTML(tag="h2", children=[state.say("evidence_parameters")])
            drawn = load_plausible(place)
            if drawn is not None:
                HTML(tag="p", class_="gs-soft gs-small", children=[state.say("evidence_after", count=len(drawn))])
            Listing(
                **table, label=state.say("evidence_parameters"), words=len(table["head"]),
                search=state.say("evidence_search"), counted=state.say("evidence_counted"),
            )
        told = grounds(worlds, lang)
        if told:
            with HTML(tag="section", class_="gs-card"):
                HTML(tag="h2", children=[state.say("evidence_grounds")])
                HTML(tag="ul", children=[HTML(tag="li", children=[item]) for item in told])
        if state.outcome is not None:
            with HTML(tag="section", class_="gs-card"):
                HTML(tag="h2", children=[state.say("evidence_provenance")])
                Listing(**provenance(state.outcome, lang), label=state.say("evidence_provenance"), words=2)
        with HTML(tag="section", class_="gs-card"):
            HTML(tag="h2", children=[state.say("evidence_sources")])
            HTML(tag="p", class_="gs-soft gs-small", children=[state.say("evidence_codes")])
            found = bibliography(lang)
            Listing(**found, label=state.say("evidence_sources"), words=len(found["head"]),
                    search=state.say("evidence_search"), counted=state.say("evidence_counted"))
