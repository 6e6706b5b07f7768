"""What every describer is: a pure rendering of one release's description in one standard."""

from __future__ import annotations

from typing import Protocol

from pressmark.model.work import Work


class Describer(Protocol):
    """A module on the shelf `pressmark.describers`; its docstring is its page: Carries, Specification."""

    filename: str

    def render(self, work: Work) -> str:
        """Returns the file's text: a function of `work` alone, with line feeds and one at the end.

        What is not known is left out; an identifier, an address or a date is never made up.
        """
