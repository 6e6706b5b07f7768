"""Turns news and web articles into validated, versioned and citable data packages.

The verbs live in `pressmark.stages` and are imported when they are first asked for (PEP 562), so that
`import pressmark` costs next to nothing and a command loads only the engines that it uses.

    >>> import pressmark
    >>> data = pressmark.load("datapackages/harbour-press")  # doctest: +SKIP
    >>> data.articles.collect()                              # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressmark.errors import PressmarkError
    from pressmark.stages.cite import cite
    from pressmark.stages.convert import convert
    from pressmark.stages.diff import diff
    from pressmark.stages.load import load
    from pressmark.stages.publish import publish
    from pressmark.stages.rehydrate import rehydrate
    from pressmark.stages.release import release
    from pressmark.stages.rights import explain_rights
    from pressmark.stages.validate import validate
    from pressmark.stages.verify import verify
    from pressmark.stages.withdraw import withdraw

__all__ = [
    "PressmarkError",
    "__version__",
    "cite",
    "convert",
    "diff",
    "explain_rights",
    "load",
    "publish",
    "rehydrate",
    "release",
    "validate",
    "verify",
    "withdraw",
]
__version__ = "0.1.0"

_HOMES = MappingProxyType(
    {
        "PressmarkError": "pressmark.errors",
        "cite": "pressmark.stages.cite",
        "convert": "pressmark.stages.convert",
        "diff": "pressmark.stages.diff",
        "explain_rights": "pressmark.stages.rights",  # `pressmark.rights` is a package
        "load": "pressmark.stages.load",
        "publish": "pressmark.stages.publish",
        "rehydrate": "pressmark.stages.rehydrate",
        "release": "pressmark.stages.release",
        "validate": "pressmark.stages.validate",
        "verify": "pressmark.stages.verify",
        "withdraw": "pressmark.stages.withdraw",
    }
)


def __getattr__(name: str) -> object:
    """Imports a verb from its home at its first use and keeps it, so that this is asked once a name."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Lists the verbs although none is loaded yet, for completion in a notebook."""
    return sorted({*globals(), *__all__})
