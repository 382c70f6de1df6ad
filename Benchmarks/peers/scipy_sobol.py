#!/usr/bin/env python3
"""Scrambled Sobol points from SciPy, 66 dimensions (the draws of the first job), 2^14 a call: nanoseconds a coordinate."""

import argparse
import json
import time

import jobs  # sets the number of threads
import numpy as np
from scipy.stats import qmc

DIMENSIONS = 66
POINTS = 1 << 14


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=4, help="calls a run")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    seconds = []
    for run in range(options.repeat + 1):
        engine = qmc.Sobol(DIMENSIONS, scramble=True, bits=32, rng=np.random.default_rng(run))
        start = time.perf_counter()
        for _ in range(options.calls):
            points = engine.random(POINTS)
        seconds.append(time.perf_counter() - start)
    seconds = seconds[1:]  # the first run warms up
    coordinates = DIMENSIONS * POINTS * options.calls
    result = {
        "peer": "SciPy's Sobol",
        "coordinates": coordinates,
        "seconds": seconds,
        "nanoseconds a coordinate": min(seconds) / coordinates * 1e9,
        "mean": float(points.mean()),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
