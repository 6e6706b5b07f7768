"""The explanation of an input: what was recognised, the evidence of each field, its rivals, the gaps, the losses."""

from __future__ import annotations

from pathlib import Path

import pytest
from converters.crawled import CRAWL, locator, packed
from converters.gathered import CASES, CONVERTERS, sources_of
from converters.hostile import page, zipped

from pressmark.cli.explained import at_length, in_short
from pressmark.errors import PressmarkError
from pressmark.stages.convert import convert
from pressmark.stages.explain_source import ExplainedSource, explain_source

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


@pytest.mark.parametrize("converter", WITH_CASES)
def test_a_case_of_every_kind_is_explained(converter: str) -> None:
    place = sources_of(converter)[0]
    found = explained(place)
    assert found.converter == converter
    assert dict(found.sureness)[converter] == max(dict(found.sureness).values())
    assert found.loses
    assert found.records or found.leftovers
    text = at_length(found)
    assert f"Recognised as: {converter}" in text
    assert all(record.why and record.rule for record in found.records)


@pytest.mark.parametrize("converter", WITH_CASES)
def test_no_text_of_an_article_is_printed(converter: str, tmp_path: Path) -> None:
    place = sources_of(converter)[0]
    package = convert(place, to=tmp_path / "package").package
    shown = at_length(explained(place))
    paragraphs = [
        line for row in package.scan("texts").collect().to_dicts() for line in (row["text"] or "").split("\n")
    ]
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


def test_one_record_is_asked_for_by_its_locator(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(each for each in CRAWL if b"rss" not in each))
    found = explained(tmp_path / "a.warc", record=locator(8))
    assert [record.locator for record in found.records] == [locator(8)]
    assert found.articles == 2


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
