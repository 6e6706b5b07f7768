"""Tables of articles as data: each case is a table and what must be read of its rows; then bytes and sizes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pressmark.contracts.configuration import read_configuration
from pressmark.contracts.documents import schema
from pressmark.converters import table
from pressmark.converters.base import ConvertSettings
from pressmark.errors import ConfigurationError
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.tabular.columns import CONVENTIONAL

CASES = sorted((Path(__file__).parent / "cases/table").iterdir())


def source_of(place: Path) -> Source:
    data = place.read_bytes()
    return Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))


def written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def read(place: Path, settings: ConvertSettings | None = None) -> tuple[Reading, list[Draft | Leftover]]:
    reading = table.read(source_of(place), settings or ConvertSettings())
    return reading, list(reading.records)


def drafts_of(place: Path) -> list[Draft]:
    return [record for record in read(place)[1] if isinstance(record, Draft)]


def shown(record: Draft | Leftover) -> Any:
    """Returns a record as a case notes it down."""
    if isinstance(record, Leftover):
        return f"{record.locator} {record.outcome}, {record.reason}"
    authors = [agent for agent in record.agents if agent.role == "author"]
    return {
        **{name: getattr(record, name) for name in Draft.__slots__},
        "authors": [f"{agent.name} ({agent.kind})" for agent in authors],
        "families": [agent.family for agent in authors],
        "holders": [agent.name for agent in record.agents if agent.role == "rights_holder"],
        "dates": [
            f"{date.role}: {date.edtf} {date.verbatim!r}{' ambiguous' if date.ambiguous else ''}"
            for date in record.dates
        ],
        "subjects": [f"{subject.scheme}: {subject.label}" for subject in record.subjects],
        "statements": [f"{statement.slot}: {statement.verbatim}" for statement in record.statements],
        "claims": [f"{claim.claim}: {claim.value}" for claim in record.claims],
    }


def case_of(folder: Path) -> tuple[Path, dict[str, Any]]:
    (place,) = folder.glob("source.*")
    return place, yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))


def settings_of(expected: dict[str, Any]) -> ConvertSettings:
    return ConvertSettings(**expected.get("settings", {}))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_read_as_expected(folder: Path) -> None:
    place, expected = case_of(folder)
    reading, records = read(place, settings_of(expected))
    assert reading.media_type == expected.get("media_type", reading.media_type)
    found = [
        {name: one[name] for name in wanted}
        if isinstance(one := shown(record), dict) and isinstance(wanted, dict)
        else one
        for record, wanted in zip(records, expected["records"], strict=True)
    ]
    assert found == expected["records"]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_only_equal_records_have_equal_hashes(folder: Path) -> None:
    place, expected = case_of(folder)
    groups: dict[str, list[int]] = {}
    for number, record in enumerate(read(place, settings_of(expected))[1], start=1):
        if isinstance(record, Draft):
            groups.setdefault(record.source_sha256, []).append(number)
    assert [numbers for numbers in groups.values() if len(numbers) > 1] == expected.get("same", [])


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_table_of_articles_is_recognised(folder: Path) -> None:
    place, expected = case_of(folder)
    unusual = "settings" in expected and place.suffix != ".jsonl" and "title" in expected["settings"].get("columns", {})
    assert table.recognises(source_of(place)) >= (5 if unusual else 80)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"Once upon a time, a ferry sailed.\nIt came back.\n"),
        ("a.md", b"# T\n\nBy Ann Lee\n\nText.\n"),
        ("a.html", b"<!DOCTYPE html><title>T</title>"),
        ("a.json", b'{\n  "title": "T"\n}\n'),
        ("a.csv", b"one,two\n1,2\n"),
        ("a.csv", b"title,title\n1,2\n"),
        ("a.json", b'{"title": "A line without an end'),
        ("a.bin", b"\x7fELF\x00title,text\n"),
        ("a.csv", b""),
        ("a.csv", b"\xef\xbb\xbf"),
    ],
)
def test_other_content_is_no_table_of_articles(name: str, data: bytes, tmp_path: Path) -> None:
    assert table.recognises(source_of(written(tmp_path, name, data))) <= 5


ENCODINGS = {
    "bom": (lambda text: b"\xef\xbb\xbf" + text.encode(), "utf-8", True),
    "crlf": (lambda text: text.replace("\n", "\r\n").encode(), "utf-8", False),
    "bom and crlf": (lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "utf-8", True),
    "windows-1252": (lambda text: text.encode("windows-1252"), "windows-1252", False),
    "utf-16le": (lambda text: b"\xff\xfe" + text.encode("utf-16-le"), "utf-16le", True),
    "semicolons": (lambda text: requoted(text, ";").encode(), "utf-8", False),
    "tabs": (lambda text: requoted(text, "\t").encode(), "utf-8", False),
    "no last line end": (lambda text: text.rstrip().encode(), "utf-8", False),
}


def requoted(text: str, sign: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


@pytest.mark.parametrize("form", ENCODINGS)
def test_bytes_and_signs_change_no_meaning(form: str, tmp_path: Path) -> None:
    original = Path(__file__).parent / "cases/table/quoted-lines/source.csv"
    encode, encoding, bom = ENCODINGS[form]
    reading, records = read(written(tmp_path, "table.csv", encode(original.read_bytes().decode())))
    assert (reading.encoding, reading.bom) == (encoding, bom)
    values = [
        [(draft.title, draft.text, draft.agents) for draft in drafts if isinstance(draft, Draft)]
        for drafts in (records, drafts_of(original))
    ]
    assert values[0] == values[1]


@pytest.mark.parametrize("name", ["table.csv", "table.jsonl", "table.parquet"])
def test_a_very_long_cell_is_read_whole(name: str, tmp_path: Path) -> None:
    text = "The ferry went out and came back. " * 100_000
    frame = pl.DataFrame({"title": ["Long", "After it"], "text": [text, "Short."]})
    assert [(draft.title, draft.text) for draft in drafts_of(saved(frame, tmp_path / name))] == [
        ("Long", text.strip()),
        ("After it", "Short."),
    ]


def saved(frame: pl.DataFrame, place: Path) -> Path:
    writers = {".csv": frame.write_csv, ".jsonl": frame.write_ndjson, ".parquet": frame.write_parquet}
    writers[place.suffix](place)
    return place


FRAME = pl.DataFrame(
    {
        "title": ["One", "Two", None, "Four"],
        "author": ["Ann Lee; Tom Okafor", None, "", "Zoë Marsh"],
        "year": [2016, 2017, None, 1999],
        "date": pl.Series(["2016-08-11", None, "2016-08-09", "1999-01-01"]).str.to_date(),
        "score": [1.5, 2.0, None, 0.1],
        "seen": [True, False, None, True],
        "text": ["First,\nsecond.", 'Said "so".', "Only a text – with a dash.", " "],
    }
)


def test_one_frame_in_three_forms_gives_the_same_articles(tmp_path: Path) -> None:
    found = [
        [
            (draft.source_sha256, draft.title, draft.text, draft.dates)
            for draft in drafts_of(saved(FRAME, tmp_path / name))
        ]
        for name in ("table.csv", "table.jsonl", "table.parquet")
    ]
    assert len(set(map(str, found))) == 1
    assert [title for _, title, _, _ in found[0]] == ["One", "Two", None, "Four"]


def test_lists_in_columns_give_the_same_articles(tmp_path: Path) -> None:
    frame = pl.DataFrame({"title": ["One"], "authors": [["Ann Lee", "Tom Okafor"]], "tags": [[{"name": "Ferries"}]]})
    found = [drafts_of(saved(frame, tmp_path / name)) for name in ("table.jsonl", "table.parquet")]
    assert found[0] == found[1]
    assert shown(found[0][0])["authors"] == ["Ann Lee (person)", "Tom Okafor (person)"]


def test_deep_nesting_costs_one_row_at_most(tmp_path: Path) -> None:
    deep = [f'{{"title": "Deep", "tags": {"[" * depth}{"]" * depth}}}\n' for depth in (100, 400, 700, 900, 100_000)]
    place = written(tmp_path, "table.jsonl", ("".join(deep) + '{"title": "After them"}\n').encode())
    records = read(place)[1]
    assert len(records) == 6
    assert shown(records[0])["title"] == "Deep"
    assert shown(records[-2]) == "row=5 rejected, the line is not JSON"
    assert shown(records[-1])["title"] == "After them"


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
ROWS = st.lists(
    st.fixed_dictionaries(dict.fromkeys(("title", "text", "author", "date", "copyright"), CELLS)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(rows=ROWS)
def test_any_cells_give_the_same_records_from_csv_and_json_lines(rows: list[dict[str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        tables = {"table.csv": out.getvalue(), "table.jsonl": lines}
        found = [read(written(Path(folder), name, data.encode()))[1] for name, data in tables.items()]
    assert found[0] == found[1]
    assert len(found[0]) == len(rows)


def test_the_configuration_maps_the_values_that_a_table_can_hold() -> None:
    columns = schema("configuration")["properties"]["convert"]["properties"]["columns"]
    assert list(columns["properties"]) == list(CONVENTIONAL)


def test_a_value_that_no_table_holds_is_named_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "pressmark.toml").write_text('[convert.columns]\npublishd = "when"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"unknown key 'publishd'.*did you mean 'published'"):
        read_configuration(None, tmp_path)
