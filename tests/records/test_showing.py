"""A difference shows a value only where the profiles of both sides allow it; a hash stands for the rest."""

from __future__ import annotations

from itertools import product

import polars as pl
import pytest
from records.quay import GULL, OWN, Rows, described, rows, side

from pressmark.records.difference import changes
from pressmark.rights.gate import PROFILES

# Where words stand that are shown with the full text only: table, column and what the row says else.
WORDINGS = (
    ("statements", "verbatim", {"slot": "disclaimer", "position": 1, "sha256": "d" * 64}),
    ("links", "anchor", {"position": 9, "role": "body", "status": "kept"}),
    ("claims", "verbatim", {"claim": "license", "position": 9, "value": OWN, "basis": "printed", "chosen": False}),
)
# What a record says of itself below that.
BIBLIOGRAPHIC = (
    ("articles", "title", {}),
    ("statements", "verbatim", {"slot": "title", "position": 1, "sha256": "d" * 64}),
    ("links", "anchor", {"position": 9, "role": "source-statement", "status": "kept"}),
    ("agents", "name", {"role": "contributor", "position": 1, "kind": "person", "basis": "byline"}),
)


def shown(name: str, column: str, more: dict[str, object], old: str, new: str, kind: str = "release") -> pl.DataFrame:
    """Returns the cell that differs between two sides with these profiles."""
    sides = []
    for profile, word in ((old, "before"), (new, "after")):
        found: Rows = rows()
        found["articles"][0]["release_profile"] = profile
        row = {"article_id": GULL, **more, column: f"SECRET {word}"}
        found[name] = [*found[name], row] if name != "articles" else [found[name][0] | row, *found[name][1:]]
        found["articles"][0]["record_sha256"] = {"before": "1", "after": "2"}[word] * 64
        sides.append(side(found, described(found) | {"articles:kind": kind}))
    everything = pl.concat([*changes(*sides)])
    return everything.filter(table=name, field=column, article_id=GULL)


@pytest.mark.parametrize(("old", "new"), list(product(PROFILES, repeat=2)))
def test_words_are_shown_where_both_sides_are_open(old: str, new: str) -> None:
    for name, column, more in WORDINGS:
        cell = shown(name, column, more, old, new)
        open_both = old == new == "fulltext"
        assert (cell["old"].to_list(), cell["new"].to_list()) == (
            (["SECRET before"], ["SECRET after"]) if open_both else ([None], [None])
        )
        assert cell["old_hash"].str.len_chars().to_list() == [64]
    for name, column, more in BIBLIOGRAPHIC:
        cell = shown(name, column, more, old, new)
        assert cell["old"].is_null().to_list() == ["withheld" in (old, new)]


@pytest.mark.parametrize("kind", ["release", "package"])
@pytest.mark.parametrize("name", ["texts", "excerpts"])
def test_texts_are_told_by_their_hash_whatever_the_profile(name: str, kind: str) -> None:
    found: list[Rows] = [rows(), rows()]
    for each, word in zip(found, ("before", "after"), strict=True):
        each[name] = [{"article_id": GULL, "text": f"SECRET {word}"}]
    sides = [side(each, described(each) | {"articles:kind": kind}) for each in found]
    told = pl.concat([*changes(*sides, whole=True)])
    assert told.filter(table=name, field="text").height == 1
    assert "SECRET" not in told.write_csv()


def test_a_note_of_a_package_may_hold_words_of_the_text() -> None:
    note = {"claim": "holder", "position": 9, "basis": "curated", "chosen": False}
    assert shown("claims", "note", note, "metadata", "metadata", "package")["new"].to_list() == [None]
    assert shown("claims", "note", note, "metadata", "metadata", "release")["new"].to_list() == ["SECRET after"]


def test_counted_words_are_told_without_the_words() -> None:
    old, new = rows(), rows()
    old["features"] = [{"article_id": GULL, "token": "secret", "count": 2}]
    new["features"] = [{"article_id": GULL, "token": "hidden", "count": 2}]
    told = pl.concat([*changes(side(old), side(new), whole=True)])
    assert told.filter(table="features").height == 2
    assert not {"secret", "hidden"} & set(told.write_csv().replace(",", " ").split())
