"""Ties are mutual, without doubles, as many as asked, and as far as asked, at every sample."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from govsim.chance import Chance
from govsim.place import Place
from govsim.population import CHILD, Population, synthesize
from govsim.population.ties import draw_ties
from govsim.world import World
from tests.population.rows import courtyard_of


def ends(people: Population) -> tuple[np.ndarray, np.ndarray]:
    return np.repeat(np.arange(len(people)), np.diff(people.tie_start)), people.tie_to


def outside(people: Population) -> float:
    """Share of ties that lead out of the neighbourhood, which is the courtyard at sample 1."""
    one, other = ends(people)
    group = people.courtyard_neighbourhood
    return float(np.mean(group[courtyard_of(people, one)] != group[courtyard_of(people, other)]))


def degree(people: Population) -> float:
    return float(len(people.tie_to) / np.count_nonzero(people.age_group != CHILD))


def check_graph(start: np.ndarray, to: np.ndarray) -> None:
    count = len(start) - 1
    assert start[0] == 0
    assert start[-1] == len(to)
    graph = sparse.csr_matrix((np.ones(len(to), dtype=np.int8), to, start), shape=(count, count))
    one = np.repeat(np.arange(count), np.diff(start))
    assert (one != to).all()
    assert len(np.unique(one * count + to)) == len(to)
    assert (graph != graph.T).nnz == 0


@pytest.mark.parametrize("name", ["whole", "sample"])
def test_mutual_and_single(name: str, request: pytest.FixtureRequest) -> None:
    people = request.getfixturevalue(name)
    check_graph(people.tie_start, people.tie_to)


def test_children_have_none(whole: Population) -> None:
    assert not np.diff(whole.tie_start)[whole.age_group == CHILD].any()
    assert (whole.age_group[whole.tie_to] != CHILD).all()


def test_ties_stay_in_the_community(whole: Population) -> None:
    one, other = ends(whole)
    community = np.repeat(whole.courtyard_community, np.diff(whole.courtyard_start))
    assert np.array_equal(community[one], community[other])


@pytest.mark.parametrize("share", [0.01, 0.05, 0.3])
def test_same_mean_number_at_any_sample(place: Place, share: float) -> None:
    assert degree(synthesize(place, World(), share, Chance(1))) == pytest.approx(8.0, abs=0.02)


def test_number_and_reach_at_full_scale(whole: Population) -> None:
    assert degree(whole) == pytest.approx(8.0, abs=0.01)
    assert outside(whole) == pytest.approx(0.1, abs=0.005)


@pytest.mark.parametrize("ties", [4, 5, 11, 14])
def test_other_numbers_of_ties(place: Place, ties: int) -> None:
    people = synthesize(place, replace(World(), ties_per_adult=ties), 0.1, Chance(1))
    check_graph(people.tie_start, people.tie_to)
    assert degree(people) == pytest.approx(ties, rel=0.01)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4])
def test_other_reach(place: Place, share: float) -> None:
    people = synthesize(place, replace(World(), ties_outside=share), 0.3, Chance(1))
    assert outside(people) == pytest.approx(share, abs=0.01)


def test_ring_without_rewiring(place: Place) -> None:
    people = synthesize(place, replace(World(), ties_rewired=0.0, ties_outside=0.0), 0.3, Chance(1))
    adults = np.flatnonzero(people.age_group != CHILD)
    group = people.courtyard_neighbourhood
    yard = group[courtyard_of(people, adults)]
    first = np.searchsorted(yard, yard)
    count = np.bincount(yard)[yard]
    place_of = np.zeros(len(people), dtype=np.int64)
    place_of[adults] = np.arange(len(adults)) - first
    one, other = ends(people)
    count_of = np.zeros(len(people), dtype=np.int64)
    count_of[adults] = count
    # what groups of 9 and fewer adults cannot hold leads elsewhere
    roomy = (count_of[one] > 9) & (group[courtyard_of(people, one)] == group[courtyard_of(people, other)])
    distance = np.abs(place_of[one] - place_of[other])[roomy]
    assert set(np.minimum(distance, count_of[one][roomy] - distance)) == {1, 2, 3, 4}


def test_rewiring_shortens_paths(place: Place) -> None:
    def clustering(rewired: float) -> float:
        people = synthesize(place, replace(World(), ties_rewired=rewired, ties_outside=0.0), 0.3, Chance(1))
        count = len(people)
        graph = sparse.csr_matrix((np.ones(len(people.tie_to)), people.tie_to, people.tie_start), shape=(count, count))
        number = np.diff(people.tie_start)
        return float(graph.multiply(graph @ graph).sum() / np.sum(number * (number - 1)))

    # triangles of a ring of 8 neighbours: 9 of 14; a random graph has hardly any
    ring, small_world, random = clustering(0.0), clustering(0.2), clustering(1.0)
    assert ring == pytest.approx(9 / 14, abs=0.03)
    assert random < 0.15
    assert random < small_world < ring


def tiny(adults: list[list[int]], world: World) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ties of courtyards with these numbers of adults, by community; and the courtyard of each adult."""
    community = np.repeat(np.arange(len(adults)), [len(own) for own in adults])
    counts = np.concatenate([np.array(own) for own in adults])
    starts = np.append(0, np.cumsum(counts)).astype(np.int32)
    everybody = np.ones(starts[-1], dtype=bool)
    ids = np.arange(starts[-1], dtype=np.int32)
    start, to = draw_ties(world, community, starts, everybody, ids, Chance(4))
    return start, to, np.repeat(np.arange(len(counts)), counts)


def test_tiny_courtyards_reach_out(place: Place) -> None:
    start, to, yard = tiny([[1, 2, 3, 20, 20]], World())
    check_graph(start, to)
    assert len(to) / len(yard) == pytest.approx(8.0, abs=0.1)
    one = np.repeat(np.arange(len(yard)), np.diff(start))
    assert (yard[one] != yard[to])[one == 0].all()


def test_a_lone_courtyard_knows_itself_only(place: Place) -> None:
    start, to, yard = tiny([[1], [5], [30]], World())
    check_graph(start, to)
    number = np.diff(start)
    assert number[yard == 0].tolist() == [0]
    assert number[yard == 1].min() >= 3
    assert number[yard == 2].mean() == pytest.approx(8.0, abs=0.2)


def test_batches_do_not_matter(place: Place, monkeypatch: pytest.MonkeyPatch, sample: Population) -> None:
    monkeypatch.setattr("govsim.population.ties.BATCH", 1000)
    again = synthesize(place, World(), 0.05, Chance(1))
    assert np.array_equal(again.tie_to, sample.tie_to)
    assert np.array_equal(again.tie_start, sample.tie_start)
