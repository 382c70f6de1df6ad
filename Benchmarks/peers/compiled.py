"""The compiled peers: what each is made of, and the command that makes it; the program's name comes last."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CPP = ("g++", "-O3", "-march=native", "-std=c++20")
SWIFT = ("swiftc", "-O", "-wmo", "-parse-as-library", "-Xcc", "-march=native")


@dataclass(frozen=True)
class Program:
    compiler: tuple[str, ...]
    compiled: tuple[str, ...]
    included: tuple[str, ...] = ()

    @property
    def sources(self) -> list[Path]:
        return [HERE / name for name in self.compiled + self.included]

    def command(self, target: str) -> list[str]:
        return [*self.compiler, *(str(HERE / name) for name in self.compiled), "-o", target]


COMPILED = {
    "vectorised": Program(CPP, ("vectorised.cpp",), ("job.hpp",)),
    "scalar": Program(CPP, ("scalar.cpp",), ("job.hpp", "xoshiro.hpp")),
    "scalar-plain": Program(CPP, ("scalar_plain.cpp",), ("job.hpp", "xoshiro.hpp")),
    "scalar-swift": Program(SWIFT, ("Reference.swift", "Scalar.swift")),
    "scalar-swift-plain": Program(SWIFT, ("Reference.swift", "ScalarPlain.swift")),
}
