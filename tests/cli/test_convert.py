"""`pressmark convert`: what is said of the records that it left, and of what was asked for in vain."""

from __future__ import annotations

from pathlib import Path

from stages.island import pressmark


def test_a_conversion_lists_the_most_frequent_reasons_and_patterns_that_meet_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "pressmark.toml").write_text('[[convert.files]]\nmatch = "*.csv"\nlanguage = "en"\n', "utf-8")
    for name in ("a", "b"):
        (folder / f"{name}.html").write_text(f"<html><head><title>Page not found</title><body>{name}", "utf-8")
    for number in range(5):
        (folder / f"{number}.jsonl").write_text(f"{{broken {number}\n", "utf-8")
        (folder / f"{number}.xml").write_text(f"<nitf><{number}", "utf-8")
    said = pressmark("convert", folder, "--to", tmp_path / "package", "--workers", "2")
    head, first, *reasons = said.out.splitlines()
    assert head.endswith("5 rejected, 7 skipped")
    counts = [int(line.split()[0]) for line in (first, *reasons)]
    assert counts[:-1] == sorted(counts[:-1], reverse=True)
    assert "  2 skipped: shows an error and no article" in (first, *reasons)
    assert said.err == "no input matches '*.csv' of [[convert.files]]\n"
