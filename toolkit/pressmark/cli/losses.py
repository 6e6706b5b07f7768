"""Shows what became of the articles of a rehydration, and by source and month what was lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.errors import PressmarkError
from pressmark.files import settled_json, write_whole

if TYPE_CHECKING:
    import polars as pl

    from pressmark.stages.rehydrate import Rehydration

_FORMS = (".json", ".csv")
_LINES = 12


def check_report(path: Path | None) -> None:
    """Raises where a report of the losses cannot be written in the form that is asked for."""
    if path is not None and path.suffix not in _FORMS:
        raise PressmarkError("is no form of a report", where=path.name, remedy="name a .json or a .csv file")


def write_report(found: Rehydration, path: Path) -> None:
    """Writes the counts by source and month."""
    if path.suffix == ".csv":
        write_whole(path, found.losses.write_csv(line_terminator="\r\n"))
        return
    said = {
        "release": {
            "name": found.release.name,
            "version": found.release.descriptor["version"],
            "content_root": found.release.descriptor["articles:contentRoot"],
        },
        "content_root": found.content_root,
        "outcomes": dict(found.counts),
        "withdrawn": found.withdrawn,
        "buried": found.buried,
        "losses": found.losses.to_dicts(),
    }
    write_whole(path, settled_json(said))


def in_short(found: Rehydration, to: Path) -> str:
    """Returns what a terminal shows."""
    number = sum(found.counts.values())
    outcomes = ", ".join(f"{count:,} {name}" for name, count in found.counts.items() if count) or "none looked for"
    lines = [f"{to}: {number:,} article{'' if number == 1 else 's'}: {outcomes}"]
    gone = found.withdrawn + found.buried
    if gone:
        lines.append(f"{gone:,} withdrawn: not looked for, and not rebuilt")
    for key, title in (("source", "Source"), ("month", "Published")):
        lines += ["", *_table(found.losses, key, title)]
    equal = "that of the release" if found.equal else "another than the release's"
    lines += ["", f"content root {found.content_root}, {equal}"]
    return "\n".join(lines)


def _table(losses: pl.DataFrame, key: str, title: str) -> list[str]:
    """Returns the groups that lost most, with the share of each that is there."""
    from pressmark.records.rehydration import WITHDRAWN, there

    other = "month" if key == "source" else "source"
    by = losses.drop(other).group_by(key).sum()
    rows = [(row[key], row["articles"] - row[WITHDRAWN], there(row)) for row in by.iter_rows(named=True)]
    worst = sorted((row for row in rows if row[1]), key=lambda row: (row[2] / row[1], -row[1], row[0]))
    wide = max(len(name) for name in (title, *(row[0] for row in worst[:_LINES])))
    lines = [f"{title:<{wide}}  {'articles':>8}  {'there':>8}  {'share':>6}"]
    lines += [f"{name:<{wide}}  {all:>8,}  {held:>8,}  {held / all:>6.1%}" for name, all, held in worst[:_LINES]]
    more = len(worst) - _LINES
    return [*lines, f"and {more:,} more, which lost no larger share; see --report"] if more > 0 else lines
