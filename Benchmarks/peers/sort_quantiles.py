#!/usr/bin/env python3
"""Exact quantiles of a million normals by NumPy's vectorised sort and a look at the places: nanoseconds a value."""

import argparse
import json
import time

import jobs  # sets the number of threads
import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--values", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    values = np.random.Generator(np.random.SFC64(1)).standard_normal(options.values)
    seconds = []
    for _ in range(options.repeat + 1):
        row = values.copy()
        start = time.perf_counter()
        row.sort()
        quantiles = jobs.picked(row)
        seconds.append(time.perf_counter() - start)
    seconds = seconds[1:]  # the first run warms up
    result = {
        "peer": "NumPy's sort",
        "values": options.values,
        "seconds": seconds,
        "nanoseconds a value": min(seconds) / options.values * 1e9,
        "quantiles": quantiles.tolist(),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
