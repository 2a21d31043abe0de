"""From a folder of results to its page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from govsim.experiment.parquet import file_faults, write_text
from govsim.month import month_name
from govsim.params import Fault, InputError
from govsim.place import load_place
from govsim.report.page.attribution import attribution_sections
from govsim.report.page.calibration import calibration_sections
from govsim.report.page.closing import closing
from govsim.report.page.comparison import comparison_sections, run_sections
from govsim.report.page.evaluation import evaluation_sections, showcase_sections
from govsim.report.page.evidence import ledger_sections, validation_sections
from govsim.report.page.parts import Page, listed
from govsim.report.page.study import study_sections
from govsim.report.page.twins import twins_sections
from govsim.report.texts import Lang, text, titled
from govsim.report.twins import agent_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govsim.experiment.attribute import Attribution
    from govsim.experiment.compare import Comparison
    from govsim.experiment.evaluate import Evaluation
    from govsim.experiment.ledger import Ledger
    from govsim.experiment.read_folder import Found
    from govsim.experiment.showcase import Showcase
    from govsim.experiment.study import Study
    from govsim.experiment.sweep_results import Swept
    from govsim.experiment.twins import Twins
    from govsim.experiment.validate import Validation
    from govsim.report.page.parts import Section
    from govsim.scenario import Scenario


MARK = b'<meta name="generator" content="govsim">'
"""By which an earlier page is known."""


ABOUT_THE_MODEL = ("validate", "ledger", "calibrate")
"""Kinds of folders that tell of the model, whatever the scenarios."""


def write_page(found: Found, path: Path, langs: Sequence[Lang], first: Lang) -> Path:
    """Write the page of a folder, whole or not at all; it opens in the language `first`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("govsim.report.page", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    )
    pages = {lang: page_of(found, lang) for lang in langs}
    write_text(environment.get_template("page.html.j2").render(pages=pages, first=first) + "\n", path)
    return path


def check_page(path: Path) -> None:
    """InputError where a page cannot be written, or would take the place of something else."""
    if faults := file_faults(path):
        raise InputError(faults)
    if path.exists() and MARK not in path.read_bytes()[:1000]:
        raise InputError([Fault(str(path), "exists already; name another file, or delete it")])


def page_of(found: Found, lang: Lang) -> Page:
    """What the page says in a language."""
    described = [item.description_zh if lang == "zh" else item.description for item in subjects(found)]
    asked = [item for item in dict.fromkeys(described) if item]
    return Page(title(found, lang), span(found, lang), asked, [*sections(found, lang), *closing(found, lang)])


def subjects(found: Found) -> Sequence[Scenario | Study]:
    """What the results are about: a study, scenarios other than the baseline, or no scenario more than others."""
    if found.kind == "sweep":
        return [cast("Swept", found.results).study]
    if found.kind in ABOUT_THE_MODEL:
        return []
    return found.scenarios if found.kind == "run" else found.scenarios[1:]


def title(found: Found, lang: Lang) -> str:
    """The title of the page."""
    if found.kind == "explain-agent":
        return agent_words(cast("Twins", found.results), lang)
    names = listed([titled(item, lang) for item in subjects(found)], lang)
    if found.kind in ("run", "sweep"):
        return names
    return text(f"page_{found.kind}", lang).format(scenario=names, baseline=titled(found.scenarios[0], lang))


def sections(found: Found, lang: Lang) -> Iterator[Section]:
    """The sections of its results."""
    results = found.results
    match found.kind:
        case "run":
            return run_sections(cast("Comparison", results), lang)
        case "compare":
            return comparison_sections(cast("Comparison", results), lang)
        case "sweep":
            return study_sections(found, cast("Swept", results), lang)
        case "attribute":
            return attribution_sections(cast("Attribution", results), lang)
        case "evaluate":
            return evaluation_sections(cast("Evaluation", results), lang)
        case "explain-agent":
            return twins_sections(cast("Twins", results), lang)
        case "validate":
            return validation_sections(cast("Validation", results), lang)
        case "ledger":
            return ledger_sections(cast("Ledger", results), lang)
        case "calibrate":
            return calibration_sections(found, lang)
        case _:
            return showcase_sections(cast("Showcase", results), lang)


def span(found: Found, lang: Lang) -> str:
    """Place, months, sample, seeds."""
    scenario = found.scenarios[0]
    seeds = found.manifest["seeds"]
    several = "page_span" if len(seeds) > 1 else "page_span_one"
    return text("page_span_model" if found.kind in ABOUT_THE_MODEL else several, lang).format(
        place=titled(load_place(scenario.place), lang), first=month_name(scenario.start),
        last=month_name(scenario.end), sample=f"{scenario.sample:.0%}" if scenario.sample >= 0.01 else scenario.sample,
        runs=len(seeds), low=seeds[0], high=seeds[-1],
    )


def pages_in(langs: str) -> tuple[Lang, ...]:
    """Languages of a page: "en", "zh", or both."""
    both: tuple[Lang, ...] = ("en", "zh")
    return tuple(lang for lang in both if langs in (lang, "both"))
