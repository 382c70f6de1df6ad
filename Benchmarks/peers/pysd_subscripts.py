#!/usr/bin/env python3
"""The first reference job in PySD as one draws it in Vensim: one stock with a subscript for its categories.

PySD keeps subscripted variables in xarray, which takes most of the time. 1,000 runs unless asked otherwise.
"""

import jobs  # sets the number of threads
import numpy as np
import pandas as pd
import xarray as xr
from jobs import Job, Result
from pysd_job import Draws, model, simulate


def work(job: Job, paths: int) -> Result:
    years = np.arange(job.first, job.last)
    columns = [f"workforce[{name}]" for name in job.categories] + list(job.sums)

    def by_category(values: np.ndarray) -> xr.DataArray:
        return xr.DataArray(values, {"category": job.categories}, ["category"])

    def run(draws: Draws) -> pd.DataFrame:
        parameters = {name: by_category(values) for name, values in draws.flows.items()}
        parameters["noise"] = pd.Series([by_category(values) for values in draws.noise], index=years)
        return model("r1_subscripts.mdl").run(params=parameters, return_columns=["workforce", *job.sums])[columns]

    return simulate(job, paths, run)


if __name__ == "__main__":
    jobs.run("PySD with subscripts", work, paths=1_000, warm=5)
