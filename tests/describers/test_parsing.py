"""What other people's parsers read back: the words that went in, and no field that did not."""

from __future__ import annotations

import json
from typing import Any

import rispy
import yaml
from describers.works import PLAIN, with_words
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from pressmark.describers import bibtex, cff, csl_json, datacite, datapackage, ris
from pressmark.describers._wording import plain
from pressmark.model.work import Work

WORDS = st.text(min_size=1).filter(plain)
SHOWN = {
    "\\textbackslash{}": "\\",
    "\\textbraceleft{}": "{",
    "\\textbraceright{}": "}",
    "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^",
    "\\textless{}": "<",
    "\\textgreater{}": ">",
    '{"}': '"',
    **{f"\\{sign}": sign for sign in "&%$#_"},
}


def bibtex_entry(work: Work) -> Entry:
    (entry,) = parse_string(bibtex.render(work), "bibtex").entries.values()
    return entry


def ris_entry(work: Work) -> dict[str, Any]:
    (entry,) = rispy.loads(ris.render(work))
    return entry


def as_typeset(value: str) -> str:
    """What TeX prints of a field, read from left to right."""
    printed = ""
    while value:
        found = next((source for source in SHOWN if value.startswith(source)), value[0])
        printed += SHOWN.get(found, found)
        value = value[len(found) :]
    return printed


@given(WORDS)
def test_bibtex_keeps_its_fields(words: str) -> None:
    assert set(bibtex_entry(with_words(words)).fields) == set(bibtex_entry(with_words("word")).fields)


@given(WORDS)
def test_bibtex_prints_the_words(words: str) -> None:
    fields = bibtex_entry(with_words(words)).fields
    assert as_typeset(fields["title"]) == f"{{{plain(words)}}}"
    assert as_typeset(fields["publisher"]) == f"{{{plain(words)}}}"


@given(WORDS)
def test_bibtex_takes_no_name_apart(words: str) -> None:
    person, organisation = bibtex_entry(with_words(words)).persons["author"]
    assert person.first_names or person.middle_names
    assert as_typeset(str(organisation)) == f"{{{plain(words)}}}"


def test_bibtex_says_who_when_and_where() -> None:
    entry = bibtex_entry(PLAIN)
    assert entry.type == "dataset"
    assert [person.last_names for person in entry.persons["author"]] == [["Lindqvist"], ["Okoro"]]
    assert entry.fields["doi"] == "10.5072/tidewater.120"


@given(WORDS)
def test_ris_keeps_the_words_and_its_tags(words: str) -> None:
    entry = ris_entry(with_words(words))
    assert set(entry) == set(ris_entry(with_words("word")))
    assert entry["title"] == entry["publisher"] == entry["authors"][1] == plain(words)


def test_ris_says_who_when_and_where() -> None:
    entry = ris_entry(PLAIN)
    assert (entry["type_of_reference"], entry["year"], entry["doi"]) == ("DATA", "2026", "10.5072/tidewater.120")
    assert entry["authors"] == ["Lindqvist, Ada Marie", "Okoro, Jean-Paul"]


@given(WORDS)
def test_yaml_keeps_every_sign(words: str) -> None:
    citation = yaml.safe_load(cff.render(with_words(words)))
    assert citation["title"] == citation["authors"][0]["family-names"] == citation["keywords"][0] == words


@given(WORDS)
def test_json_keeps_every_sign(words: str) -> None:
    work = with_words(words)
    assert json.loads(csl_json.render(work))[0]["title"] == words
    assert json.loads(datacite.render(work))["titles"] == [{"title": words}]
    assert json.loads(datapackage.render(work))["title"] == words
