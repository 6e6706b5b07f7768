"""Tables of metadata: which rows name which texts, and which tables cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pressmark.errors import ConfigurationError
from pressmark.model.draft import Claim, Draft
from pressmark.tabular.metadata import MetadataTable, read_metadata, shared_rows

ROWS = [
    {"filename": "a.txt", "title": "A Kite", "author": "Ann Lee", "date": "2019-05-04"},
    {"filename": "en/b.txt", "title": "A Ferry", "author": "Tom Okafor", "date": "2019-05-05"},
]


def table(folder: Path, rows: list[dict[str, Any]], name: str = "metadata.csv", **options: Any) -> MetadataTable:
    place = folder / name
    frame = pl.DataFrame(rows)
    writers = {
        ".csv": frame.write_csv,
        ".tsv": lambda to: frame.write_csv(to, separator="\t"),
        ".jsonl": frame.write_ndjson,
        ".parquet": frame.write_parquet,
    }
    writers[place.suffix](place)
    return read_metadata(place, **options)


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "parquet"])
def test_every_form_of_table_says_the_same(form: str, tmp_path: Path) -> None:
    found = table(tmp_path, ROWS, f"metadata.{form}")
    assert (found.key, found.by) == ("filename", "file")
    assert [found.number_of(path) for path in ("a.txt", "deep/a.txt", "en/b.txt", "b.txt", "c.txt")] == [
        1,
        1,
        2,
        None,
        None,
    ]
    said = found.said_of(2)
    assert (said.title, [agent.name for agent in said.agents], said.dates[0].edtf) == (
        "A Ferry",
        ["Tom Okafor"],
        "2019-05-05",
    )
    assert said.language == "und"


@pytest.mark.parametrize(
    ("key", "path", "found"),
    [
        ("a", "x/a.txt", 1),
        ("./x/a.txt", "x/a.txt", 1),
        ("x\\a.txt", "x/a.txt", 1),
        ("in/a.txt", "z.zip!/in/a.txt", None),
        ("z.zip/in/a.txt", "z.zip!/in/a.txt", 1),
        ("a.md", "a.txt", None),
        ("A.txt", "a.txt", None),
    ],
)
def test_a_file_is_named_by_its_path_or_its_name(key: str, path: str, found: int | None, tmp_path: Path) -> None:
    assert table(tmp_path, [{"file": key, "title": "T"}]).number_of(path) == found


@pytest.mark.parametrize(
    ("column", "key", "draft"),
    [
        (
            "url",
            "http://www.river.example.org/a/?utm_source=x",
            Draft(source_sha256="", url="https://river.example.org/a"),
        ),
        ("doi", "https://doi.org/10.5555/AB", Draft(source_sha256="", url="https://doi.org/10.5555/ab")),
        ("id", "x-7", Draft(source_sha256="", claims=(Claim(claim="identifier", value="X-7", basis="feed"),))),
    ],
)
def test_a_text_is_named_by_an_address_or_an_identifier(column: str, key: str, draft: Draft, tmp_path: Path) -> None:
    found = table(tmp_path, [{column: key, "title": "T"}])
    assert found.number_for(draft) == 1
    assert found.number_for(Draft(source_sha256="", url="https://river.example.org/other")) is None


def test_csl_json_is_a_table(tmp_path: Path) -> None:
    items = [
        {
            "id": "kite", "type": "article-newspaper", "title": "A Kite", "container-title": "The River Post",
            "author": [{"given": "Ann", "family": "Lee"}, {"literal": "Harbour Desk"}], "URL": "https://river.example.org/k",
            "issued": {"date-parts": [[2019, 5, 4]]}, "language": "en",
        },
        {"id": "ferry", "type": "article", "issued": {"raw": "May 2019"}, "file": "b.txt"},
    ]  # fmt: skip
    (tmp_path / "library.json").write_text(json.dumps(items), "utf-8")
    found = read_metadata(tmp_path / "library.json", key="id")
    said = found.said_of(1)
    assert (said.title, said.publisher, said.language, said.url) == (
        "A Kite", "The River Post", "en", "https://river.example.org/k",
    )  # fmt: skip
    assert [agent.name for agent in said.agents if agent.role == "author"] == ["Ann Lee", "Harbour Desk"]
    assert (said.dates[0].edtf, said.dates[0].verbatim) == ("2019-05-04", "2019-05-04")
    assert found.said_of(2).dates[0].edtf == "2019-05"


REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("filename,title\na.txt,One\nb.txt,Two\na.txt,Three\n", "rows 1 and 3 have the same filename, 'a.txt'", {}),
    ("name,title\na.txt,One\n", "has no column that names its texts", {}),
    ("filename,title\na.txt,One\n", "has no column 'url'", {"key": "url"}),
    ("Once upon a time.\n", "is no table", {}),
]


@pytest.mark.parametrize(("data", "said", "options"), REFUSED, ids=[case[1][:20] for case in REFUSED])
def test_a_table_that_cannot_be_used_is_refused(data: str, said: str, options: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text(data, "utf-8")
    with pytest.raises(ConfigurationError) as refused:
        read_metadata(tmp_path / "metadata.csv", **options)
    assert said in str(refused.value)


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="does not exist"):
        read_metadata(tmp_path / "metadata.csv")


def test_a_row_that_cannot_be_read_is_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text("filename,title\na.txt,One\nb.txt\n,Three\n", "utf-8")
    found = read_metadata(tmp_path / "metadata.csv")
    assert found.broken == {2: "the row has 1 cells and the header 2", 3: "has no filename"}


def test_a_row_that_names_two_inputs_is_told(tmp_path: Path) -> None:
    found = table(tmp_path, ROWS)
    assert list(shared_rows(found, ["a.txt", "en/b.txt", "x/a.txt"])) == [(1, "a.txt", "x/a.txt")]


RIS = """TY  - NEWS
TI  - A Kite
AU  - Lee, Ann
AU  - Okafor, Tom
T2  - Harbour Post
PB  - Harbour House
DA  - 2019/05/04/
UR  - https://harbour.example/kite
L1  - files/12/kite.txt
LA  - en
KW  - wind
ER  -

TY  - NEWS
T1  - A Ferry
A1  - Anna Meier
JF  - Quay Courier
Y1  - 2020//
DO  - 10.5555/ferry
ER  -
"""
BIBTEX = """@comment{made by hand}
@article{lee2019, title = {A {Kite}}, author = {Lee, Ann and Tom Okafor}, journaltitle = {Harbour Post},
  publisher = {Harbour House}, date = {2019-05-04}, url = {https://harbour.example/kite}, keywords = {wind},
  file = {Full Text:files/12/kite.txt:text/plain;Snapshot:files/13/kite.html:text/html}, langid = {en}}
@article{meier, title = {A Ferry}, author = {Anna M{\\"u}ller}, journal = "Quay Courier", year = 2020, month = jun,
  doi = {10.5555/ferry}}
"""
ZOTERO = """"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url",\
"Date",\
"Publisher","Language","File Attachments","Manual Tags"
"AB12","newspaperArticle","2019","Lee, Ann; Okafor, Tom","A Kite","Harbour Post","","https://harbour.example/kite",\
"2019-05-04","Harbour House","en","/home/ann/Zotero/storage/X1/kite.txt; /home/ann/Zotero/storage/X2/kite.html","wind"
"AB13","newspaperArticle","2020","Meier, Anna","A Ferry","Quay Courier","10.5555/ferry","","2020","","","",""
""".replace("\\\n", "")


@pytest.mark.parametrize(("name", "text"), [("a.ris", RIS), ("a.bib", BIBTEX), ("a.csv", ZOTERO)])
def test_what_reference_managers_export_is_a_table(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    found = read_metadata(tmp_path / name)
    assert (found.by, found.broken, len(found.rows)) == ("file", {}, 2)
    assert [found.number_of(path) for path in ("x/kite.txt", "files/12/kite.txt", "ferry.txt")] == [1, 1, None]
    first, second = found.said_of(1), found.said_of(2)
    assert (first.title, first.publisher, first.language) == ("A Kite", "Harbour Post", "en")
    assert [agent.name for agent in first.agents if agent.role == "author"] == ["Lee, Ann", "Okafor, Tom"] or [
        agent.name for agent in first.agents if agent.role == "author"
    ] == ["Ann Lee", "Tom Okafor"]
    assert (first.dates[0].edtf, second.dates[0].edtf) == ("2019-05-04", "2020-06" if name == "a.bib" else "2020")
    assert (first.url, [subject.label for subject in first.subjects]) == ("https://harbour.example/kite", ["wind"])
    assert (second.title, second.publisher) == ("A Ferry", "Quay Courier")
    drafts = [
        Draft(source_sha256="0" * 64, url="https://www.harbour.example/kite/"),
        Draft(source_sha256="0" * 64, claims=(Claim(claim="doi", value="10.5555/FERRY", basis="meta"),)),
        Draft(source_sha256="0" * 64, url="https://doi.org/10.5555/ferry"),
        Draft(source_sha256="0" * 64, url="https://harbour.example/other"),
    ]
    assert list(map(found.number_for, drafts)) == [1, 2, 2, None]


def test_the_commands_of_latex_are_undone(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIBTEX)
    (author,) = (each.name for each in read_metadata(tmp_path / "a.bib").said_of(2).agents if each.role == "author")
    assert author == "Anna Müller"


def test_a_name_that_two_entries_have_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(RIS.replace("DO  - 10.5555/ferry", "L1  - files/99/kite.txt"))
    found = read_metadata(tmp_path / "a.ris")
    assert [found.number_of(path) for path in ("kite.txt", "files/12/kite.txt", "files/99/kite.txt")] == [None, 1, 2]


BROKEN_BIBTEX = BIBTEX.replace("@article{meier,", "@article{meier, title = {One}, }\n@article{meier,")


@pytest.mark.parametrize(("name", "text", "said"), [("a.bib", BROKEN_BIBTEX, "broken BibTeX: repeated")])
def test_an_entry_that_is_broken_costs_no_other(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    found = read_metadata(tmp_path / name)
    assert (found.said_of(1).title, len(found.rows)) == ("A Kite", 2)
    assert [reason.startswith(said) for reason in found.broken.values()] == [True]


def test_an_entry_of_ris_that_does_not_end_is_read_and_ends_before_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(RIS.replace("ER  -", "", 1))
    found = read_metadata(tmp_path / "a.ris")
    assert [found.said_of(number).title for number in (1, 2)] == ["A Kite", "A Ferry"]


def test_an_export_that_breaks_off_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIBTEX[: BIBTEX.index("Quay Courier")])
    found = read_metadata(tmp_path / "a.bib")
    assert found.said_of(1).title == "A Kite"
    assert any(reason.startswith("broken BibTeX") for reason in found.broken.values())


def test_a_row_without_the_key_is_found_by_its_address(tmp_path: Path) -> None:
    rows = [*ROWS, {"filename": None, "title": "A Tram", "url": "https://harbour.example/tram"}]
    found = table(tmp_path, rows)
    assert found.broken == {}
    assert found.number_for(Draft(source_sha256="0" * 64, url="http://harbour.example/tram")) == 3
    assert found.key_of(3) == "https://harbour.example/tram"
