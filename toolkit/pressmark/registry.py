"""Reads a folder of modules as a mapping from name to kind, so that a new file is a new kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.metadata import entry_points
from types import ModuleType

from pressmark.errors import UnknownNameError


class Shelf(Mapping[str, ModuleType]):
    """Maps the names of one kind to their modules: the package's own files, then guests.

    A module's name in kebab-case is the kind's name (`print_view.py` is `print-view`); `base.py` and modules
    that begin with an underscore are no kinds. A guest is an entry point of the group `pressmark.<shelf>`, as the
    packaging specification describes them; a guest never replaces one of the package's own.
    """

    def __init__(self, kind: str, package: str) -> None:
        self.kind = kind
        self.package = package

    @cached_property
    def _places(self) -> dict[str, str]:
        folder = importlib.import_module(self.package)
        own = {
            module.name.replace("_", "-"): f"{self.package}.{module.name}"
            for module in pkgutil.iter_modules(folder.__path__)
            if module.name != "base" and not module.name.startswith("_")
        }
        guests = {point.name: point.value for point in entry_points(group=self.package)}
        return dict(sorted({**guests, **own}.items()))

    def __getitem__(self, name: str) -> ModuleType:
        if name not in self._places:
            raise UnknownNameError(self.kind, name, self._places)
        return importlib.import_module(self._places[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places


def summary(kind: ModuleType) -> str:
    """Returns the first sentence of a kind's page, on one line."""
    page = (kind.__doc__ or "").strip()
    return " ".join(page.split("\n\n")[0].split())
