"""Labelled lines: which printed lines a pattern fits, and which values it finds."""

from __future__ import annotations

import pytest

from pressmark.sites.grammar import line_pattern, printed_line
from pressmark.sites.inline import read_wording


def values(pattern: str, printed: str, publishers: tuple[str, ...] = ()) -> dict[str, str] | None:
    wording = read_wording(printed, 0, len(printed))
    found = line_pattern(pattern, publishers).match(printed_line(wording, ("en", "fr", "de"), None))
    return None if found is None else {value.field: wording.plain[value.start : value.end] for value in found}


FITS = {
    ("By {byline}", "by  Ann Lee"): {"byline": "Ann Lee"},
    ("By {byline}", "By [the editors](#)"): {"byline": "the editors"},
    ("Theme[s]: {subject:theme}", "Themes : A, B"): {"subject": "A, B"},
    ("Region: {subject:region}", "Region:"): {"subject": ""},
    ("{publisher}, {published}", "The River Post, May 4, 2019"): {
        "publisher": "The River Post",
        "published": "May 4, 2019",
    },
    ("{publisher} - {published}", "The River Post — 4 May 2019"): {
        "publisher": "The River Post",
        "published": "4 May 2019",
    },
    ("First <published|printed> on {original_published}", "First printed on 4 May 2019"): {
        "original_published": "4 May 2019"
    },
    ("L'URL est: {url}", "L’URL est : https://a.example/2019/05/04/x"): {"url": "https://a.example/2019/05/04/x"},
    ("{notice}", "Copyright © Ann Lee, 2016. All rights reserved."): {
        "notice": "Copyright © Ann Lee, 2016. All rights reserved."
    },
    ("Under {license:article}[.]", "Under [these terms](https://creativecommons.org/licenses/by/4.0/)."): {
        "license": "these terms"
    },
}


@pytest.mark.parametrize(("pattern", "printed"), FITS)
def test_a_line_fits_its_pattern(pattern: str, printed: str) -> None:
    assert values(pattern, printed) == FITS[pattern, printed]


@pytest.mark.parametrize(
    ("pattern", "printed"),
    [
        ("By {byline}", "By noon the quay was empty."),
        ("By {byline}", "By the time the ferry had come back nobody was waiting"),
        ("By {byline}", "Bylaws of the Town"),
        ("Region: {subject:region}", "Region: this is what the label said."),
        ("{notice}", "Copyright © was painted on the drawer, long before there was any law"),
        ("{notice}", "Ann Lee, 2016"),
        ("The source is {source}", "The source is not known to the clerk"),
        ("{publisher}, {published}", "The River Post, sometime"),
        ("{original_publisher:linked}, {original_published}", "Belgrade, 9 May 2016"),
        ("Under {license:article}", "Under the bridge"),
    ],
)
def test_a_sentence_is_no_labelled_line(pattern: str, printed: str) -> None:
    assert values(pattern, printed) is None


def test_a_known_publisher_is_one_of_its_names() -> None:
    names = ("The River Post", "www.riverpost.example")
    assert values("{publisher} {published}", "www.riverpost.example 4 May 2004", names)
    assert values("{publisher} {published}", "Coast Wire 4 May 2004", names) is None


@pytest.mark.parametrize("line", ["{nobody}", "By {byline", "By byline}"])
def test_a_line_outside_the_grammar_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"no field is called|stands alone"):
        line_pattern(line)
