#!/usr/bin/env python3
"""The first reference job in PySD: the Vensim model `r1.mdl`, run once for each path with the draws put in.

The model is written out category by category, which PySD runs as plain numbers and so many times as fast as subscripts
(`pysd_subscripts.py`); of its columns only the stocks and their sum are asked for. 1,000 runs unless asked otherwise. The
draws themselves are made by NumPy for all runs at once and cost next to nothing.
"""

import shutil
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
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
def model(name: str) -> Model:
    """A model, translated into Python in a folder of its own."""
    folder = tempfile.mkdtemp()
    shutil.copy(Path(__file__).with_name(name), folder)
    loaded = pysd.read_vensim(str(Path(folder) / name))
    shutil.rmtree(folder)
    return loaded


@dataclass
class Draws:
    """The draws of all paths, or of one: [path, category], noise [path, year, category]."""

    flows: dict[str, np.ndarray]
    noise: np.ndarray

    def of(self, path: int) -> "Draws":
        return Draws({name: values[path] for name, values in self.flows.items()}, self.noise[path])


def drawn(job: Job, paths: int) -> Draws:
    generator = np.random.default_rng(1)
    shape = (paths, len(job.categories))
    offset, width, alpha, beta = job.training.T
    flows = {
        "growth": job.growth[:, 0] + job.growth[:, 1] * (generator.standard_normal(shape) @ job.mix.T),
        "training": offset + width * generator.beta(alpha, beta, shape),
        "in migration": generator.normal(*job.arrivals.T, shape),
        "out migration": generator.beta(*job.leavers.T, shape),
        "attrition": generator.beta(*job.attrition.T, shape),
    }
    scores = generator.standard_normal((paths, job.years, len(job.categories)))
    return Draws(flows, np.exp(job.volatility * scores - job.volatility**2 / 2))


def simulate(job: Job, paths: int, run: Callable[[Draws], pd.DataFrame]) -> Result:
    """Runs the model once for each path; `run` gives a row for each year and a column for each series, in order."""
    if job.connected:
        raise SystemExit("this peer knows the first reference job only")
    draws = drawn(job, paths)
    values = np.empty((len(job.series), job.years, paths))
    for path in range(paths):
        values[:, :, path] = run(draws.of(path)).to_numpy().T[:, 1:]
    return jobs.summary(job, values)


def work(job: Job, paths: int) -> Result:
    years = np.arange(job.first, job.last)

    def run(draws: Draws) -> pd.DataFrame:
        parameters: dict[str, float | pd.Series] = {}
        for i, name in enumerate(job.categories):
            for flow, values in draws.flows.items():
                parameters[f"{name} {flow}"] = values[i]
            parameters[f"{name} noise"] = pd.Series(draws.noise[:, i], index=years)
        return model("r1.mdl").run(params=parameters, return_columns=job.series)[job.series]

    return simulate(job, paths, run)


if __name__ == "__main__":
    jobs.run("PySD", work, paths=1_000, warm=5)
