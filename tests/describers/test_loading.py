"""The recipes in a README run as they are printed."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas
import polars
import pytest
from conform.example import write_release

from pressmark.contracts.package import FORMATS

RECIPE = re.compile(r"```python\n(import duckdb.*?)```", re.DOTALL)


@pytest.mark.parametrize("form", FORMATS)
def test_each_reader_finds_the_article(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_release(tmp_path / "release", "plain", form)
    (recipe,) = RECIPE.findall((folder / "README.md").read_text("utf-8"))
    monkeypatch.chdir(folder)
    found = [eval(line, {"pl": polars, "pd": pandas, "duckdb": duckdb}) for line in recipe.splitlines()[2:]]
    assert [table.shape[0] for table in found] == [1, 1, 1]
    assert found[0]["title"].to_list() == found[1]["title"].to_list()
