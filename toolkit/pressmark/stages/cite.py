"""Cites a release."""

from __future__ import annotations

import warnings
from pathlib import Path

from pressmark.errors import PackageError
from pressmark.records.citing import FORMS, cite_release
from pressmark.records.index import entry_beside, newest, read_index, yanked_because

__all__ = ["FORMS", "cite"]


def cite(release: Path | str, form: str = "apa") -> str:
    """Returns the citation of a release, or of the newest release of a dataset.

    Args:
        release: The folder of a release, or of a dataset with its `index.json`.
        form: apa, bibtex, csl-json, cff, datacite or ris.

    Of a version that was yanked it warns, and cites it all the same.

    Raises:
        PackageError: where there is no release.
        UnknownNameError: where the form is unknown.
    """
    folder = Path(release)
    index = read_index(folder)
    if index is None:
        reason = yanked_because(entry_beside(folder))
        if reason:
            warnings.warn(f"{folder.resolve().name} was yanked: {reason}", stacklevel=2)
        return cite_release(folder, form)
    version = newest(index)
    if version is None:
        raise PackageError("names no version that is current", where=str(folder), remedy="cite the folder of one")
    return cite_release(folder / version, form)
