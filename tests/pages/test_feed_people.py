"""Names in feeds are told from the addresses beside them."""

from __future__ import annotations

import pytest

from pressmark.pages.feed_people import person
from pressmark.pages.found import Found


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("ann@quay.example (Ann Lee)", ["Ann Lee"]),
        ("Ann Lee (ann@quay.example)", ["Ann Lee"]),
        ("Ann Lee <ann@quay.example>", ["Ann Lee"]),
        ('"Ann Lee" <ann@quay.example>', ["Ann Lee"]),
        ("mailto:ann@quay.example Ann Lee", ["Ann Lee"]),
        ("Ann Lee and Tom Okafor", ["Ann Lee", "Tom Okafor"]),
        ("ann@quay.example", []),
        ("<ann@quay.example>", []),
        ("admin", []),
        ("lampkeeper7", ["lampkeeper7"]),
        ("Ann Lee @annlee", ["Ann Lee @annlee"]),
    ],
)
def test_an_address_is_nobodys_name(said: str, names: list[str]) -> None:
    found = list(person(Found(said, said, "/place", "feed")))
    assert [name.name for one in found for name in one.names(())] == names
    assert all(one.found.place is None for one in found) or "@quay" not in said
