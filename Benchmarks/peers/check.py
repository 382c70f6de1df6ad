#!/usr/bin/env python3
"""Runs every peer with few paths and compares its results with a reference: one line a peer, exit status 1 if any is off.

    python3 check.py [--talent PROGRAM] [--paths N] [NAME ...]

The reference is the program itself if it is given, else the scalar C++ peer, with a million paths. Means, deviations,
quantiles and probabilities have to agree within five Monte Carlo standard errors of both. Compiled peers are built
first, in a temporary folder; without a compiler they are left out, and so are Python peers without their package.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import NormalDist

import jobs
import numpy as np
from compiled import COMPILED

HERE = Path(__file__).resolve().parent
SCENARIOS = HERE.parent / "scenarios"
ERRORS = 5

# Python peers, the paths they run at most, and whether only means are compared.
SCRIPTS = {
    "numpy_tables": (None, False),
    "numpy_tuned": (None, False),
    "numpy_plain": (None, False),
    "numba_job": (None, False),
    "numba_plain": (None, False),
    "jax_job": (None, False),
    "jax_plain": (None, False),
    "ema_job": (2_000, True),
    "pysd_job": (200, True),
    "pysd_subscripts": (200, True),
}
FIRST_JOB_ONLY = ("ema_job", "pysd_job", "pysd_subscripts")
PACKAGES = {
    "numba_job": "numba",
    "numba_plain": "numba",
    "jax_job": "jax",
    "jax_plain": "jax",
    "ema_job": "ema_workbench",
    "pysd_job": "pysd",
    "pysd_subscripts": "pysd",
}

LEVEL_SCORES = np.array([NormalDist().inv_cdf(level) for level in jobs.LEVELS])
DENSITIES = np.array([NormalDist().pdf(score) for score in LEVEL_SCORES])


def run(command: list[str]) -> dict:
    """The JSON object that a command prints."""
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise RuntimeError(f"{Path(command[0]).name} failed: {lines[-1]}")
    return json.loads(done.stdout)


def from_program(program: str, scenario: Path, paths: int) -> dict:
    """The program's results in the form of a peer's."""
    common = [str(scenario), "--paths", str(paths), "--format", "json", "--quiet"]
    series = run([program, "simulate", *common])["series"]
    targets = run([program, "reach", *common])["targets"]
    result = {part: {name: body[part] for name, body in series.items()} for part in ("mean", "sd", "quantiles")}
    return {"paths": paths, "probabilities": {t["of"]: t["probability"] for t in targets}, **result}


def distance(peer: dict, reference: dict, means_only: bool) -> float:
    """The largest difference in standard errors."""
    if set(peer["mean"]) - set(reference["mean"]):
        raise RuntimeError("series that the reference does not have")
    share = np.sqrt(1 / peer["paths"] + 1 / reference["paths"])
    worst = 0.0

    def compare(a: object, b: object, error: np.ndarray) -> None:
        nonlocal worst
        a, b = np.array(a, float), np.array(b, float)
        if a.shape != b.shape or not np.isfinite(a).all():
            raise RuntimeError("results of another shape, or not finite")
        worst = max(worst, float((np.abs(a - b) / error).max()))

    for name in peer["mean"]:
        mean, sd = (np.array(reference[part][name]) for part in ("mean", "sd"))
        floor = 1e-9 * (1 + np.abs(mean))  # the baseline year has no spread, only rounding
        compare(peer["mean"][name], mean, share * sd + floor)
        if means_only:
            continue
        # A quarter more than a normal variable's, for skewness.
        compare(peer["sd"][name], sd, 1.25 * share * sd / np.sqrt(2) + floor)
        spread = 1.25 * np.sqrt(jobs.LEVELS * (1 - jobs.LEVELS)) / DENSITIES
        compare(peer["quantiles"][name], reference["quantiles"][name], share * sd[:, None] * spread + floor[:, None])
    if not means_only:
        for name, p in peer["probabilities"].items():
            other = reference["probabilities"][name]
            compare(p, other, np.maximum(share * np.sqrt(other * (1 - other)), 1 / peer["paths"]))
    return worst


def missing(name: str) -> str | None:
    """What a peer lacks on this machine."""
    if name in COMPILED:
        tool = COMPILED[name].compiler[0]
        return None if shutil.which(tool) else tool
    package = PACKAGES.get(name)
    if package is None or subprocess.run([sys.executable, "-c", f"import {package}"], capture_output=True).returncode == 0:
        return None
    return package


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="peers to check (all)")
    parser.add_argument("--talent", help="the program, as the reference")
    parser.add_argument(
        "--paths", type=int, default=200_000, help="paths of a peer in the first job; a twentieth in the second"
    )
    options = parser.parse_args()
    known = [*COMPILED, *SCRIPTS]
    names = options.names or known
    if set(names) - set(known):
        parser.error(f"unknown peers; there are {', '.join(known)}")

    with tempfile.TemporaryDirectory() as folder:
        built: dict[str, str] = {}

        def command(name: str, job: str, paths: int) -> list[str]:
            if name not in COMPILED:
                return [sys.executable, f"{name}.py", str(SCENARIOS / f"{job}.yaml"), "--paths", str(paths)]
            if name not in built:
                target = str(Path(folder) / name)
                subprocess.run(COMPILED[name].command(target), check=True, capture_output=True)
                built[name] = target
            return [built[name], str(Path(folder) / f"{job}.txt"), "--paths", str(paths)]

        references = {}
        for job, paths in (("r1", 1_000_000), ("r2", 50_000)):
            jobs.write(jobs.load(SCENARIOS / f"{job}.yaml"), Path(folder) / f"{job}.txt")
            if options.talent:
                references[job] = from_program(str(Path(options.talent).resolve()), SCENARIOS / f"{job}.yaml", paths)
            else:
                references[job] = run(command("scalar", job, paths))

        failed = False
        for name in names:
            lack = missing(name)
            if lack:
                print(f"{name:18}  left out: no {lack}", flush=True)
                continue
            parts = []
            for job, paths in (("r1", options.paths), ("r2", max(options.paths // 20, 1000))):
                if job != "r1" and name in FIRST_JOB_ONLY:
                    continue
                most, means_only = SCRIPTS.get(name, (None, False))
                try:
                    result = run(command(name, job, min(paths, most or paths)))
                    worst = distance(result, references[job], means_only)
                    good = worst <= ERRORS
                    speed = result["paths"] / min(result["seconds"])
                    what = "means" if means_only else "all"
                    parts.append(
                        f"{job} {'agrees' if good else 'DISAGREES'} ({what} within {worst:.2f} errors, {speed:,.0f} paths/s)"
                    )
                except (RuntimeError, subprocess.CalledProcessError, KeyError, ValueError) as error:
                    good = False
                    parts.append(f"{job} FAILS: {error}")
                failed |= not good
            print(f"{name:18}  {'; '.join(parts)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
