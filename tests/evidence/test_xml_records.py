"""Records of a document that are read one by one stand where a whole parse finds them, whatever the blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.errors import SourceError
from pressmark.evidence.locators import Locator
from pressmark.evidence.xml_records import XmlRecords, open_records
from pressmark.evidence.xml_text import local_name

DOCUMENT = """<?xml version="1.0" encoding="iso-8859-1"?>
<!-- Lamps --><log xmlns="urn:log" xmlns:x="urn:x" xmlns:y="urn:y"><head y:at="north">Zo\u00eb</head>
<entry><name>One</name><x:lamp y:colour="red" n="1">a</x:lamp><x:lamp>b</x:lamp></entry> and
<part><z:entry xmlns:z="urn:z"><z:name>Two</z:name><z:name>2</z:name></z:entry></part>
<entry><name>Three&eacute;</name><part><name>3</name></part></entry><x:foot>end</x:foot></log>
"""


def opened(text: str, size: int) -> XmlRecords:
    data = text.encode()
    blocks = [data[start : start + size] for start in range(0, len(data), size)]
    return open_records(lambda: blocks, lambda element: local_name(element) == "entry")


@given(st.integers(1, 2000))
def test_every_place_is_found_again(size: int) -> None:
    locator = Locator(DOCUMENT)
    records = opened(DOCUMENT, size)
    seen = []
    for record in records:
        for element in record.element.iter():
            said = "".join(map(str, element.itertext()))
            assert locator.resolve(record.place_of(element)) == said
            for name, value in element.attrib.items():
                assert locator.resolve(record.place_of(element, str(name))) == value
            seen.append(said)
    assert seen[0] == "Oneab"
    assert "Threeé" in seen
    around = records.surroundings
    heads = {local_name(element): around.place_of(element) for element in around.places}
    assert (locator.resolve(heads["head"]), locator.resolve(heads["foot"])) == ("Zoë", "end")


def test_the_records_can_be_read_twice() -> None:
    records = opened(DOCUMENT, 100)
    assert [record.place for record in records] == [record.place for record in records]
    assert len(list(records)) == 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "line 1, column 1"),
        ("<log>\n<entry></log>", "line 2, column 14"),
        ("<log>\n<entry>&none;</entry></log>", "line 2, column 14"),
        ("<log>\n<entry>\0</entry></log>", "line 2, column 8"),
    ],
)
def test_a_break_is_named_with_its_place(text: str, place: str) -> None:
    with pytest.raises(SourceError) as raised:
        opened(text, 5)
    assert raised.value.where == place
