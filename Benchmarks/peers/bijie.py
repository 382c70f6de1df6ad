"""The plan of Bijie in NumPy: `Model(file)` turns points of the unit cube into the outputs of the scenario, many rows at
once, with nothing left out. It knows the keys that this scenario uses, not the whole format."""

from pathlib import Path

import numpy as np
import yaml
from scipy import special

SHARE = {"growth", "attrition", "out_migration", "rate", "completion", "coverage"}
FLOWS = ("growth", "training", "in_migration", "out_migration", "attrition")


def number(value: float | str, unit: float = 1.0) -> float:
    """A number of the scenario: `0.5`, `1.5%` or `489 人`, the last in units of ten thousand."""
    text = str(value).strip()
    if text.endswith("%"):
        return float(text[:-1]) / 100
    if text.endswith("人"):
        return float(text[:-1]) / 10_000
    return float(text) * unit


def quantile(law: dict, u: np.ndarray, unit: float) -> np.ndarray:
    """The quantile function of one distribution."""
    (kind, fields), = law.items()
    f = {key: number(value, unit) for key, value in fields.items()}
    if kind == "normal":
        return f["mean"] + f["sd"] * special.ndtri(u)
    if kind == "lognormal":
        s2 = np.log1p((f["sd"] / f["mean"]) ** 2)
        return np.exp(np.log(f["mean"]) - s2 / 2 + np.sqrt(s2) * special.ndtri(u))
    if kind == "uniform":
        return f["min"] + (f["max"] - f["min"]) * u
    if kind == "triangular":
        low, mode, high = f["min"], f["mode"], f["max"]
        cut = (mode - low) / (high - low)
        left = low + np.sqrt(u * (high - low) * (mode - low))
        return np.where(u < cut, left, high - np.sqrt((1 - u) * (high - low) * (high - mode)))
    if kind == "pert":
        low, mode, high = f["min"], f["mode"], f["max"]
        a, b = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
        return low + (high - low) * special.betaincinv(a, b, u)
    if kind == "beta":
        size = f["mean"] * (1 - f["mean"]) / f["sd"] ** 2 - 1
        return special.betaincinv(f["mean"] * size, (1 - f["mean"]) * size, u)
    raise ValueError(kind)


def linear(path: dict, year: int) -> float:
    years = sorted(path)
    return float(np.interp(year, years, [number(path[y]) for y in years]))


class Model:
    """Inputs in the order of the file, then the noise, year after year."""

    def __init__(self, file: str | Path) -> None:
        root = yaml.load(Path(file).read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.root = root
        self.first, self.last = root["years"]["from"], root["years"]["to"]
        self.names: list[str] = []
        self.laws: list[tuple[dict, float]] = []
        self.parameters: dict[str, tuple] = {}
        self.units = {}
        for name, body in root["categories"].items():
            # Heads of categories written in persons count in ten thousands, too.
            self.units[name] = 1 / 10_000 if body.get("unit") == "人" else 1.0
            for key in FLOWS:
                self._parameter(f"{name}.{key}", body.get(key), 1.0 if key in SHARE else self.units[name])
        for name, body in root["pipelines"].items():
            self._parameter(f"{name}.intake", body["intake"], 1.0)
            self._parameter(f"{name}.completion", body["completion"], 1.0)
        for kind, key in (("transitions", "rate"), ("drivers", "growth"), ("measures", "coverage")):
            for name, body in root[kind].items():
                self._parameter(f"{name}.{key}", body.get(key), 1.0)
        self.sources = [
            (name, body["volatility"])
            for kind in ("categories", "drivers")
            for name, body in root[kind].items()
            if body.get("volatility")
        ]
        self.draws = len(self.names)
        self.dimensions = self.draws + len(self.sources) * (self.last - self.first)
        seen = [(t["of"], t["year"]) for t in root["targets"]]
        self.outputs = list(dict.fromkeys(seen + [(m, self.last) for m in root["measures"]]))

    def _parameter(self, name: str, written: object, unit: float) -> None:
        """Splits what is written into a yearly coefficient and at most one draw."""
        if written is None:
            return
        path, factor = None, None
        if isinstance(written, dict):
            law = {k: v for k, v in written.items() if k not in ("source", "times", "value", "path", "note")}
            if "path" in written:
                path = {year: number(value, unit) for year, value in written["path"].items()}
            elif "value" in written:
                path = {self.first: number(written["value"], unit)}
            if "times" in written:
                law, name, unit = written["times"], name + ".times", 1.0
            if law:
                factor = len(self.names)
                self.names.append(name)
                self.laws.append((law, unit))
            name = name.removesuffix(".times")
        else:
            path = {self.first: number(written, unit)}
        self.parameters[name] = (path, factor)

    def __call__(self, points: np.ndarray) -> np.ndarray:
        """One row of outputs for each row of points."""
        drawn = [quantile(law, points[:, i], unit) for i, (law, unit) in enumerate(self.laws)]

        def value(name: str, year: int) -> np.ndarray | float:
            if name not in self.parameters:
                return 0.0
            path, factor = self.parameters[name]
            base = 1.0 if path is None else linear(path, year)
            return base if factor is None else base * drawn[factor]

        root, first = self.root, self.first
        rows = len(points)
        stock = {n: np.full(rows, number(b["stock"][first] if not isinstance(b["stock"][first], dict)
                                         else b["stock"][first]["value"], self.units[n]))
                 for n, b in root["categories"].items()}
        driver = {n: np.full(rows, number(b["values"][first])) for n, b in root["drivers"].items()}
        counted: dict[str, np.ndarray | float] = {n: 0.0 for n, m in root["measures"].items() if "cumulative" in m}
        start: dict[str, np.ndarray] = {}
        measures: dict[str, np.ndarray] = {}
        found: dict[tuple[str, int], np.ndarray] = {}

        def series(name: str) -> np.ndarray:
            return stock[name] if name in stock else driver[name] if name in driver else measures[name]

        def measure(name: str, body: dict, year: int, flows: dict) -> np.ndarray:
            if "sum" in body:
                total = sum(series(part) for part in body["sum"])
                return total * value(f"{name}.coverage", year) if "coverage" in body else total
            if "ratio" in body:
                return series(body["ratio"][0]) / series(body["ratio"][1]) * body.get("scale", 1)
            if "change" in body:
                current = series(body["change"])
                start.setdefault(name, current)
                return current - start[name]
            if year > first and year >= body["from"]:
                counted[name] = counted[name] + sum(flows[part] for part in body["cumulative"])
            return counted[name]

        for year in range(first, self.last + 1):
            flows: dict[str, np.ndarray | float] = {}
            if year > first:
                score = self.draws + (year - first - 1) * len(self.sources)
                noise = {
                    n: np.exp(v * special.ndtri(points[:, score + i]) - v * v / 2)
                    for i, (n, v) in enumerate(self.sources)
                }
                inward = {n: 0.0 for n in stock}
                leaving = {n: 0.0 for n in stock}
                for name, body in root["pipelines"].items():
                    out = value(f"{name}.intake", year - body["duration"]) * value(f"{name}.completion", year)
                    for to, share in body["enters"].items():
                        flows[f"{name}.{to}"] = out * number(share)
                        inward[to] = inward[to] + flows[f"{name}.{to}"]
                for name, body in root["transitions"].items():
                    rate = value(f"{name}.rate", year)
                    leaving[body["from"]] = leaving[body["from"]] + rate
                    inward[body["to"]] = inward[body["to"]] + rate * stock[body["from"]]
                moved = {}
                for name in stock:
                    exits = value(f"{name}.attrition", year) + value(f"{name}.out_migration", year) + leaving[name]
                    flows[f"{name}.training"] = value(f"{name}.training", year)
                    grown = stock[name] * (1 + value(f"{name}.growth", year) - np.minimum(exits, 1))
                    grown = grown + flows[f"{name}.training"] + value(f"{name}.in_migration", year) + inward[name]
                    moved[name] = np.maximum(grown, 0) * noise.get(name, 1.0)
                stock = moved
                for name in driver:
                    driver[name] = driver[name] * (1 + value(f"{name}.growth", year)) * noise.get(name, 1.0)
            for name, body in root["measures"].items():
                measures[name] = measure(name, body, year, flows)
            for name, wanted in self.outputs:
                if wanted == year:
                    if name.endswith(".enrolled"):
                        pipeline = name.removesuffix(".enrolled")
                        years = range(year - root["pipelines"][pipeline]["duration"] + 1, year + 1)
                        found[name, year] = sum(value(f"{pipeline}.intake", y) for y in years) * np.ones(rows)
                    else:
                        found[name, year] = series(name)
        return np.stack([found[output] for output in self.outputs], axis=1)
