"""Edits of the two articles, one place at a time: of their rows, and of what the descriptor says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from records.quay import GULL, Descriptor, Rows, described

_UNHASHED = ("fingerprints", "permissions", "sources", "texts")  # not of the record's hash

Edit = Callable[[Rows, Descriptor], None]
Case = tuple[str, Edit, str, str, str, str]


def row(name: str, place: int = 0, /, **changes: Any) -> Edit:
    """Changes a row of a table; a changed record has another hash."""

    def edit(found: Rows, _: Descriptor) -> None:
        found[name][place].update(changes)
        if name not in _UNHASHED and set(changes) - {"release_profile"}:
            found["articles"][0]["record_sha256"] = "1" * 64

    return edit


def more(name: str, /, **new: Any) -> Edit:
    """Adds a row to a table."""

    def edit(found: Rows, said: Descriptor) -> None:
        found.setdefault(name, []).append(new)
        if not any(entry["name"] == name for entry in said["resources"]):
            said["resources"].append(next(e for e in described({name: [new]})["resources"] if e["name"] == name))

    return edit


def less(name: str, place: int = 0) -> Edit:
    """Takes a row out of a table."""

    def edit(found: Rows, _: Descriptor) -> None:
        del found[name][place]

    return edit


def all_of(*edits: Edit) -> Edit:
    """Makes several edits."""

    def edit(found: Rows, said: Descriptor) -> None:
        for each in edits:
            each(found, said)

    return edit


def said(**changes: Any) -> Edit:
    """Changes what the descriptor says of the dataset; `_` stands for the colon of `articles:`."""
    return lambda _, descriptor: descriptor.update({key.replace("_", ":"): value for key, value in changes.items()})


def schema(change: Callable[[dict[str, Any]], object], name: str = "subjects") -> Edit:
    """Changes the Table Schema of a table in the descriptor."""

    def edit(_: Rows, descriptor: Descriptor) -> None:
        change(next(entry for entry in descriptor["resources"] if entry["name"] == name)["schema"])

    return edit


def column(place: int, **changes: Any) -> Edit:
    """Changes a column of `subjects` in the descriptor."""
    return schema(lambda found: found["fields"][place].update(changes))


def resources(change: Callable[[dict[str, Any]], object]) -> Edit:
    """Changes every resource of the descriptor."""

    def edit(_: Rows, descriptor: Descriptor) -> None:
        for entry in descriptor["resources"]:
            change(entry)

    return edit


def without_rows(name: str) -> Edit:
    """Takes all rows out of a table."""

    def edit(found: Rows, _: Descriptor) -> None:
        found[name] = []

    return edit


def renamed(found: Rows, said: Descriptor) -> None:
    """Gives a table another name."""
    found["flags"] = []
    next(entry for entry in said["resources"] if entry["name"] == "flags")["name"] = "marks"


def without(article_id: str) -> Edit:
    """Takes an article out of every table."""

    def edit(found: Rows, _: Descriptor) -> None:
        for name, listed in found.items():
            found[name] = [each for each in listed if each.get("article_id") != article_id]

    return edit


def buried(reason: str) -> Edit:
    grave = {"article_id": GULL, "withdrawn_in": "2.0.0", "date": date(2026, 2, 3), "scope": "record"}
    return more("tombstones", **grave, reason=reason)
