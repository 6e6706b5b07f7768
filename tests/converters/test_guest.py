"""A converter of another distribution: found by its entry point, by every process that reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOOLKIT = Path(__file__).resolve().parents[2] / "toolkit"
CONVERTER = '''"""Reads the log of a lighthouse.

Reads: what begins with the word LOG.

Keeps: each line as an article.

Loses: nothing.
"""

from pressmark.files import sha256_text
from pressmark.model.draft import Draft, Reading

version = "3.1.4"


def recognises(source):
    return 95 if source.head().startswith(b"LOG") else 0


def read(source, settings):
    lines = source.location.read_text("utf-8").splitlines()[1:]
    drafts = [
        Draft(source_sha256=sha256_text(line), locator=f"row={row}", title=line, text=line)
        for row, line in enumerate(lines, 1)
    ]
    return Reading(media_type="text/x-log", encoding="utf-8", bom=False, records=iter(drafts))
'''
COMMAND = "from pressmark.cli.main import main; main()"


@pytest.fixture
def guests(tmp_path: Path) -> Path:
    """Returns a folder in which the distribution is installed."""
    folder = tmp_path / "guests"
    about = folder / "lighthouse_log-1.0.dist-info"
    about.mkdir(parents=True)
    (folder / "lighthouse_log.py").write_text(CONVERTER, "utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: lighthouse-log\nVersion: 1.0\n", "utf-8")
    points = "[pressmark.converters]\nlighthouse-log = lighthouse_log\nhtml = lighthouse_log\n"
    (about / "entry_points.txt").write_text(points, "utf-8")
    return folder


def pressmark(guests: Path, *arguments: str | Path) -> str:
    paths = os.pathsep.join([str(guests), str(TOOLKIT)])
    command = [sys.executable, "-c", COMMAND, *map(str, arguments)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_guest_reads_and_replaces_none_of_the_own(guests: Path, tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "night.log").write_text("LOG\nThe lamp was lit at dusk.\nThe fog came in at four.\n", "utf-8")
    (inputs / "page.html").write_text(
        "<!DOCTYPE html><title>Fog</title><h1>Fog</h1><article><p>The fog came in at four and stayed.</p></article>",
        "utf-8",
    )
    pressmark(guests, "convert", inputs, "--to", tmp_path / "package", "--name", "logs")
    sources = (tmp_path / "package/data/sources.csv").read_text("utf-8")
    assert "lighthouse-log,3.1.4" in sources
    assert "html,1." in sources
    assert "The lamp was lit at dusk." in (tmp_path / "package/data/texts.csv").read_text("utf-8")
    assert "lighthouse-log" in pressmark(guests, "list", "converters")
    assert "Reads the log of a lighthouse" in pressmark(guests, "explain", "lighthouse-log")
