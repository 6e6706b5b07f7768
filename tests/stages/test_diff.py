"""The comparison as it is typed: its forms and exit statuses, in any format, and nothing that is withheld."""

from __future__ import annotations

import csv
import json
import re
import shutil
from io import StringIO
from pathlib import Path

import polars as pl
import pytest
from stages.island import BELL, FERRY, LADDER, NAME, SEALS, issued, packed, pressmark, sources

from pressmark.contracts.package import FORMATS, Package, open_package
from pressmark.errors import PackageError, UnknownNameError
from pressmark.stages.diff import diff

# A corrected text that is open, one that is withheld, and a title.
EDITS = {
    "seals.html": {"Three grey": "Four grey"},
    "wire.jsonl": {
        "nobody has taken the noon boat": "hardly anybody took the noon boat",
        "A Ladder Is": "One Ladder Is",
    },
}


@pytest.fixture(scope="module")
def later(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Returns the package after the edits."""
    folder = tmp_path_factory.mktemp("later")
    return packed(folder / "package", sources(folder / "in", EDITS), previous=dataset / "1.0.0")


@pytest.fixture(scope="module")
def second(dataset: Path, later: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns the release after the edits."""
    releases = Path(shutil.copytree(dataset, tmp_path_factory.mktemp("second") / NAME)).parent
    return issued(later, releases).folder


def test_a_summary_says_what_changed_and_what_it_means(dataset: Path, second: Path) -> None:
    said = pressmark("diff", dataset / "1.0.0", second)
    assert (said.code, said.err) == (1, "")
    lines = said.out.splitlines()
    assert lines[0] == f"{NAME} 1.0.0 → {NAME} 1.1.0"
    assert re.fullmatch(r"\d+ changes; a minor step, to 1\.1\.0", lines[1])
    assert f"  1 article with a corrected title: {LADDER}" in lines
    assert f"  2 articles with a corrected text; the earlier hash is kept: {FERRY}, {SEALS}" in lines
    assert "  The text of 2 articles was corrected. Comparisons still work: the earlier hash is kept." in lines


def test_a_table_has_a_row_a_change(dataset: Path, second: Path) -> None:
    said = pressmark("diff", dataset / "1.0.0", second, "--form", "table")
    rows = list(csv.DictReader(StringIO(said.out, newline="")))
    found = {(row["article_id"], row["table"], row["field"]): row for row in rows}
    title = found[LADDER, "articles", "title"]
    assert (title["change"], title["step"]) == ("value-corrected", "minor")
    assert (title["old"], title["new"]) == ("A Ladder Is Missing", "One Ladder Is Missing")
    released = [open_package(folder).scan("articles").collect() for folder in (dataset / "1.0.0", second)]
    hashes = [dict(each.select("article_id", "text_sha256").iter_rows())[FERRY] for each in released]
    text = found[FERRY, "articles", "text_sha256"]
    assert (text["old"], text["new"]) == tuple(hashes)


def test_json_holds_both_sides_every_change_and_the_summary(dataset: Path, second: Path) -> None:
    told = json.loads(pressmark("diff", dataset / "1.0.0", second, "--form", "json").out)
    assert (told["old"]["version"], told["new"]["version"]) == ("1.0.0", "1.1.0")
    assert (told["step"], told["next"]) == ("minor", "1.1.0")
    (title,) = (
        change for change in told["changes"] if change.get("field") == "title" and change["table"] == "articles"
    )
    assert (title["article_id"], title["old"], title["step"]) == (LADDER, "A Ladder Is Missing", "minor")
    assert told["meaning"][0] == "Ids that you stored still work."
    assert {line["group"] for line in told["summary"]} == {"Changed", "Fixed"}


def test_a_file_is_written_whole(dataset: Path, second: Path, tmp_path: Path) -> None:
    said = pressmark("diff", dataset / "1.0.0", second, "--form", "table", "--to", tmp_path / "changes.csv")
    assert (said.code, said.out, said.err) == (1, "", "")
    typed = pressmark("diff", dataset / "1.0.0", second, "--form", "table").out
    assert (tmp_path / "changes.csv").read_bytes().decode() == typed
    broken = Path(shutil.copytree(second, tmp_path / "broken"))
    (broken / "data" / "articles.csv").write_bytes(b"article_id\r\nx,y,z\r\n")
    said = pressmark("diff", dataset / "1.0.0", broken, "--to", tmp_path / "none.txt")
    assert said.code == 2
    assert "its rows cannot be read (pressmark validate says what is wrong)" in said.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken", "changes.csv"]


def test_the_exit_status_says_whether_something_differs(dataset: Path, second: Path, tmp_path: Path) -> None:
    same = pressmark("diff", second, second)
    assert (same.code, same.out.splitlines()[-1]) == (0, "no difference")
    assert pressmark("diff", dataset / "1.0.0", second, "--exit-zero").code == 0
    assert pressmark("diff", dataset / "1.0.0", tmp_path).code == 2
    assert pressmark("diff", dataset / "1.0.0", second, "--form", "yaml").code == 2


def test_a_wrong_request_is_refused(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="no form is called 'tabel'"):
        diff(dataset / "1.0.0", dataset / "1.0.0", form="tabel")
    with pytest.raises(PackageError, match=r"no datapackage\.json"):
        diff(dataset / "1.0.0", tmp_path)


@pytest.mark.parametrize("form", FORMATS)
def test_only_the_form_of_the_files_differs_between_formats(form: str, package: Package, tmp_path: Path) -> None:
    other = packed(tmp_path / "package", format=form)
    kinds: list[str] = []
    found = diff(package.folder, other.folder, form="table", write=lambda text: kinds.extend(changes_in(text)))
    assert found.step == (None if form == "csv" else "patch")
    assert set(kinds) == (set() if form == "csv" else {"serialised"})
    lines = [change.text for change in found.changes]
    assert lines == ([] if form == "csv" else [f"How the files are written; their records are the same: csv to {form}"])


def changes_in(text: str) -> list[str]:
    """Returns the kinds of change in a piece of the table."""
    return [row[4] for row in csv.reader(StringIO(text, newline="")) if row and row[4] != "change"]


def test_a_release_differs_from_its_package_in_nothing(
    dataset: Path, package: Package, later: Package, second: Path
) -> None:
    assert not diff(dataset / "1.0.0", package.folder).differs
    assert diff(dataset / "1.0.0", later.folder).changes == diff(dataset / "1.0.0", second).changes


def withheld(package: Package) -> set[str]:
    """Returns runs of four words of everything that is shown with the full text only, or not at all."""
    closed = package.scan("articles").filter(pl.col("release_profile") != "fulltext").select("article_id")
    texts = package.scan("texts").join(closed, on="article_id").collect()
    anchors = package.scan("links").filter(role="body").join(closed, on="article_id").collect()["anchor"]
    terms = package.scan("statements").filter(pl.col("slot").is_in(["disclaimer", "fair_use"])).collect()["verbatim"]
    wordings = [*texts["text"], *texts["lede"], *anchors, *terms, *package.scan("permissions").collect()["text"]]
    words = [(wording or "").split() for wording in wordings]
    return {" ".join(each[place : place + 4]) for each in words for place in range(len(each) - 3)}


@pytest.mark.parametrize("form", ["summary", "table", "json"])
def test_nothing_that_is_withheld_is_shown(
    form: str, dataset: Path, package: Package, later: Package, second: Path
) -> None:
    secret = withheld(package) | withheld(later)
    assert "taken the noon boat" in secret
    assert "anybody took the noon" in secret
    for old in (package.folder, dataset / "1.0.0"):
        for new in (later.folder, second):
            said = pressmark("diff", old, new, "--form", form)
            assert said.code == 1
            shown = json.dumps(json.loads(said.out), ensure_ascii=False) if form == "json" else said.out
            assert not {run for run in secret if run in shown}
            assert FERRY in shown


def test_an_article_that_is_withdrawn_shows_nothing_but_its_id_and_reason(package: Package, tmp_path: Path) -> None:
    ledger = f"article_id,date,reason,scope,replaced_by,note\n{BELL},2026-11-02,privacy,record,,She asked\n"
    after = packed(tmp_path / "package", sources(tmp_path / "in", {}, {"withdrawals.csv": ledger}))
    said = pressmark("diff", package.folder, after.folder, "--form", "table")
    gone = [row for row in csv.DictReader(StringIO(said.out, newline="")) if row["article_id"] == BELL]
    assert [(row["table"], row["change"], row["note"], row["old"]) for row in gone if row["step"]] == [
        ("articles", "article-removed", "privacy", "")
    ]
    assert "Bell Buoy" not in said.out
    assert "She asked" not in said.out


def test_tables_of_another_contract_are_compared_by_their_schemas(dataset: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(dataset / "1.0.0", tmp_path / "other"))
    said = json.loads((other / "datapackage.json").read_text("utf-8"))
    next(each for each in said["resources"] if each["name"] == "subjects")["schema"]["fields"].pop()
    (other / "datapackage.json").write_text(json.dumps(said), "utf-8")
    told = pressmark("diff", dataset / "1.0.0", other)
    assert told.code == 1
    assert "a major step, to 2.0.0" in told.out
    assert "Columns of subjects: uri" in told.out
    assert told.err == "compared by their schemas only, not row by row: subjects\n"
