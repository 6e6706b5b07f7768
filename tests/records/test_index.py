"""The index lists every release, heals after a run that was stopped, and never changes what it has said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pressmark.errors import PackageError
from pressmark.files import settled_json, swhid, write_whole
from pressmark.records.index import INDEX, newest, read_index, write_index


def release(collection: Path, version: str, day: str = "2024-03-05") -> Path:
    """Writes a folder as a release leaves it, before its entry is made."""
    folder = collection / version
    folder.mkdir(parents=True)
    document = {"version": version, "created": f"{day}T00:00:00Z", "articles:contentRoot": version * 8, "resources": []}
    write_whole(folder / "datapackage.json", settled_json(document))
    return folder


def versions(collection: Path) -> list[str]:
    """Returns the versions that the index lists, in its order."""
    index = read_index(collection)
    return [entry["version"] for entry in index["versions"]] if index else []


def test_a_release_without_its_entry_is_listed_by_the_next(tmp_path: Path) -> None:
    release(tmp_path, "0.1.0")
    write_index(tmp_path, "tides")
    stopped = release(tmp_path, "0.2.0", "2024-04-01")
    assert versions(tmp_path) == ["0.1.0"]
    release(tmp_path, "0.3.0")
    write_index(tmp_path, "tides")
    assert versions(tmp_path) == ["0.1.0", "0.2.0", "0.3.0"]
    index = read_index(tmp_path)
    assert index is not None
    assert index["versions"][1] == {
        "version": "0.2.0",
        "date": "2024-04-01",
        "content_root": "0.2.0" * 8,
        "swhid": swhid(stopped),
        "status": "current",
    }


def test_what_was_said_of_a_release_stays(tmp_path: Path) -> None:
    release(tmp_path, "0.1.0")
    index = dict(write_index(tmp_path, "tides"))
    index["versions"] = [{**index["versions"][0], "status": "yanked", "reason": "rights-holder-request"}]
    write_whole(tmp_path / INDEX, settled_json(index))
    write_whole(tmp_path / "0.1.0" / "more", "a file that was put in afterwards")
    release(tmp_path, "0.1.1")
    assert list(write_index(tmp_path, "tides")["versions"])[:1] == index["versions"]
    before = (tmp_path / INDEX).read_bytes()
    write_index(tmp_path, "tides")
    assert (tmp_path / INDEX).read_bytes() == before


def test_versions_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for version in ("0.10.0", "1.0.0-rc.2", "0.9.1", "1.0.0", "1.0.0-rc.10"):
        release(tmp_path, version)
    write_index(tmp_path, "tides")
    assert versions(tmp_path) == ["0.9.1", "0.10.0", "1.0.0-rc.2", "1.0.0-rc.10", "1.0.0"]


def test_a_folder_that_is_no_version_is_no_release(tmp_path: Path) -> None:
    for name in (".0.2.0.part-x1", ".0.1.0.old-x1", "latest", "v0.1.0", "0.1"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "0.4.0").write_text("a file", encoding="utf-8")
    release(tmp_path, "0.1.0")
    write_index(tmp_path, "tides")
    assert versions(tmp_path) == ["0.1.0"]


BROKEN: tuple[str, ...] = (
    "{",
    "[]",
    "{}",
    '{"versions": 1}',
    '{"versions": [1]}',
    json.dumps({"versions": [{"version": "0.1.0"}]}),
)


@pytest.mark.parametrize("content", BROKEN)
def test_what_is_no_index_is_refused_and_kept(content: str, tmp_path: Path) -> None:
    (tmp_path / INDEX).write_text(content, encoding="utf-8")
    release(tmp_path, "0.1.0")
    for act in (lambda: read_index(tmp_path), lambda: write_index(tmp_path, "tides")):
        with pytest.raises(PackageError):
            act()
    assert (tmp_path / INDEX).read_text("utf-8") == content


def test_no_index_is_none(tmp_path: Path) -> None:
    assert read_index(tmp_path) is None


# What the index lists, and which version is the newest.
NEWEST: tuple[tuple[dict[str, str], str | None], ...] = (
    ({}, None),
    ({"0.1.0": "current", "0.2.0": "current"}, "0.2.0"),
    ({"0.1.0": "current", "0.2.0": "yanked"}, "0.1.0"),
    ({"0.1.0": "current", "0.2.0-rc.1": "current"}, "0.1.0"),
    ({"0.1.0": "yanked", "0.2.0-rc.1": "current"}, "0.2.0-rc.1"),
    ({"0.1.0": "yanked"}, None),
)


@pytest.mark.parametrize(("listed", "expected"), NEWEST)
def test_the_newest_is_neither_yanked_nor_a_candidate(listed: dict[str, str], expected: str | None) -> None:
    entries: list[dict[str, Any]] = [{"version": version, "status": status} for version, status in listed.items()]
    assert newest({"versions": entries}) == expected
