#!/usr/bin/env python3
"""A reference job in NumPy tuned by hand: chunks that fit the cache, operations in place, NumPy's own samplers.

All paths' values are kept by series and year, so that each is sorted in one piece by NumPy's vectorised sort.
"""

import numpy as np

import jobs
from jobs import Job, Result


def simulate(job: Job, paths: int, values: np.ndarray) -> None:
    """Fills values [series, year after the baseline, path]."""
    generator = np.random.Generator(np.random.SFC64(1))
    count = len(job.categories)
    chunk = max(1024, 49152 // count)
    inward = np.ascontiguousarray(job.transitions.T)
    moved, volatility = job.moved[:, None], job.volatility[:, None]
    half = volatility**2 / 2
    for start in range(0, paths, chunk):
        size = min(chunk, paths - start)
        shape = (count, size)
        keep = generator.standard_normal(shape)
        if job.correlated:
            keep = job.mix @ keep
        keep *= job.growth[:, 1:]
        keep += 1 + job.growth[:, :1]
        entrants = generator.standard_normal(shape)
        entrants *= job.arrivals[:, 1:]
        entrants += job.arrivals[:, :1]
        exits = np.empty(shape)
        for i in range(count):
            offset, width, alpha, beta = job.training[i]
            training = generator.beta(alpha, beta, size)
            training *= width
            training += offset
            entrants[i] += training
            exits[i] = generator.beta(*job.leavers[i], size)
            exits[i] += generator.beta(*job.attrition[i], size)
        exits += moved
        scaled = exits.max() > 1
        keep -= np.minimum(exits, 1) if scaled else exits

        stock = np.empty(shape)
        stock[:] = job.stock[:, None]
        noise = np.empty(shape)
        for year in range(job.years):
            if job.connected:
                arrived = inward @ (stock / np.maximum(exits, 1) if scaled else stock)
            stock *= keep
            stock += entrants
            if job.connected:
                stock += arrived
            generator.standard_normal(out=noise)
            noise *= volatility
            noise -= half
            np.exp(noise, out=noise)
            np.maximum(stock, 0, out=stock)
            stock *= noise
            values[:count, year, start : start + size] = stock
            for s, parts in enumerate(job.sums.values()):
                whole = stock if parts == list(range(count)) else stock[parts]
                whole.sum(axis=0, out=values[count + s, year, start : start + size])


_values: dict[tuple[int, ...], np.ndarray] = {}


def summarise(job: Job, values: np.ndarray) -> Result:
    """Statistics of values [series, year after the baseline, path]; sorts them."""
    paths = values.shape[2]
    shape = (values.shape[0], values.shape[1] + 1)
    start = np.concatenate([job.stock, [job.stock[parts].sum() for parts in job.sums.values()]])
    mean, sd, quantiles = np.zeros(shape), np.zeros(shape), np.zeros((*shape, len(jobs.LEVELS)))
    mean[:, 0], quantiles[:, 0] = start, start[:, None]
    probabilities = np.array([np.count_nonzero(values[s, y - 1] >= least) / paths for s, y, least in job.targets])
    for series in range(shape[0]):
        for year in range(1, shape[1]):
            row = values[series, year - 1]
            mean[series, year] = row.mean()
            row.sort()
            quantiles[series, year] = jobs.picked(row)
            row -= mean[series, year]
            sd[series, year] = np.sqrt(row @ row / (paths - 1))
    return Result(mean, sd, quantiles, probabilities)


def room(job: Job, paths: int) -> np.ndarray:
    """The array of all values, the same one in every run: its memory is fetched from the system once."""
    shape = (len(job.series), job.years, paths)
    if shape not in _values:
        _values.clear()
        _values[shape] = np.empty(shape)
    return _values[shape]


def work(job: Job, paths: int) -> Result:
    values = room(job, paths)
    simulate(job, paths, values)
    return summarise(job, values)


if __name__ == "__main__":
    jobs.run("NumPy, tuned", work)
