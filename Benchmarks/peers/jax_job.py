#!/usr/bin/env python3
"""A reference job in JAX on the processor: double precision, everything one compiled function.

Chunks of paths run in `lax.map`, years in `lax.scan`. Gamma rejection is slow in JAX, so PERT and beta use the same kind
of tables over normal scores as the other fast peers, and the sort is NumPy's, which uses vectors.
"""

from functools import partial

import jobs  # sets platform and number of threads before JAX starts

import jax
import jax.numpy as jnp
import numpy as np

from jobs import Job, Result
from numpy_tuned import summarise

jax.config.update("jax_enable_x64", True)

PIECES = 4096
CHUNK = {6: 8192, 60: 1024}


def tables(job: Job) -> jnp.ndarray:
    """Quadratic tables [kind, category, power, piece] in the distance from the left edge, in pieces."""
    table = jobs.refined(jobs.flow_tables(job), PIECES, 2)
    scale = PIECES / (2 * jobs.REACH)
    constant, linear, square = (table[:, :, power] / scale**power for power in range(3))
    return jnp.array(np.stack([constant - linear / 2 + square / 4, linear - square, square], axis=2))


def quantile(table: jnp.ndarray, z: jnp.ndarray) -> jnp.ndarray:
    """Quantiles [category, path] from a table [category, power, piece]."""
    where = z * (PIECES / (2 * jobs.REACH)) + PIECES / 2
    place = jnp.clip(where.astype(jnp.int32), 0, PIECES - 1)
    part = where - place
    row = jnp.arange(z.shape[0])[:, None]
    return (table[row, 2, place] * part + table[row, 1, place]) * part + table[row, 0, place]


def simulation(job: Job, paths: int):
    """A compiled function of the key and the tables: values [series, year, path]."""
    count = len(job.categories)
    size = CHUNK.get(count, 2048)
    chunks = -(-paths // size)
    inward, mix = jnp.array(job.transitions.T), jnp.array(job.mix)
    moved, volatility = jnp.array(job.moved)[:, None], jnp.array(job.volatility)[:, None]
    growth, arrivals = jnp.array(job.growth), jnp.array(job.arrivals)

    def one(table: jnp.ndarray, key: jax.Array) -> jnp.ndarray:
        flow_key, noise_key = jax.random.split(key)
        scores = jax.random.normal(flow_key, (5, count, size))
        z = mix @ scores[0] if job.correlated else scores[0]
        exits = quantile(table[1], scores[3]) + quantile(table[2], scores[4]) + moved
        keep = 1 + growth[:, :1] + growth[:, 1:] * z - jnp.minimum(exits, 1)
        entrants = quantile(table[0], scores[1]) + arrivals[:, :1] + arrivals[:, 1:] * scores[2]
        share = 1 / jnp.maximum(exits, 1)

        def year(stock: jnp.ndarray, key: jax.Array) -> tuple[jnp.ndarray, jnp.ndarray]:
            then = stock * keep + entrants
            if job.connected:
                then = then + inward @ (stock * share)
            noise = jnp.exp(volatility * jax.random.normal(key, stock.shape) - volatility**2 / 2)
            stock = jnp.maximum(then, 0) * noise
            sums = [stock[jnp.array(parts)].sum(axis=0) for parts in job.sums.values()]
            return stock, jnp.concatenate([stock, jnp.stack(sums)])

        start = jnp.broadcast_to(jnp.array(job.stock)[:, None], (count, size))
        return jax.lax.scan(year, start, jax.random.split(noise_key, job.years))[1]

    @jax.jit
    def all(seed: jax.Array, table: jnp.ndarray) -> jnp.ndarray:
        keys = jax.random.split(seed, chunks)
        values = jax.lax.map(partial(one, table), keys)  # [chunk, year, series, path]
        return values.transpose(2, 1, 0, 3).reshape(len(job.series), job.years, -1)[:, :, :paths]

    return all


_ready: dict[tuple[str, int], tuple] = {}


def work(job: Job, paths: int) -> Result:
    """Values come from XLA; the sort and the sums are NumPy's, whose sort uses vectors and XLA's does not."""
    kind = (job.name, paths)
    if kind not in _ready:
        _ready[kind] = (simulation(job, paths), tables(job))
        _ready[kind][0](jax.random.key(0, impl=GENERATOR), _ready[kind][1]).block_until_ready()
    function, table = _ready[kind]
    values = np.array(function(jax.random.key(1, impl=GENERATOR), table))
    return summarise(job, values)


GENERATOR = "threefry2x32"


if __name__ == "__main__":
    options = jobs.arguments("JAX, our tables")
    jobs.run("JAX, our tables", work, warm=options.paths)
