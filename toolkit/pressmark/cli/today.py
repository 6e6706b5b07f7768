"""Says which day it is: the only clock, and it stands in the command line."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from pressmark.errors import PressmarkError


def today(given: str | None = None) -> date:
    """Returns the day that was given, or that SOURCE_DATE_EPOCH says (reproducible-builds.org), or today in UTC."""
    if given is not None:
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise PressmarkError(f"{given!r} is no day", where="--date", remedy="write YYYY-MM-DD") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()
