#!/usr/bin/env python3
"""A reference job in Numba: one compiled loop over paths with NumPy's generator, strict floating point.

PERT and beta come from our tables over normal scores, which is faster than the generator's own beta. The values of all
paths are kept by series and year and sorted there; the sort is NumPy's, which is faster than Numba's.
"""

import numpy as np
from numba import njit

import jobs
from jobs import Job, Result
from numpy_tuned import room, summarise


@njit(inline="always", fastmath=False)
def quantile(table: np.ndarray, z: float, scale: float) -> float:
    """The value of a table [piece, power] at a normal score; distances are in pieces."""
    pieces = table.shape[0]
    where = z * scale + pieces / 2
    piece = min(max(int(where), 0), pieces - 1)
    distance = where - piece - 0.5
    value = table[piece, table.shape[1] - 1]
    for power in range(table.shape[1] - 2, -1, -1):
        value = value * distance + table[piece, power]
    return value


@njit(fastmath=False)
def simulate(
    generator: np.random.Generator,
    stock0: np.ndarray,
    growth: np.ndarray,
    arrivals: np.ndarray,
    training: np.ndarray,
    leavers: np.ndarray,
    attrition: np.ndarray,
    table_scale: float,
    noise: np.ndarray,
    mix: np.ndarray,
    correlated: bool,
    outward: np.ndarray,
    connected: bool,
    member: np.ndarray,
    values: np.ndarray,
) -> None:
    """Fills values [series, year, path], 64 paths at a time so that each write fills cache lines."""
    count, years, paths, sums = len(stock0), values.shape[1], values.shape[2], member.shape[0]
    block = 64
    keep, entrants, scale = np.empty((block, count)), np.empty((block, count)), np.ones((block, count))
    stock, then, scores = np.empty((block, count)), np.empty((block, count)), np.empty(count)
    moved = np.zeros(count)
    for i in range(count):
        for j in range(count):
            moved[i] += outward[i, j]
    for start in range(0, paths, block):
        size = min(block, paths - start)
        scaled = False
        for p in range(size):
            for i in range(count):
                scores[i] = generator.standard_normal()
            for i in range(count):
                z = scores[i]
                if correlated:
                    z = 0.0
                    for j in range(i + 1):
                        z += mix[i, j] * scores[j]
                trained = quantile(training[i], generator.standard_normal(), table_scale)
                arrived = arrivals[i, 0] + arrivals[i, 1] * generator.standard_normal()
                left = quantile(leavers[i], generator.standard_normal(), table_scale)
                retired = quantile(attrition[i], generator.standard_normal(), table_scale)
                exits = left + retired + moved[i]
                scale[p, i] = 1.0
                if exits > 1:
                    scale[p, i] = 1 / exits
                    exits = 1.0
                    scaled = True
                keep[p, i] = 1 + growth[i, 0] + growth[i, 1] * z - exits
                entrants[p, i] = trained + arrived
                stock[p, i] = stock0[i]
        for year in range(years):
            for p in range(size):
                for i in range(count):
                    then[p, i] = stock[p, i] * keep[p, i] + entrants[p, i]
                if connected:
                    for i in range(count):
                        leaving = stock[p, i] * scale[p, i] if scaled else stock[p, i]
                        for j in range(count):
                            then[p, j] += leaving * outward[i, j]
                for i in range(count):
                    z = generator.standard_normal()
                    factor = noise[i, -1]
                    for power in range(noise.shape[1] - 2, -1, -1):
                        factor = factor * z + noise[i, power]
                    stock[p, i] = max(then[p, i], 0.0) * factor
            for i in range(count):
                for p in range(size):
                    values[i, year, start + p] = stock[p, i]
            for k in range(sums):
                for p in range(size):
                    total = 0.0
                    for i in range(count):
                        total += member[k, i] * stock[p, i]
                    values[count + k, year, start + p] = total


_tables: dict[str, list[np.ndarray]] = {}  # made once, in the warm-up


def tables(job: Job) -> list[np.ndarray]:
    """Tables [category, piece, power] of training, leavers and attrition."""
    scale = jobs.PIECES / (2 * jobs.REACH)
    return [
        np.ascontiguousarray((t / scale ** np.arange(t.shape[1])[:, None]).transpose(0, 2, 1)) for t in jobs.flow_tables(job)
    ]


def noise_series(job: Job, degree: int = 7) -> np.ndarray:
    """exp(s z - s^2 / 2) by powers of z [category, power]; short, since s z is small."""
    if job.volatility.max() > 0.03:
        raise SystemExit("a volatility above 0.03 needs a longer series")
    powers = np.arange(degree + 1)
    factorials = np.cumprod(np.maximum(powers, 1)).astype(float)
    return np.exp(-job.volatility[:, None] ** 2 / 2) * job.volatility[:, None] ** powers / factorials


def work(job: Job, paths: int) -> Result:
    if job.name not in _tables:
        _tables[job.name] = tables(job)
    member = np.zeros((len(job.sums), len(job.categories)))
    for k, parts in enumerate(job.sums.values()):
        member[k, parts] = 1
    values = room(job, paths)
    simulate(
        np.random.Generator(np.random.SFC64(1)),
        job.stock,
        job.growth,
        job.arrivals,
        *_tables[job.name],
        jobs.PIECES / (2 * jobs.REACH),
        noise_series(job),
        job.mix,
        job.correlated,
        job.transitions,
        job.connected,
        member,
        values,
    )
    return summarise(job, values)


if __name__ == "__main__":
    jobs.run("Numba, our tables", work)
