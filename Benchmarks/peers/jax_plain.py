#!/usr/bin/env python3
"""A reference job in JAX as one writes it: `jax.random` for every distribution, double precision, one compiled function.

Chunks of paths, which bound the memory, run in `lax.map`, years in `lax.scan`. Statistics are NumPy's: on the processor
`jnp.quantile` would take as long again as everything else.
"""

from functools import partial

import jobs  # sets platform and number of threads before JAX starts

import jax
import jax.numpy as jnp
import numpy as np

from jobs import Job, Result

jax.config.update("jax_enable_x64", True)

CHUNK = 10_000


def simulate(job: Job, size: int, key: jax.Array) -> jnp.ndarray:
    """Values [year, series, path] of so many paths."""
    shape = (len(job.categories), size)
    growth_key, training_key, arrivals_key, leavers_key, attrition_key, noise_key = jax.random.split(key, 6)

    def beta(key: jax.Array, shapes: np.ndarray) -> jnp.ndarray:
        return jax.random.beta(key, shapes[:, :1], shapes[:, 1:], shape)

    scores = jnp.asarray(job.mix) @ jax.random.normal(growth_key, shape)
    growth = job.growth[:, :1] + job.growth[:, 1:] * scores
    training = job.training[:, :1] + job.training[:, 1:2] * beta(training_key, job.training[:, 2:])
    arrivals = job.arrivals[:, :1] + job.arrivals[:, 1:] * jax.random.normal(arrivals_key, shape)
    exits = beta(leavers_key, job.leavers) + beta(attrition_key, job.attrition) + job.moved[:, None]
    keep = 1 + growth - jnp.minimum(exits, 1)
    volatility = job.volatility[:, None]

    def year(stock: jnp.ndarray, key: jax.Array) -> tuple[jnp.ndarray, jnp.ndarray]:
        then = stock * keep + training + arrivals
        if job.connected:
            then += jnp.asarray(job.transitions.T) @ (stock / jnp.maximum(exits, 1))
        noise = jnp.exp(volatility * jax.random.normal(key, shape) - volatility**2 / 2)
        stock = jnp.maximum(then, 0) * noise
        sums = [stock[np.array(parts)].sum(axis=0, keepdims=True) for parts in job.sums.values()]
        return stock, jnp.concatenate([stock, *sums])

    start = jnp.broadcast_to(job.stock[:, None], shape)
    return jax.lax.scan(year, start, jax.random.split(noise_key, job.years))[1]


def everything(job: Job, paths: int, key: jax.Array) -> jnp.ndarray:
    """Values [series, year after the baseline, path] of all paths."""
    size = min(CHUNK, paths)
    chunks = jax.lax.map(partial(simulate, job, size), jax.random.split(key, -(-paths // size)))
    return chunks.transpose(2, 1, 0, 3).reshape(len(job.series), job.years, -1)[:, :, :paths]


_compiled: dict[tuple[str, int], jax.stages.Wrapped] = {}


def work(job: Job, paths: int) -> Result:
    """The warm-up has the timed run's size, so that compilation is not timed."""
    known = job.name, paths
    if known not in _compiled:
        _compiled[known] = jax.jit(partial(everything, job, paths))
    return jobs.summary(job, np.asarray(_compiled[known](jax.random.key(1))))


if __name__ == "__main__":
    options = jobs.arguments("JAX, its own generators")
    jobs.run("JAX, its own generators", work, warm=options.paths)
