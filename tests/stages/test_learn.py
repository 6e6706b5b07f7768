"""What is learned of planted sites: what was planted, what a person may read, and nothing of the authors' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressmark.errors import PressmarkError
from pressmark.sites.reading import load_description
from pressmark.stages.convert import convert
from pressmark.stages.learn import learn

CALL = "Subscribe to the paper and read it before your neighbours do."
NOTE = "What our writers think is not always what the paper thinks."
REFRAIN = "And so the tide goes out again, as it always has."
AUTHORS = ("Ann Lee", "Tom Okafor", "Ida Marsh", "Nora Lind")


def plant(folder: Path, host: str, *, names: bool = True) -> None:
    """Writes thirty pages of one site; Ann Lee ends each of hers with the same sentence."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(30):
        author = AUTHORS[number % 4]
        day = f"{1 + number % 28}/4/2011"
        body = [f"Paragraph {part} of article {number} tells how boat {number + part} came home." for part in range(9)]
        ends = ([REFRAIN] if author == "Ann Lee" else []) + [NOTE, CALL]
        text = "".join(f"<p>{paragraph}</p>" for paragraph in [*body, *ends])
        site = '<meta property="og:site_name" content="The River Post">' if names and number % 10 else ""
        (folder / f"{number}.html").write_text(
            f'<html lang="en"><head><title>Boat {number}</title>{site}<meta name="author" content="{author}">'
            f'<link rel="canonical" href="https://{host}/boats/{number}"></head><body><article><h1>Boat {number}</h1>'
            f'<p class="byline">By {author}</p><time class="published">{day}</time>{text}</article></body></html>',
            "utf-8",
        )


def test_a_planted_site_is_learned_reviewed_and_used(tmp_path: Path) -> None:
    plant(tmp_path / "in", "riverpost.example")
    (lesson,) = learn(tmp_path / "in", to=tmp_path / "in" / "site.toml")
    text = lesson.path.read_text("utf-8")
    site = load_description(lesson.path)
    assert lesson.articles == 30
    assert site.hosts == {"riverpost.example"}
    assert site.date_order == "dmy"
    assert set(site.publishers.values()) == {"The River Post"}
    assert {wording for block in site.boilerplate for wording in block.wordings} == {NOTE, CALL}
    assert REFRAIN not in text
    assert "# below the text of 30 of 30 articles" in text

    (tmp_path / "pressmark.toml").write_text('[convert]\nsites = ["in/site.toml"]\n', "utf-8")
    package = convert(tmp_path / "in", to=tmp_path / "p", config=tmp_path / "pressmark.toml").package
    texts = package.scan("texts").collect()["text"].to_list()
    assert len(texts) == 30
    assert not any(NOTE in found or CALL in found for found in texts)
    assert sum(found.endswith(REFRAIN) for found in texts) == 8
    assert all("Paragraph 8" in found for found in texts)
    assert package.scan("articles").collect()["publisher"].unique().to_list() == ["The River Post"]
    claims = package.scan("claims").collect()
    assert (claims["claim"] == "boilerplate").sum() == 30


def test_learning_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    plant(tmp_path / "in", "riverpost.example")
    texts = [learn(tmp_path / "in", to=tmp_path / name)[0].path.read_bytes() for name in ("a.toml", "b.toml")]
    assert texts[0] == texts[1]


def test_each_site_has_a_file_of_its_own(tmp_path: Path) -> None:
    for host in ("east.example", "west.example"):
        plant(tmp_path / "in" / host, host)
    lessons = learn(tmp_path / "in", to=tmp_path / "sites")
    assert [lesson.path.name for lesson in lessons] == ["east-example.toml", "west-example.toml"]
    with pytest.raises(PressmarkError, match="there are 2 sites"):
        learn(tmp_path / "in", to=tmp_path / "one.toml")


def test_a_few_articles_teach_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Kites\n\nBy Ann Lee\n\nThey flew.\n", "utf-8")
    with pytest.raises(PressmarkError, match="no site has 5 articles"):
        learn(tmp_path / "a.md", to=tmp_path / "site.toml")
