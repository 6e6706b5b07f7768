"""Names what a file plainly is by its first bytes, for what no converter reads: a picture, a film, a program."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_SIGNATURES = (
    (rb"\x89PNG\r\n\x1a\n", "a PNG image"),
    (rb"\xff\xd8\xff", "a JPEG image"),
    (rb"GIF8[79]a", "a GIF image"),
    (rb"RIFF....WEBP", "a WebP image"),
    (rb"....ftyp(?:avif|avis|heic|heix|mif1)", "an image"),
    (rb"BM.{4}\x00{4}", "a BMP image"),
    (rb"(?:II\*\x00|MM\x00\*)", "a TIFF image"),
    (rb"\x00\x00\x01\x00[\x01-\x40]\x00", "an icon"),
    (rb"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!(?:--.*?--|DOCTYPE\s+svg[^>]*)>\s*))*+<svg[\s>]", "an SVG image"),
    (rb"%PDF-", "a PDF"),
    (rb"%!PS", "a PostScript document"),
    (rb"\{\\rtf", "a document in rich text (RTF)"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document of the old form (DOC, XLS, PPT)"),
    (rb"(?:ID3|\xff[\xfb\xf3\xf2])", "an audio file"),
    (rb"(?:OggS|fLaC|RIFF....WAVE)", "an audio file"),
    (rb"(?:....ftyp|\x1aE\xdf\xa3|RIFF....AVI |\x00\x00\x01[\xb3\xba])", "a video"),
    (rb"(?:wOFF|wOF2|OTTO|\x00\x01\x00\x00\x00)", "a font"),
    (rb"(?:\x7fELF|MZ.{10}|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe)", "a program"),
    (rb"bplist00", "a property list, as Safari saves web archives"),
    (rb"From \S+[^\n]*\d{4}\r?\n(?:>?[\w-]+:)", "a mailbox of several messages (mbox)"),
    (rb"\s*\{\s*\"log\"\s*:\s*\{\s*\"(?:version|creator|pages|entries)\"", "recorded web traffic (HAR)"),
    (rb"SQLite format 3\x00", "an SQLite database"),
    (rb"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (rb"Rar!\x1a\x07", "a RAR archive"),
    (rb"PK\x03\x04", "a ZIP archive that cannot be opened"),
    (rb"PAR1", "a Parquet file"),
)
_KNOWN = tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in _SIGNATURES)
_ROOT = re.compile(
    rb"(?:(?><\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE(?:[^\[>]|\[.*?\])*+>\s*))*+<([A-Za-z][\w:.-]{0,60})[\s/>]", re.DOTALL
)
_BINARY = 0.03  # the share of control signs beyond which bytes are no text
_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\v\f\r\x1b")


def signature(head: bytes) -> str | None:
    """Returns what first bytes show that a file is, in words for a receipt, or None where they do not tell."""
    return next((said for pattern, said in _KNOWN if pattern.match(head)), None)


def kind_of(location: Path) -> str | None:
    """Returns what a file is that no converter reads, as far as its content tells; None for text of any kind."""
    with location.open("rb") as stream:
        head = stream.read(4096)
    known = document_in(location) if head.startswith(b"PK") else None
    known = known or signature(head)
    odd = len(head) - len(head.translate(None, _CONTROLS))
    return known or ("binary" if odd > _BINARY * len(head) else _written(head))


def _written(head: bytes) -> str | None:
    """Returns which form of text first bytes begin, or None where it is none with a name."""
    begun = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begun.startswith((b"{", b"[")):
        return "JSON"
    root = _ROOT.match(begun)
    return f"XML, its root is <{root[1].decode('latin-1')}>" if root else None


def document_in(location: Path) -> str | None:
    """Returns which document or program a ZIP is the container of, or None where it is an archive of files."""
    try:
        with zipfile.ZipFile(location) as archive:
            names = set(archive.namelist())
            stated = archive.read("mimetype")[:100] if "mimetype" in names and _is_small(archive) else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, KeyError, NotImplementedError):
        return None
    if "[Content_Types].xml" in names:
        parts = {name.split("/")[0] for name in names}
        return next((said for part, said in _OOXML.items() if part in parts), "an Office document (OOXML)")
    if stated.startswith(b"application/vnd.oasis.opendocument."):
        said = stated.decode("ascii", "replace").removeprefix("application/vnd.oasis.opendocument.").strip()
        return f"an OpenDocument {said.partition('-')[0] if said.isascii() and said.isprintable() else 'file'}"
    if stated.startswith(b"application/epub+zip"):
        return "a book (EPUB)"
    if "AndroidManifest.xml" in names:
        return "an Android app"
    return "a Java archive" if "META-INF/MANIFEST.MF" in names else None


def _is_small(archive: zipfile.ZipFile) -> bool:
    return archive.getinfo("mimetype").file_size < 1000


_OOXML = {
    "word": "a Word document (DOCX)",
    "xl": "an Excel workbook (XLSX)",
    "ppt": "a PowerPoint presentation (PPTX)",
}
