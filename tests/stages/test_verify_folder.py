"""What is gone, came, leads elsewhere or was sealed again by a forger is found, and the command says it in lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from stages.broken import copied, flip, kinds, reseal, rewrite
from stages.island import BELL, NAME, SEALS, pressmark

from pressmark.contracts.package import FORMATS, open_package
from pressmark.contracts.tables import table
from pressmark.errors import PackageError
from pressmark.files import MANIFEST, listed_files
from pressmark.stages.verify import verify, verify_all

EXAMPLE = Path(__file__).resolve().parents[2] / "datapackages/harbour-press/0.1.0"


@pytest.fixture(params=FORMATS)
def release(request: pytest.FixtureRequest, in_every_format: Mapping[str, Path], tmp_path: Path) -> Path:
    """Returns a copy of the release, in each format."""
    return copied(in_every_format[request.param], tmp_path)


@pytest.fixture
def csv(dataset: Path, tmp_path: Path) -> Path:
    return copied(dataset / "1.0.0", tmp_path)


@pytest.mark.parametrize("share", [0.0, 0.6])
def test_a_file_that_was_cut_is_named(share: float, release: Path) -> None:
    for name in listed_files(release):
        path = release / name
        whole = path.read_bytes()
        path.write_bytes(whole[: int(len(whole) * share)])
        found = verify(release)
        said = {region.file for one in found.differences for region in one.regions}
        assert name in said or (name == MANIFEST and "file-not-listed" in kinds(found)), name
        path.write_bytes(whole)


def test_a_table_that_is_gone_or_is_none_is_named(tmp_path: Path) -> None:
    release = copied(EXAMPLE, tmp_path)
    for name, path in open_package(release).paths.items():
        whole = path.read_bytes()
        path.unlink()
        assert "file-missing" in kinds(verify(release)), name
        path.write_bytes(b"PAR1\0\xff" + whole)
        assert "file-changed" in kinds(verify(release)), name
        path.write_bytes(whole)


def test_a_table_that_parquet_cannot_be_read_from_is_named(in_every_format: Mapping[str, Path], tmp_path: Path) -> None:
    release = copied(in_every_format["parquet"], tmp_path)
    path = open_package(release).paths["agents"]
    path.write_bytes(path.read_bytes()[:-4])
    assert kinds(verify(release)) >= {"file-changed", "unreadable"}


def test_files_that_are_gone_and_files_that_came_are_named(csv: Path) -> None:
    (csv / "RIGHTS.md").unlink()
    (csv / "data/agents.csv").rename(csv / "data/people.csv")
    (csv / "notes").mkdir()
    (csv / "CHANGELOG.md").chmod(0o755)
    said = [str(one) for one in verify(csv).differences]
    assert "RIGHTS.md: is missing" in said
    assert "data/people.csv: is not listed in manifest-sha256.txt, which gives its checksum to data/agents.csv" in said
    assert "notes: is an empty folder" in said
    assert any(line.startswith("CHANGELOG.md: is executable") for line in said)
    assert any(line.startswith("data/agents.csv: cannot be read") for line in said)


def test_what_drives_a_terminal_is_escaped(csv: Path) -> None:
    (csv / "a\x1b[2J\nb").touch()
    (line, *_) = pressmark("verify", csv).out.splitlines()
    assert line == "a\\x1b[2J\\nb: is not listed in manifest-sha256.txt"


def test_words_in_the_place_of_an_id_are_not_said(csv: Path) -> None:
    path = csv / "data/agents.csv"
    path.write_bytes(path.read_bytes().replace(b"\r\n", b'\r\n"The secret words of', 1))
    said = pressmark("verify", csv).out
    assert "secret" not in said
    assert "an id of another form" in said


def test_a_file_that_leads_elsewhere_is_named(csv: Path, tmp_path: Path) -> None:
    (csv / "README.md").rename(tmp_path / "README.md")
    (csv / "README.md").symlink_to(tmp_path / "README.md")
    assert kinds(verify(csv)) == {"link"}


def test_a_forger_who_seals_all_is_caught_by_what_is_elsewhere(release: Path) -> None:
    root = verify(release).content_root

    def forge(rows: list[dict[str, Any]]) -> None:
        rows[:] = [row for row in rows if row["article_id"] != SEALS]

    for name in [name for name in open_package(release).paths if "article_id" in table(name).columns]:
        rewrite(release, name, forge)
    reseal(release, descriptor=True)
    found = [str(one) for one in verify(release).differences]
    assert any(line.startswith("index.json: the rows have the content root") for line in found)
    reseal(release, descriptor=True, index=True)
    assert kinds(verify(release)) == {"descriptor"}  # the counts of articles, which a careful forger changes too
    assert "root-changed" in kinds(verify(release, root=root))


def test_what_the_index_says_is_compared(csv: Path) -> None:
    index = csv.parent / "index.json"
    said = json.loads(index.read_text("utf-8"))
    entry = said["versions"][0]
    for key in ("content_root", "swhid"):
        index.write_text(json.dumps({**said, "versions": [{**entry, key: entry[key][:-1] + "_"}]}), "utf-8")
        (found,) = verify(csv).differences
        assert [region.file for region in found.regions] == ["index.json"]
    index.write_text("{", "utf-8")
    with pytest.raises(PackageError, match="is not an index of releases"):
        verify(csv)


def test_every_version_is_verified(csv: Path) -> None:
    dataset = csv.parent
    csv.rename(dataset / "1.1.0")
    found = {one.version if one.records else "gone": kinds(one) for one in verify_all(dataset)}
    assert found == {"gone": {"release-missing"}, "1.0.0": {"index"}}


def test_no_word_of_a_text_is_said(release: Path) -> None:
    for name in ("texts", "statements", "claims"):
        path = open_package(release).paths[name]
        path.write_bytes(path.read_bytes().replace(b"bell", b"gong").replace(b"Bell", b"Gong"))
    said = pressmark("verify", release, "--format", "json")
    assert said.code == 1
    assert "bell" not in (said.out + said.err).lower().replace("gong", "bell")


def test_the_command_says_a_line_for_each_finding(csv: Path) -> None:
    whole = pressmark("verify", csv.parent)
    assert whole.code == 0
    assert whole.out.splitlines()[0].startswith(f"{NAME} 1.0.0: verified, ")
    assert whole.out.splitlines()[1] == f"content root {verify(csv).content_root}"
    path = csv / "data/texts.csv"
    flip(path, path.read_bytes().index(b"bell") + 1, 0)
    changed = pressmark("verify", csv)
    assert changed.code == 1
    first, second, *_, last = changed.out.splitlines()
    assert first.startswith("data/texts.csv line ")
    assert "column lede (byte " in first
    assert first.endswith("differs from its checksum in one bit")
    assert second.startswith("data/texts.csv line")
    assert second.endswith(f"[{BELL}]: the text differs from its hash")
    assert last == f"{NAME} 1.0.0: not verified, 3 differences"
    document = json.loads(pressmark("verify", csv.parent, "--all", "--format", "json").out)
    assert [(one["version"], one["verified"], len(one["differences"])) for one in document] == [("1.0.0", False, 3)]


REFUSED = [
    (("{}", "--root", "abc"), "is no content root"),
    (("{}", "--version", "9.9.9"), "has no version 9.9.9"),
    (("{}/1.0.0/data",), "holds neither a release nor an index"),
    (("{}/1.0.0", "--all"), "holds no index of releases"),
    (("{}", "--all", "--version", "1.0.0"), "--all goes with no version"),
]


@pytest.mark.parametrize(("arguments", "said"), REFUSED)
def test_what_cannot_be_verified_is_said(arguments: tuple[str, ...], said: str, csv: Path) -> None:
    refused = pressmark("verify", *(argument.format(csv.parent) for argument in arguments))
    assert refused.code == 2
    assert said in refused.err
