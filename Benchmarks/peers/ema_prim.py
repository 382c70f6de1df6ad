#!/usr/bin/env python3
"""Scenario discovery by the EMA Workbench: where the plan of Bijie misses its talent per 10,000 residents, with the model
vectorised in NumPy.

    ema_prim.py SCENARIO.yaml [--futures N] [--repeat N]

Timed are the Latin hypercube, the evaluation, and one box found by PRIM at a density of 0.8."""

import argparse
import json
import logging
import sys
import time
import warnings

import numpy as np
import pandas as pd
from ema_workbench.analysis import prim
from scipy.stats import qmc

from bijie import Model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario")
    parser.add_argument("--futures", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    model = Model(options.scenario)
    target = next(t for t in model.root["targets"] if t["of"] == "per_10k")
    seconds, box = [], None
    for _ in range(options.repeat):
        start = time.perf_counter()
        points = qmc.LatinHypercube(model.dimensions, seed=1).random(options.futures)
        values = model(points)[:, model.outputs.index(("per_10k", target["year"]))]
        inputs = pd.DataFrame(points[:, : model.draws], columns=model.names)
        box = prim.Prim(inputs, values < target["at_least"], threshold=0.8).find_box()
        seconds.append(time.perf_counter() - start)
    chosen = box.peeling_trajectory.iloc[-1]
    json.dump(
        {
            "peer": "EMA Workbench", "futures": options.futures, "seconds": seconds,
            "density": float(chosen["density"]), "coverage": float(chosen["coverage"]),
        },
        sys.stdout,
    )
    print()


if __name__ == "__main__":
    main()
