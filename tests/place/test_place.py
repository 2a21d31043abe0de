"""The shipped place adds up; a folder with faults is refused with every fault and its line."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.params import InputError
from govsim.place import SHIPPED, load_place, places

FILES = ("place.toml", "kinds.csv", "streets.csv", "communities.csv")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED / "jinjiang", tmp_path / "copy"))


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence; the line it stands on."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_place(folder)
    return [str(fault).removeprefix(f"{folder}/") for fault in caught.value]


def test_totals_of_jinjiang() -> None:
    place = load_place("jinjiang")
    assert places() == ("jinjiang",)
    assert len(place.streets) == 16
    assert len(place.communities) == 59
    assert place.residents == sum(item.residents for item in place.communities) == 690_422
    assert sum(item.registered_households for item in place.communities) == 161_818
    assert sum(street.stations for street in place.streets) == 28
    names = [kind.kind for kind in place.kinds]
    kinds = dict(zip(names, np.sum([c.courtyards for c in place.communities], 0), strict=True))
    assert kinds == {"old": 600, "work_unit": 200, "resettlement": 70, "ex_rural": 50, "commodity": 280}
    assert sum(item.without_property for item in place.communities) == round(0.62 * 1200)
    assert sum(street.tax_share for street in place.streets) == pytest.approx(1.0, abs=1e-9)


def test_every_station_of_jinjiang_serves_at_least_4000_registered_households() -> None:
    # K7
    assert min(s.registered_households / s.stations for s in load_place("jinjiang").streets) >= 4000


def test_communities_are_sorted_by_street_and_indexed() -> None:
    place = load_place("jinjiang")
    assert (np.diff(place.community_street) >= 0).all()
    assert [c.index for c in place.communities] == list(range(59))
    assert [s.index for s in place.streets] == list(range(16))


def test_the_resettled_community_of_the_article() -> None:
    place = load_place("jinjiang")
    resettled = [kind.kind for kind in place.kinds].index("resettlement")
    lianxin = [c for c in place.communities if place.streets[c.street].name == "Lianxin"]
    most = max(lianxin, key=lambda c: c.courtyards[resettled] / sum(c.courtyards))
    assert (most.name, most.name_zh, most.without_property) == ("Lianhua", "莲花", 11)


def test_ex_rural_courtyards_only_at_the_edge() -> None:
    place = load_place("jinjiang")
    rural = [kind.kind for kind in place.kinds].index("ex_rural")
    assert {place.streets[c.street].name for c in place.communities if c.courtyards[rural]} == {
        "Chenglonglu", "Liujiang", "Sansheng",
    }  # fmt: skip


def test_central_streets_carry_most_tax_a_head() -> None:
    streets = load_place("jinjiang").streets
    ranked = sorted(streets, key=lambda street: street.tax_share / street.residents)
    assert {street.name for street in ranked[-3:]} == {"Chunxilu", "Yanshikou", "Duyuanjie"}


def test_a_folder_is_a_place(folder: Path) -> None:
    assert load_place(folder) == load_place("jinjiang")
    assert load_place(str(folder)) == load_place("jinjiang")


def test_rows_of_communities_may_stand_in_any_order(folder: Path) -> None:
    path = folder / "communities.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *sorted(rows, key=lambda row: row.split(",")[1])]), encoding="utf-8")
    assert (np.diff(load_place(folder).community_street) >= 0).all()


def test_files_written_by_a_spreadsheet(folder: Path) -> None:
    for name in FILES[1:]:
        path = folder / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b",,,\r\n")
    assert load_place(folder) == load_place("jinjiang")


@pytest.mark.parametrize("name", ["jinjang", "no/such", "a\0b", "x" * 5000])
def test_unknown_place(name: str) -> None:
    with pytest.raises(InputError, match="no place"):
        load_place(name)


def test_nearest_name_is_offered() -> None:
    with pytest.raises(InputError, match="did you mean 'jinjiang'"):
        load_place("jinjang")


@pytest.mark.parametrize("name", FILES)
def test_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert f"{name}: is missing" in faults(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("streets.csv", "tax_share", "tax_part", "column 'tax_share' is missing"),
        ("streets.csv", "tax_share", "tax_part", "'tax_part': unknown column; did you mean 'tax_share'?"),
        ("streets.csv", ",stations", ",code", "column 'code' occurs twice"),
        ("streets.csv", ",17022,", ",17022.5,", "residents: must be a whole number from 1 to 50000000, not '17022.5'"),
        ("streets.csv", ",17022,", ",\uff11\uff17\uff10\uff12\uff12,", "residents: must be a whole number"),
        ("streets.csv", "0.0955", "nan", "tax_share: must be a number from 0 to 1, not 'nan'"),
        ("streets.csv", ",0.0955", "", "has 8 cells, the header names 9 columns"),
        ("streets.csv", "17022", "17023", "residents: is 17023, its communities add up to 17022"),
        ("streets.csv", "5689,3,1", "5689,4,1", "communities: is 4, communities.csv has 3"),
        ("streets.csv", "Yanshikou", "all", "'all' has a meaning of its own"),
        ("communities.csv", "Binjianglu", "Qingshiqiao", "'Qingshiqiao' is taken already, at"),
        ("communities.csv", "Qingshiqiao", "Duyuanjie", "'Duyuanjie' is taken already, at"),
        ("communities.csv", "Qingshiqiao", "青石桥", "must be a name of up to 60 ASCII letters"),
        (
            "communities.csv",
            "青石桥,Duyuanjie",
            "青石桥,Duyuanji",
            "no street 'Duyuanji' in streets.csv; did you mean 'Duyuanjie'?",
        ),
        ("communities.csv", "10,1,0,0,2,9", "0,0,0,0,0,0", "has no courtyards"),
        ("communities.csv", "10,1,0,0,2,9", "10,1,0,0,2,14", "without_property: must not exceed its 13 courtyards"),
        (
            "communities.csv",
            "10,1,0,0,2,9",
            "99,1,0,0,2,9",
            "residents: must be at least 70 for each of its 102 courtyards",
        ),
        ("communities.csv", "10,1,0,0,2,9", "10,-1,0,0,2,9", "work_unit: must be a whole number from 0"),
        ("kinds.csv", "落,true", "落,yes", "must be true or false, not 'yes'"),
        ("kinds.csv", "0.18,0.36", "0.58,0.36", "elder_share: with young_share and child_share must not exceed 1"),
        ("kinds.csv", "work_unit,Work", "old,Work", "'old' is taken already, at"),
        (
            "place.toml",
            "residents = 690422",
            "residents = 690423",
            "totals.residents is 690423, the tables add up to 690422",
        ),
        (
            "place.toml",
            "stations = 28",
            "station = 28",
            "'totals.station': unknown setting; did you mean 'totals.stations'?",
        ),
        ("place.toml", "year = 2010", "year = true", "'year': must be a whole number, not True"),
        ("place.toml", "year = 2010", "year = ", "cannot be read as TOML"),
    ],
)
def test_faults_name_file_and_line(folder: Path, name: str, old: str, new: str, message: str) -> None:
    line = edit(folder / name, old, new)
    assert any(fault.startswith(f"{name}:{line}: ") and message in fault for fault in faults(folder)), faults(folder)


def test_all_faults_at_once(folder: Path) -> None:
    first = edit(folder / "streets.csv", ",17022,", ",many,")
    second = edit(folder / "communities.csv", "6057,1993", "6057,")
    third = edit(folder / "place.toml", "title_zh", "title_cn")
    found = faults(folder)
    for start in (f"streets.csv:{first}: residents", f"communities.csv:{second}", f"place.toml:{third}: 'title_cn'"):
        assert any(fault.startswith(start) for fault in found), found


def test_tax_shares_add_up_to_one(folder: Path) -> None:
    edit(folder / "streets.csv", "0.0955", "0.1955")
    assert faults(folder) == ["streets.csv:1: tax_share: must add up to 1 over the streets, not 1.1"]


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(FILES), content=st.binary(max_size=400))
def test_any_bytes_give_faults_and_nothing_else(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(shutil.copytree(SHIPPED / "jinjiang", Path(temporary) / "copy"))
        (folder / name).write_bytes(content)
        with pytest.raises(InputError) as caught:
            load_place(folder)
        assert all(str(folder / name) in str(fault) for fault in caught.value.faults)


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_mutated_files_load_or_give_faults(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(shutil.copytree(SHIPPED / "jinjiang", Path(temporary) / "copy"))
        content = bytearray((folder / name).read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(content) - 1))
            piece = data.draw(st.sampled_from([b"", b"\0", b"\n", b'"', b",", b"-", b"9" * 5000, b"[" * 3000, b"\xff"]))
            content[at : at + data.draw(st.integers(0, 3))] = piece
        (folder / name).write_bytes(bytes(content))
        try:
            load_place(folder)
        except InputError as error:
            assert error.faults
