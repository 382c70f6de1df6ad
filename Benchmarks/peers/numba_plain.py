#!/usr/bin/env python3
"""A reference job in Numba as one writes it: a compiled loop over paths that draws what it needs from Numba's own generators.

Statistics are NumPy's. No tables, no blocks, strict floating point.
"""

import numpy as np
from numba import njit

import jobs
from jobs import Job, Result


@njit
def simulate(
    stock0: np.ndarray,
    growth: np.ndarray,
    training: np.ndarray,
    arrivals: np.ndarray,
    leavers: np.ndarray,
    attrition: np.ndarray,
    volatility: np.ndarray,
    mix: np.ndarray,
    transitions: np.ndarray,
    connected: bool,
    member: np.ndarray,
    values: np.ndarray,
) -> None:
    """Fills values [series, year, path]."""
    count, sums = len(stock0), len(member)
    _, years, paths = values.shape
    scores, keep, entrants = np.empty(count), np.empty(count), np.empty(count)
    scale, stock, then = np.empty(count), np.empty(count), np.empty(count)
    np.random.seed(1)
    for path in range(paths):
        for i in range(count):
            scores[i] = np.random.normal(0.0, 1.0)
        for i in range(count):
            score = 0.0
            for j in range(i + 1):
                score += mix[i, j] * scores[j]
            offset, width, alpha, beta = training[i]
            entrants[i] = offset + width * np.random.beta(alpha, beta)
            entrants[i] += np.random.normal(arrivals[i, 0], arrivals[i, 1])
            exits = np.random.beta(leavers[i, 0], leavers[i, 1]) + np.random.beta(attrition[i, 0], attrition[i, 1])
            exits += transitions[i].sum()
            scale[i] = 1 / max(exits, 1.0)
            keep[i] = 1 + growth[i, 0] + growth[i, 1] * score - min(exits, 1.0)
            stock[i] = stock0[i]
        for year in range(years):
            for i in range(count):
                then[i] = stock[i] * keep[i] + entrants[i]
            if connected:
                for i in range(count):
                    for j in range(count):
                        then[j] += stock[i] * scale[i] * transitions[i, j]
            for i in range(count):
                noise = np.random.normal(-volatility[i] ** 2 / 2, volatility[i])
                stock[i] = max(then[i], 0.0) * np.exp(noise)
                values[i, year, path] = stock[i]
            for k in range(sums):
                total = 0.0
                for i in range(count):
                    if member[k, i]:
                        total += stock[i]
                values[count + k, year, path] = total


def work(job: Job, paths: int) -> Result:
    member = np.array([[i in parts for i in range(len(job.categories))] for parts in job.sums.values()])
    values = np.empty((len(job.series), job.years, paths))
    simulate(
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
    return jobs.summary(job, values)


if __name__ == "__main__":
    jobs.run("Numba, its own generators", work)
