"""The documentation shows what the code has: its tables are fresh, its names exist, nothing is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govsim.agents.table import columns
from govsim.chance import PROCESSES
from govsim.measures import MEASURES
from govsim.params import InputError, declared
from govsim.reference import REGIONS, STATE, SWITCH, fill, main, regions
from govsim.reforms.base import found
from govsim.rules import Rules
from govsim.scenario import shipped
from govsim.world import World

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
MODEL = (DOCS / "model.md").read_text(encoding="utf-8")
PROSE = re.sub(r"<!-- table: .*?<!-- end -->", "", MODEL, flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_tables_are_fresh(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert fill(text) == text, f"{page.name} is stale: run python -m govsim.reference"


def test_every_table_is_shown() -> None:
    shown = {name for page in PAGES for name in regions(page.read_text(encoding="utf-8"))}
    assert shown == set(REGIONS)


def test_a_changed_table_is_noticed_and_mended(tmp_path: Path) -> None:
    page = tmp_path / "some.md"
    page.write_text("before\n<!-- table: tags -->\n| old |\n<!-- end -->\nafter\n", encoding="utf-8")
    main(tmp_path)
    mended = page.read_text(encoding="utf-8")
    assert "| old |" not in mended and "assumption" in mended
    assert mended.startswith("before\n") and mended.endswith("after\n")
    assert fill(mended) == mended


@pytest.mark.parametrize("text", ["<!-- table: tagz -->\n<!-- end -->\n", "<!-- table: tags -->\nno end\n"])
def test_a_wrong_mark_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        fill(text)


@pytest.mark.parametrize("owner", [World, Rules], ids=["World", "Rules"])
def test_every_parameter_is_explained(owner: type) -> None:
    numbers = [name for name in declared(owner) if not name.startswith(SWITCH)]
    missing = [name for name in numbers if not re.search(rf"\b{name}\b", PROSE)]
    assert not missing, f"docs/model.md does not say what these do: {missing}"


def test_every_draw_has_its_identity() -> None:
    section = PROSE[PROSE.index("### Stochasticity") :]
    table = re.findall(r"^\| `(\w+)` \|", section[: section.index("\n### ")], flags=re.MULTILINE)
    assert sorted(table) == sorted(PROCESSES)


def test_every_name_in_the_model_document_exists() -> None:
    reforms = found()
    known = {*PROCESSES, *MEASURES, *reforms, *shipped(), *REGIONS}
    for owner in (World, Rules, *reforms.values()):
        known |= set(declared(owner))
    for table in STATE.values():
        known |= set(columns(table))
    code = " ".join(path.read_text(encoding="utf-8") for path in (DOCS.parent / "govsim").rglob("*.py"))
    known |= set(re.findall(r"^(?:def )?([A-Za-z_]+)", code, flags=re.MULTILINE))
    used = set(re.findall(r"`([a-z]+(?:_[a-z0-9]+)+)`", PROSE))
    assert used <= known, f"docs/model.md names what does not exist: {sorted(used - known)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", text):
        linked = (page.parent / target) if target else page
        assert linked.exists(), f"{page.name} links to {target}, which does not exist"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), flags=re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in slugs, f"{page.name} links to a heading #{anchor} that {target} does not have"
