"""The page of a folder: everything inside, nothing loaded from anywhere, both languages, hostile texts inert."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from govsim.experiment.compare import Comparison, compare
from govsim.experiment.comparison_folder import write_comparison_folder
from govsim.experiment.read_folder import read_folder
from govsim.experiment.sweep_results import Swept
from govsim.params import InputError
from govsim.report.page.comparison import effects
from govsim.report.page.parts import interval_words
from govsim.report.page.study import study_sections
from govsim.report.page.write import check_page, pages_in, write_page
from govsim.report.sentences import sentences
from govsim.report.texts import Lang, text
from tests.experiment.fake import fake, scenario
from tests.experiment.folders import made

HOSTILE = '<script>alert(1)</script>"><img src=https://example.org/x onerror=alert(2)>'


class Reader(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[str]]:
    folder = tmp_path_factory.mktemp("page")
    reform = replace(scenario("reform", 2), title=HOSTILE, description=HOSTILE)
    found = compare(scenario("base"), [reform], replications=3, out=folder, winners=["takeup"], simulate=fake)
    write_comparison_folder(found, folder, ("govsim", "compare", "base", "a b.toml", "--replications", "3"))
    path = write_page(read_folder(folder), folder / "report.html", pages_in("both"), "en")
    return path.read_text(encoding="utf-8"), sentences(found, "en")


def test_nothing_is_loaded(hostile: tuple[str, list[str]]) -> None:
    read = Reader(hostile[0])
    assert not {tag for tag, _ in read.tags} & {"script", "link", "iframe", "object", "embed", "base", "form"}
    for tag, attributes in read.tags:
        assert not [name for name in attributes if name.startswith("on")], tag
        for name in ("src", "href", "srcset", "action"):
            assert (attributes.get(name) or "data:").startswith("data:"), (tag, attributes)
    assert "url(" not in hostile[0] and "@import" not in hostile[0]


def test_hostile_texts_are_text(hostile: tuple[str, list[str]]) -> None:
    read = Reader(hostile[0])
    assert HOSTILE in "".join(read.text)
    assert "<script>alert" not in hostile[0]


def test_both_languages(hostile: tuple[str, list[str]]) -> None:
    read = Reader(hostile[0])
    mains = [attributes["lang"] for tag, attributes in read.tags if tag == "main"]
    assert mains == ["en", "zh-Hans"]
    text = "".join(read.text)
    for words in ("What rests on assumptions", "哪些结果基于假定", "Who gains and who loses", "谁受益，谁受损"):
        assert words in text
    assert [tag for tag, _ in read.tags].count("h1") == 2


def test_figures_are_inside_and_described(hostile: tuple[str, list[str]]) -> None:
    pictures = [attributes for tag, attributes in Reader(hostile[0]).tags if tag == "img"]
    assert len(pictures) >= 10
    for picture in pictures:
        assert picture["alt"]
        data = base64.b64decode((picture["src"] or "").removeprefix("data:image/png;base64,"))
        assert data.startswith(b"\x89PNG")


def test_numbers_are_those_of_the_comparison(hostile: tuple[str, list[str]]) -> None:
    text = re.sub(r"\s+", " ", "".join(Reader(hostile[0]).text))
    for sentence in hostile[1]:
        assert re.sub(r"\s+", " ", sentence) in text


def test_the_command_is_told(hostile: tuple[str, list[str]]) -> None:
    assert "govsim compare base 'a b.toml' --replications 3" in "".join(Reader(hostile[0]).text)


def test_tables_have_captions_and_heads(hostile: tuple[str, list[str]]) -> None:
    for table in re.findall(r"<table>.*?</table>", hostile[0], re.DOTALL):
        caption = re.match(r"<table><caption>(.*?)</caption>", table, re.DOTALL)
        assert caption is not None and caption.group(1).strip()
        headings = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)
        assert headings and all(heading.strip() for heading in headings)
        rows = re.findall(r'<tr>(<th scope="row">.*?)</tr>', table)
        assert rows and all(len(re.findall("<t[hd]", row)) == len(headings) for row in rows)


def test_nothing_but_a_page_is_replaced(tmp_path: Path, hostile: tuple[str, list[str]]) -> None:
    page = tmp_path / "report.html"
    page.write_text(hostile[0], encoding="utf-8")
    check_page(page)
    page.write_text("<html>my own</html>")
    for path, words in (
        (page, "exists already"), (tmp_path, "is a folder; name a file in it"),
        (tmp_path / "none" / "x.html", "none: does not exist"),
    ):
        with pytest.raises(InputError, match=words):
            check_page(path)


TOLD: dict[str, tuple[Lang, str]] = {
    "run": ("en", "Reform"), "attribute": ("zh", "各部分的贡献"), "sweep": ("en", "What matters?"),
    "evaluate": ("zh", "双重差分"), "showcase": ("en", "as a visitor sees it"),
}


@pytest.mark.parametrize("kind", TOLD)
def test_pages_of_other_folders(kind: str, tmp_path: Path) -> None:
    lang, words = TOLD[kind]
    path = write_page(read_folder(made(kind)[0]), tmp_path / "page.html", pages_in(lang), lang)
    read = Reader(path.read_text(encoding="utf-8"))
    text = "".join(read.text)
    assert words in text and f"govsim {kind}" in text
    assert not re.findall(r"\b(nan|None)\b", text)
    assert [tag for tag, _ in read.tags].count("img") >= 1
    spoken = [attributes["lang"] for tag, attributes in read.tags if tag in ("main", "html")]
    assert spoken == ["zh-Hans" if lang == "zh" else "en"] * 2
    assert "input" not in [tag for tag, _ in read.tags]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_range_is_of_many_worlds_and_an_interval_of_several(lang: Lang) -> None:
    found = read_folder(made("compare")[0]).results
    assert isinstance(found, Comparison)
    few = replace(found, worlds=220, effects=found.effects.assign(worlds_low=-1.0, worlds_high=1.0))
    for compared, told in ((few, False), (replace(few, seeds=tuple(range(10))), True)):
        table = effects(compared, compared.scenarios[0], ["satisfaction"], lang)
        assert (text("page_worlds", lang) in table.headings) == told and len(table.rows[0]) == len(table.headings)
    none = text("page_no_interval", lang)
    assert interval_words([7], 0, lang) == interval_words([7, 8], 1, lang) == none
    assert none not in (interval_words([7, 8], 0, lang), interval_words([7, 8], 220, lang, paired=False))


@pytest.mark.parametrize(("lang", "unsaid"), [("en", "ffects"), ("zh", "效应")])
def test_a_study_without_a_baseline_tells_of_no_effects(lang: Lang, unsaid: str) -> None:
    found = read_folder(made("sweep")[0])
    assert isinstance(found.results, Swept)
    for plausible in (0, 2):
        alone = replace(found.results, plan=replace(found.results.plan, paired=False, plausible=plausible))
        without = replace(found, sensitivity=None, discoveries=())
        _, findings = study_sections(without, alone, lang)
        assert findings.title == text("page_findings", lang) and findings.points
        assert not [words for words in (*findings.paragraphs, *findings.points) if unsaid in words]


@pytest.mark.parametrize(("lang", "short", "reached"), [
    ("en", "Not reached by 1 of 2 intervals with 30 pairs of runs.", "Reached with 30 pairs of runs."),
    ("zh", "30对模拟后，2个区间中有1个未达到。", "30对模拟后达到。"),
])
def test_the_precision_asked_for_is_told(lang: Lang, short: str, reached: str) -> None:
    found = read_folder(made("sweep")[0])
    assert isinstance(found.results, Swept)
    width = {"measure": "takeup", "wanted": 0.02, "low": -0.01, "pairs": 30}
    precision = pd.DataFrame([
        {"point": 0, "scenario": "r2", "effect": 0.01, "high": 0.03, "reached": True, "needed": 25.0, **width},
        {"point": 1, "scenario": "r2", "effect": 0.02, "high": 0.05, "reached": False, "needed": 41.0, **width},
    ])
    for table, told in ((precision, short), (precision.assign(reached=True), reached)):
        swept = replace(found.results, tables={**found.results.tables, "precision": table})
        (section,) = (item for item in study_sections(found, swept, lang) if told in item.paragraphs)
        headings, rows = section.tables[0].headings, section.tables[0].rows
        assert text("precise_point", lang) in headings and text("precise_scenario", lang) not in headings
        assert [row[-2] for row in rows] == ["25", "41"] and rows[0][-1] == text("page_yes", lang)
    assert all(text("precise_title", lang) != item.title for item in study_sections(found, found.results, lang))
