"""A withdrawal whose line, ledger or tombstone was deleted by hand opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from stages.bell import OIL, decided, out, tombstones, withdrawn
from stages.island import BELL, packed, sources

from pressmark.contracts.package import DESCRIPTOR, Package, open_package
from pressmark.contracts.withdrawals import WITHDRAWALS, read_withdrawals
from pressmark.files import settled_json
from pressmark.stages.rights import explain_rights
from pressmark.stages.validate import validate

Loss = Callable[[Package], None]


def the_line(package: Package) -> None:
    ledger = package.folder / WITHDRAWALS
    lines = ledger.read_bytes().decode().splitlines(keepends=True)
    ledger.write_bytes("".join(line for line in lines if not line.startswith(BELL)).encode())


def the_ledger(package: Package) -> None:
    (package.folder / WITHDRAWALS).unlink()


def the_tombstone(package: Package) -> None:
    """Removes the table, which holds no other row."""
    resources = [found for found in package.descriptor["resources"] if found["name"] != "tombstones"]
    (package.folder / "data/tombstones.csv").unlink()
    (package.folder / DESCRIPTOR).write_text(settled_json({**package.descriptor, "resources": resources}), "utf-8")


def both(package: Package) -> None:
    the_ledger(package)
    the_tombstone(package)


# What is deleted, and which rules say so.
LOSSES: list[tuple[Loss, set[str]]] = [
    (the_line, {"withdrawal-unlisted"}),
    (the_ledger, {"withdrawal-unlisted"}),
    (the_tombstone, {"tombstone-missing"}),
    (both, {"tombstone-missing"}),
]
RULES = {"withdrawal-unlisted", "tombstone-missing"}


def found(package: Package) -> set[str]:
    return {outcome.rule for outcome in validate(package.folder).outcomes if outcome.outcome == "failed"} & RULES


@pytest.mark.parametrize("scope", ["text", "record"])
@pytest.mark.parametrize(("loss", "rules"), LOSSES, ids=[loss.__name__ for loss, _ in LOSSES])
def test_it_stays_closed_in_a_first_release(
    loss: Loss, rules: set[str], scope: str, own: Package, tmp_path: Path
) -> None:
    withdrawn(own, BELL, scope=scope)
    assert found(own) == set()
    loss(open_package(own.folder))
    assert found(own) == rules
    (explained,) = explain_rights(own.folder, [BELL])
    assert (explained.rule, explained.profile) == ("withdrawn", {"text": "metadata", "record": "withheld"}[scope])
    released = out(own, tmp_path / "first").package
    assert decided(released).get(BELL) == {"text": ("metadata", "withdrawn"), "record": None}[scope]
    assert "rings again" not in (released.folder / "data/texts.csv").read_text("utf-8")
    assert validate(released.folder).passed()


@pytest.mark.parametrize("scope", ["text", "record"])
def test_the_release_before_knows_it_where_nothing_else_does(
    scope: str, own: Package, releases: Path, tmp_path: Path
) -> None:
    withdrawn(own, BELL, scope=scope)
    out(own, releases)
    again = packed(tmp_path / "another", sources(tmp_path / "in", more=OIL))
    assert BELL not in tombstones(again)
    released = out(again, releases).package
    assert tombstones(released)[BELL] == ("2.0.0", "privacy", scope)
    assert decided(released).get(BELL) == {"text": ("metadata", "withdrawn"), "record": None}[scope]


@pytest.mark.parametrize("scope", ["text", "record"])
@pytest.mark.parametrize("loss", [the_line, the_ledger, the_tombstone])
def test_a_conversion_to_the_same_folder_keeps_it(loss: Loss, scope: str, own: Package, tmp_path: Path) -> None:
    withdrawn(own, BELL, scope=scope)
    loss(open_package(own.folder))
    again = packed(own.folder, sources(tmp_path / "in", more=OIL))
    assert read_withdrawals(again.folder / WITHDRAWALS)[BELL].scope == scope
    assert tombstones(again) == {BELL: ("unreleased", "privacy", scope)}


def test_a_text_that_no_licence_opens_stays_withdrawn_too(own: Package) -> None:
    closed = next(name for name, held in decided(own).items() if held[0] == "metadata")
    withdrawn(own, closed, scope="text")
    assert decided(open_package(own.folder))[closed] == ("metadata", "withdrawn")
