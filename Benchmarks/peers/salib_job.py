#!/usr/bin/env python3
"""Sobol' indices of the plan of Bijie by SALib, with the model vectorised in NumPy; prints the time and the indices.

    salib_job.py SCENARIO.yaml [--points N] [--repeat N]

Inputs are groups as in `talent sensitivity`: every parameter alone, all yearly noise together. Timed are the sample, the
evaluation and the analysis of all outputs with SALib's standard 100 resamples."""

import argparse
import json
import sys
import time
import warnings

import numpy as np
from SALib.analyze import sobol as analyze
from SALib.sample import sobol as sample

from bijie import Model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario")
    parser.add_argument("--points", type=int, default=4096)
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    model = Model(options.scenario)
    noise = model.dimensions - model.draws
    problem = {
        "num_vars": model.dimensions,
        "names": model.names + [f"noise{i}" for i in range(noise)],
        "groups": model.names + ["noise"] * noise,
        "bounds": [[0, 1]] * model.dimensions,
    }
    seconds, found = [], []
    for _ in range(options.repeat):
        start = time.perf_counter()
        points = sample.sample(problem, options.points, calc_second_order=False, seed=1)
        # SALib's points begin with 0, where quantiles are infinite, unless they are scrambled.
        values = model(np.clip(points, 1e-12, 1 - 1e-12))
        found = [
            analyze.analyze(problem, values[:, i], calc_second_order=False, num_resamples=100, seed=1)
            for i in range(values.shape[1])
        ]
        seconds.append(time.perf_counter() - start)
    json.dump(
        {
            "peer": "SALib", "points": options.points, "evaluations": len(points), "seconds": seconds,
            "outputs": [
                {
                    "of": name, "year": year, "mean": float(values[:, i].mean()), "variance": float(values[:, i].var()),
                    "first": dict(zip(model.names + ["noise"], result["S1"].tolist())),
                    "first_conf": dict(zip(model.names + ["noise"], result["S1_conf"].tolist())),
                    "total": dict(zip(model.names + ["noise"], result["ST"].tolist())),
                    "total_conf": dict(zip(model.names + ["noise"], result["ST_conf"].tolist())),
                }
                for i, ((name, year), result) in enumerate(zip(model.outputs, found))
            ],
        },
        sys.stdout,
    )
    print()


if __name__ == "__main__":
    main()
