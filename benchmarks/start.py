"""Measures how quickly Pressmark starts, as ratios in one run, so that another machine gives the same figures.

`pressmark --help` is held against importing typer, and `import pressmark` against importing polars.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass

RUNS = 15
HELP = "import sys; sys.argv = ['pressmark', '--help']; from pressmark.cli.main import main; main()"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two scripts and how much longer the first may take than the second."""

    name: str
    script: str
    against: str
    goal: float


PAIRS = (
    Pair("`pressmark --help` / `import typer`", HELP, "import typer", 2.5),
    Pair("`import pressmark` / `import polars`", "import pressmark", "import polars", 2.0),
)


def seconds(script: str) -> float:
    """Returns the wall time of one fresh interpreter that runs the script."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Prints one row a pair; runs alternate, and the quickest of each counts."""
    print("| start | seconds | against | ratio | goal |\n|---|---|---|---|---|")
    for pair in PAIRS:
        both = [(seconds(pair.script), seconds(pair.against)) for _ in range(RUNS)]
        ours, theirs = (min(times) for times in zip(*both, strict=True))
        print(f"| {pair.name} | {ours:.3f} | {theirs:.3f} | {ours / theirs:.2f} | under {pair.goal} |")


if __name__ == "__main__":
    main()
