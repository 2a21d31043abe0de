"""Sweeps: each run once, nothing lost whatever is killed, and tables that say what the runs say."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from govsim.experiment import cluster, runner
from govsim.experiment.parquet import connection, quoted
from govsim.experiment.plan import Plan, planned, read_plan
from govsim.experiment.plausible import Plausible
from govsim.experiment.store import Store
from govsim.experiment.study import Study, load_study
from govsim.experiment.sweep import standing, sweep
from govsim.experiment.sweep_results import swept
from govsim.experiment.sweep_tables import mean_interval
from govsim.params import InputError
from govsim.scenario import Scenario
from tests.experiment.dates import TEXT
from tests.experiment.fake import EFFECT, FakeRun, failing, fake, slow


@pytest.fixture
def study(tmp_path: Path) -> Study:
    path = tmp_path / "dates.toml"
    path.write_text(TEXT, encoding="utf-8")
    return load_study(path)


def contents(folder: Path) -> dict[str, bytes]:
    store = Store(folder, "district")
    return {run: store.path(run).read_bytes() for run in store.stored()}


def test_a_part_is_a_smaller_study(study: Study, tmp_path: Path) -> None:
    plan = planned(study, tmp_path / "out")
    order = list(plan.runs())
    assert plan.count == len(order) == (4 * 2 + 2) * 3, "the baseline knows no levers: two runs a seed"
    assert {seed for _, _, seed in order[:10]} == {1}
    assert order[0][:2] == (0, 0) and order[1][:2] == (0, 1)


def test_the_same_runs_are_made_once(study: Study, tmp_path: Path) -> None:
    made: list[tuple[str, int]] = []

    def counted(world, seed, *, detail="community", progress=None):  # type: ignore[no-untyped-def]
        made.append((world.name, seed))
        return fake(world, seed)

    plan, failures = sweep(study, tmp_path / "a", runs=tmp_path / "runs", simulate=counted)
    assert len(made) == plan.count and not failures
    sweep(study, tmp_path / "b", runs=tmp_path / "runs", simulate=counted)
    assert len(made) == plan.count, "another study with the same runs"
    more = load_study(study.label, replications=4)
    sweep(more, tmp_path / "a", runs=tmp_path / "runs", simulate=counted)
    assert len(made) == plan.count / 3 * 4, "only the new ones"


def test_a_study_and_its_runs_can_be_moved_together(study: Study, tmp_path: Path) -> None:
    sweep(study, tmp_path / "here/dates", runs=tmp_path / "here", simulate=fake)
    (tmp_path / "here").rename(tmp_path / "there")
    assert standing(tmp_path / "there/dates").done == 30


def test_effects_are_those_of_the_runs(study: Study, tmp_path: Path) -> None:
    """The stand-in adds EFFECT for each revision that has begun, whatever the world is like."""
    plan, _ = sweep(study, tmp_path / "out", simulate=fake)
    found = swept(study, plan, tmp_path / "out")[0].tables
    effects = found["effects"]
    begun = [len(study.scenario("jinjiang", point).revisions) for point in study.points]
    at_end = effects[(effects["quantity"] == "horizon") & (effects["measure"] == "wait_min")]
    np.testing.assert_allclose(at_end["effect"], [EFFECT * number for number in begun])
    assert (at_end["pairs"] == 3).all()
    both = found["factors"][(found["factors"]["factor"] == "R1") & (found["factors"]["quantity"] == "horizon")]
    with_r1 = both[(both["value"] == "True") & (both["measure"] == "satisfaction")]["mean"].item()
    expected = np.mean([EFFECT * number for number, point in zip(begun, study.points, strict=True) if point[0]])
    assert with_r1 == pytest.approx(expected)
    outcomes = found["outcomes"]
    assert set(outcomes["run"]) == set(plan.store.stored())
    one = outcomes[(outcomes["point"] == 0) & (outcomes["seed"] == 2) & (outcomes["quantity"] == "run")]
    table = fake(study.scenario("jinjiang", study.points[0]), 2).tables["district"]
    shown = one[one["scenario"] == "jinjiang"]["satisfaction"].item()
    assert shown == pytest.approx(table["satisfaction"].mean())


def test_an_interval_by_hand() -> None:
    mean, low, high, count = mean_interval(np.array([1.0, 2.0, 3.0, np.nan]), 0)
    assert (mean, count) == (2.0, 3)
    assert high - mean == pytest.approx(4.302652729911275 / np.sqrt(3)) == mean - low


def test_a_partial_sweep_is_usable(study: Study, tmp_path: Path) -> None:
    def stop(progress: runner.Progress) -> None:
        if progress.done == 13:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(study, tmp_path / "out", simulate=fake, progress=stop)
    where = standing(tmp_path / "out")
    assert (where.runs, where.done, where.failed, where.left) == (30, 13, 0, 17)
    effects = swept(study, planned(study, tmp_path / "out"), tmp_path / "out")[0].tables["effects"]
    assert effects["pairs"].min() == 1
    plan, _ = sweep(study, tmp_path / "out", simulate=fake)
    assert standing(tmp_path / "out").left == 0
    assert np.array_equal(read_plan(tmp_path / "out")[0].keys, plan.keys)


def test_a_failing_run_is_kept_as_failed(study: Study, tmp_path: Path) -> None:
    plan, failures = sweep(study, tmp_path / "out", simulate=failing)
    assert len(failures) == 10 and set(failures.values()) == {"ArithmeticError: infinity in month 2008-03"}
    assert len(plan.store.stored()) == 20
    assert standing(tmp_path / "out").failed == 10
    pairs = swept(study, plan, tmp_path / "out")[0].tables["effects"]["pairs"]
    assert (pairs == 2).all()
    _, failures = sweep(study, tmp_path / "out", simulate=fake)
    assert not failures and standing(tmp_path / "out").failed == 0


def test_a_folder_that_is_deleted_meanwhile_is_told(study: Study, tmp_path: Path) -> None:
    def deleted(progress: runner.Progress) -> None:
        if progress.done == 3:
            shutil.rmtree(tmp_path / "out")

    with pytest.raises(InputError, match="was deleted while its runs were made"):
        sweep(study, tmp_path / "out", simulate=fake, progress=deleted)
    assert len(sweep(study, tmp_path / "out", simulate=fake)[0].store.stored()) == 30


def test_another_study_is_not_mixed_in(study: Study, tmp_path: Path) -> None:
    sweep(study, tmp_path / "out", simulate=fake)
    other = load_study(study.label, sets=["world.quit_rate=0.02"])
    expected = r'holds this study with other settings; set was \["[^]]*"\] and is \[.* "world.quit_rate=0.02"\]; name'
    with pytest.raises(InputError, match=expected):
        sweep(other, tmp_path / "out", simulate=fake)


@pytest.mark.parametrize("edited", ["study.toml", "own.toml", "plausible.csv"])
def test_a_study_that_is_made_of_other_things_is_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edited: str
) -> None:
    """Its scenarios, factors and values are called as before, and what they stand for is not."""
    drawn = {1.5: Plausible(("latent_groups",), np.array([[5.0]]), ("latent_groups",), 0, {})}
    drawn[2.0] = replace(drawn[1.5], values=np.array([[9.0]]))

    def written(study: float, own: float, plausible: float) -> Study:
        varied = 'set = "world.loss_aversion"\nvalues = [1.5, 2.0]'
        listed = TEXT.replace(varied, f'options = {{high = {{"world.loss_aversion" = {study}}}}}')
        ground = 'title = "Own"\nextends = "jinjiang"\n\n[world]\n'
        text = f'{ground}loss_aversion = {{value = {own}, assumption = "made up"}}\n'
        (tmp_path / "own.toml").write_text(text, encoding="utf-8")
        path = tmp_path / "study.toml"
        path.write_text(listed.replace('["jinjiang"]', '["own.toml"]'), encoding="utf-8")
        monkeypatch.setattr("govsim.experiment.plausible.load_plausible", lambda place: drawn[plausible])
        return load_study(path, worlds=1)

    sweep(written(1.5, 1.5, 1.5), tmp_path / "out", simulate=fake)
    other = written(*(2.0 if edited.startswith(name) else 1.5 for name in ("study", "own", "plausible")))
    with pytest.raises(InputError, match="holds this study with other settings"):
        sweep(other, tmp_path / "out", simulate=fake)


def test_no_baseline_gives_levels(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "levels.toml"
    path.write_text(TEXT.replace('baseline = "no_reform"\n', ""), encoding="utf-8")
    alone = load_study(path)
    plan, _ = sweep(alone, tmp_path / "out", simulate=fake)
    found, _ = swept(alone, plan, tmp_path / "out")
    assert "effects" not in found.tables and found.best() == "levels"
    first = found.tables["levels"]
    own = first[(first["point"] == 0) & (first["measure"] == "wait_min") & (first["quantity"] == "horizon")]
    values = [fake(alone.scenario("jinjiang", alone.points[0]), seed).tables["district"]["wait_min"].iloc[-1]
              for seed in alone.seeds]
    assert own["mean"].item() == pytest.approx(np.mean(values))


DRIVER = """
import sys
from pathlib import Path
from govsim.experiment import runner
from govsim.experiment.study import load_study
from govsim.experiment.sweep import sweep
from tests.experiment.fake import slow
if __name__ == "__main__":
    runner.WORTH_A_CLUSTER = 0.0
    sweep(load_study(sys.argv[1]), Path(sys.argv[2]), workers=2, simulate=slow)
"""


def children(process: int) -> list[int]:
    """Processes below a process."""
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False).stdout.split()
    return [int(item) for item in found] + [below for item in found for below in children(int(item))]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes with pgrep")
def test_killing_anybody_loses_nothing(study: Study, tmp_path: Path) -> None:
    """Parent and workers are killed at random moments; the same command ends with the same bytes."""
    undisturbed, killed = tmp_path / "a", tmp_path / "b"
    sweep(study, undisturbed, workers=1, simulate=fake)
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER, encoding="utf-8")
    chance = random.Random(4)
    command = [sys.executable, str(driver), study.label, str(killed)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}
    for attempt in range(3):
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        before = len(contents(killed))
        deadline = time.monotonic() + 60
        while len(contents(killed)) < min(before + 3, 30) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        victims = [process.pid] if attempt % 2 == 0 else children(process.pid)[-2:]
        for victim in victims:
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if attempt % 2 == 0:
            process.wait(60)
        else:
            time.sleep(chance.random())
            process.kill()
            process.wait(60)
    subprocess.run(command, env=environment, check=True, timeout=120)
    assert contents(killed) == contents(undisturbed)
    assert not list(killed.glob("failed/*"))


@pytest.mark.slow
def test_a_cluster_elsewhere_loses_a_worker(study: Study, tmp_path: Path) -> None:
    """A real scheduler and real workers; one worker is killed in the middle."""
    file = tmp_path / "scheduler.json"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}

    def started(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(file), "--no-dashboard"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )

    processes = [started("scheduler", "--port", "0")]
    try:
        deadline = time.monotonic() + 60
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        processes += [started("worker", "--nthreads", "1", "--no-nanny") for _ in range(2)]
        address = json.loads(file.read_text())["address"]
        seen: list[int] = []

        def kill_one(progress: runner.Progress) -> None:
            seen.append(progress.done)
            if progress.done == 6:
                processes[-1].kill()

        plan, failures = sweep(study, tmp_path / "out", scheduler=address, simulate=slow, progress=kill_one)
        assert not failures and seen[-1] == plan.count
    finally:
        for process in processes:
            process.kill()
    sweep(study, tmp_path / "here", simulate=fake)
    assert contents(tmp_path / "out") == contents(tmp_path / "here")


def test_no_scheduler(study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "REFUSED_SECONDS", 0.3)
    with pytest.raises(InputError, match="no dask scheduler answers at tcp:"):
        sweep(study, tmp_path / "out", scheduler="tcp://127.0.0.1:1", simulate=fake)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["foo", "tcp://host", "foo://host:1", ":8786", "tcp://host:99999", "inproc://1:2"])
def test_no_address_of_a_scheduler(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.create_connection", lambda *_, **__: pytest.fail("nothing is asked"))
    with pytest.raises(InputError, match=r"is no address of a dask scheduler; write it as in tcp://host:8786"):
        cluster.check_scheduler(address)


@pytest.mark.parametrize("closes", [False, True])
def test_what_listens_and_never_answers(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closes: bool
) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        thread = Thread(target=lambda: listening.accept()[0].close())
        if closes:
            thread.start()
        with pytest.raises(InputError, match=f"no dask scheduler answers at {address}"):
            sweep(study, tmp_path / "out", scheduler=address, simulate=fake)
        if closes:
            thread.join()
    assert not (tmp_path / "out").exists()


def test_what_listens_and_is_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error is not kept: it would keep dask's half-made client, which complains when the program ends."""

    def broken(*_: object, **__: object) -> None:
        raise OSError("no handshake")

    monkeypatch.setattr("distributed.Client", broken)
    monkeypatch.setattr(cluster, "check_scheduler", lambda _: None)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"127.0.0.1:{listening.getsockname()[1]}"
        with (
            pytest.raises(InputError, match="no dask scheduler answers") as raised,
            cluster.on_cluster(address, Store(tmp_path, "district")),
        ):
            pytest.fail("there is no client")
    assert raised.value.__cause__ is None and raised.value.__context__ is None


def test_plan_is_read_back(study: Study, tmp_path: Path) -> None:
    plan, _ = sweep(study, tmp_path / "out", simulate=fake)
    found, note = read_plan(tmp_path / "out")
    assert isinstance(found, Plan)
    assert np.array_equal(found.keys, plan.keys)
    assert (found.worlds, found.seeds, found.factors) == (plan.worlds, plan.seeds, plan.factors)
    assert [tuple(point) for point in found.points] == [tuple(point) for point in plan.points]
    assert note["title"] == "Dates"
    with connection() as database:
        table = database.execute(f"SELECT * FROM read_parquet({quoted(tmp_path / 'out' / 'plan.parquet')})").df()
    assert list(table.columns) == ["point", "scenario", "key", "R1", "R2", "loss"]
    with pytest.raises(InputError, match="is not the folder of a study"):
        read_plan(tmp_path)
    for damage in ("{}", "[]", json.dumps({**note, "seeds": 3}), json.dumps({**note, "worlds": ["a"] * 3})):
        (tmp_path / "out" / "plan.json").write_text(damage)
        with pytest.raises(InputError, match=r"plan\.json: is not a plan that this version can read"):
            read_plan(tmp_path / "out")
    (tmp_path / "out" / "plan.parquet").write_text("damaged")
    with pytest.raises(InputError, match=r"plan\.parquet: the file cannot be read: not a whole Parquet file$"):
        read_plan(tmp_path / "out")


def test_seeds_go_through_plausible_worlds(study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Plausible(("latent_groups",), np.array([[5.0], [9.0]]), ("latent_groups",), 0, {})
    monkeypatch.setattr("govsim.experiment.plausible.load_plausible", lambda place: made)
    path = tmp_path / "dates.toml"
    assert load_study(path).plausible == 0, "a study that varies the world itself keeps the rest of it"
    drawn = load_study(path, worlds=2)
    seen: list[tuple[str, int, float]] = []

    def told(world: Scenario, seed: int, **more: object) -> FakeRun:
        seen.append((world.name, seed, world.world.latent_groups))
        return fake(world, seed)

    plan, _ = sweep(drawn, tmp_path / "worlds", workers=1, simulate=told)
    assert {(seed, groups) for _, seed, groups in seen} == {(1, 9.0), (2, 5.0), (3, 9.0)}, "the same in all scenarios"
    assert len(seen) == plan.count == 30 and plan.plausible == 2
    found, _ = read_plan(tmp_path / "worlds")
    assert found.plausible == 2
    np.testing.assert_equal(found.drawn, plan.drawn)
    assert standing(tmp_path / "worlds").done == 30
    again = planned(drawn, tmp_path / "worlds")
    np.testing.assert_equal(again.drawn, plan.drawn)
    more = planned(load_study(path, worlds=2, replications=4), tmp_path / "worlds")
    assert more.run(0, 0, 3) == plan.run(0, 0, 3)
    effects = swept(drawn, plan, tmp_path / "worlds")[0].tables["effects"]
    assert (effects["pairs"] == 2).all(), "two worlds, one of them with two seeds"
    assert (effects["worlds_low"] <= effects["effect"]).all() and (effects["effect"] <= effects["worlds_high"]).all()
    apart, _ = sweep(load_study(path), tmp_path / "own", workers=1, simulate=fake)
    assert apart.run(0, 0, 1) != plan.run(0, 0, 1)
    path.write_text(TEXT.replace("replications", "worlds = 7\nreplications"), encoding="utf-8")
    with pytest.raises(InputError, match=r"dates.toml:7:1: worlds = 7: must be a whole number from 0 to 2"):
        load_study(path)
