#!/usr/bin/env python3
"""A reference job in Numba: one compiled loop over paths with NumPy's generator, strict floating point.

The values of all paths are kept by series and year and sorted there; the sort is NumPy's, which is faster than Numba's.
"""

import numpy as np
from numba import njit

import jobs
from jobs import Job, Result
from numpy_tuned import room, summarise


@njit(cache=False, fastmath=False)
def simulate(
    generator: np.random.Generator,
    stock0: np.ndarray,
    growth: np.ndarray,
    training: np.ndarray,
    arrivals: np.ndarray,
    leavers: np.ndarray,
    attrition: np.ndarray,
    volatility: np.ndarray,
    mix: np.ndarray,
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
                z = 0.0
                for j in range(i + 1):
                    z += mix[i, j] * scores[j]
                trained = training[i, 0] + training[i, 1] * generator.beta(training[i, 2], training[i, 3])
                arrived = arrivals[i, 0] + arrivals[i, 1] * generator.standard_normal()
                exits = (
                    generator.beta(leavers[i, 0], leavers[i, 1]) + generator.beta(attrition[i, 0], attrition[i, 1]) + moved[i]
                )
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
                    s = volatility[i]
                    stock[p, i] = max(then[p, i], 0.0) * np.exp(s * generator.standard_normal() - s * s / 2)
            for i in range(count):
                for p in range(size):
                    values[i, year, start + p] = stock[p, i]
            for k in range(sums):
                for p in range(size):
                    total = 0.0
                    for i in range(count):
                        total += member[k, i] * stock[p, i]
                    values[count + k, year, start + p] = total


def work(job: Job, paths: int) -> Result:
    member = np.zeros((len(job.sums), len(job.categories)))
    for k, parts in enumerate(job.sums.values()):
        member[k, parts] = 1
    # Correlation or not, the mixing loop is short; without it only the diagonal counts.
    values = room(job, paths)
    simulate(
        np.random.Generator(np.random.SFC64(1)),
        job.stock,
        job.growth,
        job.training,
        job.arrivals,
        job.leavers,
        job.attrition,
        job.volatility,
        job.mix,
        job.transitions,
        job.connected,
        member,
        values,
    )
    return summarise(job, values)


if __name__ == "__main__":
    jobs.run("Numba", work)
