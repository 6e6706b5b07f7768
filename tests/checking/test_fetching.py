"""Nothing is fetched while a stranger's package is judged, whatever its descriptor names by address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from rules.test_cases import CLEAN
from rules.written import Shape, write

from pressmark.stages.validate import validate


class Listener(BaseHTTPRequestHandler):
    """Answers nothing and remembers what was asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    Listener.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/asked.json"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("of_table", "key"), [(True, "schema"), (True, "dialect"), (True, "profile"), (False, "profile")]
)
def test_what_a_descriptor_names_by_address_is_reported_and_not_fetched(
    address: str, of_table: bool, key: str, tmp_path: Path
) -> None:
    named = {key: address}
    shape = Shape(resources={"agents": named}) if of_table else Shape(descriptor=named)
    folder = write(shape, CLEAN["tables"], "package", tmp_path / "lighthouses").folder
    report = validate(folder)
    outcomes = {outcome.rule: outcome.outcome for outcome in report.outcomes}
    assert outcomes["remote-reference"] == "failed"
    assert outcomes["frictionless-tables"] == "not-checked"
    assert Listener.asked == []
