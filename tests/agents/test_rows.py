"""Rows as Mesa agents: the same answers as Mesa's own agents and AgentSet, over columns."""

from __future__ import annotations

import copy
import gc
import math
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mesa
import numpy as np
import pytest
from mesa.agent import AgentSet

from govsim.agents.rows import Column, Row, RowModel, RowSet, Table, column, columns, structure

pytestmark = pytest.mark.filterwarnings("error")


@dataclass(eq=False, slots=True)
class People(Table):
    trust: np.ndarray = column("trust in government", unit="share")
    age: np.ndarray = column("age", unit="years")
    party: np.ndarray = column("is a Party member")
    attention: np.ndarray = column("attention to two tasks", unit="share")
    friends_start: np.ndarray = structure("where each person's friends begin")


@dataclass(eq=False, slots=True)
class Offices(Table):
    trust: np.ndarray = column("trust in residents", unit="share")
    budget: np.ndarray = column("budget", unit="yuan")


class Person(Row):
    table_name = "people"
    table = People
    age: int

    @property
    def is_old(self) -> bool:
        return self.age >= 60

    def grow_older(self, years: int = 1) -> int:
        self.age = self.age + years
        return self.age


class Office(Row):
    table_name = "offices"
    table = Offices

    def spend(self, amount: float) -> None:
        self.budget -= amount


class Town(RowModel):
    def __init__(self, seed: int = 1) -> None:
        super().__init__(seed)
        self.favourite: Person | None = None
        self.friends: set[Person] = set()
        self.register_kind(
            Person,
            People(
                trust=np.array([0.5, 0.1, 0.9, 0.5, 0.7], dtype=np.float32),
                age=np.array([70, 20, 35, 61, 20], dtype=np.int8),
                party=np.array([True, False, False, True, False]),
                attention=np.arange(10, dtype=np.float64).reshape(5, 2),
                friends_start=np.arange(6),
            ),
        )
        self.register_kind(Office, Offices(trust=np.array([0.2, 0.4]), budget=np.array([100.0, 50.0])))

    def step(self) -> None:
        self.people.trust *= 0.5


class PlainPerson(mesa.Agent):
    def __init__(self, model: mesa.Model, trust: float, age: int) -> None:
        super().__init__(model)
        self.trust = trust
        self.age = age


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def people(town: Town) -> RowSet[Person]:
    return town.agents_by_type[Person]


@pytest.fixture
def plain(town: Town) -> Any:
    """The same people as Mesa's own agents, in Mesa's own set, which holds them weakly: hence `yield`."""
    model = mesa.Model(rng=1)
    people = zip(town.people.trust.tolist(), town.people.age.tolist(), strict=True)
    agents = [PlainPerson(model, trust, age) for trust, age in people]
    yield AgentSet(agents, random=model.random)


def rows_of(agents: Any) -> list[int]:
    return [agent.row for agent in agents]


def plain_rows(agents: Any) -> list[int]:
    return [agent.unique_id - 1 for agent in agents]


# --- tables ---------------------------------------------------------------------------------------


def test_a_table_knows_its_columns_and_its_size(town: Town) -> None:
    assert list(columns(People)) == ["trust", "age", "party", "attention"]
    assert columns(People)["trust"] == Column("trust", "trust in government", "share")
    assert Person.trust == columns(People)["trust"]
    assert len(town.people) == 5
    assert town.people.nbytes == 5 * 4 + 5 + 5 + 10 * 8 + 6 * 8


def test_a_part_of_a_table_is_the_table_of_these_rows(town: Town) -> None:
    part = town.people.part(slice(1, 3))
    assert len(part) == 2 and part.age.tolist() == [20, 35] and part.friends_start is town.people.friends_start
    part.age += 1
    part.attention[:] = 0.5
    assert town.people.age.tolist() == [70, 21, 36, 61, 20]
    assert town.people.attention[:, 0].tolist() == [0.0, 0.5, 0.5, 6.0, 8.0]
    assert town.people.part(slice(None)) is town.people


def test_a_table_refuses_columns_of_different_length() -> None:
    with pytest.raises(ValueError, match="trust has 2, budget has 3"):
        Offices(trust=np.zeros(2), budget=np.zeros(3))


def test_a_table_refuses_what_is_no_column() -> None:
    with pytest.raises(TypeError, match=r"Offices\.trust must be an array"):
        Offices(trust=0.5, budget=np.zeros(3))  # type: ignore[arg-type]

    @dataclass
    class Loose(Table):
        size: np.ndarray

    with pytest.raises(TypeError, match="neither as column"):
        Loose(size=np.zeros(2))

    @dataclass
    class Clash(Table):
        nbytes: np.ndarray = column("taken")  # type: ignore[assignment]

    with pytest.raises(TypeError, match="every table uses itself"):
        columns(Clash)


# --- one agent ------------------------------------------------------------------------------------


def test_a_row_is_a_mesa_agent_with_python_numbers(town: Town) -> None:
    person = Person(town, 2)
    assert isinstance(person, mesa.Agent)
    assert type(person.age) is int and person.age == 35
    assert type(person.trust) is float and person.trust == pytest.approx(0.9)
    assert person.party is False
    assert person.pos is None
    assert person.random is town.random
    assert repr(person) == "Person(row=2)"
    with pytest.raises(IndexError, match="rows 0 to 4, not 5"):
        Person(town, 5)
    with pytest.raises(IndexError):
        Person(town, -1)


def test_writing_goes_to_the_column(town: Town) -> None:
    Person(town, 2).age = 36
    assert town.people.age.tolist() == [70, 20, 36, 61, 20]
    assert Person(town, 2).age == 36


@pytest.mark.parametrize(
    ("name", "value", "error", "message"),
    [
        ("trsut", 1.0, AttributeError, "no column of People, so it cannot be set; did you mean 'trust'"),
        ("pos", (1, 2), AttributeError, "'pos'"),
        ("row", 3, AttributeError, "'row'"),
        ("age", 35.5, ValueError, "cannot hold 35.5"),
        ("age", 300, ValueError, "cannot hold 300"),
        ("age", math.nan, ValueError, "cannot hold nan"),
        ("party", 2, ValueError, "cannot hold 2"),
        ("trust", None, TypeError, "takes numbers"),
    ],
)
def test_what_the_column_cannot_keep_is_refused(
    town: Town, name: str, value: Any, error: type[Exception], message: str
) -> None:
    before = pickle.dumps(town.people)
    with pytest.raises(error, match=message):
        setattr(Person(town, 2), name, value)
    assert pickle.dumps(town.people) == before


def test_a_vector_reads_as_a_read_only_copy_and_is_assigned_whole(town: Town) -> None:
    person = Person(town, 1)
    seen = person.attention
    assert seen.tolist() == [2.0, 3.0]
    with pytest.raises(ValueError, match="read-only"):
        seen[0] = 9.0
    person.attention = [7.0, 8.0]
    assert town.people.attention.tolist() == [[0.0, 1.0], [7.0, 8.0], [4.0, 5.0], [6.0, 7.0], [8.0, 9.0]]
    assert seen.tolist() == [2.0, 3.0]


def test_identity_is_model_kind_and_row(town: Town) -> None:
    assert Person(town, 1) == Person(town, 1)
    assert len({Person(town, 1), Person(town, 1), Person(town, 0)}) == 2
    assert Person(town, 1) != Office(town, 1)
    assert Person(town, 1) != Person(Town(), 1)
    assert Person(town, 1) != 1
    assert [agent.unique_id for agent in town.agents] == [1, 2, 3, 4, 5, 6, 7]
    assert Office(town, 1).unique_id == 7


def test_rows_are_persistent(town: Town) -> None:
    with pytest.raises(TypeError, match=r"Person\(row=1\) is a row of a table and cannot be removed"):
        Person(town, 1).remove()
    with pytest.raises(TypeError, match="cannot be removed"):
        town.remove_all_agents()
    with pytest.raises(TypeError, match="cannot be removed"):
        town.deregister_agent(Person(town, 1))
    with pytest.raises(TypeError, match="use register_kind"):
        PlainPerson(town, 0.5, 30)
    assert len(town.agents) == 7


def test_a_column_cannot_take_the_name_of_a_method() -> None:
    with pytest.raises(TypeError, match=r"'trust' of Offices takes the name of Bad\.trust"):

        class Bad(Row):
            table_name = "offices"
            table = Offices

            def trust(self) -> None: ...


def test_registering_is_checked(town: Town) -> None:
    with pytest.raises(ValueError, match="registered already"):
        town.register_kind(Office, town.offices)

    class Rival(Row):
        table_name = "rivals"
        table = Offices

    with pytest.raises(TypeError, match="Rival needs a table Offices, not People"):
        town.register_kind(Rival, town.people)
    with pytest.raises(KeyError, match="Rival is not registered"):
        Rival(town, 0)
    with pytest.raises(TypeError):
        Town(seed=1.5)  # type: ignore[arg-type]


# --- sets against Mesa's own ----------------------------------------------------------------------

SELECTIONS: list[dict[str, Any]] = [
    {},
    {"filter_func": lambda agent: agent.age < 61},
    {"at_most": 2},
    {"at_most": 0},
    {"at_most": 2.5},
    {"at_most": 0.5},
    {"at_most": 1.0},
    {"filter_func": lambda agent: agent.trust > 0.4, "at_most": 3},
    {"filter_func": lambda agent: agent.trust > 0.4, "at_most": 0.4},
]


@pytest.mark.parametrize("how", SELECTIONS)
def test_select_equals_mesa(people: RowSet[Person], plain: Any, how: dict[str, Any]) -> None:
    found = people.select(**how)
    assert isinstance(found, RowSet)
    assert rows_of(found) == plain_rows(plain.select(**how))
    in_place = people.copy()
    assert in_place.select(**how, inplace=True) is in_place
    assert rows_of(in_place) == rows_of(found)


@pytest.mark.parametrize("ascending", [True, False])
@pytest.mark.parametrize("key", ["trust", "age", "unique_id", lambda agent: -agent.age])
def test_sort_equals_mesa_ties_included(
    people: RowSet[Person], plain: Any, key: str | Callable[[Any], Any], ascending: bool
) -> None:
    assert rows_of(people.sort(key, ascending=ascending)) == plain_rows(plain.sort(key, ascending=ascending))


def test_shuffle_equals_mesa(people: RowSet[Person], plain: Any) -> None:
    assert rows_of(people.shuffle()) == plain_rows(plain.shuffle())
    in_place = people.select()
    assert in_place.shuffle(inplace=True) is in_place
    assert rows_of(in_place) == plain_rows(plain.shuffle(inplace=True))


def test_shuffle_do_visits_each_agent_in_mesas_order(people: RowSet[Person], plain: Any) -> None:
    seen: list[int] = []
    expected: list[int] = []
    assert people.shuffle_do(lambda agent: seen.append(agent.row)) is people
    plain.shuffle_do(lambda agent: expected.append(agent.unique_id - 1))
    assert seen == expected
    assert rows_of(people) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("by", ["age", "unique_id", lambda agent: agent.age > 30])
def test_groupby_equals_mesa(people: RowSet[Person], plain: Any, by: Any) -> None:
    ours, theirs = people.groupby(by), plain.groupby(by)
    assert [(key, rows_of(group)) for key, group in ours] == [(key, plain_rows(group)) for key, group in theirs]
    assert ours.count() == theirs.count()
    assert len(ours) == len(theirs)
    assert ours.agg("trust", np.mean) == theirs.agg("trust", np.mean)
    assert ours.map(len) == theirs.map(len)
    listed = people.groupby(by, result_type="list")
    assert {key: rows_of(group) for key, group in listed} == {key: rows_of(group) for key, group in ours}
    assert all(isinstance(group, list) for _, group in listed)
    assert listed.agg("age", [max, min]) == {
        key: [max(ages), min(ages)] for key, ages in ours.map("get", "age").items()
    }


def test_groups_do(people: RowSet[Person], town: Town) -> None:
    groups = people.groupby("party")
    assert groups.do("set", "trust", 0.25) is groups
    assert set(town.people.trust.tolist()) == {0.25}
    assert groups.map("agg", "age", np.sum) == {True: 131, False: 75}


@pytest.mark.parametrize("func", [sum, min, max, np.mean, np.std, [np.sum, np.max]])
@pytest.mark.parametrize("attribute", ["trust", "age", "unique_id"])
def test_agg_equals_mesa(people: RowSet[Person], plain: Any, attribute: str, func: Any) -> None:
    assert people.agg(attribute, func) == pytest.approx(plain.agg(attribute, func), rel=1e-12)


def test_agg_does_not_overflow_or_lose_digits(people: RowSet[Person], town: Town) -> None:
    town.people.age[:] = 127
    assert people.agg("age", sum) == 635
    town.people.trust[:] = [2**24, 1, 1, 1, 1]
    assert people.agg("trust", sum) == 2**24 + 4


def test_get_gives_python_numbers(people: RowSet[Person]) -> None:
    assert people.get("age") == [70, 20, 35, 61, 20]
    assert {type(age) for age in people.get("age")} == {int}
    assert people.get("is_old") == [True, False, False, True, False]
    assert people.get(["age", "party"])[:2] == [[70, True], [20, False]]
    assert people.select(at_most=2).get([]) == [[], []]
    assert people.get("height", handle_missing="default", default_value=3) == [3] * 5
    with pytest.raises(AttributeError):
        people.get("height")
    with pytest.raises(ValueError, match="handle_missing"):
        people.get("age", handle_missing="ignore")  # type: ignore[call-overload]


def test_get_of_vectors_gives_copies(people: RowSet[Person], town: Town) -> None:
    seen = people.get("attention")
    town.people.attention[:] = 0.0
    assert seen[1].tolist() == [2.0, 3.0]
    with pytest.raises(ValueError, match="read-only"):
        seen[1][0] = 5.0


def test_values_are_arrays_that_cannot_be_written(people: RowSet[Person], town: Town) -> None:
    whole = people.values("trust")
    assert np.shares_memory(whole, town.people.trust)
    with pytest.raises(ValueError, match="read-only"):
        whole[0] = 0.0
    assert town.people.trust.flags.writeable
    assert people.select(whole > 0.6).values("age").tolist() == [35, 20]


def test_set_writes_one_value_or_one_for_each(people: RowSet[Person], town: Town) -> None:
    some = people.select(people.values("age") == 20)
    assert some.set("age", 21) is some
    assert town.people.age.tolist() == [70, 21, 35, 61, 21]
    some.set("age", [22, 23])
    assert town.people.age.tolist() == [70, 22, 35, 61, 23]
    some.set("attention", [1.0, 2.0])
    assert town.people.attention[1].tolist() == town.people.attention[4].tolist() == [1.0, 2.0]
    with pytest.raises(AttributeError, match="did you mean 'attention'"):
        some.set("atention", 1.0)
    with pytest.raises(ValueError, match="cannot hold"):
        some.set("age", 0.5)


def test_select_by_mask(people: RowSet[Person]) -> None:
    old = people.select(np.array([True, False, False, True, False]))
    assert rows_of(old) == [0, 3]
    assert rows_of(old.select(np.array([False, True]))) == [3]
    assert rows_of(people.select(people.values("age") < 62, at_most=0.4)) == [1, 2]
    with pytest.raises(ValueError, match="one boolean for each of the 2 agents"):
        old.select(np.array([True, False, False, True, False]))
    with pytest.raises(ValueError, match="boolean"):
        people.select(np.array([0, 1, 0, 0, 0]))


def test_do_and_map_call_methods_and_functions(people: RowSet[Person], town: Town) -> None:
    assert people.do("grow_older", years=2) is people
    assert town.people.age.tolist() == [72, 22, 37, 63, 22]
    assert people.map("grow_older", 1) == [73, 23, 38, 64, 23]
    assert people.map(lambda agent, plus: agent.row + plus, 10) == [10, 11, 12, 13, 14]
    seen: list[int] = []
    people.do(lambda agent: seen.append(agent.row))
    assert seen == [0, 1, 2, 3, 4]


def test_membership_and_indexing(people: RowSet[Person], town: Town) -> None:
    some = people.select(lambda agent: agent.is_old)
    assert Person(town, 3) in people and Person(town, 3) in some
    assert Person(town, 1) in people and Person(town, 1) not in some
    assert Office(town, 0) not in people and Office(town, 0) in town.agents
    assert Person(Town(), 3) not in people
    assert "Person" not in people
    assert people[1] == Person(town, 1) and people[-1] == Person(town, 4)
    assert some[1:] == [Person(town, 3)]
    assert some.to_list() == [Person(town, 0), Person(town, 3)]
    assert some.count(Person(town, 3)) == 1 and some.index(Person(town, 3)) == 1
    assert list(reversed(some)) == [Person(town, 3), Person(town, 0)]
    assert some.rows.tolist() == [0, 3] and some.ids.tolist() == [1, 4]
    with pytest.raises(IndexError):
        people[5]


def test_set_algebra(people: RowSet[Person], town: Town) -> None:
    old, members = people.select(at_most=3), people.select(people.values("age") == 20)
    assert rows_of(old & members) == [1]
    assert rows_of(old | members) == [0, 1, 2, 4]
    assert rows_of(old - members) == [0, 2]
    assert (old & members) <= old
    assert old == people.select(lambda agent: agent.row < 3)
    assert len(town.agents - people) == 2


def test_derived_sets_change_and_the_models_own_do_not(people: RowSet[Person], town: Town) -> None:
    some = people.select(at_most=2)
    some.add(Person(town, 4))
    some.add(Person(town, 4))
    assert rows_of(some) == [0, 1, 4]
    some.discard(Person(town, 0))
    some.discard(Person(town, 3))
    some.remove(Person(town, 1))
    assert rows_of(some) == [4]
    assert Person(town, 1) not in some
    with pytest.raises(KeyError):
        some.remove(Person(town, 1))
    with pytest.raises(ValueError, match="not an agent of this set's model"):
        some.add(Person(Town(), 1))
    with pytest.raises(ValueError, match="not an agent of this set's model"):
        some.discard(PlainPerson(mesa.Model(rng=1), 0.5, 30))
    for change in (people.discard, people.remove, people.add, town.agents.remove):
        with pytest.raises(TypeError, match="cannot be changed in place"):
            change(Person(town, 1))
    with pytest.raises(TypeError, match="cannot be changed in place"):
        people.shuffle(inplace=True)
    assert len(people) == 5


def test_selected_agents_survive_garbage_collection(town: Town) -> None:
    kept = town.agents.select(lambda agent: agent.trust >= 0.5)
    groups = town.agents.groupby("trust")
    gc.collect()
    assert len(kept) == 4
    assert kept.do(lambda agent: None) is kept
    assert sum(groups.count().values()) == 7


def test_an_empty_set_answers(people: RowSet[Person]) -> None:
    nobody = people.select(people.values("age") > 100)
    assert len(nobody) == 0 and list(nobody) == [] and nobody.rows.tolist() == []
    assert nobody.get("trust") == [] and nobody.agg("trust", sum) == 0
    assert len(nobody.groupby("age")) == 0
    assert len(nobody.sort("age")) == 0
    assert repr(nobody) == "<RowSet of 0: no agents>"


# --- several kinds --------------------------------------------------------------------------------


def test_all_agents_are_the_kinds_in_order(town: Town) -> None:
    assert town.agent_types == [Person, Office]
    assert [type(agent) for agent in town.agents] == [Person] * 5 + [Office] * 2
    assert repr(town.agents) == "<RowSet of 7: Person, Office>"
    assert town.agents.select(agent_type=Office).get("budget") == [100.0, 50.0]
    assert len(town.agents.select(agent_type=mesa.Agent)) == 7
    assert len(town.agents.select(agent_type=Row, filter_func=lambda agent: agent.trust < 0.3)) == 2
    with pytest.raises(AttributeError):
        setattr(town, "agents", [])  # noqa: B010


def test_mixed_sets_keep_their_order(town: Town) -> None:
    mixed = town.agents.shuffle()
    ids = [agent.unique_id for agent in mixed]
    assert sorted(ids) == [1, 2, 3, 4, 5, 6, 7] and ids != sorted(ids)
    assert mixed.get("trust") == [agent.trust for agent in mixed]
    assert mixed.get("budget", "default", -1.0) == [getattr(agent, "budget", -1.0) for agent in mixed]
    assert mixed.values("unique_id").tolist() == ids
    people = mixed.select(agent_type=Person)
    assert [agent.unique_id for agent in people] == [number for number in ids if number <= 5]
    assert people.get("age") == [agent.age for agent in people]
    assert [agent.trust for agent in mixed.sort("trust", ascending=True)] == sorted(mixed.get("trust"))
    assert mixed.groupby(type).count() == {Person: 5, Office: 2}
    assert mixed.agg("trust", sum) == pytest.approx(3.3)
    with pytest.raises(ValueError, match="several kinds"):
        len(mixed.rows)


def test_mixed_sets_set_what_all_kinds_have(town: Town) -> None:
    town.agents.set("trust", 0.5)
    assert town.agents.get("trust") == [0.5] * 7
    with pytest.raises(AttributeError, match="no column of Offices"):
        town.agents.set("age", 1)
    assert town.people.age.tolist() == [70, 20, 35, 61, 20]
    with pytest.raises(ValueError, match="one number for all"):
        town.agents.set("trust", np.zeros(7))


# --- models ---------------------------------------------------------------------------------------


def test_two_models_alive_do_not_touch_each_other(town: Town) -> None:
    other = Town()
    person, stranger = Person(town, 0), Person(other, 0)
    person.trust = 1.0
    other.agents_by_type[Office].set("budget", 7.0)
    other.step()
    assert (person.trust, stranger.trust) == (1.0, 0.25)
    assert town.offices.budget.tolist() == [100.0, 50.0]
    assert other.offices.budget.tolist() == [7.0, 7.0]


def test_data_collector_reports_on_model_agents_and_kinds(town: Town) -> None:
    collector = mesa.DataCollector(
        model_reporters={"mean": lambda model: float(model.agents_by_type[Person].agg("trust", np.mean))},
        agent_reporters={"trust": "trust", "kind": lambda agent: type(agent).__name__},
        agenttype_reporters={Person: {"old": "is_old", "attention": "attention"}, Office: {"budget": "budget"}},
    )
    collector.collect(town)
    town.step()
    Person(town, 0).attention = [0.0, 0.0]
    collector.collect(town)
    assert collector.get_model_vars_dataframe()["mean"].tolist() == pytest.approx([0.54, 0.27])
    agents = collector.get_agent_vars_dataframe()
    assert agents["kind"].tolist() == ([*["Person"] * 5, "Office", "Office"]) * 2
    assert agents.loc[(0, 3), "trust"] == pytest.approx(0.9)
    assert agents.loc[(1, 3), "trust"] == pytest.approx(0.45)
    persons = collector.get_agenttype_vars_dataframe(Person)
    assert persons["old"].tolist() == [True, False, False, True, False] * 2
    assert persons.loc[(0, 1), "attention"].tolist() == [0.0, 1.0]
    assert persons.loc[(1, 1), "attention"].tolist() == [0.0, 0.0]
    assert collector.get_agenttype_vars_dataframe(Office)["budget"].tolist() == [100.0, 50.0] * 2


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_models_are_copied_whole(town: Town, duplicate: Callable[[Any], Any]) -> None:
    town.favourite = Person(town, 3)
    town.friends = {Person(town, 1)}
    town.step()
    twin = duplicate(town)
    assert twin.friends == {Person(twin, 1)}
    assert twin.favourite.model is twin and twin.favourite == Person(twin, 3)
    assert twin.agents.get("trust") == town.agents.get("trust")
    twin.step()
    assert twin.favourite.trust == pytest.approx(town.favourite.trust / 2)
    assert twin.random.random() == town.random.random()


def test_a_row_and_a_set_are_pickled_with_their_model(town: Town) -> None:
    town.favourite = Person(town, 3)
    some = town.agents.select(lambda agent: agent.trust >= 0.5)
    row, again, own = pickle.loads(pickle.dumps((Person(town, 3), some, town.agents)))
    assert row.age == 61 and row == row.model.favourite
    assert again.model is row.model and row in again
    assert [agent.unique_id for agent in again] == [1, 3, 4, 5]
    assert len(own) == 7
    with pytest.raises(TypeError, match="in place"):
        own.remove(row)
    again.remove(row)
    assert len(again) == 3 and len(some) == 4


def test_copies_of_a_row_see_the_same_model(town: Town) -> None:
    assert copy.copy(Person(town, 1)) == Person(town, 1)
    assert copy.deepcopy(Person(town, 1)) != Person(town, 1)
    assert copy.copy(town.agents).fixed is False
