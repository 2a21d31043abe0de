"""Reference: the tables of the documentation, rendered from the declarations in the code.

A document marks where a table belongs, and `python -m govsim.reference` fills every region of the
documents in `docs/`:

    <!-- table: measures -->
    <!-- end -->

`REGIONS` names the tables. A test fails when a document is stale.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from govsim.agents.community import Community
from govsim.agents.courtyard import Courtyard
from govsim.agents.district import District
from govsim.agents.needs import Windows
from govsim.agents.property_company import PropertyCompany
from govsim.agents.resident import Resident
from govsim.agents.service_station import CommitteeWindows, ServiceStation
from govsim.agents.social_organization import SocialOrganization
from govsim.agents.street_office import StreetOffice
from govsim.agents.table import Table, columns
from govsim.chance import PROCESSES
from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.params import TAGS, InputError, Param, declared, sources
from govsim.reforms.base import found
from govsim.report import evidence_tables
from govsim.report.markdown import markdown
from govsim.rules import Rules
from govsim.scenario import load, shipped
from govsim.world import World

STATE: Mapping[str, type[Table]] = MappingProxyType(
    {
        "district": District.table,
        "street_office": StreetOffice.table,
        "community": Community.table,
        "committee_windows": CommitteeWindows,
        "windows": Windows,
        "service_station": ServiceStation.table,
        "courtyard": Courtyard.table,
        "resident": Resident.table,
        "social_organization": SocialOrganization.table,
        "property_company": PropertyCompany.table,
    }
)
"""Tables of state by entity; the region of each is called state_<entity>."""
SWITCH = "channel_"
"""First letters of the switches of World."""
_REGION = re.compile(r"(<!-- table: ([a-z_]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def number(value: object) -> str:
    """A default or bound as readers write it.

    >>> number(1800000000.0), number(True), number(-0.5)
    ('1,800,000,000', 'yes', '-0.5')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)


def ground(known: Param) -> str:
    """Evidence tag of a number and, unless it is assumed, the key of its source."""
    return known.tag if known.source == "assumption" else f"{known.tag} {known.source}"


def parameters(owner: type, switches: bool = False) -> str:
    """Numbers that a dataclass of `param()` fields declares; the switches of World, or all but them."""
    rows = []
    for known in declared(owner).values():
        if known.name.startswith(SWITCH) == switches:
            allowed = f"{number(known.bounds[0])} to {number(known.bounds[1])}" if known.bounds else "yes, no"
            level = [known.level] if owner is Rules else []
            values = [number(known.default), allowed, known.unit, *level, ground(known)]
            rows.append([f"`{known.name}`", known.doc, known.zh, *values])
    level = ["decided by"] if owner is Rules else []
    return markdown(["name", "meaning", "含义", "default", "allowed", "unit", *level, "evidence"], rows)


def state(table: type[Table]) -> str:
    """Columns of a table of agents."""
    return markdown(
        ["variable", "meaning", "unit"], ([f"`{item.name}`", item.doc, item.unit] for item in columns(table).values())
    )


def reforms() -> str:
    """Every reform rule: bundle, dates, mechanism and parameters."""
    parts = []
    for name, rule in found().items():
        text = (sys.modules[rule.__module__].__doc__ or "").strip()
        what, _, rest = text.partition("\n\n")
        bundle = f" Bundle {rule.bundle}, in Jinjiang from {rule.enacted[:7]}." if rule.bundle else ""
        parts.append(
            f"### `{name}`: {rule.title} ({rule.title_zh})\n\n"
            f"{what}{bundle} Decided by the {rule.level}.\n\n```text\n{rest}\n```\n\n{parameters(rule)}"
        )
    return "\n".join(parts)


def reform_list() -> str:
    """One line a reform rule."""
    rows = (
        [rule.bundle, f"`{name}`", rule.title, rule.title_zh, rule.enacted[:7], rule.level]
        for name, rule in found().items()
    )
    return markdown(["bundle", "rule", "name", "名称", "in force from", "decided by"], rows)


def measures() -> str:
    """Every measure."""
    rows = (
        [f"`{item.name}`", item.definition, item.definition_zh, item.unit, item.better, ", ".join(item.levels)]
        for item in MEASURES.values()
    )
    return markdown(["measure", "definition", "定义", "unit", "better", "levels"], rows)


def draws() -> str:
    """Every process that draws."""
    return markdown(["process", "what is drawn"], ([f"`{name}`", what] for name, what in PROCESSES.items()))


def scenarios() -> str:
    """Every shipped scenario."""
    rows = []
    for name in shipped():
        item = load(name)
        months = f"{month_name(item.start)} to {month_name(item.end)}"
        rows.append([f"`{name}`", item.title, item.title_zh, months, item.description])
    return markdown(["scenario", "title", "标题", "months", "question"], rows)


def bibliography() -> str:
    """Every source that a number or a mechanism rests on."""
    rows = []
    for key, item in sources().items():
        who, when = item.get("authors", ""), str(item.get("year", ""))
        where = item.get("link") or item.get("document", "")
        rows.append([f"`{key}`", item["title"], who, when, where, item["supports"]])
    return markdown(["key", "title", "authors", "year", "where", "supports"], rows)


def tags() -> str:
    """Evidence tags."""
    return markdown(["tag", "evidence"], ([f"`{tag}`", what] for tag, what in TAGS.items()))


REGIONS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "world": partial(parameters, World),
        "switches": partial(parameters, World, switches=True),
        "rules": partial(parameters, Rules),
        "reforms": reforms,
        "reform_list": reform_list,
        "measures": measures,
        "draws": draws,
        "scenarios": scenarios,
        "sources": bibliography,
        "tags": tags,
        "evidence_made": evidence_tables.made,
        "evidence_grounds": evidence_tables.grounds,
        "evidence_calibration": evidence_tables.calibration,
        "evidence_targets": evidence_tables.targets,
        "evidence_patterns": evidence_tables.patterns,
        "evidence_stress": evidence_tables.stress,
        "evidence_shapes": evidence_tables.shapes,
        "evidence_headlines": evidence_tables.headlines,
        **{f"state_{entity}": partial(state, table) for entity, table in STATE.items()},
    }
)
"""What a document can show, by the name in its mark."""


def regions(text: str) -> list[str]:
    """Names of the regions of a document, in order; InputError where a mark is unknown or has no end."""
    names = [match[2] for match in _REGION.finditer(text)]
    if names != re.findall(r"<!-- table: (.*?) -->", text):
        raise InputError("a region of the document is not closed by <!-- end -->")
    unknown = [name for name in names if name not in REGIONS]
    if unknown:
        raise InputError(f"no table is called {', '.join(unknown)}; there are {', '.join(REGIONS)}")
    return names


def fill(text: str) -> str:
    """A document with all its regions as the code has them now; raises as `regions`."""
    regions(text)
    return _REGION.sub(lambda match: f"{match[1]}\n{REGIONS[match[2]]()}\n{match[4]}", text)


def main(folder: Path) -> None:
    """Fill the regions of all documents of a folder."""
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        filled = fill(text)
        if filled != text:
            path.write_text(filled, encoding="utf-8")
            print(f"{path} is up to date now")


if __name__ == "__main__":
    main(Path(*sys.argv[1:2] or ("docs",)))
