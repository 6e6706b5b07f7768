"""The explanation of an input: what was recognised, the evidence of each field, its rivals, the gaps, the losses."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from converters.crawled import CRAWL, packed
from converters.gathered import CASES, CONVERTERS, sources_of
from converters.hostile import page, zipped

from pressmark.cli.explained import at_length, in_short
from pressmark.errors import PressmarkError
from pressmark.stages.convert import convert
from pressmark.stages.explain_source import Asked, ExplainedSource, explain_source

WITH_CASES = [name for name in CONVERTERS if (CASES / name).is_dir()]
RIVALS = """<!doctype html><html lang="en"><head><title>The Ferry | Harbour Post</title>
<meta property="og:title" content="Why the Ferry Is Late"><meta property="article:published_time" content="2019-05-04">
<meta property="og:site_name" content="Harbour Post"></head>
<body><article><h1>The Ferry</h1><time datetime="2019-05-06" class="published">May 6</time>
<p>The ferry sails at six, and whoever wants a seat has to be at the quay a little before that.</p>
<footer><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a></footer>
</article></body></html>"""


def explained(place: Path, **asked: object) -> ExplainedSource:
    (found,) = explain_source(place, **asked)  # type: ignore[arg-type]
    return found


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a folder with a case of every converter, below the converter's name."""
    folder = tmp_path_factory.mktemp("gathered")
    for converter in WITH_CASES:
        place = sources_of(converter)[0]
        (folder / converter).mkdir()
        shutil.copy(place, folder / converter / place.name)
    return folder


@pytest.fixture(scope="module")
def of_every_kind(gathered: Path) -> dict[str, ExplainedSource]:
    found = {each.path.split("/")[0]: each for each in explain_source(gathered) if "!/" not in each.path}
    assert sorted(found) == sorted(WITH_CASES)
    return found


@pytest.mark.parametrize("converter", WITH_CASES)
def test_a_case_of_every_kind_is_explained(converter: str, of_every_kind: dict[str, ExplainedSource]) -> None:
    found = of_every_kind[converter]
    assert found.converter == converter
    assert dict(found.sureness)[converter] == max(dict(found.sureness).values())
    assert found.loses
    assert found.records or found.leftovers
    text = at_length(found)
    assert f"Recognised as: {converter}" in text
    assert all(record.why and record.rule for record in found.records)


def test_no_text_of_an_article_is_printed(
    gathered: Path, of_every_kind: dict[str, ExplainedSource], tmp_path: Path
) -> None:
    package = convert(gathered, to=tmp_path / "package").package
    shown = "\n".join(map(at_length, of_every_kind.values()))
    paragraphs = [
        line for row in package.scan("texts").collect().to_dicts() for line in (row["text"] or "").split("\n")
    ]
    assert len(paragraphs) > len(WITH_CASES)
    assert [line for line in paragraphs if len(line) > 160 and line in shown] == []


def test_each_field_says_what_gave_it_and_what_was_not_chosen(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(RIVALS)
    (record,) = explained(tmp_path / "page.html").records
    fields = {field.name: field for field in record.fields}
    title = fields["title"]
    assert title.values == ("The Ferry",)
    assert [(found.basis, found.locator) for found in title.evidence] == [("printed", "/html/body/article/h1")]
    assert [(found.value, found.note) for found in title.rivals] == [
        ("Why the Ferry Is Late", "weighs less than what was chosen")
    ]
    assert fields["published"].values == ("2019-05-04",)
    assert [found.value for found in fields["published"].rivals] == ["2019-05-06"]
    assert fields["author"].missing == "no author was printed or declared"
    assert fields["rights_holder"].missing == "no copyright notice was printed, and no holder is named"
    assert fields["license"].evidence or fields["license"].rivals
    assert (record.profile, record.completeness) == ("metadata", "unknown")


def test_what_is_missing_is_said_and_nothing_is_made_up(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry went out, and nobody wrote down when.\n\nIt came back.\n")
    text = at_length(explained(tmp_path / "a.txt", converter="print-view"))
    for said in ("no date of publication was found", "no author was printed", "no licence was printed"):
        assert said in text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_document_that_swells_ends_within_its_limits(tmp_path: Path) -> None:
    (tmp_path / "pressmark.toml").write_text("[convert]\nmemory = 50\n")
    (tmp_path / "a.md").write_bytes(page("a"))
    feed = '{"version": "https://jsonfeed.org/version/1.1", "items": [' + "{}," * 2_000_000 + "{}]}"
    (tmp_path / "large.json").write_text(feed)
    first, large = explain_source(tmp_path)
    assert (first.articles, large.rejected) == (1, 1)
    assert large.leftovers == (("whole", "rejected", "needed more than 50 MB"),)
    assert "timeout and memory below [convert]" in at_length(large)


def test_what_a_metadata_table_says_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(page("a"))
    (tmp_path / "table.csv").write_text("file,publisher\na.md,The Quay Courier\n")
    (record,) = explained(tmp_path / "a.md", metadata=tmp_path / "table.csv").records
    (publisher,) = [field for field in record.fields if field.name == "publisher"]
    assert publisher.values == ("The Quay Courier",)
    assert publisher.evidence[0].locator == "table.csv#row=1"


# What is asked for, and the records that it names of an archive with two tables and two texts.
ASKED: dict[str, list[tuple[str, str | None]]] = {
    "row=2": [("in.zip!/b.csv", "row=2"), ("in.zip!/c.csv", "row=2")],
    "b.csv": [("in.zip!/b.csv", "row=1"), ("in.zip!/b.csv", "row=2")],
    "in.zip!/b.csv#row=2": [("in.zip!/b.csv", "row=2")],
    "b.csv#row=2": [("in.zip!/b.csv", "row=2")],
    "in.zip!/a.md": [("in.zip!/a.md", None)],
    "a.md#whole": [("in.zip!/a.md", None)],
    "d#1.md": [("in.zip!/d#1.md", None)],
    ".csv": [],
    "row=9": [],
    "in.zip": [],
}


@pytest.mark.parametrize("record", ASKED)
def test_a_record_is_named_by_its_place_or_its_input(record: str) -> None:
    places = [(f"in.zip!/{name}.csv", row) for name in "bc" for row in ("row=1", "row=2")]
    places += [("in.zip!/a.md", None), ("in.zip!/d#1.md", None)]
    assert [place for place in places if Asked(record).holds(*place)] == ASKED[record]


def test_the_columns_of_a_table_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("headline,text,shelfmark\nThe Ferry,It went.,9\n")
    (tmp_path / "b.csv").write_text("name,size\na,1\nb,2\n")
    known, unknown = explain_source(tmp_path)
    assert known.remarks == ("Columns read: title (headline), text", "Columns not read: shelfmark")
    assert unknown.remarks[0].startswith("Columns read: none; [convert] columns")
    assert in_short(unknown) == "b.csv: table (5): 2 rejected: neither a title nor a text"


def test_what_became_no_article_can_be_asked_for(tmp_path: Path) -> None:
    table = b"title,text\nThe Ferry,It went.\nonly one\n"
    (tmp_path / "in.zip").write_bytes(zipped(("a.md", page("a")), ("b.csv", table)))
    text, rows = explain_source(tmp_path / "in.zip", record="b.csv#row=2")
    assert not text.records
    assert (rows.records, rows.others) == ((), ("row=1",))
    assert [left for left, _, _ in rows.leftovers] == ["row=2"]


def test_members_of_an_archive_are_told_briefly(tmp_path: Path) -> None:
    members = zipped(
        ("a.md", page("a")), ("../b.md", page("b")), ("c.png", b"\x89PNG\r\n\x1a\n" + bytes(9)), ("d.md", page("a"))
    )
    (tmp_path / "a.zip").write_bytes(zipped(("in.zip", members)))
    assert [in_short(found) for found in explain_source(tmp_path / "a.zip")] == [
        "a.zip!/in.zip!/a.md: print-view (80): 1 article",
        "a.zip!/in.zip!/../b.md: not read: path leaves the archive",
        "a.zip!/in.zip!/c.png: not read: no converter recognises it: a PNG image",
        "a.zip!/in.zip!/d.md: print-view (80): the same bytes as an earlier record",
    ]


def test_leftovers_are_listed_up_to_a_number_and_all_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed([each for each in CRAWL if b"rss" not in each]))
    found = explained(tmp_path / "a.warc.gz", leftovers=3)
    assert (len(found.leftovers), found.more) == (3, 10)
    assert "… and 10 more" in at_length(found)


def test_the_same_is_counted_as_by_a_conversion(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(CRAWL))
    counts = convert(tmp_path / "a.warc.gz", to=tmp_path / "package").counts
    found = list(explain_source(tmp_path / "a.warc.gz"))
    for name in ("articles", "duplicates", "rejected", "skipped"):
        assert sum(getattr(each, name) for each in found) == counts[name]


def test_what_is_not_there_cannot_be_explained(tmp_path: Path) -> None:
    with pytest.raises(PressmarkError, match="does not exist"):
        list(explain_source(tmp_path / "absent"))
