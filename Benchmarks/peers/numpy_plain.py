#!/usr/bin/env python3
"""A reference job in NumPy as a good analyst writes it: whole arrays, no tricks."""

import numpy as np

import jobs
from jobs import Job, Result


def work(job: Job, paths: int) -> Result:
    generator = np.random.default_rng(1)
    count = len(job.categories)
    shape = (paths, count)

    growth_scores = generator.standard_normal(shape) @ job.mix.T
    growth = job.growth[:, 0] + job.growth[:, 1] * growth_scores
    offset, width, alpha, beta = job.training.T
    training = offset + width * generator.beta(alpha, beta, shape)
    arrivals = generator.normal(*job.arrivals.T, shape)
    leavers = generator.beta(*job.leavers.T, shape)
    attrition = generator.beta(*job.attrition.T, shape)

    exits = leavers + attrition + job.moved
    scale = 1 / np.maximum(exits, 1)
    keep = 1 + growth - exits * scale

    stock = np.tile(job.stock, (paths, 1))
    years = [stock]
    for _ in range(job.years):
        moved_in = (stock * scale) @ job.transitions
        noise = np.exp(job.volatility * generator.standard_normal(shape) - job.volatility**2 / 2)
        stock = np.maximum(stock * keep + moved_in + training + arrivals, 0) * noise
        years.append(stock)

    series = np.stack(years)  # [year, path, category]
    sums = [series[:, :, parts].sum(axis=2) for parts in job.sums.values()]
    series = np.concatenate([series, np.stack(sums, axis=2)], axis=2)

    mean = series.mean(axis=1).T
    sd = series.std(axis=1, ddof=1).T
    quantiles = np.quantile(series, jobs.LEVELS, axis=1).transpose(2, 1, 0)
    probabilities = np.array([(series[year, :, s] >= least).mean() for s, year, least in job.targets])
    return Result(mean, sd, quantiles, probabilities)


if __name__ == "__main__":
    jobs.run("NumPy, plain", work)
