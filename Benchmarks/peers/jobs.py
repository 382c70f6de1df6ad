#!/usr/bin/env python3
"""The reference jobs as every peer reads them.

`load` turns a scenario file into plain arrays. `quantile_tables` and `normal_table` give the quantile functions as
piecewise polynomials, from SciPy's quantiles. `write` puts all of it into the text file that the compiled peers read:

    python3 jobs.py JOB.yaml JOB.txt

The rest are the few things that all Python peers need: the command line, the clock, and the result that they print.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import numpy as np
import yaml
from numpy.polynomial import Chebyshev, Polynomial

LEVELS = np.array([0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95])

# Tables over the normal score z: 16 equal pieces of [-6.4, 6.4], each a polynomial in the distance from its middle.
# Degrees suffice for an error of 1e-9 standard deviations: training (a wide PERT), leavers and attrition, normal scores.
PIECES = 16
REACH = 6.4
DEGREES = (7, 5, 5)
NORMAL_DEGREE = 7
TOLERANCE = 1e-9


@dataclass
class Job:
    """A scenario as arrays; one entry for each category, years counted from the first."""

    name: str
    first: int  # the baseline year
    last: int
    categories: list[str]
    stock: np.ndarray
    growth: np.ndarray  # mean, sd of the normal
    training: np.ndarray  # offset, width, alpha, beta: offset + width * Beta(alpha, beta)
    arrivals: np.ndarray  # mean, sd of the normal
    leavers: np.ndarray  # alpha, beta (out-migration)
    attrition: np.ndarray  # alpha, beta
    volatility: np.ndarray
    mix: np.ndarray  # lower triangle: correlated scores = mix @ independent scores
    transitions: np.ndarray  # [from, to], rates a year
    sums: dict[str, list[int]]
    targets: list[tuple[int, int, float]]  # series, year index, at least

    @property
    def years(self) -> int:
        return self.last - self.first

    @property
    def series(self) -> list[str]:
        return self.categories + list(self.sums)

    @property
    def moved(self) -> np.ndarray:
        """The share of each category that transitions take away in a year."""
        return self.transitions.sum(axis=1)

    @property
    def correlated(self) -> bool:
        return bool(np.any(self.mix != np.eye(len(self.mix))))

    @property
    def connected(self) -> bool:
        return bool(np.any(self.transitions != 0))


def _number(value: float | str) -> float:
    """A number of the scenario: `0.048` or `1.5%`."""
    if isinstance(value, str) and value.endswith("%"):
        return float(value[:-1]) / 100
    return float(value)


def _normal(value: dict) -> tuple[float, float]:
    return _number(value["normal"]["mean"]), _number(value["normal"]["sd"])


def _pert(value: dict) -> tuple[float, float, float, float]:
    low, mode, high = (_number(value["pert"][key]) for key in ("min", "mode", "max"))
    width = high - low
    return low, width, 1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width


def _beta(value: dict) -> tuple[float, float]:
    mean, sd = _number(value["beta"]["mean"]), _number(value["beta"]["sd"])
    size = mean * (1 - mean) / sd**2 - 1
    return mean * size, (1 - mean) * size


def load(path: str | Path) -> Job:
    """Reads a reference job from its scenario file."""
    text = Path(path).read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    root = yaml.load(text, loader)
    categories = list(root["categories"])
    place = {name: index for index, name in enumerate(categories)}
    bodies = list(root["categories"].values())
    first, last = root["years"]["from"], root["years"]["to"]

    count = len(categories)
    matrix = np.eye(count)
    for pair in root.get("correlations", []):
        row, column = (place[name.removesuffix(".growth")] for name in pair["between"])
        matrix[row, column] = matrix[column, row] = 2 * np.sin(np.pi * float(pair["is"]) / 6)

    transitions = np.zeros((count, count))
    for move in root.get("transitions", {}).values():
        transitions[place[move["from"]], place[move["to"]]] += _number(move["rate"])

    sums = {name: [place[part] for part in body["sum"]] for name, body in root["measures"].items()}
    series = categories + list(sums)
    targets = [(series.index(t["of"]), t["year"] - first, _number(t["at_least"])) for t in root["targets"]]

    return Job(
        name=root["id"],
        first=first,
        last=last,
        categories=categories,
        stock=np.array([_number(body["stock"][first]) for body in bodies]),
        growth=np.array([_normal(body["growth"]) for body in bodies]),
        training=np.array([_pert(body["training"]) for body in bodies]),
        arrivals=np.array([_normal(body["in_migration"]) for body in bodies]),
        leavers=np.array([_beta(body["out_migration"]) for body in bodies]),
        attrition=np.array([_beta(body["attrition"]) for body in bodies]),
        volatility=np.array([_number(body["volatility"]) for body in bodies]),
        mix=np.linalg.cholesky(matrix),
        transitions=transitions,
        sums=sums,
        targets=targets,
    )


def _beta_scores(alpha: float, beta: float, scores: np.ndarray) -> np.ndarray:
    """The quantile function of Beta(alpha, beta) at normal scores, precise in both tails."""
    from scipy import special

    low = special.betaincinv(alpha, beta, special.ndtr(np.minimum(scores, 0)))
    high = special.betainccinv(alpha, beta, special.ndtr(-np.maximum(scores, 0)))
    return np.where(scores < 0, low, high)


def _middles(pieces: int) -> np.ndarray:
    return -REACH + REACH / pieces * (2 * np.arange(pieces) + 1)


def _fit(function: Callable[[np.ndarray], np.ndarray], pieces: int, degree: int) -> np.ndarray:
    """Polynomials [power, piece] in the distance from the middle of each piece, through its Chebyshev nodes."""
    half = REACH / pieces
    nodes = np.cos(np.pi * (2 * np.arange(degree + 1) + 1) / (2 * degree + 2))
    powers = np.vander(nodes, degree + 1, increasing=True)
    values = function(_middles(pieces) + half * nodes[:, None])
    return np.linalg.solve(powers, values) / (half ** np.arange(degree + 1))[:, None]


def evaluate(table: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """The value of a table [power, piece] at normal scores."""
    pieces = table.shape[1]
    piece = ((scores + REACH) * (pieces / (2 * REACH))).astype(int)
    distance = scores - _middles(pieces)[piece]
    value = table[-1][piece]
    for coefficients in table[-2::-1]:
        value = value * distance + coefficients[piece]
    return value


def beta_table(alpha: float, beta: float, degree: int) -> np.ndarray:
    """The quantile function of Beta(alpha, beta) over the normal score, checked between the nodes."""
    table = _fit(lambda scores: _beta_scores(alpha, beta, scores), PIECES, degree)
    probe = (_middles(PIECES) + REACH / PIECES * np.linspace(-0.99, 0.99, 9)[:, None]).ravel()
    sd = np.sqrt(alpha * beta / (alpha + beta + 1)) / (alpha + beta)
    error = np.abs(evaluate(table, probe) - _beta_scores(alpha, beta, probe)).max() / sd
    if error > TOLERANCE:
        raise ValueError(f"the table of Beta({alpha}, {beta}) is off by {error:.1e} standard deviations")
    return table


def flow_tables(job: Job) -> list[np.ndarray]:
    """Tables [category, power, piece] of training (with offset and width), leavers and attrition."""
    known: dict[tuple[float, float, int], np.ndarray] = {}

    def table(alpha: float, beta: float, degree: int) -> np.ndarray:
        key = (float(alpha), float(beta), degree)
        if key not in known:
            known[key] = beta_table(*key)
        return known[key]

    training = np.array([width * table(alpha, beta, DEGREES[0]) for _, width, alpha, beta in job.training])
    training[:, 0] += job.training[:, :1]
    leavers = np.array([table(*shape, DEGREES[1]) for shape in job.leavers])
    attrition = np.array([table(*shape, DEGREES[2]) for shape in job.attrition])
    return [training, leavers, attrition]


def refined(tables: list[np.ndarray], pieces: int, degree: int) -> np.ndarray:
    """The same tables [training | leavers | attrition, category, power, piece] with more pieces and a lower degree."""
    return np.array([[_fit(lambda z, t=t: evaluate(t, z), pieces, degree) for t in kind] for kind in tables])


def normal_table(degree: int = NORMAL_DEGREE) -> np.ndarray:
    """The inverse of the normal distribution function, for lanes.

    With x = 2u - 1 and t = 1 - x^2, the score is x * f(t). f is a polynomial in each half of each octave of t;
    the piece is (bits of t >> 51) & 63 and the variable the mantissa without its top bit, in [1, 1.5).
    """
    from scipy import special

    table = np.zeros((degree + 1, 64))
    for exponent in range(991, 1023):
        for upper in (0, 1):

            def ratio(fraction: np.ndarray) -> np.ndarray:
                t = np.ldexp(fraction + 0.5 * upper, exponent - 1023)
                x = np.sqrt(1 - t)
                # 1 - u = (1 - x) / 2 = t / (2 (1 + x)), without cancellation.
                return np.where(x > 1e-9, -special.ndtri(t / (2 * (1 + x))) / np.maximum(x, 1e-9), np.sqrt(np.pi / 2))

            fit = Chebyshev.interpolate(ratio, degree, domain=[1, 1.5]).convert(kind=Polynomial, domain=[-1, 1])
            table[: len(fit.coef), (2 * exponent + upper) & 63] = fit.coef
    return table


def write(job: Job, path: str | Path) -> None:
    """Writes the text file of the compiled peers: words and numbers between blanks, in this order."""
    lines: list[str] = []

    def put(*values: object) -> None:
        lines.append(" ".join(repr(float(v)) if isinstance(v, float) else str(v) for v in values))

    put(job.name, job.first, job.last, len(job.categories), len(job.sums), len(job.targets))
    put(int(job.correlated), int(job.connected))
    for index, name in enumerate(job.categories):
        put(name, job.stock[index], *job.growth[index], *job.training[index], *job.arrivals[index])
        put(*job.leavers[index], *job.attrition[index], job.volatility[index])
    for name, parts in job.sums.items():
        put(name, len(parts), *parts)
    for series, year, threshold in job.targets:
        put(series, year, threshold)
    for row in job.mix:
        put(*row)
    for row in job.transitions:
        put(*row)
    put(PIECES, REACH, *DEGREES, NORMAL_DEGREE)
    for kind in flow_tables(job):
        for row in kind.reshape(-1, PIECES):
            put(*row)
    for row in normal_table():
        put(*row)
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


@dataclass
class Result:
    """What every peer prints: arrays over [series, year] (quantiles: [series, year, level]) and one chance a target."""

    mean: np.ndarray
    sd: np.ndarray
    quantiles: np.ndarray
    probabilities: np.ndarray


def from_baseline(
    job: Job, mean: np.ndarray, sd: np.ndarray, quantiles: np.ndarray, probabilities: np.ndarray
) -> Result:
    """A result from statistics of the years after the baseline, whose own values are certain."""
    start = np.concatenate([job.stock, [job.stock[parts].sum() for parts in job.sums.values()]])
    levels = np.broadcast_to(start[:, None, None], (len(start), 1, len(LEVELS)))
    return Result(
        np.column_stack([start, mean]),
        np.column_stack([np.zeros_like(start), sd]),
        np.concatenate([levels, quantiles], axis=1),
        probabilities,
    )


def summary(job: Job, values: np.ndarray) -> Result:
    """The statistics of values [series, year after the baseline, path], as NumPy has them."""
    quantiles = np.moveaxis(np.quantile(values, LEVELS, axis=2), 0, 2)
    probabilities = np.array([(values[series, year - 1] >= least).mean() for series, year, least in job.targets])
    return from_baseline(job, values.mean(axis=2), values.std(axis=2, ddof=1), quantiles, probabilities)


def picked(ordered: np.ndarray) -> np.ndarray:
    """Quantiles of type 7 of ascending values (along the last axis)."""
    place = LEVELS * (ordered.shape[-1] - 1)
    below = place.astype(int)
    above = np.minimum(below + 1, ordered.shape[-1] - 1)
    return ordered[..., below] + (place - below) * (ordered[..., above] - ordered[..., below])


def ranks(paths: int) -> np.ndarray:
    """The places, in ascending order, of all values that the quantiles of type 7 need."""
    below = (LEVELS * (paths - 1)).astype(int)
    return np.unique(np.concatenate([below, np.minimum(below + 1, paths - 1)]))


def arguments(description: str, paths: int = 1_000_000) -> argparse.Namespace:
    """The command line of every peer."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("job", help="the scenario file of a reference job")
    parser.add_argument("--paths", type=int, default=paths)
    parser.add_argument("--threads", type=int, default=1, choices=[1], help="the peers run on one thread")
    parser.add_argument("--repeat", type=int, default=1)
    return parser.parse_args()


def run(peer: str, work: Callable[[Job, int], Result], paths: int = 1_000_000, warm: int = 20_000, **more: object) -> None:
    """Runs a peer as its command line says: a small warm-up, then the timed runs; prints the result."""
    options = arguments(peer, paths)
    job = load(options.job)
    work(job, min(warm, options.paths))
    seconds = []
    for _ in range(options.repeat):
        start = time.perf_counter()
        result = work(job, options.paths)
        seconds.append(time.perf_counter() - start)
    report(peer, job, options.paths, seconds, result, **more)


def report(peer: str, job: Job, paths: int, seconds: list[float], result: Result, **more: object) -> None:
    """Prints one JSON object."""
    names = job.series
    json.dump(
        {
            "peer": peer,
            "job": job.name,
            "paths": paths,
            "threads": 1,
            "seconds": seconds,
            "mean": dict(zip(names, result.mean.tolist())),
            "sd": dict(zip(names, result.sd.tolist())),
            "quantiles": dict(zip(names, result.quantiles.tolist())),
            "probabilities": {names[s]: p for (s, _, _), p in zip(job.targets, result.probabilities.tolist())},
            **more,
        },
        sys.stdout,
    )
    print()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: jobs.py JOB.yaml JOB.txt")
    write(load(sys.argv[1]), sys.argv[2])
