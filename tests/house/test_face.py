"""The face of the package: each name that it promises is there, and no other."""

from __future__ import annotations

import pytest

import pressmark


@pytest.mark.parametrize("name", pressmark.__all__)
def test_every_promised_name_is_there(name: str) -> None:
    assert getattr(pressmark, name) is getattr(pressmark, name)


def test_completion_knows_the_promised_names() -> None:
    assert set(pressmark.__all__) <= set(dir(pressmark))


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'unpublish'"):
        _ = pressmark.unpublish
