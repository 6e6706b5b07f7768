"""The public cases of structured formats keep their scores, where they are beside the clone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
import score_formats  # noqa: E402 - a script, and no package


@pytest.mark.parametrize("name", ["jats-plos", "newswire"])
def test_every_listed_field_is_right(name: str) -> None:
    if not (score_formats.CASES / name).is_dir():
        pytest.skip(f"../shared/cases/{name} is not here, and its texts are no part of this repository")
    scores = score_formats.scores(name)
    assert [(item, field) for item, field, right in scores if not right] == []
    assert len(scores) >= {"jats-plos": 360, "newswire": 157}[name]
