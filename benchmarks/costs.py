"""Times one task in a process of its own, and prints the costs of several beside one another."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from pressmark.records.runs import Texts

Cost = Mapping[str, float]  # seconds, memory in MB


def measured(script: str, *told: str) -> Cost:
    """Returns what a script says that a task of its own cost, which it does alone in a process."""
    done = subprocess.run([sys.executable, script, *told], check=True, capture_output=True)
    found: Cost = json.loads(done.stdout)
    return found


def say_cost(task: Callable[[], object]) -> None:
    """Does a task and prints the seconds and the peak memory in MB for `measured`."""
    begun = time.perf_counter()
    task()
    seconds = time.perf_counter() - begun
    unit = 1 if sys.platform == "darwin" else 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    print(json.dumps({"seconds": seconds, "memory": memory}))


def cut_runs(tables: Mapping[str, pl.LazyFrame]) -> int:
    """Cuts the texts into runs of words, which everything that compares texts begins with, and returns their number."""
    with tempfile.TemporaryDirectory() as place:
        return sum(runs.height for runs, _ in Texts(tables["articles"], tables["texts"], Path(place)).runs())


def print_costs(articles: int, costs: Mapping[str, Cost]) -> None:
    """Prints a table with a row a task."""
    print("| task | seconds | articles/s | peak MB |\n|---|---|---|---|")
    for name, cost in costs.items():
        print(f"| {name} | {cost['seconds']:.1f} | {articles / cost['seconds']:,.0f} | {cost['memory']:.0f} |")
