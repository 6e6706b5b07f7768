"""Opens messages of the kind that mail is sent in (RFC 5322, MIME), in which browsers save pages as well."""

from __future__ import annotations

from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from pressmark.evidence.text import one_line

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def opened(data: bytes) -> Message:
    """Returns bytes as a message; whatever they are, they make some message."""
    return message_from_bytes(data)


def header(part: Message, name: str) -> str | None:
    """Returns the first header of a name on one line, its encoded words undone, or None where it is empty."""
    value = part.get(name)
    if value is None:
        return None
    text = str(value)
    with suppress(HeaderParseError, LookupError, UnicodeError, ValueError):
        text = str(make_header(decode_header(text)))
    return one_line(text) or None


def payload(part: Message) -> bytes:
    """Returns what a part holds, as bytes, however it was packed for the way."""
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def page_of(message: Message) -> Message | None:
    """Returns the part that is the page of a message: the one that it names as its start, or its first of HTML."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    start = str(message.get_param("start") or "")
    named = [part for part in parts if start and header(part, "Content-ID") == start]
    return next((part for part in [*named, *parts] if part.get_content_type() in _PAGES), None)


def charset_of(part: Message) -> list[str]:
    """Returns the encoding that a part declares, where it declares one."""
    declared = part.get_param("charset")
    return [declared] if isinstance(declared, str) and declared else []


def is_cut(message: Message, part: Message) -> bool:
    """Returns whether a message ends inside a part: it is the last, and the line that closes all parts is absent."""
    parts = [each for each in message.walk() if not each.is_multipart()]
    unclosed = any(type(defect).__name__ == "CloseBoundaryNotFoundDefect" for defect in message.defects)
    return unclosed and bool(parts) and parts[-1] is part
