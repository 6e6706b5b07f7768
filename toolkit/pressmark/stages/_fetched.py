"""Keeps what was fetched beside the target, each page a web archive of its own, so that nothing is fetched twice.

The folder is `.<target>.fetched`: hidden and private, and what reads web archives can read it. A page that is gone or
refused is remembered as well; what may be the hour's fault is asked for again by the next run.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import count
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from pressmark.files import settled_json, sha256_text, write_whole
from pressmark.stages._asking import Asker, Page, Refusal, place_of

_NOT_KEPT = frozenset({"transfer-encoding", "connection", "keep-alive", "set-cookie", "set-cookie2", "content-length"})
_STAMP = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What became of one address: a page with its file, or the outcome and the reason why there is none."""

    url: str
    outcome: str  # page gone blocked missing
    reason: str | None = None
    found_at: str | None = None
    retrieved: str | None = None
    archived: str | None = None
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of what was fetched for one target."""

    folder: Path

    @classmethod
    def beside(cls, target: Path, *, fresh: bool) -> Store:
        """Returns the store of a target, emptied where all is to be fetched anew."""
        folder = target.resolve().with_name(f".{target.resolve().name}.fetched")
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        return cls(folder)

    def fetch(
        self, urls: Iterable[str], asker: Asker, *, archive: bool, progress: Callable[[int, int], None] | None
    ) -> Iterator[Fetched]:
        """Yields what becomes of each address, in an order that lets no host wait for another."""
        ordered = _taking_turns(urls)
        for done, url in enumerate(ordered, start=1):
            yield self._kept(url) or self._fetched(url, asker, archive=archive)
            if progress:
                progress(done, len(ordered))

    def _place(self, url: str) -> Path:
        name = sha256_text(url)
        return self.folder / name[:2] / name[:32]

    def _kept(self, url: str) -> Fetched | None:
        place = self._place(url).with_suffix(".json")
        try:
            said = json.loads(place.read_bytes())
            file = place.with_suffix(".warc") if said["outcome"] == "page" else None
            known = said.pop("url") == url and (file is None or file.is_file())
            return Fetched(url=url, file=file, **said) if known else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _fetched(self, url: str, asker: Asker, *, archive: bool) -> Fetched:
        found = asker.page(url)
        place = self._place(url)
        if isinstance(found, Refusal):
            gone = archive and found.outcome == "gone"
            outcome, reason = ("missing", "the archive has no copy") if gone else (found.outcome, found.reason)
            result = Fetched(url=url, outcome=outcome, reason=reason)
            if found.lasting:
                self._keep(place, result)
            return result
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(place.with_suffix(".warc"), _record(url, found))
        result = Fetched(
            url=url,
            outcome="page",
            found_at=found.url,
            retrieved=_stamp(found.retrieved),
            archived=_archived(found) if archive else None,
            file=place.with_suffix(".warc"),
        )
        self._keep(place, result)
        return result

    def _keep(self, place: Path, found: Fetched) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        names = ("url", "outcome", "reason", "found_at", "retrieved", "archived")
        write_whole(place.with_suffix(".json"), settled_json({name: getattr(found, name) for name in names}))


def _taking_turns(urls: Iterable[str]) -> list[str]:
    """Returns addresses so that the hosts take turns."""
    turns: dict[str | None, Iterator[int]] = {}
    placed = [(next(turns.setdefault(place_of(url), count())), url) for url in sorted(set(urls))]
    return [url for _, url in sorted(placed)]


def _record(url: str, page: Page) -> bytes:
    """Returns a page as the one record of a WARC 1.1 (ISO 28500), its body as the server sent it."""
    headers = "".join(f"{name}: {value}\r\n" for name, value in page.answer.headers.items() if name not in _NOT_KEPT)
    answered = f"HTTP/1.1 {page.answer.status} {page.answer.reason}\r\n{headers}\r\n".encode("utf-8", "replace")
    block = answered + page.answer.body
    said = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<{uuid5(NAMESPACE_URL, f'{url} {_stamp(page.retrieved)}').urn}>",
        "WARC-Date": _stamp(page.retrieved),
        "WARC-Target-URI": page.url,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def _archived(page: Page) -> str | None:
    """Returns when an archive took its copy: by Memento-Datetime (RFC 7089), else by the stamp in its address."""
    said = page.answer.headers.get("memento-datetime")
    stamp = _STAMP.search(page.url)
    try:
        if said:
            return _stamp(parsedate_to_datetime(said))
        return _stamp(datetime.strptime(stamp[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)) if stamp else None
    except (TypeError, ValueError):
        return None


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
