"""The same small residents' step in Starsim and mesa-frames, where they are installed, and in plain NumPy.

The step: count active contacts over a fixed network of degree 8, be willing from a threshold on, take part by
chance, and move satisfaction and trust. Run it in an environment of its own, as these libraries pin others:

    python -m pip install starsim mesa-frames scipy
    python benchmarks/peers.py
"""

from __future__ import annotations

import importlib.metadata
import json
import time
from collections.abc import Callable

import numpy as np

SIZES = (69_000, 690_000)
STEPS = 12
PULL, SPEED = 0.5, 0.1


def network(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Each agent and its next four on a ring, one row an edge."""
    own = np.repeat(np.arange(count), 4)
    return own, (own + np.tile(np.arange(1, 5), count)) % count


def in_numpy(count: int) -> Callable[[], None]:
    """The step on arrays, as a reference for the other two."""
    dice = np.random.default_rng(1)
    one, other = network(count)
    active, threshold = dice.random(count) < 0.3, dice.random(count) * 6
    satisfaction, trust = np.full(count, 0.5), np.full(count, 0.5)

    def step() -> None:
        contacts = np.bincount(one, weights=active[other], minlength=count)
        contacts += np.bincount(other, weights=active[one], minlength=count)
        chance = 1.0 / (1.0 + np.exp(-PULL * (trust - 0.5)))
        active[:] = (contacts >= threshold) & (dice.random(count) < chance)
        satisfaction[:] += SPEED * (active - satisfaction)
        trust[:] += SPEED * (satisfaction - trust)

    return step


def in_starsim(count: int) -> Callable[[], None]:
    """The step as a Starsim module on its arrays and network."""
    import starsim as ss

    class Ring(ss.StaticNet):  # type: ignore[misc]
        def init_post(self) -> None:
            one, other = network(count)
            self.append(p1=one, p2=other, beta=np.ones(len(one)))

    class TakingPart(ss.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.define_states(
                ss.BoolState("active"), ss.FloatArr("threshold"), ss.FloatArr("satisfaction", default=0.5),
                ss.FloatArr("trust", default=0.5),
            )
            self.draw = ss.random()

        def init_post(self) -> None:
            super().init_post()
            dice = np.random.default_rng(1)
            self.active[:] = dice.random(count) < 0.3
            self.threshold[:] = dice.random(count) * 6

        def step(self) -> None:
            edges = self.sim.networks[0].edges
            active = self.active.values
            contacts = np.bincount(edges.p1, weights=active[edges.p2], minlength=count)
            contacts += np.bincount(edges.p2, weights=active[edges.p1], minlength=count)
            chance = 1.0 / (1.0 + np.exp(-PULL * (self.trust.values - 0.5)))
            uniform = self.draw.rvs(self.sim.people.auids)
            self.active[:] = (contacts >= self.threshold.values) & (uniform < chance)
            self.satisfaction[:] = self.satisfaction + SPEED * (self.active.values - self.satisfaction)
            self.trust[:] = self.trust + SPEED * (self.satisfaction - self.trust)

    sim = ss.Sim(n_agents=count, modules=TakingPart(), networks=Ring(), dur=STEPS + 8, verbose=0)
    sim.init()
    return sim.run_one_step  # type: ignore[no-any-return]


def in_mesa_frames(count: int) -> Callable[[], None]:
    """The step as expressions on a frame of agents."""
    import mesa_frames as mf
    import polars as pl

    class Residents(mf.AgentSetPolars):  # type: ignore[misc]
        def __init__(self, model: mf.ModelDF) -> None:
            super().__init__(model)
            dice = np.random.default_rng(1)
            one, other = network(count)
            self.edges = pl.DataFrame({"one": np.append(one, other), "other": np.append(other, one)})
            self += pl.DataFrame({
                "unique_id": np.arange(count), "active": dice.random(count) < 0.3,
                "threshold": dice.random(count) * 6, "satisfaction": np.full(count, 0.5), "trust": np.full(count, 0.5),
            })

        def step(self) -> None:
            frame = self.agents
            seen = self.edges.join(frame.select("unique_id", "active"), left_on="other", right_on="unique_id")
            contacts = seen.group_by("one").agg(pl.col("active").sum().alias("contacts"))
            uniform = pl.Series("uniform", np.random.default_rng(1).random(count))
            frame = frame.join(contacts, left_on="unique_id", right_on="one", how="left").with_columns(uniform)
            chance = 1.0 / (1.0 + (-PULL * (pl.col("trust") - 0.5)).exp())
            frame = frame.with_columns(
                active=(pl.col("contacts") >= pl.col("threshold")) & (pl.col("uniform") < chance))
            frame = frame.with_columns(
                satisfaction=pl.col("satisfaction") + SPEED * (pl.col("active").cast(float) - pl.col("satisfaction")))
            frame = frame.with_columns(trust=pl.col("trust") + SPEED * (pl.col("satisfaction") - pl.col("trust")))
            self.agents = frame.drop("contacts", "uniform")

    model = mf.ModelDF()
    model.agents += Residents(model)
    return lambda: model.agents.do("step")


def main() -> None:
    """Nanoseconds per agent and step, or why there are none."""
    found: dict[str, object] = {}
    for name, package, make in (
        ("NumPy", "numpy", in_numpy),
        ("Starsim", "starsim", in_starsim),
        ("mesa-frames", "mesa-frames", in_mesa_frames),
    ):
        try:
            label = f"{name} {importlib.metadata.version(package)}"
            for count in SIZES:
                step = make(count)
                times = []
                for _ in range(STEPS):
                    start = time.perf_counter()
                    step()
                    times.append(time.perf_counter() - start)
                found[f"{label}, {count}"] = round(float(np.median(times)) / count * 1e9, 1)
        except Exception as error:
            found[name] = f"not measured: {type(error).__name__}: {error}".splitlines()[0]
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
