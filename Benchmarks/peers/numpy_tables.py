#!/usr/bin/env python3
"""A reference job in NumPy with every means that helps: chunks that fit the cache, operations in place, the quantile
functions of PERT and beta from fine quadratic tables over normal scores, NumPy's ziggurat, its vectorised sort."""

import numpy as np

import jobs
from jobs import Job, Result
from numpy_tuned import room, summarise

PIECES = 4096  # quadratic pieces: the error stays at 1e-9 standard deviations


class Tables:
    """The quantile functions of the flows, evaluated in place."""

    def __init__(self, job: Job, chunk: int) -> None:
        table = jobs.refined(jobs.flow_tables(job), PIECES, 2)  # [kind, category, power, piece]
        scale = PIECES / (2 * jobs.REACH)
        # From the distance from the middle, in scores, to the distance from the left edge, in pieces.
        constant, linear, square = (table[:, :, power] / scale**power for power in range(3))
        self.square = np.ascontiguousarray(square)
        self.linear = linear - square
        self.constant = constant - linear / 2 + square / 4
        self.scale = scale
        self.place = np.empty(chunk, np.intp)
        self.part = np.empty(chunk)

    def apply(self, kind: int, category: int, z: np.ndarray) -> np.ndarray:
        """Replaces normal scores by the quantiles of a flow."""
        place, part = self.place[: len(z)], self.part[: len(z)]
        z *= self.scale
        z += PIECES / 2
        place[:] = z  # towards zero; scores never reach the ends of the table
        z -= place
        np.take(self.square[kind, category], place, out=part, mode="clip")
        part *= z
        part += np.take(self.linear[kind, category], place, mode="clip")
        z *= part
        z += np.take(self.constant[kind, category], place, mode="clip")
        return z


def simulate(job: Job, paths: int, tables: Tables, chunk: int, values: np.ndarray) -> None:
    """Fills values [series, year after the baseline, path]."""
    count, years = len(job.categories), job.years
    generator = np.random.Generator(np.random.SFC64(1))
    inward = np.ascontiguousarray(job.transitions.T)
    moved, volatility = job.moved, job.volatility[:, None]
    scores = np.empty((5, count, chunk))
    noise, mixed, stock = (np.empty((count, chunk)) for _ in range(3))
    for start in range(0, paths, chunk):
        size = min(chunk, paths - start)
        if size < chunk:
            scores = np.empty((5, count, size))
            noise, mixed, stock = (np.empty((count, size)) for _ in range(3))
        generator.standard_normal(out=scores)
        if job.correlated:
            np.matmul(job.mix, scores[0], out=mixed)
            keep = mixed
        else:
            keep = scores[0]
        entrants, exits = scores[1], scores[3]
        keep *= job.growth[:, 1:]
        keep += 1 + job.growth[:, :1]
        for i in range(count):
            tables.apply(0, i, scores[1, i])
            tables.apply(1, i, scores[3, i])
            tables.apply(2, i, scores[4, i])
        scores[2] *= job.arrivals[:, 1:]
        scores[2] += job.arrivals[:, :1]
        entrants += scores[2]
        exits += scores[4]
        exits += moved[:, None]
        scaled = exits.max() > 1
        keep -= np.minimum(exits, 1) if scaled else exits
        stock[:] = job.stock[:, None]
        for year in range(years):
            if job.connected:
                arrived = inward @ (stock / np.maximum(exits, 1) if scaled else stock)
            stock *= keep
            stock += entrants
            if job.connected:
                stock += arrived
            generator.standard_normal(out=noise)
            noise *= volatility
            noise -= volatility**2 / 2
            np.exp(noise, out=noise)
            np.maximum(stock, 0, out=stock)
            stock *= noise
            values[:count, year, start : start + size] = stock
            for s, parts in enumerate(job.sums.values()):
                whole = stock if parts == list(range(count)) else stock[parts]
                whole.sum(axis=0, out=values[count + s, year, start : start + size])


def work(job: Job, paths: int) -> Result:
    chunk = max(1024, 49152 // len(job.categories))
    values = room(job, paths)
    simulate(job, paths, prepared(job, chunk), chunk, values)
    return summarise(job, values)


_tables: dict[str, Tables] = {}


def prepared(job: Job, chunk: int) -> Tables:
    """The tables are part of the program, as compiled code is: made once, in the warm-up."""
    if job.name not in _tables:
        _tables[job.name] = Tables(job, chunk)
    return _tables[job.name]


if __name__ == "__main__":
    jobs.run("NumPy, our tables", work)
