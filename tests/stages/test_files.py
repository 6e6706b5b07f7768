"""Files that are read in another way than the rest: what matches, what holds, and what is said of a pattern in vain."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressmark.errors import PressmarkError
from pressmark.stages.convert import Conversion, convert
from pressmark.stages.explain_source import explain_source

CONFIGURATION = """\
[convert]
date_order = "mdy"

[[convert.files]]
match = "notes/*"
converter = "lines"

[[convert.files]]
match = "*dutch.csv"
date_order = "dmy"
columns = { title = "kop", published = "datum" }

[[convert.files]]
match = "*.csv"
language = "fr"
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "notes").mkdir(parents=True)
    (folder / "notes" / "a.txt").write_text("The ferry left.\nA kite rose.\n", "utf-8")
    (folder / "dutch.csv").write_text("kop,datum,text\nDe veerboot,03/04/2019,Hij vertrok.\n", "utf-8")
    (folder / "other.csv").write_text("title,date,text\nLe bac,03/04/2019,Il\n", "utf-8")
    (folder / "pressmark.toml").write_text(CONFIGURATION, "utf-8")
    return folder


def converted(folder: Path, **options: str) -> Conversion:
    return convert(folder, to=folder.parent / "package", prefix="mf", **options)


def test_each_input_is_read_as_the_first_pattern_says_that_matches_it(sources: Path) -> None:
    conversion = converted(sources)
    articles = conversion.package.scan("articles").collect().sort("text_sha256")
    read = {row["title"]: (str(row["published"]), row["language"]) for row in articles.to_dicts() if row["title"]}
    assert read == {"De veerboot": ("2019-04-03", "und"), "Le bac": ("2019-03-04", "fr")}
    assert articles.height == 4
    assert conversion.unmatched == ()


def test_a_converter_that_the_command_names_reads_all(sources: Path) -> None:
    sources_table = converted(sources, converter="table").package.scan("sources").collect()
    assert set(sources_table["converter"]) == {"table"}


def test_an_explanation_reads_as_the_conversion_does(sources: Path) -> None:
    told = {found.path: (found.converter, found.articles) for found in explain_source(sources)}
    assert told == {"notes/a.txt": ("lines", 2), "dutch.csv": ("table", 1), "other.csv": ("table", 1)}


def test_a_pattern_that_meets_nothing_is_named(sources: Path) -> None:
    (sources / "dutch.csv").rename(sources / "dutch.tsv")
    assert converted(sources).unmatched == ("*dutch.csv",)


def test_other_manners_are_another_configuration(sources: Path) -> None:
    before = converted(sources).package.scan("sources").collect()["converter_config"].unique().to_list()
    text = CONFIGURATION.replace('date_order = "dmy"', 'date_order = "mdy"')
    (sources / "pressmark.toml").write_text(text, "utf-8")
    after = converted(sources).package.scan("sources").collect()["converter_config"].unique().to_list()
    assert before != after


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('converter = "lins"', "did you mean"),
        ('convertr = "lines"', "did you mean 'converter'"),
        ('columns = { titel = "kop" }', "did you mean 'title'"),
        ("", "convert.files.1"),
    ],
)
def test_what_cannot_hold_is_an_error_with_its_place(sources: Path, line: str, said: str) -> None:
    (sources / "pressmark.toml").write_text(f'[[convert.files]]\nmatch = "*"\n{line}\n', "utf-8")
    with pytest.raises(PressmarkError) as raised:
        converted(sources)
    assert said in str(raised.value)
