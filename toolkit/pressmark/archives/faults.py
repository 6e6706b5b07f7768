"""Names what the standard library raises on archives that lie."""

from __future__ import annotations

import lzma
import struct
import tarfile
import zipfile
import zlib

BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, RuntimeError, ValueError, KeyError, NotImplementedError, IndexError,
)  # fmt: skip
