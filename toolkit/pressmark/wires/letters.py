"""Writes a message down as a plain text, so that what is kept of it has places: its subject, sender, day and words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr

from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode, html_declarations
from pressmark.evidence.messages import charset_of, header, opened, payload
from pressmark.evidence.text import normalise, one_line
from pressmark.pages.fragment import fragment_text
from pressmark.wires.said import Said

_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")


@dataclass(frozen=True, slots=True)
class Letter:
    """The plain text of a message, and where its parts stand in it."""

    text: str
    subject: Said | None
    sender: Said | None
    day: Said | None
    language: Said | None
    address: Said | None
    body: str | None


def letter_of(data: bytes) -> Letter:
    """Returns a message as a letter; an e-mail address is nobody's name, and is left out."""
    message = opened(data)
    name = parseaddr(header(message, "From") or "")[0]
    said = {"From": one_line(name) or None, "Address": _address(message)}
    said |= {each: header(message, each) for each in ("Subject", "Date", "Content-Language")}
    lines, found, position = [], {}, 0
    for label, value in said.items():
        if value:
            start = position + len(label) + 2
            found[label] = Said(value, value, f"char={start},{start + len(value)}")
            lines.append(f"{label}: {value}\n")
            position += len(lines[-1])
    body = _body(message)
    text = "".join([*lines, "\n", body or ""])
    return Letter(
        text=text,
        subject=found.get("Subject"),
        sender=found.get("From"),
        day=found.get("Date"),
        language=found.get("Content-Language"),
        address=found.get("Address"),
        body=body,
    )


def _address(message: Message) -> str | None:
    """Returns where the same text stands on the Web, if the message names a place."""
    named = (_ADDRESS.search(header(message, name) or "") for name in ("List-Post", "Archived-At"))
    return next((found[1] for found in named if found), None)


def _body(message: Message) -> str | None:
    """Returns the words of a message: of its page, or else of its plain part."""
    parts = [
        part for part in message.walk() if not part.is_multipart() and part.get_content_disposition() != "attachment"
    ]
    for kind in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind and (text := _words(part, markup=kind == "text/html")):
                return text
    return None


def _words(part: Message, *, markup: bool) -> str | None:
    data = payload(part)
    try:
        text = decode(data, [*charset_of(part), *html_declarations(data)]).text
    except SourceError:
        return None
    return fragment_text(text) if markup else normalise(text) or None
