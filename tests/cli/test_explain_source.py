"""`pressmark convert --explain`: text, JSON, one record, and what cannot be asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pressmark.cli.main import main

PAGE = "# The Slow Ferry\n\nBy Ann Lee\n\nThe River Post, May 4, 2019\n\nThe slow ferry went out.\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(PAGE)
    return tmp_path / "a.md"


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(each) for each in arguments])
    shown = capsys.readouterr()
    return int(left.value.code or 0), shown.out, shown.err


def test_a_file_is_explained_and_nothing_is_written(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "convert", "--explain", place)
    assert (code, err) == (0, "")
    assert "Recognised as: print-view" in out
    assert "title: The Slow Ferry" in out
    assert "license: – (no licence was printed)" in out
    assert "A release may hold: metadata" in out
    assert "went out" not in out
    assert [each.name for each in place.parent.iterdir()] == ["a.md"]


def test_json_holds_one_object_an_input(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place.parent / "b.md").write_text(PAGE.replace("Slow", "Quick"))
    code, out, _ = said(capsys, "convert", "--explain", place.parent, "--format", "json")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [each["path"] for each in found] == ["a.md", "b.md"]
    assert found[0]["records"][0]["fields"][0]["name"] == "title"


def test_several_inputs_are_listed_and_one_of_them_can_be_asked_for(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place.parent / "b b.md").write_text(PAGE.replace("Slow", "Quick"))
    (place.parent / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    code, out, _ = said(capsys, "convert", "--explain", place.parent)
    assert code == 0
    assert out.splitlines()[-2:] == [
        "3 inputs: 2 articles, 1 skipped",
        "To see one of them at length, name it: --record a.md",
    ]
    code, out, _ = said(capsys, "convert", "--explain", place.parent, "--record", "b b.md")
    assert (code, "title: The Quick Ferry" in out, "Slow" in out) == (0, True, False)
    code, _, err = said(capsys, "convert", "--explain", place.parent, "--record", "b c.md")
    assert (code, "'b b.md'" in err) == (2, True)


@pytest.mark.parametrize(
    ("more", "named"),
    [
        (["--explain", "--format", "xml"], "'xml' is no form of an explanation"),
        (["--explain", "--record", "row=9"], "no record is at row=9 (there are a.md;"),
        ([], "--to"),
    ],
)
def test_what_cannot_be_asked_for_is_said(
    place: Path, more: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = said(capsys, "convert", place, *more)
    assert code == 2
    assert named in err
    assert err.count("\n") == 1
