"""Says which contributed records are articles that the collection withdrew, by the ledger that lies beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from pressmark.checking.collector import Collector
from pressmark.checking.staging import ROW, Staged
from pressmark.contracts.configuration import Configuration
from pressmark.contracts.withdrawals import WITHDRAWALS, Withdrawal, held, in_force, read_withdrawals
from pressmark.model.draft import Claim
from pressmark.model.report import Place
from pressmark.records.returns import returned
from pressmark.rights.withdrawn import OTHER, WITHDRAWAL

RULE = "withdrawn-again"


def check_returns(staged: Staged, folder: Path, configuration: Configuration, collector: Collector) -> None:
    """Adds an error for each record that is a withdrawn article, or one again; it names the withdrawal and no words.

    Args:
        staged: The records. What they say of reviews is not believed: whoever contributes is not who decides.
        folder: Where the records lie; a `withdrawals.csv` there counts, beside the one of the configuration.
        configuration: Whose ledger and whose reviews hold.
        collector: Takes the errors.
    """
    every = held([*configuration.withdrawals.values(), *read_withdrawals(folder / WITHDRAWALS).values()])
    lines = in_force(every, configuration.reviews)
    if not lines or RULE in collector.policy.left_out or "articles" not in staged.scans:
        return
    numbers = dict(staged.scans["articles"].select("article_id", ROW).collect().iter_rows())
    said = dict(_themselves(numbers, lines)) | dict(_again(staged, lines, configuration))
    for article_id, message in sorted(said.items(), key=lambda pair: numbers[pair[0]]):
        place = Place(table="articles", row=numbers[article_id], key=article_id, field="article_id")
        collector.add(RULE, place, message, "python", "error")


def _themselves(numbers: Iterable[str], lines: Mapping[str, Withdrawal]) -> Iterator[tuple[str, str]]:
    for article_id in numbers:
        if line := lines.get(article_id):
            yield article_id, f"was withdrawn on {line.date} ({line.scope}, {line.reason})"


def _again(staged: Staged, lines: Mapping[str, Withdrawal], configuration: Configuration) -> Iterator[tuple[str, str]]:
    tables = staged.tables()
    tables["claims"] = tables["claims"].filter(pl.col("reviewer").is_null())
    for article_id, found in returned(tables, lines).items():
        line = lines[found.of]
        if not _is_other(configuration.reviews.get(article_id, ()), line.date):
            yield (
                article_id,
                f"is {found.of} again ({found.sign}), withdrawn on {line.date} ({line.scope}, {line.reason})",
            )


def _is_other(reviews: Iterable[Claim], withdrawn_on: date) -> bool:
    """Says whether a named person of the collection found that it is another article, since it was withdrawn."""
    found = (each for each in reviews if (each.claim, each.value) == (WITHDRAWAL, OTHER))
    return any(each.reviewed_on is not None and each.reviewed_on >= withdrawn_on for each in found)
