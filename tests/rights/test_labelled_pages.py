"""Of pages whose rights a person has read, none is opened that should stay closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rights_cases import CASES, judged, labels

LABELS = labels()
OPENINGS = {"open", "noncommercial", "closed"}


def test_the_labels_are_whole() -> None:
    assert len(LABELS) >= 150
    assert len({label.case for label in LABELS}) == len(LABELS)
    assert {label.text for label in LABELS} == OPENINGS
    assert all(label.reason and label.stratum for label in LABELS)


@pytest.mark.skipif(not CASES.is_dir(), reason="the pages are not beside the repository, in ../shared/cases")
def test_no_text_is_opened_falsely(tmp_path: Path) -> None:
    found = [each for label in LABELS if (CASES / label.case).is_file() for each in judged(label, tmp_path)]
    assert len({each.label.case for each in found}) == len(LABELS)
    assert [each.label.case for each in found if each.opening == "false-open"] == []
    assert any(each.opening == "open" for each in found)
