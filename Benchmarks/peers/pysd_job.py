#!/usr/bin/env python3
"""The first reference job in PySD: the Vensim model `r1.mdl`, run once for each path with the draws put in.

1,000 runs unless asked otherwise. The draws themselves are made by NumPy for all runs at once and cost next to nothing.
"""

import shutil
import tempfile
import warnings
from functools import cache
from pathlib import Path

import jobs  # sets the number of threads
import numpy as np
import pandas as pd
import pysd
from pysd.py_backend.model import Model
from jobs import Job, Result

warnings.simplefilter("ignore")


@cache
def model() -> Model:
    """The model, translated into Python in a folder of its own."""
    folder = tempfile.mkdtemp()
    shutil.copy(Path(__file__).with_name("r1.mdl"), folder)
    loaded = pysd.read_vensim(str(Path(folder) / "r1.mdl"))
    shutil.rmtree(folder)
    return loaded


def work(job: Job, paths: int) -> Result:
    if job.connected:
        raise SystemExit("this peer knows the first reference job only")
    generator = np.random.default_rng(1)
    count, years = len(job.categories), np.arange(job.first, job.last)
    shape = (paths, count)
    offset, width, alpha, beta = job.training.T
    growth = job.growth[:, 0] + job.growth[:, 1] * (generator.standard_normal(shape) @ job.mix.T)
    training = offset + width * generator.beta(alpha, beta, shape)
    arrivals = generator.normal(*job.arrivals.T, shape)
    leavers = generator.beta(*job.leavers.T, shape)
    attrition = generator.beta(*job.attrition.T, shape)
    scores = generator.standard_normal((paths, job.years, count))
    noise = np.exp(job.volatility * scores - job.volatility**2 / 2)

    columns = job.series
    values = np.empty((paths, len(columns), job.years + 1))
    for path in range(paths):
        draws: dict[str, float | pd.Series] = {}
        for i, name in enumerate(job.categories):
            draws[f"{name} growth"] = growth[path, i]
            draws[f"{name} training"] = training[path, i]
            draws[f"{name} in migration"] = arrivals[path, i]
            draws[f"{name} out migration"] = leavers[path, i]
            draws[f"{name} attrition"] = attrition[path, i]
            draws[f"{name} noise"] = pd.Series(noise[path, :, i], index=years)
        result = model().run(params=draws, return_columns=columns)
        values[path] = result[columns].to_numpy().T
    probabilities = np.array([(values[:, s, year] >= least).mean() for s, year, least in job.targets])
    quantiles = np.quantile(values, jobs.LEVELS, axis=0).transpose(1, 2, 0)
    return Result(values.mean(axis=0), values.std(axis=0, ddof=1), quantiles, probabilities)


if __name__ == "__main__":
    jobs.run("PySD", work, paths=1_000, warm=5)
