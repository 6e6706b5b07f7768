"""What a quick start must not load: an engine is imported by the command that uses it."""

from __future__ import annotations

import json
import subprocess
import sys

ENGINES = {"polars", "pandera", "frictionless", "trafilatura", "htmldate", "lxml", "jsonschema", "duckdb", "pandas"}
HELP = "sys.argv = ['pressmark', '--help']\nfrom pressmark.cli.main import main\ntry: main()\nexcept SystemExit: pass"


def engines_after(script: str) -> set[str]:
    """The engines that a fresh interpreter has loaded once the script has run."""
    whole = f"import json, sys\n{script}\nprint()\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=True)
    return ENGINES & set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_an_engine_is_seen() -> None:
    assert "polars" in engines_after("import polars")


def test_importing_pressmark_loads_no_engine() -> None:
    assert engines_after("import pressmark; dir(pressmark)") == set()


def test_asking_for_help_loads_no_engine() -> None:
    assert engines_after(HELP) == set()
