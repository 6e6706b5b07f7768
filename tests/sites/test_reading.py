"""Site descriptions: the bundled ones hold, and a wrong one is refused in words."""

from __future__ import annotations

import pytest

from pressmark.errors import ConfigurationError
from pressmark.sites.reading import bundled, read_description


def test_the_description_that_fits_any_site_comes_last() -> None:
    assert [site.name for site in bundled()][-1] == "generic"
    assert not bundled()[-1].signatures


def test_a_description_puts_its_own_lines_before_those_it_extends() -> None:
    text = 'name = "a"\nextends = "generic"\n[[header]]\nlines = ["Said by {byline}"]\n'
    own, *others = read_description(text, where="a.toml").header
    assert [len(own.patterns), len(others)] == [1, len(bundled()[-1].header)]  # those that may stand anywhere included


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('nam = "a"', "did you mean 'name'"),
        ("extends = 'generic'", "name"),
        ('name = "a"\nextends = "b"', "can extend 'generic' only"),
        ('name = "a"\n[[header]]\nlines = ["By {bylin}"]', "no field is called 'bylin'"),
        ('name = "a"\n[[header]]\nline = ["By {byline}"]', "did you mean 'lines'"),
        ('name = "a"\nsignatures = ["("]', "wrong"),
        ('name = "a"\nheader = 3', "wrong"),
        ("name = ", "wrong"),
    ],
)
def test_a_wrong_description_is_named_with_its_place(text: str, complaint: str) -> None:
    with pytest.raises(ConfigurationError, match=complaint) as raised:
        read_description(text, where="sites/a.toml")
    assert raised.value.where == "sites/a.toml"
