"""A named person says who holds the rights; what nothing would read of a review is refused."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from stages.bell import decided
from stages.island import BELL, packed, sources

from pressmark.contracts.configuration import REVIEWS, read_configuration
from pressmark.contracts.package import Package
from pressmark.errors import ConfigurationError
from pressmark.stages.validate import validate

HEAD = "article_id,claim,value,reviewer,reviewed_on,note\n"


def reviewed(folder: Path, *lines: str) -> Package:
    ledger = HEAD + "".join(f"{BELL},{line},\n" for line in lines)
    return packed(folder / "package", sources(folder / "in", more={"reviews.csv": ledger}))


def holders(package: Package) -> list[str]:
    rows = package.scan("agents").filter(pl.col("article_id") == BELL, pl.col("role") == "rights_holder")
    return rows.sort("position").collect()["name"].to_list()


# What is reviewed, who holds the rights then, and how much is shown.
CASES: list[tuple[tuple[str, ...], list[str], str]] = [
    (("holder,Ada Lind,Thora Vik,2026-11-01",), ["Ada Lind"], "metadata"),
    (("holder,Ada Lind,Thora Vik,2026-11-01", "grantor_is_holder,yes,Thora Vik,2026-11-01"), ["Ada Lind"], "fulltext"),
    (("holder,Ada Lind,Thora Vik,2026-11-01", "holder,Ole Berg,Thora Vik,2026-11-02"), ["Ole Berg"], "metadata"),
    (
        ("holder,Ada Lind,Thora Vik,2026-11-01", "holder,Ole Berg,Thora Vik,2026-11-01"),
        ["Ada Lind", "Ole Berg"],
        "metadata",
    ),
    (("holder,The Skerry Lantern,Thora Vik,2026-11-01",), ["The Skerry Lantern"], "metadata"),
]


@pytest.mark.parametrize(("lines", "names", "profile"), CASES)
def test_a_review_names_the_holder(lines: tuple[str, ...], names: list[str], profile: str, tmp_path: Path) -> None:
    package = reviewed(tmp_path, *lines)
    assert holders(package) == names
    assert decided(package)[BELL][0] == profile
    attribution = package.scan("articles").filter(article_id=BELL).collect()["attribution"][0]
    assert all(name in attribution for name in names)
    assert validate(package.folder).passed()


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("licence", "nothing reads a review of 'licence' (did you mean 'license'? "),
        ("grantor_is_the_holder", "did you mean 'grantor_is_holder'?"),
        ("title", "a review decides on one of embargo, grantor_is_holder, holder, license"),
    ],
)
def test_a_review_that_nothing_reads_is_refused(claim: str, said: str, tmp_path: Path) -> None:
    (tmp_path / REVIEWS).write_text(f"{HEAD}{BELL},{claim},x,Thora Vik,2026-11-01,\n", "utf-8")
    with pytest.raises(ConfigurationError) as refused:
        read_configuration(None, tmp_path)
    assert said in str(refused.value)
    assert "reviews.csv line 2" in str(refused.value)
