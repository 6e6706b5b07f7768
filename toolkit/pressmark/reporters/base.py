"""What every reporter is: a pure rendering of one report in one format."""

from __future__ import annotations

from typing import Protocol

from pressmark.model.report import Report


class Reporter(Protocol):
    """A module on the shelf `pressmark.reporters`; its docstring is its page: Shows, Format."""

    def render(self, report: Report, fail_on: str) -> str:
        """Returns the report as text that ends with a line feed; `fail_on` is the severity from which it fails."""
