"""Picture of a course of all places: what the map in the browser draws month by month, sent once.

Values go as whole numbers of 16 bits between the smallest and the largest, 0 where nothing is defined. The
colours' scale is one for all months, and one for A and B; differences have 0 in the middle. Where a measure has
a better direction, better is blue and worse is orange, whichever is the larger number.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from govsim.dashboard.layout import TALL, WIDE, Layout, layout
from govsim.dashboard.outcome import Course
from govsim.dashboard.texts import say
from govsim.measures import MEASURES, Measure
from govsim.month import month_name
from govsim.place import Place, load_place
from govsim.report.texts import Lang, titled
from govsim.report.units import plain, scale_of, signed
from govsim.scenario import Scenario

Floats = npt.NDArray[np.float64]

MOST = 65_535
"""Largest number that a value is sent as."""

EXTREME = 0.95
"""Share of the values that the scale spans; those beyond have the colour of its end."""

BETTER = {"higher": ("@low", "@high"), "lower": ("@high", "@low"), "none": ("@less", "@more")}
"""Colours of the lower and the upper end of differences, by the better direction of a measure."""


def picture(
    course: Course, level: str, shown: str, measure: str, scenario: Scenario, lang: Lang
) -> dict[str, Any]:
    """What the map draws of a level, as JSON: `shown` is "difference" (B less A), "a" or "b".

    Names of many places are one text, a line each, as are their numbers: one value is sent faster than 1,000.
    """
    known = MEASURES[measure]
    place = load_place(scenario.place)
    boxes = {name: layout(scenario.place, ratio) for name, ratio in (("wide", WIDE), ("tall", TALL))}
    units = boxes["wide"].units[level]
    values = {"difference": course.b - course.a, "a": course.a, "b": course.b}[shown]
    compared = values if shown == "difference" else np.concatenate([course.a, course.b])
    difference = shown == "difference"
    scale = scale_of(known.unit, float(np.nanmax(np.abs(compared[np.isfinite(compared)]), initial=0.0)), lang)
    low, high = limits(compared * scale.factor, difference)
    placed = ordered(values * scale.factor, course.units, units)
    ends = (float(np.nanmin(placed[np.isfinite(placed)], initial=low)),
            float(np.nanmax(placed[np.isfinite(placed)], initial=high)))
    return {
        "level": level, "months": list(course.months), "units": "\n".join(units),
        "titles": "\n".join(titles(place, level, lang)),
        "labels": [titled_place(item, lang) for item in place.streets],
        "boxes": {name: packed_boxes(item, level) for name, item in boxes.items()},
        "ratios": {name: item.ratio for name, item in boxes.items()},
        "values": packed(placed, *ends), "lowest": ends[0], "highest": ends[1],
        "low": low, "high": high, "places": places(high - low), "signed": difference,
        "ticks": ticks(low, high, ends, difference), "unit": scale.effect if difference else scale.level,
        "colours": [BETTER[known.better][0], "@mid", BETTER[known.better][1]] if difference else ["@little", "@much"],
        "words": end_words(known, lang) if difference else ["", ""],
        "marks": marks(scenario, course.months, lang) if shown != "a" else [],
        "label": "; ".join([titled(known, lang), say(f"map_{shown}", lang)]),
    }


def ordered(values: Floats, units: Sequence[str], wanted: Sequence[str]) -> Floats:
    """Rows of `values` in another order; NaN for a unit that is not there."""
    at = {name: number for number, name in enumerate(units)}
    rows = np.full((len(wanted), values.shape[1]), np.nan)
    for number, name in enumerate(wanted):
        if name in at:
            rows[number] = values[at[name]]
    return rows


def limits(values: Floats, difference: bool) -> tuple[float, float]:
    """Ends of the colours' scale: round numbers that span nearly all values, symmetric for differences.

    >>> limits(np.array([-0.031, 0.012, np.nan]), True), limits(np.array([12.0, 47.0]), False)
    ((-0.04, 0.04), (10.0, 50.0))
    """
    finite = values[np.isfinite(values)]
    if difference:
        most = float(np.quantile(np.abs(finite), EXTREME)) if len(finite) else 0.0
        most = round_step(most, up=True) if most > 1e-9 else 1.0
        return -most, most
    if not len(finite):
        return 0.0, 1.0
    low, high = (float(end) for end in np.quantile(finite, [1 - EXTREME, EXTREME]))
    if high - low < 1e-9 * max(1.0, abs(high)):
        low, high = float(finite.min()), float(finite.max())
    if high - low < 1e-9 * max(1.0, abs(high)):
        return low - 1.0, low + 1.0
    step = round_step((high - low) / 5, up=False)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def round_step(value: float, up: bool) -> float:
    """The next of 1, 2, 4, 5 and 10 times a power of ten.

    >>> round_step(0.031, up=True), round_step(7.0, up=False)
    (0.04, 5.0)
    """
    power = 10.0 ** math.floor(math.log10(value))
    steps = [step * power for step in (1.0, 2.0, 4.0, 5.0, 10.0)]
    slack = 1 - 1e-9 if up else 1 + 1e-9
    fits = [step for step in steps if (step >= value * slack if up else step <= value * slack)]
    return float(f"{fits[0] if up else fits[-1]:.12g}")


def places(span: float) -> int:
    """Decimals that tell apart what the scale's colours do, and a little more."""
    return min(4, max(0, 2 - math.floor(math.log10(span))))


def ticks(low: float, high: float, ends: tuple[float, float], difference: bool) -> list[str]:
    """Numbers at the start, the middle and the end of the scale; marked where values go beyond."""
    digits = max(0, places(high - low) - 1)
    write = signed if difference else plain
    told = [write(value, digits) for value in (low, (low + high) / 2, high)]
    return ["≤ " + told[0] if ends[0] < low - 1e-12 else told[0], told[1],
            "≥ " + told[2] if ends[1] > high + 1e-12 else told[2]]


def end_words(known: Measure, lang: Lang) -> list[str]:
    """What the lower and the upper end of a scale of differences mean."""
    words = [say("map_worse", lang), say("map_better", lang)]
    if known.better == "none":
        return [say("map_less", lang), say("map_more", lang)]
    return words if known.better == "higher" else words[::-1]


def packed(values: Floats, low: float, high: float) -> str:
    """Values [unit, month] as 16 bits each, month by month, in base64."""
    span = (high - low) or 1.0
    numbers = np.where(np.isfinite(values), 1 + np.rint((values - low) / span * (MOST - 1)), 0)
    return base64.b64encode(numbers.T.astype("<u2").tobytes()).decode("ascii")


def packed_boxes(placed: Layout, level: str) -> dict[str, str]:
    """Boxes of a level, of the streets and, between these, of the communities, as 32-bit floats in base64."""
    return {
        key: base64.b64encode(placed.boxes[name].astype("<f4").tobytes()).decode("ascii")
        for key, name in (("cells", level), ("streets", "street"), ("communities", "community"))
    }


def titled_place(item: Any, lang: Lang) -> str:
    """Name of a street or community."""
    return str(item.name_zh if lang == "zh" else item.name)


def titles(place: Place, level: str, lang: Lang) -> list[str]:
    """Names of all units of a level, in the order of the layout, with the street they lie in."""
    streets = [titled_place(item, lang) for item in place.streets]
    if level == "street":
        return streets
    communities = [f"{streets[item.street]} · {titled_place(item, lang)}" for item in place.communities]
    if level == "community":
        return communities
    found = []
    for item, name in zip(place.communities, communities, strict=True):
        kinds = [titled(kind, lang) for kind, count in zip(place.kinds, item.courtyards, strict=True)
                 for _ in range(count)]
        found += [say("map_courtyard", lang, community=name, number=number, kind=kind)
                  for number, kind in enumerate(kinds, 1)]
    return found


def unit_titles(place_name: str, level: str, lang: Lang) -> Mapping[str, str]:
    """The same by the name that tables have."""
    return dict(zip(layout(place_name, WIDE).units[level], titles(load_place(place_name), level, lang), strict=True))


def marks(scenario: Scenario, months: Sequence[str], lang: Lang) -> list[dict[str, Any]]:
    """When the reforms of a scenario start: index of the month, and words; those of one month together."""
    at = {month: number for number, month in enumerate(months)}
    found: dict[int, list[str]] = {}
    for revision in scenario.revisions:
        number = at.get(month_name(revision.start))
        if number is not None:
            found.setdefault(number, []).append(revision.words[lang == "zh"])
    return [{"at": number, "text": f"{months[number]}: {'; '.join(words)}"} for number, words in sorted(found.items())]
