#!/usr/bin/env python3
"""The first reference job in the EMA Workbench: a Python function of 66 uncertainties, its Latin hypercube, one process.

All draws are uncertainties of the workbench, noise too; growths are correlated inside the model. 10,000 runs unless asked
otherwise. Means, deviations and quantiles are of those runs (a Latin hypercube's errors are smaller than random draws').
"""

import logging
import warnings

import jobs  # sets the number of threads
import numpy as np
from jobs import Job, Result
from scipy import stats

warnings.simplefilter("ignore")
from ema_workbench import ArrayOutcome, Model, RealParameter, SequentialEvaluator, ema_logging, perform_experiments


def model(job: Job) -> Model:
    """The job as a model of the workbench: one keyword argument for each draw, one outcome with all stocks."""
    count, years = len(job.categories), job.years
    growth, deviation = job.growth.T
    names = {kind: [f"{kind}_{i}" for i in range(count)] for kind in ("growth", "training", "arrivals", "leavers", "attrition")}
    noise_names = [[f"noise_{year}_{i}" for i in range(count)] for year in range(years)]
    volatility, half = job.volatility, job.volatility**2 / 2

    def draws(values: dict[str, float], keys: list[str]) -> np.ndarray:
        return np.array([values[key] for key in keys])

    def project(**values: float) -> dict[str, np.ndarray]:
        exits = draws(values, names["leavers"]) + draws(values, names["attrition"])
        keep = 1 + growth + deviation * (job.mix @ draws(values, names["growth"])) - np.minimum(exits, 1)
        entrants = draws(values, names["training"]) + draws(values, names["arrivals"])
        stocks = np.empty((years, count))
        stock = job.stock
        for year in range(years):
            noise = np.exp(volatility * draws(values, noise_names[year]) - half)
            stock = stocks[year] = np.maximum(stock * keep + entrants, 0) * noise
        return {"stocks": stocks}

    def parameter(name: str, distribution: object) -> RealParameter:
        return RealParameter.from_dist(name, distribution)

    uncertainties = []
    for i in range(count):
        offset, width, alpha, beta = job.training[i]
        mean, sd = job.arrivals[i]
        uncertainties += [
            parameter(names["growth"][i], stats.norm(0, 1)),
            parameter(names["training"][i], stats.beta(alpha, beta, offset, width)),
            parameter(names["arrivals"][i], stats.norm(mean, sd)),
            parameter(names["leavers"][i], stats.beta(*job.leavers[i])),
            parameter(names["attrition"][i], stats.beta(*job.attrition[i])),
        ]
        uncertainties += [parameter(noise_names[year][i], stats.norm(0, 1)) for year in range(years)]

    result = Model("workforce", function=project)
    result.uncertainties = uncertainties
    result.outcomes = [ArrayOutcome("stocks", shape=(years, count), dtype=float)]
    return result


def work(job: Job, paths: int) -> Result:
    if job.connected:
        raise SystemExit("this peer knows the first reference job only")
    np.random.seed(1)
    workforce = model(job)
    with SequentialEvaluator(workforce) as evaluator:
        _, outcomes = perform_experiments(workforce, paths, evaluator=evaluator)
    stocks = outcomes["stocks"]  # [path, year, category]
    start = np.broadcast_to(job.stock, (paths, 1, len(job.stock)))
    values = np.concatenate([start, stocks], axis=1)
    sums = [values[:, :, parts].sum(axis=2) for parts in job.sums.values()]
    values = np.concatenate([values, np.stack(sums, axis=2)], axis=2)
    probabilities = np.array([(values[:, year, s] >= least).mean() for s, year, least in job.targets])
    quantiles = np.quantile(values, jobs.LEVELS, axis=0).transpose(2, 1, 0)
    return Result(values.mean(axis=0).T, values.std(axis=0, ddof=1).T, quantiles, probabilities)


if __name__ == "__main__":
    ema_logging.log_to_stderr(logging.ERROR)
    jobs.run("EMA Workbench", work, paths=10_000, warm=100)
