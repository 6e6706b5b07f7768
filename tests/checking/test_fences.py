"""Three libraries pass what they have not looked at; each fence around them stands.

Each fence has two tests: that the library does what the fence is for, and that a break behind the fence is found. The
second fails when the fence is taken away; when the first fails, the fence may go.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandera.polars as pa
import polars as pl
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from rules.written import CLEAN

from pressmark.checking.catalogue import catalogue
from pressmark.checking.collector import Collector
from pressmark.checking.contributed import read_records
from pressmark.checking.rows import BATCH, check_rows
from pressmark.checking.staging import ROW, Staged
from pressmark.contracts.documents import NEEDED_FORMATS, breaks, json_values
from pressmark.contracts.pandera_models import failures, model
from pressmark.contracts.record_schema import record_schema
from pressmark.contracts.tables import table
from pressmark.files import sha256_of
from pressmark.model.draft import Source
from pressmark.model.report import Finding
from pressmark.records.nest import frames_of, nest
from pressmark.tabular.rows import encoding_of, form_of, rows_of

(RECORD,) = nest(frames_of({name: found for name, found in CLEAN["tables"].items() if found}))
LATE = 300  # beyond the hundred lines that polars looks at


def tokens(count: int) -> pl.DataFrame:
    """Returns rows of `features`, of which the last breaks the contract."""
    rows = [{"article_id": RECORD["article_id"], "token": f"t{number:06}", "count": 1} for number in range(count)]
    return pl.DataFrame([*rows[:-1], {**rows[-1], "count": -1}], schema=table("features").polars_schema)


def test_pandera_passes_broken_values_of_a_lazy_frame() -> None:
    frame = tokens(3)
    assert model("features").validate(frame.lazy(), lazy=True).collect().equals(frame)
    with pytest.raises(pa.errors.SchemaErrors):
        model("features").validate(frame, lazy=True)


@pytest.mark.parametrize("count", [1, BATCH, BATCH + 1, 2 * BATCH + 7])
def test_every_row_of_every_batch_is_judged_by_its_values(count: int) -> None:
    frame = tokens(count)
    assert [failure.rows for failure in failures(model("features"), frame)] == [(count - 1,)]
    staged = Staged({"features": frame.lazy().with_row_index(ROW, offset=1)}, (), {})
    collector = Collector(catalogue())
    check_rows(staged, [], collector)
    (finding,) = collector.findings()
    assert (finding.rule, finding.engines, finding.place.row) == ("value-malformed", ("pandera",), count)


# What has the form of a date, an address or an e-mail address, and is none.
MALFORMED: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("record", "/published", {**json_values(RECORD), "published": "2016-02-30"}, "a valid date"),
    ("record", "/dates/0/earliest", {**json_values(RECORD), "dates": [{"earliest": "2015-02-29"}]}, "a valid date"),
    ("configuration", "/dataset/homepage", {"dataset": {"homepage": "harbour press"}}, "a valid uri"),
    ("configuration", "/dataset/contact/email", {"dataset": {"contact": {"name": "A", "email": "a"}}}, "a valid email"),
)


def test_jsonschema_passes_a_format_unless_it_is_told_to_check() -> None:
    broken = {**json_values(RECORD), "published": "2016-02-30"}
    assert Draft202012Validator(record_schema()).is_valid(broken)
    assert not Draft202012Validator(record_schema(), format_checker=FormatChecker()).is_valid(broken)


@pytest.mark.parametrize(("kind", "pointer", "document", "said"), MALFORMED)
def test_formats_are_checked(kind: str, pointer: str, document: dict[str, Any], said: str) -> None:
    found = [broken.message for broken in breaks(kind, document) if broken.pointer == pointer]
    assert any(said in message for message in found), found


def test_every_format_that_the_schemas_name_has_a_checker() -> None:
    assert set(FormatChecker().checkers) >= NEEDED_FORMATS
    assert {broken.keyword for broken in breaks("record", MALFORMED[0][2])} == {"format"}


def test_a_contributed_day_that_no_calendar_has_is_found(tmp_path: Path) -> None:
    (finding,) = contributed([{**json_values(RECORD), "published": "2016-02-30"}], tmp_path)
    assert (finding.rule, finding.place.field, finding.engines) == ("value-malformed", "published", ("json-schema",))


def late_lines() -> list[dict[str, str]]:
    """Returns rows of which only the last has a certain key."""
    rows = [{"title": f"Title {number}", "url": f"https://c.example/{number}"} for number in range(LATE)]
    return [*rows[:-1], {**rows[-1], "license": "CC-BY-4.0"}]


def test_polars_drops_a_key_that_comes_late(tmp_path: Path) -> None:
    path = written(late_lines(), tmp_path / "wire.jsonl")
    assert pl.read_ndjson(path).columns == ["title", "url"]
    assert pl.scan_ndjson(path).collect().columns == ["title", "url"]


def test_a_key_that_comes_late_is_read(tmp_path: Path) -> None:
    path = written(late_lines(), tmp_path / "wire.jsonl")
    source = Source("wire.jsonl", path, sha256_of(path), path.stat().st_size)
    form = form_of(source)
    assert form == "jsonl"
    assert list(rows_of(source, form, encoding_of(source, form))) == late_lines()


def test_a_contributed_field_that_comes_late_is_judged(tmp_path: Path) -> None:
    plain = {name: value for name, value in json_values(RECORD).items() if not isinstance(value, list)}
    records = [{**plain, "article_id": f"ex-{number:016x}"} for number in range(LATE)]
    records[-1] = {**records[-1], "flags": [{"kind": "no-such-kind", "value": "x"}]}
    (finding,) = contributed(records, tmp_path)
    assert (finding.rule, finding.place.table, finding.place.field) == ("value-not-allowed", "flags", "kind")


def test_a_contributed_table_that_comes_late_is_staged(tmp_path: Path) -> None:
    plain = {name: value for name, value in json_values(RECORD).items() if not isinstance(value, list)}
    records = [{**plain, "article_id": f"ex-{number:016x}"} for number in range(LATE)]
    records[-1] = {**records[-1], "subjects": [{**RECORD["subjects"][0], "uri": "https://c.example/late"}]}
    path = written(records, tmp_path / "records.jsonl")
    (tmp_path / "scratch").mkdir()
    read = read_records(path, tmp_path / "scratch", Collector(catalogue()))
    late = read.staged.scans["subjects"].select(ROW, "uri").collect()
    assert late.rows() == [(LATE, "https://c.example/late")]


def written(rows: list[Any], path: Path) -> Path:
    """Writes rows as JSON Lines."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def contributed(records: list[dict[str, Any]], folder: Path) -> tuple[Finding, ...]:
    """Returns what is found in contributed records as they are read."""
    (folder / "scratch").mkdir()
    collector = Collector(catalogue())
    read_records(written(records, folder / "records.jsonl"), folder / "scratch", collector)
    return collector.findings()
