"""What excerpts show of an article adds up over the versions of a release, and stays within the budget of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from stages.choir import CONFIGURATION, article, sources
from stages.island import issued, packed

from pressmark.stages.release import Released

ASKED = CONFIGURATION.replace("features = true", 'excerpts = true\njurisdiction = "DE"\nexcerpts_basis = "quotation"')


def words(prefix: str, count: int) -> str:
    return " ".join(f"{prefix}{number}" for number in range(count))


def version(folder: Path, number: int, text: str, title: str = "Rehearsal 0") -> Released:
    """Releases the next version of a collection in which one article has this text; its source is the first one's."""
    one = article(0, text=text, title=title)
    found = sources(folder / f"in-{number}", [one, article(1, text=words("z", 600))], ASKED)
    previous = folder / "releases" / "harbour-choir" / "0.1.0" if number else None
    package = packed(folder / f"package-{number}", found, name="harbour-choir", previous=previous)
    return issued(package, folder / "releases")


def excerpt(release: Released) -> str:
    """Returns the excerpt of the article of the title that every version bears."""
    shown = release.package.scan("articles").filter(url="https://quay.example/0").select("article_id").collect()
    found = release.package.scan("excerpts").filter(article_id=shown["article_id"].item()).collect()["text"].to_list()
    return found[0] if found else ""


LONG = words("a", 600)
# The texts of later versions, and the excerpts that they show.
LATER = [
    ("a paragraph comes first", [f"{words('b', 90)} {LONG}"], [words("a", 50)]),
    ("the text is another", [words("c", 600)], [""]),
    ("the text is another, and comes back", [words("c", 600), f"{words('d', 9)} {LONG}"], ["", words("a", 50)]),
    ("its end is another", [f"{words('a', 300)} {words('e', 300)}"], [words("a", 50)]),
]


@pytest.mark.parametrize(("texts", "shown"), [case[1:] for case in LATER], ids=[case[0] for case in LATER])
def test_versions_together_show_one_excerpt(texts: list[str], shown: list[str], tmp_path: Path) -> None:
    first = version(tmp_path, 0, LONG)
    assert excerpt(first) == words("a", 50)
    releases = [version(tmp_path, number, text) for number, text in enumerate(texts, 1)]
    assert [excerpt(release) for release in releases] == shown
    assert all(found.span <= 50 for release in releases for found in release.work.exposures)
