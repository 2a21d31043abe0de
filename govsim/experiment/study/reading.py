"""Reading: a study from the document of its file, with every fault found."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from govsim.detail import DETAIL
from govsim.experiment.compare import HEADLINES
from govsim.experiment.design import Design, read_design
from govsim.experiment.factor import Factor, FactorReader, without_it, written
from govsim.experiment.study.overlap import overlaps
from govsim.experiment.study.study import Study, is_of_reform, reform_of, unvaried
from govsim.measures import MEASURES
from govsim.month import month_name, parse_month
from govsim.params import Fault, InputError, nearest
from govsim.scenario import Scenario
from govsim.scenario.show import show
from govsim.scenario.source import Document, Entry, in_order

KEYS = ("title", "title_zh", "description", "description_zh", "baseline", "scenarios", "set", "sample", "replications",
        "worlds", "seed", "horizon", "measures", "detail", "design", "lever", "uncertainty")
"""Keys of a study file."""

LARGEST_SEED = 999_999_999
MOST_REPLICATIONS = 10_000
MOST_RUNS = 1_000_000
MOST_FACTORS = 100


class StudyReader:
    """Turns a document into a Study, collecting faults on the way."""

    def __init__(
        self, document: Document, sets: Sequence[str], sample: float | None, replications: int | None,
        seed: int | None, worlds: int | None,
    ) -> None:
        self.document = document
        self.given = tuple(sets)
        self.sample = sample
        self.replications = replications
        self.seed = seed
        self.plausible = worlds
        self.faults: list[Fault] = []
        self.origins: list[str] = []
        """Where each setting for all scenarios stands."""
        self.entries = {key: document.entry(key) for key in document.table}

    def study(self, name: str) -> Study:
        for key, entry in self.entries.items():
            if key not in KEYS:
                self.refuse(entry, f"unknown key; allowed are {', '.join(KEYS)}" + nearest(key, KEYS), False)
        texts = {key: self.text(key) for key in KEYS[:4]}
        sets = self.settings()
        baseline, scenarios = self.worlds()
        loaded = self.loaded([*([baseline] if baseline else []), *scenarios], int(baseline is not None), sets)
        reader = FactorReader(loaded, self.faults)
        factors = []
        for key in ("lever", "uncertainty"):
            for entry in self.tables(key) if loaded else []:
                factor = reader.read(entry, key == "lever")
                if factor is not None:
                    factors.append((factor, entry))
        self.faults += overlaps(tuple(zip(sets, self.origins, strict=True)), factors, tuple(loaded.values()))
        first = next(iter(loaded.values()), None)
        found = Study(
            name=name, label=self.document.label, title=texts["title"] or name,
            title_zh=texts["title_zh"] or texts["title"] or name, description=texts["description"],
            description_zh=texts["description_zh"] or texts["description"], baseline=baseline,
            scenarios=tuple(scenarios), sets=sets,
            replications=self.replications or self.whole("replications", 1, MOST_REPLICATIONS, 10),
            seed=self.whole("seed", 0, LARGEST_SEED, 1) if self.seed is None else self.seed,
            horizon=self.horizon(first), measures=self.measures(),
            detail=self.choice("detail", tuple(DETAIL), "district"), design=Design("factorial"),
            factors=tuple(factor for factor, _ in factors), points=(),
            titles={Path(item).stem: (own.title, own.title_zh or own.title) for item, own in loaded.items()},
            plausible=self.drawn(first, any(not factor.lever for factor, _ in factors)),
        )
        if not 0 <= found.seed <= LARGEST_SEED:
            self.faults.append(Fault("seed", f"must be a whole number from 0 to {LARGEST_SEED}, not {found.seed}"))
        self.values(found, factors)
        design, points = read_design(self.entries.get("design"), self.document.label, found.factors, self.faults)
        if len(points) * len(found.worlds) * found.replications > MOST_RUNS:
            self.faults.append(Fault(self.document.label, f"{len(points) * len(found.worlds) * found.replications:,} "
                                     f"runs; a study has at most {MOST_RUNS:,}"))
        if self.faults:
            raise InputError(in_order(self.faults))
        return replace(found, design=design, points=points)

    def refuse(self, entry: Entry, message: str, value: bool = True) -> None:
        self.faults.append(entry.fault(message, value))

    def text(self, key: str) -> str:
        entry = self.entries.get(key)
        if entry is None:
            if key == "title":
                self.faults.append(Fault(self.document.label, "title is missing: a text in quotation marks"))
            return ""
        if isinstance(entry.value, str) and entry.value.strip():
            return entry.value.strip()
        self.refuse(entry, "must be a text in quotation marks, not empty")
        return ""

    def whole(self, key: str, low: int, high: int, default: int) -> int:
        entry = self.entries.get(key)
        if entry is None:
            return default
        if isinstance(entry.value, int) and not isinstance(entry.value, bool) and low <= entry.value <= high:
            return entry.value
        self.refuse(entry, f"must be a whole number from {low} to {high}")
        return default

    def choice(self, key: str, allowed: Sequence[str], default: str) -> str:
        entry = self.entries.get(key)
        if entry is None or entry.value in allowed:
            return default if entry is None else str(entry.value)
        self.refuse(entry, f"must be one of {', '.join(allowed)}" + nearest(entry.value, allowed))
        return default

    def listed(self, key: str) -> list[str] | None:
        """A list of texts, or one text; None where there is none."""
        entry = self.entries.get(key)
        if entry is None:
            return None
        values = [entry.value] if isinstance(entry.value, str) else entry.value
        if isinstance(values, list) and values and all(isinstance(value, str) and value for value in values):
            return list(values)
        self.refuse(entry, "must be a list of texts in quotation marks")
        return None

    def settings(self) -> tuple[str, ...]:
        """Settings for all scenarios: of the file, its sample, then those of the command line."""
        sets = self.listed("set") or []
        self.origins = [self.entries["set"].below(number).where() for number in range(len(sets))]
        if "sample" in self.entries:
            sets.append(written("sample", self.entries["sample"].value))
            self.origins.append(self.entries["sample"].where())
        self.origins += [f"--set {number}" for number in range(1, len(self.given) + 1)]
        if self.sample is None:
            return *sets, *self.given
        self.origins.append("--sample")
        return *sets, *self.given, f"sample={self.sample!r}"

    def where_set(self, where: str, sets: Sequence[str]) -> str:
        """Where the setting stands that `load` calls "--set N"; other places stay as they are."""
        if not where.startswith("--set "):
            return where
        plain = [number for number, item in enumerate(sets) if not is_of_reform(item)]
        return self.origins[plain[int(where.split()[1]) - 1]]

    def worlds(self) -> tuple[str | None, list[str]]:
        """The baseline and the scenarios; paths start from the study's folder."""
        names = {key: self.listed(key) for key in ("baseline", "scenarios")}
        if names["scenarios"] is None and "scenarios" not in self.entries:
            self.faults.append(Fault(self.document.label, "scenarios is missing: a list of texts in quotation marks"))
        found = {key: [str(self.document.folder / name) if name.endswith(".toml") else name for name in value or []]
                 for key, value in names.items()}
        if len(found["baseline"]) > 1:
            self.refuse(self.entries["baseline"], "must be one scenario")
        baseline = found["baseline"][0] if found["baseline"] else None
        stems = [Path(name).stem for name in found["scenarios"]]
        if baseline and Path(baseline).stem in stems:
            self.refuse(self.entries["scenarios"], f"{show(Path(baseline).stem)} is the baseline already", False)
        for name in sorted({name for name in stems if stems.count(name) > 1}):
            self.refuse(self.entries["scenarios"], f"{show(name)} is named twice", False)
        return baseline, found["scenarios"]

    def loaded(self, worlds: Sequence[str], baselines: int, sets: tuple[str, ...]) -> dict[str, Scenario]:
        """The scenarios before anything is varied, the baseline first; a reform's settings go where it is.

        None when one has faults or all that is there is the baseline: what else would be told follows from that.
        """
        found: dict[str, Scenario] = {}
        for number, world in enumerate(worlds):
            at = self.entries.get("baseline" if number < baselines else "scenarios")
            try:
                found[world] = unvaried(world, tuple(item for item in sets if not is_of_reform(item)))
            except InputError as error:
                self.faults += [Fault(self.where_set(fault.where, sets), fault.message) if fault.where or at is None
                                else at.fault(fault.message, False) for fault in error]
        if len(found) < len(worlds) or len(worlds) == baselines:
            return {}
        known = frozenset().union(*(scenario.reform_names for scenario in found.values()))
        for item, origin in zip(sets, self.origins, strict=True):
            if is_of_reform(item) and reform_of(item) not in known:
                self.faults.append(Fault(origin, f"{item}: {without_it(reform_of(item), known)}"))
        if len({span_of(item) for item in found.values()}) > 1:
            message = "all scenarios and the baseline need the same place, months and sample"
            self.refuse(self.entries["scenarios"], message, False)
        return found

    def drawn(self, first: Scenario | None, varied: bool) -> int:
        """Plausible worlds that the seeds go through; none unless asked for where the study varies the world itself."""
        from govsim.experiment.plausible import default_worlds, needed_worlds

        most = default_worlds(first.place) if first is not None else 0
        given = self.whole("worlds", 0, MOST_REPLICATIONS, 0 if varied else most)
        worlds = given if self.plausible is None else self.plausible
        if worlds > most and first is not None:
            try:
                needed_worlds(first.place, worlds)
            except InputError as error:
                at = self.entries.get("worlds") if self.plausible is None else None
                self.faults += error if at is None else [at.fault(fault.message) for fault in error]
        return worlds

    def tables(self, key: str) -> list[Entry]:
        entry = self.entries.get(key)
        if entry is None:
            return []
        items = entry.value if isinstance(entry.value, list) else [entry.value]
        if items is not entry.value or not all(isinstance(item, dict) for item in items):
            self.refuse(entry, f"must be tables headed [[{key}]]")
            return []
        if len(items) > MOST_FACTORS:
            self.refuse(entry, f"at most {MOST_FACTORS} are allowed", False)
            return []
        return [entry.below(number) for number in range(len(items))]

    def horizon(self, first: Scenario | None) -> str:
        entry = self.entries.get("horizon")
        if entry is None or first is None:
            return "" if first is None else month_name(first.end)
        months = [month_name(month) for month in first.months]
        value = entry.value
        name = month_name(parse_month(value)) if isinstance(value, datetime.date) and value.day == 1 else ""
        if name not in months:
            self.refuse(entry, f"must be a date like 2008-06-01, from {months[0]}-01 to {months[-1]}-01")
        return name

    def measures(self) -> tuple[str, ...]:
        names = self.listed("measures")
        allowed = [name for name, measure in MEASURES.items() if "district" in measure.levels]
        for number, name in enumerate(names or []):
            if name not in allowed:
                at = self.entries["measures"].below(number)
                self.refuse(at, "is not a measure" + nearest(name, allowed))
        return tuple(dict.fromkeys(names or HEADLINES))

    def values(self, study: Study, factors: list[tuple[Factor, Entry]]) -> None:
        """Every value of a factor, alone, is allowed in the scenarios that it concerns."""
        for factor, entry in factors:
            alone = replace(study, factors=(factor,))
            worlds = [world for world in study.worlds if not (factor.lever and world == study.baseline)]
            known = frozenset().union(*(unvaried(world, ()).reform_names for world in worlds))
            named = {reform_of(path) for path in factor.paths if is_of_reform(path)}
            for name in sorted(named - known):
                self.refuse(entry, without_it(name, known), False)
            if named - known:
                continue
            for value in factor.values if factor.options else (factor.value(0.0), factor.value(1.0)):
                for world in worlds:
                    try:
                        made = alone.scenario(world, (value,))
                    except InputError as error:
                        self.faults += [entry.fault(fault.message, False) for fault in error]
                        continue
                    if factor.lever and study.baseline and span_of(made) != span_of(unvaried(world, study.plain)):
                        self.refuse(entry, "all scenarios and the baseline need the same place, months and sample",
                                    False)


def span_of(scenario: Scenario) -> tuple[str, int, int, float]:
    """What worlds must share to be compared: place, first and last month, sample."""
    return scenario.place, scenario.start, scenario.end, scenario.sample
