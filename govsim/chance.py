"""Keyed chance: every draw is a pure function of (seed, process, month, persistent id).

Two worlds of one seed therefore differ only where a decision differs (common random numbers): a
uniform is made for a slot whether it is used or not, and decisions compare it with a probability.
Two forms, never mixed within one process:

- `everyone`: one uniform per row of a population that all draw each month (SFC64 stream; about
  1.5 ns a draw).
- `of`: uniforms for a few persistent ids, in any order (SplitMix64 of the id; about 10 ns a draw). `normals`
  and `counts` take those of the first ids of all, made for a year at once.

`PROCESSES` lists every key. A process not listed cannot draw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

PROCESSES: dict[str, str] = {
    "courtyards": "synthesis: size, property management and character of each courtyard",
    "households": "synthesis: size, tenure, household registration and income of each household",
    "persons": "synthesis: age, Party membership, cooperation type and thresholds of each person",
    "ties": "synthesis: which acquaintance each tie leads to",
    "leaders": "how many activists and Party members a courtyard really has, where a sample is simulated",
    "organizations": "synthesis: niche, size, funds, quality, motive of each organization slot",
    "rollout": "which places a random share or a staggered rollout takes (seed of the scenario)",
    "temporary_tasks": "temporary tasks that reach a community in a month",
    "need": "whether a household has a case this month and applies",
    "served": "which waiting applicants are served when windows are saturated",
    "granted": "whether a served application is granted",
    "turnover": "whether a household moves away and is replaced",
    "newcomers": "character of the persons of a household that moves in",
    "taking_part": "whether a willing resident finds taking part worth while this month",
    "bodies": "whether a courtyard's Party branch, council or group becomes formal this month",
    "founding": "whether a latent organization slot is founded this month",
    "sponsor": "whether a blocked applicant finds a sponsor and meets the other conditions",
    "filing": "whether an eligible group considers filing this month",
    "dissolution": "whether an organization dissolves this month",
    "audit": "whether an organization is audited this month",
    "tender": "noise in the score of a bid",
    "appraisal": "noise in a street's appraisal",
    "survey": "sampling error of a street's satisfaction survey",
}

SETTLING = 12
"""Words of a stream that are passed over, as they still resemble its key."""

_GOLDEN = 0x9E3779B97F4A7C15
_STEP, _MIX1, _MIX2, *_SHIFTS = (  # as arrays, which NumPy need not make of them anew
    np.array(word, dtype=np.uint64) for word in (_GOLDEN, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 30, 27, 31, 11)
)


def _digest(seed: int, process: str, month: int) -> bytes:
    """Four 64-bit words that stand for (seed, process, month), the same on every machine."""
    if process not in PROCESSES:
        raise KeyError(f"process {process!r} has no key in govsim.chance.PROCESSES")
    return hashlib.blake2b(f"{seed}/{process}/{month}".encode(), digest_size=32).digest()


class Chance:
    """The draws of one world: nothing carries over from call to call, so order and number of calls do not matter."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.generator = np.random.Generator(np.random.SFC64(0))
        """Put into the state of a key before each use, which is faster than making one."""

    def everyone(self, process: str, month: int, count: int) -> npt.NDArray[np.float32]:
        """One uniform in [0, 1) for each of `count` rows; row i always gets the same number."""
        words = np.frombuffer(_digest(self.seed, process, month), dtype="<u8").astype(np.uint64)
        bits = self.generator.bit_generator
        bits.state = {"bit_generator": "SFC64", "state": {"state": words}, "has_uint32": 0, "uinteger": 0}
        drawn = bits.random_raw(SETTLING + (count + 1) // 2)[SETTLING:]
        halves = drawn.astype("<u8", copy=False).view("<u4")[:count]  # as the generator takes them, which is slower
        halves >>= np.uint32(8)
        uniform = halves.astype(np.float32)
        uniform *= np.float32(2.0**-24)
        return uniform

    def of(
        self, process: str, month: int, ids: npt.NDArray[np.integer], draw: int = 0
    ) -> npt.NDArray[np.float64]:
        """Uniforms in (0, 1) for the given persistent ids; `draw` numbers several for one id."""
        x = np.array(ids, dtype=np.uint64, ndmin=1)  # arrays wrap around without a word
        x *= _STEP
        x += np.uint64(_key(_digest(self.seed, process, month), draw))
        return _uniform(x)

    def several(
        self, process: str, month: int, ids: npt.NDArray[np.integer], draws: Sequence[int]
    ) -> npt.NDArray[np.float64]:
        """The uniforms of several draws for the given ids, shape (draws, ids): each row as `of` gives it."""
        digest = _digest(self.seed, process, month)
        x = np.array([[_key(digest, draw)] for draw in draws], dtype=np.uint64)
        return _uniform(x + np.asarray(ids).astype(np.uint64) * _STEP)

    def normal(
        self, process: str, month: int, ids: npt.NDArray[np.integer], draw: int = 0
    ) -> npt.NDArray[np.float64]:
        """Standard normals for the given ids, by inversion."""
        from scipy.special import ndtri

        return np.asarray(ndtri(self.of(process, month, ids, draw)), dtype=np.float64)

    def poisson(
        self, process: str, month: int, ids: npt.NDArray[np.integer], rate: npt.ArrayLike
    ) -> npt.NDArray[np.int64]:
        """Poisson counts for the given ids, by inversion: monotone in the rate, so worlds pair."""
        uniform = self.of(process, month, ids)
        if np.ndim(rate) == 0:
            return np.searchsorted(_poisson_table(float(rate)), uniform)  # type: ignore[arg-type]
        return _poisson_quantiles(uniform, np.broadcast_to(np.asarray(rate, dtype=np.float64), uniform.shape))

    def normals(self, process: str, month: int, count: int) -> npt.NDArray[np.float64]:
        """`normal` of a month for the ids below `count`; read-only."""
        return _year_of_normals(self.seed, process, month // 12, count)[month % 12]

    def counts(self, process: str, month: int, count: int, rate: float) -> npt.NDArray[np.int64]:
        """`poisson` of a month at one rate for the ids below `count`; read-only."""
        return _year_of_counts(self.seed, process, month // 12, count, rate)[month % 12]


def _key(digest: bytes, draw: int) -> int:
    """What is added to the ids for a draw: one of the four words and the draw's number."""
    first = draw % 4 * 8
    return (int.from_bytes(digest[first : first + 8], "little") + draw + _GOLDEN) % 2**64


def _uniform(x: npt.NDArray[np.uint64]) -> npt.NDArray[np.float64]:
    """The words of SplitMix64 before mixing, which are overwritten -> uniforms in (0, 1)."""
    shifted = x >> _SHIFTS[0]
    x ^= shifted
    x *= _MIX1
    x ^= np.right_shift(x, _SHIFTS[1], out=shifted)
    x *= _MIX2
    x ^= np.right_shift(x, _SHIFTS[2], out=shifted)
    x >>= _SHIFTS[3]
    uniform: npt.NDArray[np.float64] = np.add(x, 0.5, dtype=np.float64)
    uniform *= 2.0**-53
    return uniform


def _year(seed: int, process: str, year: int, count: int) -> npt.NDArray[np.float64]:
    """The uniforms that `of` gives the ids below `count` in each month of a year, shape (12, count)."""
    keys = [[_key(_digest(seed, process, 12 * year + month), 0)] for month in range(12)]
    return _uniform(np.array(keys, dtype=np.uint64) + np.arange(count, dtype=np.uint64) * _STEP)


@lru_cache(maxsize=64)
def _year_of_normals(seed: int, process: str, year: int, count: int) -> npt.NDArray[np.float64]:
    from scipy.special import ndtri

    drawn = np.asarray(ndtri(_year(seed, process, year, count)))
    drawn.flags.writeable = False
    return drawn


@lru_cache(maxsize=64)
def _year_of_counts(seed: int, process: str, year: int, count: int, rate: float) -> npt.NDArray[np.int64]:
    drawn = np.searchsorted(_poisson_table(rate), _year(seed, process, year, count))
    drawn.flags.writeable = False
    return drawn


def _poisson_quantiles(
    uniform: npt.NDArray[np.float64], rate: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64]:
    """The smallest counts that have at least a uniform's probability.

    A normal quantile with the skewness of a Poisson (Cornish & Fisher 1938) is put right step by step.
    """
    from scipy.special import ndtri, pdtr

    z = ndtri(uniform)
    count = np.maximum(0.0, np.floor(rate + np.sqrt(rate) * z + (z * z - 1.0) / 6.0))
    short = np.flatnonzero(uniform > pdtr(count, rate))
    while len(short):
        count[short] += 1.0
        short = short[uniform[short] > pdtr(count[short], rate[short])]
    over = np.flatnonzero(count)
    while len(over := over[uniform[over] <= pdtr(count[over] - 1.0, rate[over])]):
        count[over] -= 1.0
        over = over[count[over] > 0.0]
    return count.astype(np.int64)


@lru_cache(maxsize=64)
def _poisson_table(rate: float) -> npt.NDArray[np.float64]:
    """Probability of at most 0, 1, 2, ... at a rate, until nothing is missing to one."""
    from scipy.special import pdtr

    count = 64 + int(2.0 * rate)
    while pdtr(count, rate) < 1.0:
        count *= 2
    return np.asarray(pdtr(np.arange(count + 1), rate))
