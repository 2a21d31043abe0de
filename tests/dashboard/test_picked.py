"""What is picked on a page: a place of the map, the month of a network."""

from __future__ import annotations

from pathlib import Path

from tests.dashboard.drawn import Drawn

HOSTILE = "<img src=x onerror=alert(1)>"


def test_a_place_of_the_map(tmp_path: Path) -> None:
    drawn = Drawn(tmp_path, page="map", level="community")
    (shown,) = drawn.with_trait("picture")
    assert len(shown.picture["units"].split("\n")) == 59 and shown.picked == ""
    shown.vue_pick("Huangjing")
    assert drawn.went == [{"unit": "Huangjing", "level": "community", "measure": "satisfaction"}]
    assert "Chenglonglu · Huangjing: Satisfaction" in Drawn(tmp_path, page="map", unit="Huangjing").texts()
    assert HOSTILE not in Drawn(tmp_path, page="map", unit=HOSTILE).texts()


def test_the_month_of_the_networks(tmp_path: Path) -> None:
    drawn = Drawn(tmp_path, page="network")
    months, _ = drawn.with_trait("chosen")[::-1]
    assert "0 contracts" in drawn.texts() and months.chosen == "2015-12"
    assert drawn.texts().count("0 contracts of 0.0 yuan") == 1
    months.vue_choose("2007-12")
    assert months.chosen == "2007-12" and drawn.texts().count("0 contracts of 0.0 yuan") == 2
    months.vue_choose(HOSTILE)
    assert months.chosen == "2015-12"
