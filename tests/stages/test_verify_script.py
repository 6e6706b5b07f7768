"""The sixty lines that say what the hashes cover agree with `pressmark verify`, on whole releases and broken ones."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from stages.broken import copied, released, reseal, rewrite
from stages.island import BELL

import verify_release
from pressmark.contracts.package import open_package
from pressmark.contracts.tables import table
from pressmark.stages.verify import verify

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "docs/verify_release.py"
EXAMPLES = sorted(path.parent for path in (ROOT / "datapackages").glob("*/*/datapackage.json"))

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def island(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory.mktemp("island"), "csv")


def test_it_is_short_and_needs_nothing_but_python() -> None:
    text = SCRIPT.read_text("utf-8")
    assert len(text.splitlines()) <= 60
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in imports if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


@pytest.mark.parametrize("release", EXAMPLES, ids=lambda release: release.parent.name)
def test_the_example_releases_are_verified_without_pressmark(release: Path, tmp_path: Path) -> None:
    # Isolated, so that nothing but the standard library can be imported.
    said = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, release], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert said.stdout == "verified\n"
    assert verify(release).verified


def of_bell(rows: Rows) -> dict[str, Any]:
    return next(row for row in rows if row["article_id"] == BELL)


# What is changed in which table; every change is sealed, so that files and checksums agree.
CHANGES: list[tuple[str, Callable[[Rows], object]]] = [
    ("articles", lambda rows: of_bell(rows).update(title="Another")),
    ("articles", lambda rows: of_bell(rows).update(record_version=9, release_rule="another")),
    ("articles", lambda rows: of_bell(rows).update(release_profile="metadata")),
    ("articles", lambda rows: rows.remove(of_bell(rows))),
    ("agents", lambda rows: of_bell(rows).update(name='Ada "the Bell" Lind,\r\nB\rC')),
    ("agents", lambda rows: rows.extend({**of_bell(rows), "position": number} for number in (2, 10, 9))),
    ("dates", lambda rows: [row.update(edtf="2001") for row in rows if row["role"] == "retrieved"]),
    ("dates", lambda rows: of_bell(rows).update(verbatim="another")),
    ("statements", lambda rows: [row.update(verbatim="another") for row in rows]),
    ("claims", lambda rows: [row.update(verbatim="another") for row in rows]),
    ("links", lambda rows: [row.update(anchor="another") for row in rows]),
    ("texts", lambda rows: of_bell(rows).update(text="another")),
    ("fingerprints", lambda rows: of_bell(rows).update(parameters="another")),
    ("sources", lambda rows: rows[0].update(path="another")),
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_it_finds_the_records_texts_and_roots_that_verify_finds(number: int, island: Path, tmp_path: Path) -> None:
    release = copied(island, tmp_path)
    name, change = CHANGES[number]
    rewrite(release, name, change)
    reseal(release)
    assert verify_release.differences(release) == expected(release)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda release: release.parent.name)
def test_it_agrees_on_every_table_of_the_examples(example: Path, tmp_path: Path) -> None:
    for name in open_package(example).paths:
        release = copied(example, tmp_path / name)
        columns = [field.name for field in table(name).fields if field.type == "string" and not field.enum]

        def change(rows: Rows, columns: list[str] = columns) -> None:
            for number, row in enumerate(rows):
                column = columns[number % len(columns)]
                if column not in ("article_id", "record_sha256") and row[column]:
                    row[column] += "x"

        rewrite(release, name, change)
        reseal(release)
        assert verify_release.differences(release) == expected(release), name


def test_it_names_the_files_that_differ(island: Path, tmp_path: Path) -> None:
    release = copied(island, tmp_path)
    (release / "README.md").write_text("another")
    (release / "RIGHTS.md").unlink()
    (release / "more.txt").touch()
    assert verify_release.differences(release) == ["file README.md", "file RIGHTS.md", "file more.txt"]
    assert verify_release.differences(island, "0" * 64) == [f"root {verify(island).content_root}"]


def test_another_order_of_rows_changes_files_alone(island: Path, tmp_path: Path) -> None:
    release = copied(island, tmp_path)
    path = release / "data/claims.csv"
    head, *rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([head, *rows[::-1]]))
    assert verify_release.differences(release) == ["file data/claims.csv"]


def expected(release: Path) -> list[str]:
    """Returns what `pressmark verify` finds, in the words of the script."""
    found = verify(release)
    records = [one.article_id for one in found.differences if one.kind == "record-changed"]
    orphans = [one for one in found.differences if one.kind == "row-orphaned"]
    lost = [one.article_id for one in orphans if "texts" in {region.table for region in one.regions}]
    texts = sorted([*lost, *(one.article_id for one in found.differences if one.kind == "text-changed")])
    wrong = any(one.kind == "root-changed" for one in found.differences)
    return [
        *(f"record {article_id}" for article_id in records),
        *(f"text {article_id}" for article_id in texts),
        *([f"root {found.content_root}"] if wrong else []),
    ]
