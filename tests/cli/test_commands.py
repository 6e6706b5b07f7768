"""Every command as it is typed: its exit status, what goes to which stream, and what a wrong word is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from stages.island import BELL, FERRY, NAME, SOURCES, WITHDRAWALS, Said, packed, pressmark, sources, tree

from pressmark import __version__
from pressmark.contracts.documents import problems
from pressmark.contracts.package import Package
from pressmark.stages.load import load

COMMANDS = ("convert", "validate", "release", "publish", "cite", "list", "explain")
IMPOSSIBLE = {"wire.jsonl": {"2023-12-30": "2093-12-30"}}


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Returns a package with an error: an article of the future."""
    folder = tmp_path_factory.mktemp("wrong")
    return packed(folder / "package", sources(folder / "in", IMPOSSIBLE))


@pytest.fixture(scope="module")
def judged(wrong: Package) -> dict[str, Said]:
    """Returns what is said of the wrong package, by the form of the report; a validation takes a second or two."""
    return {form: pressmark("validate", wrong.folder, "--report", form) for form in ("text", "json")}


def test_from_sources_to_a_citation(tmp_path: Path) -> None:
    package, releases, place = tmp_path / "package", tmp_path / "releases", tmp_path / "place"
    said = pressmark("convert", SOURCES, "--to", package)
    assert said == Said(0, f"{package}: 4 inputs, 7 records: 7 articles, 0 duplicates, 0 rejected, 0 skipped\n", "")
    said = pressmark("validate", package, "--sources", SOURCES)
    assert said.code == 0
    assert said.out.startswith(f"{NAME}: passed (0 errors, 0 warnings, ")
    assert "7 records in the sources: 7 articles, 0 duplicates, 0 rejected, 0 skipped\n" in said.out
    said = pressmark("release", package, "--to", releases, "--date", "2026-11-23")
    folder = releases / NAME / "0.1.0"
    assert (said.code, said.err) == (0, "")
    assert f"{folder}: {NAME} 0.1.0, 7 articles (5 metadata, 2 fulltext), 0 withheld\n" in said.out
    data = load(releases / NAME)
    assert f"content root {data.package.descriptor['articles:contentRoot']}\n" in said.out
    said = pressmark("publish", folder, place)
    assert (said.code, said.err) == (0, "")
    assert tree(place / NAME) == tree(releases / NAME)
    said = pressmark("cite", place / NAME, "--as", "apa")
    assert said == Said(0, data.cite(), "")
    assert said.out.startswith("Vik, T. (2026). ")
    assert pressmark("validate", folder).code == 0


def test_findings_are_one(wrong: Package, judged: dict[str, Said], tmp_path: Path) -> None:
    said = judged["text"]
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith(f"{NAME}: failed (1 error, ")
    said = pressmark("release", wrong.folder, "--to", tmp_path / "releases")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{NAME}: failed (1 error, ")
    assert not (tmp_path / "releases").exists()


def test_an_error_on_a_withheld_row_is_contained(judged: dict[str, Said], tmp_path: Path) -> None:
    found = json.loads(judged["json"].out)
    (article,) = {row["place"]["key"].split("/")[0] for row in found["findings"] if row["severity"] == "error"}
    withdrawn = {"withdrawals.csv": f"{WITHDRAWALS}{article},2026-11-02,error,record,,\n"}
    package = packed(tmp_path / "package", sources(tmp_path / "in", IMPOSSIBLE, withdrawn))
    said = pressmark("validate", package.folder)
    assert said.code == 0
    assert "1 contained by the gate" in said.out
    assert pressmark("release", package.folder, "--to", tmp_path / "releases").code == 0
    released = load(tmp_path / "releases" / NAME)
    assert article not in released.articles.collect()["article_id"].to_list()
    assert released.tombstones.collect()["article_id"].to_list() == [article]


def test_fail_on_says_from_where(tmp_path: Path) -> None:
    sour = packed(
        tmp_path / "package",
        sources(tmp_path / "in", {"wire.jsonl": {"© The Skerry Lantern 2023": "© The Skerry Lantern 2019"}}),
    )
    assert [pressmark("validate", sour.folder, "--fail-on", level).code for level in ("error", "warning")] == [0, 1]


def test_a_report_in_json_is_valid_and_all_that_is_written(
    judged: dict[str, Said], dataset: Path, tmp_path: Path
) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text('{"article_id": "sk-1"}\n{broken\n', "utf-8")
    others = {subject: pressmark("validate", subject, "--report", "json") for subject in (dataset / "1.0.0", records)}
    for said, code in zip((judged["json"], *others.values()), (1, 0, 1), strict=True):
        assert (said.code, said.err) == (code, "")
        report = json.loads(said.out)
        assert list(problems("report", report)) == []
        assert report["passed"] == (code == 0)
        ends = {outcome["rule"]: outcome["outcome"] for outcome in report["outcomes"]}
        assert len(ends) == len(report["outcomes"])
        assert report["counts"]["not_checked"] == list(ends.values()).count("not-checked")
        assert {finding["rule"] for finding in report["findings"]} <= {
            name for name, end in ends.items() if end == "failed"
        }


def test_output_holds_the_report_and_nothing_is_printed(
    wrong: Package, judged: dict[str, Said], tmp_path: Path
) -> None:
    said = pressmark("validate", wrong.folder, "--output", tmp_path / "report.txt")
    assert said == Said(1, "", "")
    assert (tmp_path / "report.txt").read_text("utf-8") == judged["text"].out
    (tmp_path / "report.txt").write_text("old")
    pressmark(
        "validate", wrong.folder, "--level", "descriptor", "--report", "json", "--output", tmp_path / "report.txt"
    )
    assert json.loads((tmp_path / "report.txt").read_text("utf-8"))["level"] == "descriptor"


def test_less_is_looked_at_on_a_lower_level_and_that_is_said(wrong: Package, judged: dict[str, Said]) -> None:
    unchecked = {}
    for level in ("descriptor", "structure", "content"):
        content = level == "content"
        said = judged["json"] if content else pressmark("validate", wrong.folder, "--level", level, "--report", "json")
        report = json.loads(said.out)
        assert report["level"] == level
        assert said.code == int(content)
        ends = {outcome["rule"]: outcome for outcome in report["outcomes"] if outcome["outcome"] == "not-checked"}
        assert all(outcome["reason"] for outcome in ends.values())
        unchecked[level] = set(ends)
    assert unchecked["content"] < unchecked["structure"] < unchecked["descriptor"]
    assert {"date-in-the-future", "file-changed"} & unchecked["content"] == set()
    assert "file-changed" in unchecked["descriptor"] - unchecked["structure"]


def test_a_flipped_byte_is_a_finding_of_a_release(dataset: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(dataset, tmp_path / NAME)) / "1.0.0"
    texts = copy / "data/texts.csv"
    texts.write_bytes(texts.read_bytes().replace(b"rusted", b"rosted"))
    said = pressmark("validate", copy, "--level", "structure")
    assert said.code == 1
    assert "data/texts.csv" in said.out
    for words in (("publish", copy, tmp_path / "place"), ("release", copy, "--to", tmp_path / "releases")):
        refused = pressmark(*words)
        assert (refused.code == 0, refused.out) == (False, "")
    assert "data/texts.csv: differs from its checksum" in pressmark("publish", copy, tmp_path / "place").err
    assert not (tmp_path / "place").exists()


# What is typed, `{}` for a folder that is not there, and what the one line on standard error holds.
IMPOSSIBLE_REQUESTS: list[tuple[str, str]] = [
    ("convert {}/absent --to {}/package", "/absent: "),
    ("convert {sources} --to {dataset}/1.0.0", "is a release"),
    ("convert {sources} --to {}/p --format xlsx", "'xlsx' is no format (one of csv, parquet, jsonl)"),
    ("convert {sources} --to {}/p --converter print_view", "did you mean 'print-view'?"),
    ("convert {sources} --to {}/p --previous {}/absent", "no datapackage.json"),
    ("validate {}/absent", "no datapackage.json"),
    ("validate {package} --sources {}/absent", "does not exist"),
    ("validate {package} --report jsom", "did you mean 'json'?"),
    ("release {package} --to {}/r --date 23.11.2026", "'23.11.2026' is no day (write YYYY-MM-DD)"),
    (
        "release {package} --to {}/r --profile fultext",
        "'fultext' is no profile of a release (one of mixed, fulltext, excerpt, features, metadata)",
    ),
    ("publish {package} {}/place", "is a package and no release"),
    ("publish {dataset}/1.0.0 gopher://place", "no publisher knows this place"),
    ("cite {package}", "no manifest-sha256.txt"),
    ("cite {dataset} --as bibtext", "did you mean 'bibtex'?"),
    ("list rulers", "no shelf is called 'rulers' (did you mean 'rules'?)"),
    ("explain link-losst", "did you mean 'link-lost'?"),
]


@pytest.mark.parametrize(("typed", "said"), IMPOSSIBLE_REQUESTS, ids=[case[0] for case in IMPOSSIBLE_REQUESTS])
def test_what_cannot_be_done_is_two_and_one_line(
    typed: str, said: str, package: Package, dataset: Path, tmp_path: Path
) -> None:
    words = typed.replace("{}", "{absent}").format(
        absent=tmp_path, sources=SOURCES, package=package.folder, dataset=dataset
    )
    refused = pressmark(*words.split())
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert refused.err.startswith("pressmark: ")
    assert refused.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


# What is typed wrongly, and what must be named.
SLIPS = [
    ("convert x", "--to"),
    ("convert x --too y", "--to"),
    ("validate x --levl content", "--level"),
    ("validate x --level contents", "'descriptor', 'structure', 'content'"),
    ("validate x --fail-on note", "'error', 'warning'"),
    ("release x --to y --strict", "--strict-profile"),
    ("publish x", "'place'"),
    ("cite x --az apa", "--as"),
    ("explain", "'name'"),
    ("list converters rules", "rules"),
    ("releas x", "release"),
]


@pytest.mark.parametrize(("typed", "named"), SLIPS, ids=[case[0] for case in SLIPS])
def test_a_slip_is_told_what_was_meant(typed: str, named: str) -> None:
    said = pressmark(*typed.split())
    assert (said.code, said.out) == (2, "")
    assert named in said.err


def wrong_key(text: str) -> str:
    return text.replace("homepage =", "homepaeg =")


def wrong_table(text: str) -> str:
    return text.replace("[release]", "[relaese]")


def wrong_creator(text: str) -> str:
    return text.replace('family = "Vik"', 'famly = "Vik"')


def wrong_type(text: str) -> str:
    return text.replace("commercial = false", 'commercial = "no"')


def wrong_choice(text: str) -> str:
    return text.replace('profile = "mixed"', 'profile = "everything"')


def wrong_form(text: str) -> str:
    return text.replace('prefix = "sk"', "prefix = sk")


KEYS: list[tuple[Callable[[str], str], tuple[str, ...]]] = [
    (wrong_key, ("pressmark.toml: dataset", "'homepaeg'", "did you mean 'homepage'?")),
    (wrong_table, ("pressmark.toml: ", "'relaese'", "did you mean 'release'?")),
    (wrong_creator, ("pressmark.toml: dataset.creators.1", "'famly'", "did you mean 'family'?")),
    (wrong_type, ("pressmark.toml: release.commercial", "is not of type boolean")),
    (wrong_choice, ("pressmark.toml: release.profile", "one of fulltext, excerpt, features, metadata, mixed")),
    (wrong_form, ("pressmark.toml: is not TOML",)),
]


@pytest.mark.parametrize(("spoil", "named"), KEYS, ids=[case[0].__name__ for case in KEYS])
def test_a_wrong_key_is_named_with_the_nearest_right_one(
    spoil: Callable[[str], str], named: tuple[str, ...], tmp_path: Path
) -> None:
    folder = sources(tmp_path / "in", more={"pressmark.toml": spoil((SOURCES / "pressmark.toml").read_text("utf-8"))})
    said = pressmark("convert", folder, "--to", tmp_path / "package")
    assert (said.code, said.out) == (2, "")
    assert [part for part in named if part not in said.err] == []
    assert not (tmp_path / "package").exists()


LEDGERS = [
    ("withdrawals.csv", f"{WITHDRAWALS}{BELL},soon,error,record,,\n", "withdrawals.csv line 2: 'soon' is no day"),
    (
        "withdrawals.csv",
        f"{WITHDRAWALS}{BELL},2026-11-02,whim,record,,\n",
        "'whim' is no reason (one of rights-holder-",
    ),
    ("withdrawals.csv", "article_id,date\n", "withdrawals.csv: lacks the column 'reason'"),
    (
        "reviews.csv",
        f"article_id,claim,value,reviewer,reviewed_on,note\n{FERRY},holder,X,,2026-11-02,\n",
        "has no reviewer",
    ),
]


@pytest.mark.parametrize(("name", "text", "named"), LEDGERS, ids=[case[2] for case in LEDGERS])
def test_a_wrong_ledger_is_named_with_its_line(name: str, text: str, named: str, tmp_path: Path) -> None:
    said = pressmark("convert", sources(tmp_path / "in", more={name: text}), "--to", tmp_path / "package")
    assert (said.code, said.out) == (2, "")
    assert named in said.err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_needs_nothing(command: str) -> None:
    said = pressmark(command, "--help")
    assert (said.code, said.err) == (0, "")
    assert f"Example: pressmark {command} " in " ".join(said.out.split())


def test_the_version() -> None:
    assert pressmark("--version") == Said(0, f"pressmark {__version__}\n", "")


def test_dry_run_changes_nothing(dataset: Path, tmp_path: Path) -> None:
    said = pressmark("publish", dataset / "1.0.0", tmp_path / "place", "--dry-run")
    assert (said.code, said.err) == (0, "")
    assert all(line.startswith("would: ") for line in said.out.splitlines())
    assert not list(tmp_path.iterdir())
