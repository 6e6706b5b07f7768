"""The command as it is typed: what it says, its report, and its exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from stages.island import SOURCES, issued, pressmark

from pressmark.contracts.package import Package


@pytest.fixture(scope="module")
def dry(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return issued(package, tmp_path_factory.mktemp("dry"), profile="metadata").folder


def test_what_came_back_and_what_was_lost_is_said(dry: Path, tmp_path: Path) -> None:
    folder, to, report = tmp_path / "in", tmp_path / "to", tmp_path / "losses"
    shutil.copytree(SOURCES, folder)
    (folder / "chess.md").unlink()
    said = pressmark("rehydrate", dry, folder, "--to", to, "--report", report.with_suffix(".json"))
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == f"{to}: 7 articles: 6 identical, 1 missing"
    assert "The Skerry Lantern         7         6   85.7%" in lines
    assert "2024-02           1         0    0.0%" in lines
    assert lines[-1].endswith(", that of the release")
    written = json.loads(report.with_suffix(".json").read_text("utf-8"))
    assert written["outcomes"]["missing"] == 1
    assert sum(row["articles"] for row in written["losses"]) == 7
    assert pressmark("rehydrate", dry, folder, "--to", to, "--report", report.with_suffix(".csv")).code == 0
    assert report.with_suffix(".csv").read_text("utf-8").startswith("source,month,articles,complete,identical,")
    assert pressmark("validate", to).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--report", "losses.txt"), "losses.txt: is no form of a report"),
        (("--fetch",), "must be able to reach you"),
        (("--fetch", "--contact", "a@example.org"), "no host is declared"),
        ((), "no source is named"),
    ],
)
def test_what_cannot_be_done_is_two(dry: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    found = pressmark("rehydrate", dry, "--to", tmp_path / "to", *words)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert found.err.count("\n") == 1
    assert not (tmp_path / "to").exists()
