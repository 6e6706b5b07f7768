"""A page that declares a day which no calendar has is dated by nothing else that only fills a day in."""

from __future__ import annotations

import pytest

from pressmark.model.draft import Draft
from pressmark.pages.article import article_of

PAGE = """<html lang="en"><head><title>The ferry</title>
<meta property="article:published_time" content="{declared}"></head>
<body><article><h1>The ferry</h1><p>By Ann Lee</p><p>{text}</p><p>{text} Twice.</p></article></body></html>"""
TEXT = "The ferry went out at noon and came back before the evening bell, and nobody on board had paid for it."


@pytest.mark.parametrize(
    ("declared", "edtf"),
    [
        ("2019-02-30T10:00:00Z", None),
        ("2019-02-30", None),
        ("2019-13-01", None),
        ("2019-02-28", "2019-02-28"),
    ],
)
def test_an_impossible_day_is_kept_as_declared_and_not_made_good(declared: str, edtf: str | None) -> None:
    draft = article_of(
        PAGE.format(declared=declared, text=TEXT), source_sha256="0" * 64, date_order=None, language=None
    )
    assert isinstance(draft, Draft)
    published = [date for date in draft.dates if date.role == "published"]
    assert [(date.edtf, date.verbatim) for date in published] == [(edtf, declared)]
