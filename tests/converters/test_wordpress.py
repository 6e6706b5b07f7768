"""WordPress exports as data: whole exports, stored contents, the two clocks of a site, and memory."""

from __future__ import annotations

import hashlib
import importlib.util
import tracemalloc
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from converters.test_feed import shown
from hypothesis import given
from hypothesis import strategies as st

from pressmark.converters import wordpress
from pressmark.converters._wordpress.content import read_content
from pressmark.converters._wordpress.dates import settle_local
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.locators import Locator
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.pages.found import Found
from pressmark.stages._recognition import recognise
from pressmark.stages._settings import Settings
from pressmark.stages.convert import convert
from pressmark.stages.validate import validate

CASES = sorted((Path(__file__).parent / "cases/wordpress").iterdir())
CONTENTS = yaml.safe_load((Path(__file__).parent / "cases/wordpress-contents.yaml").read_text("utf-8"))
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "cases"


def source_of(place: Path) -> Source:
    data = place.read_bytes()
    return Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))


def read(place: Path) -> list[Draft | Leftover]:
    return list(wordpress.read(source_of(place), ConvertSettings()).records)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_read_as_expected(folder: Path) -> None:
    expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))["records"]
    found = [
        {name: one[name] for name in wanted}
        if isinstance(one := shown(record), dict) and isinstance(wanted, dict)
        else one
        for record, wanted in zip(read(folder / "source.xml"), expected, strict=True)
    ]
    assert found == expected


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_wording_is_where_it_is_said_to_be(folder: Path) -> None:
    locator = Locator((folder / "source.xml").read_text("utf-8"))
    drafts = [record for record in read(folder / "source.xml") if isinstance(record, Draft)]
    evidence = [found for draft in drafts for found in (*draft.statements, *draft.claims) if found.locator]
    assert [found for found in evidence if locator.resolve(found.locator or "") != found.verbatim] == []


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_an_export_is_recognised_before_a_feed(folder: Path) -> None:
    assert recognise(source_of(folder / "source.xml")) == "wordpress"


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content["name"])
def test_stored_content_is_read_as_wordpress_prints_it(content: dict[str, str]) -> None:
    read_one = read_content(content["stored"])
    assert (read_one.text, list(read_one.shortcodes)) == (content["text"], content.get("shortcodes", []))


@given(st.text(st.sampled_from('[]/ab_ ="\n<p>&;!-more\ufdd0\ufdd11'), max_size=80))
def test_any_content_is_read(stored: str) -> None:
    text = read_content(stored).text
    assert text is None or text.strip() == text


@given(st.datetimes(datetime.fromisoformat("1995-01-01"), datetime.fromisoformat("2030-01-01")), st.integers(-56, 56))
def test_the_difference_of_the_clocks_is_the_offset(utc: datetime, quarters: int) -> None:
    utc = utc.replace(microsecond=0)
    local = utc + timedelta(minutes=15 * quarters)
    found = settle_local("published", stated(local), stated(utc))
    assert found is not None
    edtf = found.dated.edtf or ""
    assert edtf.startswith(local.isoformat())
    assert datetime.fromisoformat(edtf).utctimetuple() == utc.utctimetuple()
    assert found.dated.earliest == local.date()


def stated(moment: datetime) -> Found:
    wording = moment.isoformat(sep=" ")
    return Found(wording, wording, None, "feed")


def export(posts: int) -> bytes:
    text = "<p>The lantern burned all night, and nobody knew who had lit it.</p>" * 20
    items = "".join(
        f"<item><title>Lantern {number}</title><guid>g{number}</guid>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded>"
        f"<wp:post_date>2020-01-01 10:00:00</wp:post_date><wp:status>publish</wp:status></item>\n"
        for number in range(posts)
    )
    spaces = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f"<rss {spaces}><channel><title>T</title>{items}</channel></rss>".encode()


def peak(place: Path) -> int:
    tracemalloc.start()
    assert all(isinstance(record, Draft) for record in wordpress.read(source_of(place), ConvertSettings()).records)
    held = tracemalloc.get_traced_memory()[1] - place.stat().st_size  # the hash above reads all bytes
    tracemalloc.stop()
    return held


def test_memory_does_not_grow_with_the_posts(tmp_path: Path) -> None:
    for name, posts in (("small.xml", 30), ("large.xml", 300)):
        (tmp_path / name).write_bytes(export(posts))
    peak(tmp_path / "small.xml")  # what is loaded once is no post's
    assert peak(tmp_path / "large.xml") < peak(tmp_path / "small.xml") + 200_000


def test_a_package_of_an_export_has_no_error_and_its_counts_add_up(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/export.xml").write_bytes((CASES[1] / "source.xml").read_bytes())
    conversion = convert(tmp_path / "in", to=tmp_path / "out", name="lantern", prefix="ln")
    assert conversion.counts == {"records": 11, "articles": 3, "duplicates": 0, "rejected": 1, "skipped": 7}
    report = validate(tmp_path / "out", sources=tmp_path / "in")
    assert [finding.rule for finding in report.findings if finding.severity == "error"] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared cases are not beside the clone")
def test_the_scores_of_feeds_and_exports_hold() -> None:
    place = ROOT / "benchmarks/score_feeds.py"
    spec = importlib.util.spec_from_file_location("score_feeds", place)
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    assert score.main(SHARED) == 0


def test_other_types_of_post_can_be_articles() -> None:
    settings = ConvertSettings(post_types=("news", "report"))
    found = list(wordpress.read(source_of(CASES[0].parent / "zero-dates/source.xml"), settings).records)
    assert [record.reason if isinstance(record, Leftover) else record.title for record in found] == [
        "is of the type 'post' and no news or report",
        "News",
        "is of the type 'post' and no news or report",
    ]


def test_the_configuration_names_the_types(tmp_path: Path) -> None:
    (tmp_path / "pressmark.toml").write_text('[convert]\npost_types = ["post", "news"]\n')
    settings = Settings.of([tmp_path], config=None, name=None, prefix=None, format=None, converter=None)
    assert settings.reading.post_types == ("post", "news")
