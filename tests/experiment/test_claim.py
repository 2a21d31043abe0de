"""Folders that are for something else: what is otherwise is named, in the words in which it is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govsim.cli.faults import in_chinese
from govsim.experiment.claim import claim, claim_for
from govsim.params import InputError
from govsim.scenario import load


@pytest.mark.parametrize(("sets", "expected"), [
    (["world.loss_aversion=1.9", "end=2010-01-01"],
     ['end was "2015-12-01" and is "2010-01-01"', "world.loss_aversion was 1.6 and is 1.9"]),
    (["reform.service_stations.stations=9"], ["reform.service_stations.stations was 28 and is 9"]),
    (["reform.R1.start=2009-01-01"],
     [*(f'reform.{name}.start was "2008-06-01" and is "2009-01-01"' for name in
        ("appraisal_reweighting", "fiscal_guarantee", "function_stripping", "purchase_budget")), "and 4 more"]),
    (["without=service_stations"], ["reform.service_stations was … and is –"]),
])
def test_settings_of_scenarios(tmp_path: Path, sets: list[str], expected: list[str]) -> None:
    claim(tmp_path, "run", [load("r1")])
    claim(tmp_path, "run", [load("r1")])
    with pytest.raises(InputError) as caught:
        claim(tmp_path, "run", [load("r1", sets)])
    first, *named, _ = str(caught.value).split("; ")
    assert first.endswith("holds this study with other settings") and named == expected
    assert " was " not in in_chinese("; ".join(named)) and "more" not in in_chinese("; ".join(named))


@pytest.mark.parametrize(("changed", "expected"), [
    ({"sets": ["sample=0.02"], "points": [2, "b"], "made_of": "b"}, 'set was [] and is ["sample=0.02"]'),
    ({"plausible": 0, "points": [2, "b"]}, "worlds was 40 and is 0"),
    ({"design": {"kind": "morris", "seed": 1}}, 'design.kind was "sobol" and is "morris"; design.seed was – and is 1'),
    ({"points": [2, "b"]}, "the points of the design are others"),
    ({"made_of": "b"}, "scenarios or factors of the same name stand for something else"),
])
def test_settings_of_studies(tmp_path: Path, changed: dict[str, object], expected: str) -> None:
    """What is only known by a digest is told where nothing else is otherwise."""
    study = {"kind": "sweep", "names": ["x"], "sets": [], "design": {"kind": "sobol"}, "points": [2, "a"],
             "plausible": 40, "made_of": "a"}
    claim_for(tmp_path, study)
    with pytest.raises(InputError) as caught:
        claim_for(tmp_path, study | changed)
    assert f"with other settings; {expected}; name another folder" in str(caught.value)
    assert not re.search(" was |others|something", in_chinese(expected))
